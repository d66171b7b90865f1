"""The code by which a room joins a session: three letters and three digits that nobody mixes up."""

from random import Random

#: without B G I L O Q S U Z and without vowels: no look-alike of a digit, no word
LETTERS = "CDFHJKMNPRTVWXY"
#: without 0 1 2 5 8
DIGITS = "34679"
LENGTH = 6


def drawn(random: Random) -> str:
    """A code such as `KMT479`."""
    letters = "".join(random.choice(LETTERS) for _ in range(3))
    return letters + "".join(random.choice(DIGITS) for _ in range(3))


def shown(code: str) -> str:
    """As it stands on the wall: `KMT 479`."""
    return f"{code[:3]} {code[3:]}"


def read(typed: str) -> str | None:
    """The code that somebody typed in any case, with blanks or dashes; None when it cannot be one."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    letters, digits = code[:3], code[3:]
    good = len(code) == LENGTH and set(letters) <= set(LETTERS) and set(digits) <= set(DIGITS)
    return code if good else None
