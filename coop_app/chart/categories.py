"""What money comes in or goes out for, in everyday words: each choice leads to an account role."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coop_app.chart.files import read
from coop_app.chart.templates import template
from coop_app.refusal import N_

DIRECTIONS = ("in", "out", "transfer")
_ON_CASH = {
    "in": N_("cash or bank rises"),
    "out": N_("cash or bank falls"),
    "transfer": N_("cash and bank together stay the same"),
}
_ON_RESULT = {
    "income": N_("the surplus rises"),
    "expense": N_("the surplus falls"),
}
_NO_RESULT = N_("the surplus stays the same")


class CategoriesBroken(Exception):
    """The data file contradicts itself; found by the tests, never by a user."""


@dataclass(frozen=True, slots=True)
class Category:
    """One choice. `label`, `meaning`, `on_cash` and `on_result` are gettext ids.

    `role` is the account against which the cash moves; empty for a transfer. `needs` says whom the
    form must ask for: nothing, a "member", or a member and the dues "months".
    """

    key: str
    direction: str
    role: str
    needs: str
    label: str
    meaning: str
    on_cash: str
    on_result: str


@cache
def categories() -> Mapping[str, Category]:
    """All choices by key, in the order of the screen. Raises `CategoriesBroken`."""
    made: dict[str, Category] = {}
    for row in read("categories")["categories"]:
        category = _category(row)
        fits = category.direction in DIRECTIONS and category.needs in ("", "member", "months")
        if category.key in made or not fits:
            raise CategoriesBroken(category)
        made[category.key] = category
    return made


def choices(direction: str) -> list[Category]:
    """The choices for `in`, `out` or `transfer`."""
    return [category for category in categories().values() if category.direction == direction]


def _category(row: Mapping[str, str]) -> Category:
    role = row.get("role", "")
    kind = template("cooperative").by_role(role).kind if role else ""
    return Category(
        key=row["key"],
        direction=row["direction"],
        role=role,
        needs=row.get("needs", ""),
        label=row["label"],
        meaning=row["meaning"],
        on_cash=_ON_CASH[row["direction"]],
        on_result=_ON_RESULT.get(kind, _NO_RESULT),
    )
