"""Whose cooperative a public page belongs to, and how figures and pictures are shown there."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from markupsafe import Markup

from coop_app.auth import queries as access
from coop_app.dates import Month
from coop_app.literacy.rules.calculators.numbers import number_text, typed_text
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.here import household_here
from coop_app.paths import PACKAGE
from coop_app.web.access import actor
from coop_app.web.filters import month_name

#: a room of people behind one address; a program is slowed down
READING = "240 per minute"
_NOT_DRAWN = re.compile(r'<title>.*?</title>| xmlns="[^"]*"| id="[^"]*"', re.DOTALL)


def house() -> int | None:
    """The cooperative whose rates and quotes this page shows: the actor's, the phone's, or the only one."""
    if person := actor():
        return person.cooperative_id
    if here := household_here():
        return here.cooperative_id
    only = access.only_cooperative()
    return only.id if only else None


@bp.app_template_global()
def picture(key: str) -> Markup:
    """One of our drawings inside the page, beside words that say the same; nothing while it is not drawn."""
    return _drawing(key)


@lru_cache(maxsize=64)
def _drawing(key: str) -> Markup:
    file = PACKAGE / "static" / "pictures" / f"{key}.svg"
    if not key.replace("-", "").isalnum() or not file.is_file():
        return Markup()
    drawn = _NOT_DRAWN.sub("", file.read_text("utf-8"))
    return Markup(drawn.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S704 - our own drawing


@bp.app_template_filter()
def number(value: Decimal | Fraction | int | None) -> str:
    """`2.500,75`; a dash where nothing is known."""
    return "–" if value is None else number_text(value)


@bp.app_template_filter()
def as_typed(value: Decimal | Fraction | int) -> str:
    """A number as one would type it into a field."""
    return typed_text(value)


@bp.app_template_filter()
def of_hundred(value: Decimal | Fraction | int | None) -> str:
    """`3,56%`; a dash where nothing is known."""
    return "–" if value is None else f"{number_text(value)}%"


def month_after(first: Month, months: int) -> str:
    """The name of the month so many months later."""
    return month_name(first.plus(months))
