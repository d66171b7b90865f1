"""JSON input read strictly, field by field: whole rupiah, exact decimals, ISO dates."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Self, TypeVar

from coop_app.money import LARGEST, AmountTooLarge, Money, half_up
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.calculation import InputUnreadable

Choice = TypeVar("Choice", bound=StrEnum)

#: beyond these a number is no rate and no quantity; exact arithmetic with it would not end
DIGITS_BEFORE, DIGITS_AFTER = 15, 12
MOST_ROWS = 100_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2150, 12, 31)

_NUMBER = re.compile(rf"-?\d{{1,{DIGITS_BEFORE}}}(\.\d{{1,{DIGITS_AFTER}}})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class InputOutOfRange(Refused):
    """A value is readable, but absurd."""

    message = N_("The value “%(name)s” must be between %(least)s and %(most)s.")


class InputUnknown(Refused):
    """A misspelt field would otherwise be passed over in silence."""

    message = N_("The field “%(name)s” is not known here. Take it out or correct its name.")


class ChoiceUnknown(Refused):
    """The word is none of those that the calculation knows."""

    message = N_("The value “%(name)s” must be one of these: %(known)s.")


def exact_number(value: object) -> Decimal | None:
    """A JSON number or the text of one, exactly as written; None when it is neither."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return Decimal(value) if _NUMBER.fullmatch(value) else None
    if isinstance(value, int):
        return Decimal(value) if abs(value) <= LARGEST else None
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    bounded = isinstance(exponent, int) and -DIGITS_AFTER <= exponent <= DIGITS_BEFORE
    return value if bounded and value.adjusted() <= DIGITS_BEFORE else None


class Given:
    """One JSON object. Every reader raises `InputUnreadable` with the path of the field."""

    def __init__(self, value: object, path: str = "") -> None:
        if not isinstance(value, Mapping):
            raise InputUnreadable(name=path or "input", field=path or None)
        self.values: Mapping[str, Any] = value
        self._path = path

    def only(self, *names: str) -> Self:
        """Nothing but these fields may stand here. Raises `InputUnknown`."""
        for name in self.values:
            if name not in names:
                raise InputUnknown(name=name, field=self.place(name))
        return self

    def place(self, name: str) -> str:
        """Where a field stands, e.g. `rate.percent` or `moves.3.out`."""
        return f"{self._path}.{name}" if self._path else name

    def has(self, name: str) -> bool:
        """Whether an optional field is there; null means that it is not."""
        return self.values.get(name) is not None

    def _bad(self, name: str) -> InputUnreadable:
        return InputUnreadable(name=self.place(name), field=self.place(name))

    def _check(self, name: str, value: Any, least: Any, most: Any) -> None:
        if not least <= value <= most:
            place = self.place(name)
            raise InputOutOfRange(name=place, least=least, most=most, field=place)

    def whole(self, name: str, *, least: int = 0, most: int = LARGEST) -> int:
        """A whole number. Raises `InputOutOfRange`."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._bad(name)
        self._check(name, value, least, most)
        return value

    def amount(self, name: str, *, least: int = 0) -> Money:
        """Whole rupiah. Raises `AmountTooLarge`, `InputOutOfRange`."""
        value = self.values.get(name)
        if isinstance(value, int) and abs(value) > LARGEST:
            raise AmountTooLarge(field=self.place(name))
        return Money(self.whole(name, least=least))

    def number(self, name: str, *, least: int = 0, most: int = LARGEST) -> Decimal:
        """An exact decimal. Raises `InputOutOfRange`."""
        value = exact_number(self.values.get(name))
        if value is None:
            raise self._bad(name)
        self._check(name, value, least, most)
        return value

    def text(self, name: str) -> str:
        """A name of up to 200 characters."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value.strip() or len(value) > 200:
            raise self._bad(name)
        return value

    def choice(self, name: str, kinds: type[Choice]) -> Choice:
        """One of the known words. Raises `ChoiceUnknown`."""
        word = self.text(name)
        if word not in set(kinds):
            known = ", ".join(kinds)
            raise ChoiceUnknown(name=self.place(name), known=known, field=self.place(name))
        return kinds(word)

    def yes_no(self, name: str) -> bool:
        """True or false."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise self._bad(name)
        return value

    def day(self, name: str) -> date:
        """A date written `2025-07-31`. Raises `InputOutOfRange`."""
        text = self.text(name)
        if not _DAY.fullmatch(text):
            raise self._bad(name)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise self._bad(name) from None
        self._check(name, day, FIRST_DAY, LAST_DAY)
        return day

    def moment(self, name: str) -> datetime:
        """A date and time in ISO spelling; a date alone is its midnight."""
        try:
            moment = datetime.fromisoformat(self.text(name))
        except ValueError:
            raise self._bad(name) from None
        self._check(name, moment.date(), FIRST_DAY, LAST_DAY)
        return moment

    def part(self, name: str) -> "Given":
        """An object inside this one."""
        return Given(self.values.get(name), self.place(name))

    def items(self, name: str) -> list[Any]:
        """A list of anything, at most `MOST_ROWS` long. Raises `InputOutOfRange`."""
        value = self.values.get(name)
        if not isinstance(value, list):
            raise self._bad(name)
        self._check(name, len(value), 0, MOST_ROWS)
        return value

    def rows(self, name: str) -> list["Given"]:
        """A list of objects."""
        place = self.place(name)
        return [Given(row, f"{place}.{i}") for i, row in enumerate(self.items(name))]


Calculation = Callable[[Given], dict[str, Any]]


def plain(value: Decimal) -> int | str:
    """A decimal as JSON writes it here: whole numbers as numbers, others as exact text."""
    return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"


def hundredths(value: Fraction) -> str:
    """Two decimals half-up, as exact text."""
    whole, rest = divmod(abs(cents := half_up(value * 100)), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02d}"
