"""A price from a cost: markup and margin beside each other, break-even, what her hour brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from coop_app.enterprises.rules.workshop import costing
from coop_app.enterprises.rules.workshop.costing import Costing, Prices
from coop_app.money import ZERO, Money, grouped, parse_rupiah, rupiah
from coop_app.products.rules import making
from coop_app.refusal import N_, Refused
from coop_app.web.forms import say

USUAL = "30"
_UNCLEAR = N_("Write a percentage like 30, at least 0 and less than 100.")


@dataclass(frozen=True, slots=True)
class Priced:
    """What is asked (as typed) and what comes out; `problem` when it cannot be worked out."""

    percent: str
    fixed: str
    price: str
    prices: Prices | None = None
    #: the price that is looked at: typed, or the one she sells at
    looked_at: Money = ZERO
    per_hour: Money | None = None
    break_even: int | None = None
    margin: int = 0
    problem: str = ""

    @property
    def explained(self) -> str:
        """Why the two prices differ, in one sentence."""
        if self.prices is None:
            return ""
        return str(
            _(
                "%(percent)s%% on top of the cost is %(markup)s profit; %(percent)s%% of the price is"
                " %(margin)s profit, because the price is larger than the cost.",
                percent=self.percent,
                markup=rupiah(self.prices.by_markup - self.prices.unit_cost),
                margin=rupiah(self.prices.by_margin - self.prices.unit_cost),
            )
        )


def look_at(cost: Costing, sent: Mapping[str, str], selling: Money | None) -> Priced:
    """Both prices for the percentage asked, and what the looked-at price brings."""
    percent = sent.get("persen", USUAL).strip()[:8] or USUAL
    fixed, typed = sent.get("tetap", "").strip()[:20], sent.get("harga", "").strip()[:20]
    asked = Priced(percent, fixed, typed)
    try:
        number = _percent(percent)
        if number is None:
            return Priced(percent, fixed, typed, problem=str(_(_UNCLEAR)))
        prices = costing.prices(cost.unit_full, number)
        looked = parse_rupiah(typed) if typed else selling or prices.by_margin
        even = _break_even(fixed, looked, cost)
    except Refused as refusal:
        return Priced(percent, fixed, typed, problem=say(refusal))
    return Priced(
        asked.percent, fixed, typed or grouped(looked), prices, looked, cost.per_hour(looked), even,
        costing.margin_percent(looked, cost.unit_full),
    )  # fmt: skip


def _break_even(fixed: str, price: Money, cost: Costing) -> int | None:
    if not fixed:
        return None
    return making.break_even_units(parse_rupiah(fixed), price=price, unit_cost=cost.unit_in_book)


def _percent(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace("%", "").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < 100 else None
