"""Fields and rows that the forms of a workshop share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from coop_app.enterprises.rules.books.acts import WAYS, Way
from coop_app.enterprises.rules.workshop.costing import MINUTES, Cost, CostKind, PlannedCost
from coop_app.money import Money, grouped, parse_rupiah
from coop_app.products.forms import QuantityField
from coop_app.products.queries import Item
from coop_app.products.rules.units import parse_quantity, plain_number
from coop_app.refusal import Refused
from coop_app.web.forms import say

REQUIRED = InputRequired(_l("Please fill this in."))
AMOUNT = InputRequired(_l("Write an amount."))
#: rows for costs in a recipe and a batch: what they are called at first, and what they are
COST_ROWS: tuple[tuple[Any, CostKind], ...] = (
    (_l("Gas"), CostKind.OVERHEAD),
    (_l("Electricity and water"), CostKind.OVERHEAD),
    (_l("Rent of the place"), CostKind.OVERHEAD),
    (_l("Wages of helpers"), CostKind.LABOUR),
    (_l("Transport"), CostKind.OVERHEAD),
)
#: rows below the usual ones that she names herself, and how many there may be altogether
_SPARE, MOST_COSTS = 3, 40


def ways(*wanted: Way) -> list[SelectChoice]:
    """How money moves, in her words."""
    return [SelectChoice(way.value, _l(WAYS[way])) for way in wanted]


class HoursField(QuantityField):
    """Hours like `2,5`; `minutes` is what they are."""

    @property
    def minutes(self) -> int:
        """Whole minutes, cut; 0 when nothing was typed."""
        return int(Fraction(self.data.number) * MINUTES) if self.data else 0

    def show_minutes(self, minutes: int) -> None:
        """Fill it."""
        hours = (Decimal(minutes) / MINUTES).quantize(Decimal("0.01"))
        text = f"{hours:f}".rstrip("0").rstrip(".").replace(".", ",")
        self.typed = text if minutes else ""


@dataclass(slots=True)
class Quantities:
    """Quantities typed beside items: as typed, in base units, and what is wrong."""

    typed: dict[int, str] = field(default_factory=dict)
    base: dict[int, int] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)


def read_quantities(
    sent: Mapping[str, str], items: Iterable[Item], name: str = "qty"
) -> Quantities:
    """The fields `qty-12` of these items; empty ones count as nothing."""
    found = Quantities()
    for item in items:
        text = sent.get(f"{name}-{item.id}", "").strip()[:40]
        if not text:
            continue
        found.typed[item.id] = text
        try:
            if base := item.base_of(parse_quantity(text)):
                found.base[item.id] = base
        except Refused as refusal:
            found.errors[item.id] = say(refusal)
    return found


def shown_quantities(quantities: Mapping[int, int], items: Mapping[int, Item]) -> Quantities:
    """The same, filled from what is known."""
    typed = {
        key: plain_number(n, items[key].shown_unit) or f"{n} {items[key].base_unit}"
        for key, n in quantities.items()
    }
    return Quantities(typed, dict(quantities), {})


@dataclass(slots=True)
class CostRow:
    """One row for a cost, as typed."""

    number: int
    kind: CostKind
    name: str
    amount: str = ""
    days: str = "1"
    is_paid: bool = True
    error: str = ""
    #: she names it herself
    free: bool = False


def read_costs(sent: Mapping[str, str]) -> tuple[list[CostRow], list[PlannedCost]]:
    """The rows `cost-amount-1` …; rows without an amount count as nothing."""
    rows, costs = [], []
    for row in blank_costs(sum(f"cost-amount-{n}" in sent for n in range(1, MOST_COSTS + 1))):
        n = row.number
        row.name = sent.get(f"cost-name-{n}", row.name).strip()[:60]
        if row.free and sent.get(f"cost-kind-{n}") == CostKind.LABOUR:
            row.kind = CostKind.LABOUR
        row.amount = sent.get(f"cost-amount-{n}", "").strip()[:20]
        row.days = sent.get(f"cost-days-{n}", "1").strip()[:3] or "1"
        row.is_paid = sent.get(f"cost-paid-{n}", "paid") == "paid"
        rows.append(row)
        if not row.amount:
            continue
        try:
            days = int(row.days) if row.days.isdecimal() else 0
            costs.append(
                PlannedCost(row.kind, row.name, parse_rupiah(row.amount), days, row.is_paid)
            )
        except Refused as refusal:
            row.error = say(refusal)
    return rows, costs


def blank_costs(most: int = 0) -> list[CostRow]:
    """The rows as they stand in an empty form: the usual ones, then some that she names herself."""
    rows = [CostRow(n, kind, str(name)) for n, (name, kind) in enumerate(COST_ROWS, 1)]
    last = min(max(most, len(rows) + _SPARE), MOST_COSTS)
    spare = range(len(rows) + 1, last + 1)
    return rows + [CostRow(n, CostKind.OVERHEAD, "", free=True) for n in spare]


def shown_costs(costs: Iterable[PlannedCost | Cost]) -> list[CostRow]:
    """The rows filled with known costs: by their name where it is a usual one, the others below."""
    known = list(costs)
    usual = {(str(name), kind) for name, kind in COST_ROWS}
    others = len(known) - len(usual & {(cost.name, cost.kind) for cost in known})
    rows = blank_costs(len(COST_ROWS) + others + _SPARE)
    left = list(rows)
    for cost in known:
        row = next(
            (one for one in left if one.name == cost.name and one.kind == cost.kind),
            next(one for one in left if one.free),
        )
        left.remove(row)
        row.name, row.kind, row.is_paid = cost.name, cost.kind, cost.is_paid
        row.amount = grouped(cost.amount)
        row.days = str(cost.days) if isinstance(cost, PlannedCost) else "1"
    return rows


def read_amount(text: str) -> Money:
    """Rupiah; nothing typed is nothing. Raises `AmountUnclear`."""
    return parse_rupiah(text) if text.strip() else Money(0)
