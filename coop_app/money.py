"""Money: whole rupiah, exact splits, and how amounts are typed, shown and said."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NoReturn, Self

from coop_app.refusal import N_, Refused

# A range check keeps every sum inside 64 bits (integrity I3).
LARGEST = 10**15


class AmountUnclear(Refused):
    """The typed amount can be read in two ways."""

    message = N_("Did you mean %(one)s or %(other)s? Write the amount without a comma.")
    field = "amount"


class AmountUnreadable(Refused):
    """The typed text is no amount of rupiah."""

    message = N_("Write the amount in rupiah with digits, for example 1.250.000.")
    field = "amount"


class AmountTooLarge(Refused):
    """No cooperative of ours moves a thousand trillion."""

    message = N_("This amount is too large. Check the number of zeros.")
    field = "amount"


class Money(int):
    """A number of whole rupiah. Adding keeps the type; fractions are refused.

    Raises `TypeError` for floats and text and `AmountTooLarge` beyond 10^15 rupiah.
    """

    __slots__ = ()

    def __new__(cls, amount: int = 0) -> Self:
        _whole(amount)
        if not -LARGEST <= amount <= LARGEST:
            raise AmountTooLarge
        return super().__new__(cls, amount)

    def __add__(self, other: int) -> "Money":
        return Money(int.__add__(self, _whole(other)))

    __radd__ = __add__

    def __sub__(self, other: int) -> "Money":
        return Money(int.__sub__(self, _whole(other)))

    def __rsub__(self, other: int) -> "Money":
        return Money(int.__sub__(_whole(other), self))

    def __mul__(self, times: int) -> "Money":
        return Money(int.__mul__(self, _whole(times)))

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        return Money(int.__neg__(self))

    def __abs__(self) -> "Money":
        return Money(int.__abs__(self))

    def __truediv__(self, other: object) -> NoReturn:
        msg = "divide money with split() or half_up(), so that the residue has a name"
        raise TypeError(msg)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        msg = f"money is whole rupiah, not {type(value).__name__}"
        raise TypeError(msg)
    return int(value)


ZERO = Money(0)


def half_up(value: Fraction | Decimal | int) -> int:
    """The nearest whole number, halves away from zero (interfaces.md)."""
    exact = Fraction(value)
    doubled = abs(exact) * 2 + 1
    rounded = doubled.numerator // (doubled.denominator * 2)
    return rounded if exact >= 0 else -rounded


def apportion(pot: int, weights: Sequence[int | Decimal | Fraction]) -> list[int]:
    """Share out a whole number by weight so that the shares add up to it exactly.

    Largest remainder; ties go to whoever is named first (cases A12, F-1, D9). Weights are not
    negative and do not sum to zero, otherwise `ValueError`.
    """
    exact = [Fraction(weight) for weight in weights]
    scale = lcm(*(weight.denominator for weight in exact))
    parts = [weight.numerator * (scale // weight.denominator) for weight in exact]
    total = sum(parts)
    if total <= 0 or min(parts) < 0:
        msg = "weights must be positive in sum and none negative"
        raise ValueError(msg)
    sign, size = (1, int(pot)) if pot >= 0 else (-1, -int(pot))
    floors = [size * part // total for part in parts]
    left = size - sum(floors)
    neediest = sorted(range(len(parts)), key=lambda i: (-(size * parts[i] % total), i))
    for i in neediest[:left]:
        floors[i] += 1
    return [sign * floor for floor in floors]


def split(pot: Money, weights: Sequence[int | Decimal | Fraction]) -> list[Money]:
    """A pot of rupiah, apportioned to the rupiah. `ValueError` as in `apportion`."""
    return [Money(share) for share in apportion(pot, weights)]


_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_PLAIN = re.compile(r"\d+")
_CENTS = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),(\d{1,2})")
_ENGLISH = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?")
_DOTTED = re.compile(r"\d+\.\d{1,2}")
_CURRENCY = re.compile(r"^\s*(rp|idr)\.?\s*", re.IGNORECASE)


def parse_rupiah(text: str) -> Money:
    """Read a typed amount: `1.250.000`, `Rp 1.250.000,-`, `1250000`, `1.250.000,00`.

    Raises `AmountUnclear` when two readings are possible, `AmountUnreadable` otherwise.
    """
    cleaned = _CURRENCY.sub("", text.replace("\u00a0", " ")).strip()
    cleaned = re.sub(r",\s*-+\s*$|\.-+$|,=$", "", cleaned).replace(" ", "")
    negative = cleaned.startswith("-")
    digits = cleaned.removeprefix("-")
    if len(digits) > 24 or not digits.isascii():
        raise AmountUnreadable
    amount = _read_digits(digits)
    return Money(-amount if negative else amount)


def _read_digits(digits: str) -> int:
    if _PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits):
        return int(digits.replace(".", ""))
    if match := _CENTS.fullmatch(digits):
        whole, cents = int(match[1].replace(".", "")), match[2]
        if int(cents) == 0:
            return whole
        raise AmountUnclear(one=rupiah(Money(whole)), other=rupiah(Money(int(f"{whole}{cents}"))))
    if _ENGLISH.fullmatch(digits):
        before_dot, _, _ = digits.partition(".")
        first, _, rest = digits.partition(",")
        thousands = Money(int(before_dot.replace(",", "")))
        raise AmountUnclear(one=rupiah(thousands), other=f"Rp{first},{rest}")
    if _DOTTED.fullmatch(digits):
        before_dot, _, after_dot = digits.partition(".")
        without_dot = Money(int(before_dot + after_dot))
        raise AmountUnclear(one=rupiah(Money(int(before_dot))), other=rupiah(without_dot))
    raise AmountUnreadable


def grouped(amount: int) -> str:
    """`1.250.000`, negatives with a minus sign."""
    return f"{int(amount):,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """`Rp1.250.000`, `-Rp5.000`: the official spelling, without a space."""
    return f"-Rp{grouped(-int(amount))}" if amount < 0 else f"Rp{grouped(amount)}"


def bracketed(amount: int) -> str:
    """As statements print it: `1.250.000`, negatives in brackets, zero as a dash."""
    if amount == 0:
        return "-"
    return f"({grouped(-int(amount))})" if amount < 0 else grouped(amount)


_UNITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima",
    "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"), (100, "ratus"))


def _spelled(number: int) -> str:
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return _joined(f"{_UNITS[number // 10]} puluh", number % 10)
    for size, name in _SCALES:
        if number >= size:
            count, rest = divmod(number, size)
            # a lone hundred or thousand melts into one word: seratus, seribu (but satu juta)
            head = f"se{name}" if count == 1 and size <= 1000 else f"{_spelled(count)} {name}"
            return _joined(head, rest)
    raise AssertionError  # pragma: no cover - every number of twelve or more has a scale


def _joined(head: str, rest: int) -> str:
    return f"{head} {_spelled(rest)}" if rest else head


def terbilang(amount: int) -> str:
    """The amount in Indonesian words, `satu juta seribu rupiah` (cases F)."""
    words = _spelled(abs(int(amount)))
    return f"minus {words} rupiah" if amount < 0 else f"{words} rupiah"
