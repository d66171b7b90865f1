"""The form of a batch: offered from a recipe, read from what was sent."""

from dataclasses import dataclass
from datetime import date

from flask import request

from coop_app import clock
from coop_app.enterprises.forms.workshop import fields
from coop_app.enterprises.forms.workshop.fields import CostRow, Quantities
from coop_app.enterprises.forms.workshop.making import MakeForm
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop.recipes import Recipe
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.batches import NewBatch
from coop_app.enterprises.rules.workshop.costing import Cost
from coop_app.enterprises.rules.workshop.recipes import Part
from coop_app.enterprises.views.workshop import showing
from coop_app.enterprises.views.workshop.showing import MATERIALS
from coop_app.money import ZERO
from coop_app.products.queries import Item, catalogue
from coop_app.products.rules.catalogue import freshness


@dataclass(slots=True)
class Typed:
    """A batch as it stands in the form; `items` are all of hers by key."""

    form: MakeForm
    parts: Quantities
    rows: list[CostRow]
    costs: list[Cost]
    items: dict[int, Item]
    ok: bool = True

    @property
    def materials(self) -> list[Item]:
        """What can go in: what the recipe names first, then everything else."""
        found = [
            one
            for one in self.items.values()
            if one.id in self.parts.typed or (one.active and one.kind in MATERIALS)
        ]
        return sorted(found, key=lambda one: one.id not in self.parts.typed)

    def batch(self, recipe: Recipe) -> NewBatch:
        """What was typed, for the service. Raises what quantities raise."""
        form, product = self.form, self.items[recipe.item_id]
        return NewBatch(
            recipe.version_id, form.facts["on"], form.times.data or 0,
            tuple(Part(key, quantity) for key, quantity in self.parts.base.items()),
            tuple(self.costs), form.good.base_of(product), form.rejected.base_of(product),
            form.reason.data or "", form.own_hours.minutes, form.hourly_rate.data or ZERO,
            Way(form.way.data), form.best_before.data,
        )  # fmt: skip


def offered(business: Enterprise, recipe: Recipe, times: int) -> Typed:
    """As the recipe says."""
    items, what = showing.all_items(business), recipe.what
    form = MakeForm(
        formdata=None, on=clock.today(), version=recipe.version_id, times=times,
        best_before=_keeps(business, recipe),
        hourly_rate=what.hourly_rate or None,
    )  # fmt: skip
    form.version.choices = [(recipe.version_id, "")]
    form.good.show(what.makes * times, items[recipe.item_id])
    form.own_hours.show_minutes(what.own_minutes * times)
    parts = {part.item_id: part.quantity * times for part in what.parts}
    costs = [cost.for_batch(times) for cost in what.costs]
    return Typed(
        form, fields.shown_quantities(parts, items), fields.shown_costs(costs), costs, items
    )


def _keeps(business: Enterprise, recipe: Recipe) -> date | None:
    """The last good day of what is made today, as the product's own page says."""
    facts = catalogue.get_facts(business.book_id, recipe.item_id)
    return freshness.last_good_day(clock.today(), facts.shelf_life_days)


def read(business: Enterprise, form: MakeForm, recipe: Recipe) -> Typed:
    """As it was sent."""
    form.version.choices = [(recipe.version_id, "")]
    items = showing.all_items(business)
    parts = fields.read_quantities(request.form, items.values())
    rows, planned = fields.read_costs(request.form)
    costs = [Cost(one.kind, one.name, one.amount, one.is_paid) for one in planned]
    good = form.ok and not parts.errors and not any(row.error for row in rows)
    form.blamed = not good
    return Typed(form, parts, rows, costs, items, good)
