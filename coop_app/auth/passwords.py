"""What a password must be, and how it is kept (docs/decisions/0006-passwords-and-sessions.md)."""

import gzip
import re
import secrets
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from coop_app.auth.rules import OFFICERS
from coop_app.refusal import N_, Refused

# 40 ms on a small machine (libraries.md 1.1); OWASP's second choice.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_LIST = Path(__file__).with_name("bad_passwords.txt.gz")

SHORTEST_OFFICER = 12
SHORTEST = 10
LONGEST_PASSWORD = 256
#: words that belong to every cooperative
_CONTEXT = (
    "koperasi", "bendahara", "ketua", "pengawas", "pelatih", "anggota", "koordinator", "admin",
    "simpanan", "desmigratif", "wonosobo", "password", "katasandi", "sandi", "rahasia",
)  # fmt: skip


class PasswordTooShort(Refused):
    message = N_("Use at least %(shortest)s characters, for example four words in a row.")
    field = "password"


class PasswordTooLong(Refused):
    message = N_("Use at most %(longest)s characters.")
    field = "password"


class PasswordGuessable(Refused):
    """It stands on the list of bad passwords or consists of words that everyone knows here."""

    message = N_("This password is easy to guess. Choose words that nobody connects with you.")
    field = "password"


def check_password(
    password: str, *, role: str, context: Iterable[str], bad: frozenset[str]
) -> None:
    """Raise `PasswordTooShort`, `PasswordTooLong` or `PasswordGuessable`; ask for nothing else.

    `context` are names of the person and the cooperative. Source: NIST SP 800-63B-4, ASVS 6.2.
    """
    shortest = SHORTEST_OFFICER if role in OFFICERS else SHORTEST
    if len(password) < shortest:
        raise PasswordTooShort(shortest=shortest)
    if len(password) > LONGEST_PASSWORD:
        raise PasswordTooLong(longest=LONGEST_PASSWORD)
    letters = plain_letters(password)
    if letters in bad or password.casefold() in bad or len(set(password)) < 5 or _is_run(password):
        raise PasswordGuessable
    left = letters
    for word in sorted({*_CONTEXT, *_words(context)}, key=len, reverse=True):
        left = left.replace(word, "")
    if len(re.sub(r"\d", "", left)) < 4 and left != letters:
        raise PasswordGuessable


def plain_letters(password: str) -> str:
    """Without case, separators and the usual digits for letters: how a guesser tries variants."""
    swapped = password.casefold().translate(str.maketrans("@$!|", "asil"))
    return "".join(c for c in swapped if c.isalnum())


def _words(context: Iterable[str]) -> set[str]:
    found = {word for text in context for word in re.findall(r"\w{3,}", text.casefold())}
    return found | {plain_letters(text) for text in context if len(text) >= 3}


def _is_run(password: str) -> bool:
    steps = {ord(b) - ord(a) for a, b in pairwise(password)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


@cache
def bad_passwords() -> frozenset[str]:
    """The list shipped with the program (scripts/bad_passwords.py makes it)."""
    return frozenset(gzip.decompress(_LIST.read_bytes()).decode().split())


def hashed(password: str) -> str:
    """What is stored."""
    return _HASHER.hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether this is the password; always takes as long as a real check."""
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys() -> str:
    """A hash that no password matches: an unknown name takes as long as a wrong password."""
    return hashed(secrets.token_urlsafe(32))


_SYLLABLES = [a + b for a in "bdgjkmnprstw" for b in "aeiou"]


def one_time_password() -> str:
    """Four speakable groups, 70 bits: `tabiko-rupema-simodu-wagenu`."""
    groups = ("".join(secrets.choice(_SYLLABLES) for _ in range(3)) for _ in range(4))
    return "-".join(groups)


def recovery_codes(count: int = 10) -> list[str]:
    """Codes for the sealed envelope: `482139-077412`, 40 bits each."""
    return ["-".join(f"{secrets.randbelow(10**6):06d}" for _ in range(2)) for _ in range(count)]
