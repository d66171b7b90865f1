"""Names: what may stand in one, how two spellings of one are found to be alike."""

import re
import unicodedata

from coop_app.refusal import N_, Refused

LONGEST = 100
_SIGNS = frozenset(" .,'’`-/()")
# Spellings before 1972 and their sound today; both ends are folded to the same letters.
_OLD_SPELLINGS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"), ("ch", "k"), ("kh", "k"),
    ("th", "t"), ("dh", "d"), ("ph", "f"), ("v", "f"), ("iy", "i"), ("ie", "i"), ("y", "i"),
)  # fmt: skip


class NameMissing(Refused):
    """A person has a name."""

    message = N_("Write the name.")
    field = "name"


class NameUnreadable(Refused):
    """A formula, an emoji or other signs that no name has."""

    message = N_(
        "%(found)s cannot stand in a name. Write it with letters only, as on the identity card."
    )
    field = "name"


class NameTooLong(Refused):
    """Longer than any paper can show."""

    message = N_("The name is too long. Use at most %(most)s letters.")
    field = "name"


def tidy(text: str) -> str:
    """One line of text without control or invisible characters, single spaces, case as typed."""
    kept = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if c.isspace() else c for c in kept)
    seen = "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf"})
    return " ".join(seen.split())


def tidy_lines(text: str) -> str:
    """Several lines, each tidy, without empty ones."""
    lines = [tidy(line) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


def clean(text: str, *, field: str | None = None) -> str:
    """A person's name as it is kept. Raises `NameMissing`, `NameUnreadable`, `NameTooLong`.

    A name begins with a letter, so "=1+1" is refused and no spreadsheet can take a name for a formula.
    """
    name = tidy(text)
    if not name:
        raise NameMissing(field=field)
    if len(name) > LONGEST:
        raise NameTooLong(most=LONGEST, field=field)
    strange = next((c for c in name if not _is_of_names(c)), None)
    if strange is None and not name[0].isalpha():
        strange = name[0]
    if strange is not None:
        raise NameUnreadable(found=f"“{strange}”", field=field)
    if sum(c.isalpha() for c in name) < 2:
        raise NameMissing(field=field)
    return name


def _is_of_names(sign: str) -> bool:
    return sign in _SIGNS or sign.isdecimal() or unicodedata.category(sign)[0] in "LM"


def folded(text: str) -> str:
    """The letters by which names are compared: `Soekarno` and `Sukarno` come out alike."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = re.sub(r"[^a-z0-9 ]", "", re.sub(r"[\s\-/.,()]+", " ", plain))
    for old, new in _OLD_SPELLINGS:
        words = words.replace(old, new)
    return " ".join(re.sub(r"(.)\1+", r"\1", word) for word in words.split())


def search_text(name: str, former: str = "") -> str:
    """What a search looks through: this name and the ones before it, each folded once."""
    known = former.split("|") if former else []
    return "|".join([folded(name), *(old for old in known if old != folded(name))])
