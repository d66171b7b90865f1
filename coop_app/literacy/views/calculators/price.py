"""Cost and price of a product, by the costing that the members' own workshops use."""

from dataclasses import dataclass

from werkzeug.wrappers import Response

from coop_app.literacy.forms.calculators.costs import MATERIALS, OVERHEADS, NamedCosts, PriceForm
from coop_app.literacy.rules.calculators.pricing import Making, Prices, prices
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.calculators.asking import answered, tool_page
from coop_app.literacy.views.calculators.house import READING
from coop_app.money import Money
from coop_app.web.access import pace, public


@dataclass(frozen=True, slots=True)
class Priced:
    """A making, what a piece costs, and the prices asked for."""

    making: Making
    unit_cost: Money
    prices: Prices


@bp.get("/belajar/harga")
@public
@pace.limit(READING)
def price() -> Response:
    """What a piece costs, what to ask for it, and from how many on it pays."""
    form = PriceForm.asked()
    materials, overhead = NamedCosts("materials", MATERIALS), NamedCosts("overhead", OVERHEADS)
    form.blamed = form.blamed or not (materials.is_readable and overhead.is_readable)
    found = answered(form, lambda: _priced(form, materials, overhead))
    return tool_page(
        "literacy/price.html", tool="price", found=found, form=form, materials=materials,
        overhead=overhead,
    )  # fmt: skip


def _priced(form: PriceForm, materials: NamedCosts, overhead: NamedCosts) -> Priced:
    making = form.making(materials.amounts, overhead.amounts)
    unit_cost = making.costing.unit_full
    return Priced(making, unit_cost, prices(unit_cost, form.wanted))
