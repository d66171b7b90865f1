"""`coop calc dues`: the dues of one member from plain JSON values (interfaces.md)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from coop_app.dates import DateUnreadable, Month
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.dues import Calendar, Term, allocate, standing


class InputUnreadable(Refused):
    """A value is missing or has the wrong shape."""

    message = N_("The value “%(name)s” is missing or cannot be read.")


def dues(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is due, paid, missing and prepaid on a day; payments count in the order of their dates.

    Raises what `allocate` raises, and `InputUnreadable`.
    """
    terms = [Term(_month(t, "from"), _amount(t, "amount")) for t in _rows(given, "dues")]
    calendar = Calendar(tuple(terms), _month(given, "joined"))
    on = _day(given, "on")
    payments = sorted(_rows(given, "payments"), key=lambda row: _day(row, "date"))
    paid: dict[Month, Money] = {}
    for payment in payments:
        if _day(payment, "date") > on:
            break
        named = [_as_month(text, "months") for text in _named(payment)]
        for share in allocate(_amount(payment, "amount"), calendar, paid, named):
            paid[share.month] = paid.get(share.month, ZERO) + share.amount
    return _shown(calendar, paid, on)


def _shown(calendar: Calendar, paid: Mapping[Month, Money], on: date) -> dict[str, Any]:
    result = standing(calendar, paid, on)
    months = [
        {"month": str(state.month), "due": int(state.due), "paid": int(state.paid)}
        for state in result.months
    ]
    return {
        "months": months,
        "arrears": int(result.arrears),
        "arrears_months": result.arrears_months,
        "prepaid": int(result.prepaid),
    }


def _rows(given: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = given.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise InputUnreadable(name=name, field=name)
    return rows


def _named(payment: Mapping[str, Any]) -> list[object]:
    """The months that a payment names; none or null when it names none."""
    named = payment.get("months")
    if named is not None and not isinstance(named, list):
        raise InputUnreadable(name="months", field="months")
    return named or []


def _amount(given: Mapping[str, Any], name: str) -> Money:
    value = given.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InputUnreadable(name=name, field=name)
    return Money(value)


def _month(given: Mapping[str, Any], name: str) -> Month:
    return _as_month(given.get(name), name)


def _as_month(value: object, name: str) -> Month:
    """`2024-01`, or any day of it."""
    try:
        text = str(value)
        return Month.parse(text) if len(text) == 7 else Month.of(date.fromisoformat(text))
    except (DateUnreadable, ValueError):
        raise InputUnreadable(name=name, field=name) from None


def _day(given: Mapping[str, Any], name: str) -> date:
    """A day, or the first one of a month."""
    text = str(given.get(name))
    try:
        return Month.parse(text).first if len(text) == 7 else date.fromisoformat(text)
    except (DateUnreadable, ValueError):
        raise InputUnreadable(name=name, field=name) from None
