"""Where a text says one of our words: pure, quick enough to run over every page."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")
#: letters stay; what joins two words of a phrase becomes a space; other signs, and tags, part them
_PLAIN = bytes(
    n if chr(n).isalpha() and n < 128 else ord(" " if chr(n) in " \t\n\r-'&\"0123456789" else "|")
    for n in range(256)
)
_BRACKET = re.compile(r"\s*\(([^)]*)\)\s*$")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The spellings of one language, ready to be looked for; the longest is taken first."""

    #: every spelling → its term, or "" where it is none of ours
    known: Mapping[str, str]
    #: the spellings of one word
    single: Mapping[str, str]
    #: those of several words, spaced as `in_page` spaces them: (text, term, words)
    phrases: tuple[tuple[str, str, frozenset[str]], ...]
    #: all spellings in one pattern, for short texts
    pattern: re.Pattern[str]

    def term(self, spelling: str) -> str:
        """The key of a spelling that the pattern found; "" for a phrase that only looks like ours."""
        low = " ".join(spelling.lower().split())
        return self.known[low]

    def in_page(self, html: str) -> set[str]:
        """The terms that the visible text of a page says."""
        said = _plain(_TAG.sub("|", html))
        there, text, found = frozenset(said), _spaced(said), set()
        for spelling, key, parts in self.phrases:
            if parts <= there and spelling in text:
                found.add(key)
                text = text.replace(spelling, " | ")
        found |= {self.single[one] for one in self.single.keys() & set(text.split())}
        return found - {""}

    def mark(self, text: str, put: Callable[[str, str], str]) -> str:
        """The text with every spelling replaced by `put(key, spelling)`."""

        def one(match: re.Match[str]) -> str:
            key = self.term(match[0])
            return put(key, match[0]) if key else match[0]

        return self.pattern.sub(one, text)


def lexicon(spellings: Iterable[tuple[str, str]], others: Iterable[str] = ()) -> Lexicon:
    """From (spelling, key) pairs; a name with a bracket, "Surplus (SHU)", is two spellings."""
    known: dict[str, str] = dict.fromkeys(others, "")
    for spelling, key in spellings:
        for one in _parts(spelling):
            known.setdefault(one.lower(), key)
    longest = sorted(known, key=lambda text: (-len(text), text))
    pattern = "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in longest)
    several = [(_plain(text), known[text]) for text in longest if not _alone(text)]
    return Lexicon(
        known=known,
        single={text: known[text] for text in longest if _alone(text)},
        phrases=tuple((_spaced(parts), key, frozenset(parts)) for parts, key in several),
        pattern=re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE),
    )


def _alone(text: str) -> bool:
    return _WORD.fullmatch(text) is not None


def _plain(text: str) -> list[str]:
    """The words of a text in small letters, with "|" between those that belong to no one phrase."""
    known = text.encode("ascii", "replace").lower().translate(_PLAIN)
    return known.replace(b"|", b" | ").decode().split()


def _spaced(parts: Iterable[str]) -> str:
    """Words with two spaces between and one around, so that neighbours share none."""
    return f" {'  '.join(parts)} "


def _parts(spelling: str) -> tuple[str, ...]:
    inside = _BRACKET.search(spelling)
    return (spelling[: inside.start()], inside[1]) if inside else (spelling,)
