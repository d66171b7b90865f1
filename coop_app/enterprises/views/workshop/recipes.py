"""Recipes: what goes in, what it costs today, which price covers it."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.enterprises.forms.workshop import fields
from coop_app.enterprises.forms.workshop.fields import CostRow, Quantities
from coop_app.enterprises.forms.workshop.making import RecipeForm
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import batches as made
from coop_app.enterprises.queries.workshop import estimating
from coop_app.enterprises.queries.workshop import recipes as queries
from coop_app.enterprises.queries.workshop.recipes import Recipe
from coop_app.enterprises.rules.workshop.recipes import NewRecipe, Part
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, desk_of, owned
from coop_app.enterprises.views.workshop import pricing, showing
from coop_app.enterprises.views.workshop.showing import MATERIALS, SOLD
from coop_app.money import ZERO, parse_rupiah
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.queries import Item
from coop_app.refusal import Refused
from coop_app.web.forms import say
from coop_app.web.pages import see_other


@bp.get("/<int:enterprise_id>/resep")
@owned
def recipes(business: Enterprise) -> Response:
    """All recipes with what a unit costs today and what it sells for."""
    found = queries.list_recipes(business.cooperative_id, business.id)
    return business_page(
        business, "enterprises/recipes.html", active="goods",
        rows=[(one, estimating.estimate(business.book_id, one)) for one in found],
        items=showing.all_items(business),
        prices=products.prices_on(business.book_id, "other", clock.today()),
    )  # fmt: skip


@bp.get("/<int:enterprise_id>/resep/<int:recipe_id>")
@owned
def recipe(business: Enterprise, recipe_id: int) -> Response:
    """One recipe: its cost today, both prices, break-even, versions, batches made by it."""
    versions = queries.versions_of(business.cooperative_id, business.id, recipe_id)
    found = versions[-1]
    known = estimating.estimate(business.book_id, found)
    item = products.get_item(business.book_id, found.item_id)
    price = products.price_of(business.book_id, item.id, "other", clock.today())
    selling = price.for_quantity(item.shown_unit.factor) if price else None
    made_before = made.list_batches(business.cooperative_id, business.id, item_id=item.id, limit=5)
    return business_page(
        business, "enterprises/recipe.html", active="goods", recipe=found, item=item, known=known,
        price=price, priced=pricing.look_at(known.costing, request.args, selling),
        versions=versions[:-1],
        batches=made_before, back=showing.taken_back(business, "enterprises.batch", made_before),
        packaging={key: one.kind == "packaging" for key, one in showing.all_items(business).items()},
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/resep/<int:recipe_id>/harga")
@owned
def set_own_price(business: Enterprise, recipe_id: int) -> Response:
    """From today the product sells for this."""
    found = queries.get_recipe(business.cooperative_id, business.id, recipe_id)
    item = products.get_item(business.book_id, found.item_id)
    try:
        amount = parse_rupiah(request.form.get("price", "")[:20])
        with transaction():
            stock.set_price(
                desk=desk_of(business), item_id=item.id, audience="other", amount=amount,
                unit=item.shown_unit.name, valid_from=clock.today(),
            )  # fmt: skip
    except Refused as refusal:
        flash(say(refusal), "error")
    else:
        flash(_("%(name)s now sells for the new price.", name=item.name))
    return see_other("enterprises.recipe", enterprise_id=business.id, recipe_id=recipe_id)


@bp.get("/<int:enterprise_id>/resep/baru")
@owned
def recipe_form(business: Enterprise) -> Response:
    """A new recipe, or a new version of one (`?resep=`)."""
    key = request.args.get("resep", type=int)
    known = queries.get_recipe(business.cooperative_id, business.id, key) if key else None
    form = RecipeForm(formdata=None, item=request.args.get("barang", type=int))
    items = showing.items(business)
    if known is None:
        return _form(business, form, Quantities(), fields.blank_costs(), items)
    _fill(form, known, items)
    parts = {part.item_id: part.quantity for part in known.what.parts if part.item_id in items}
    rows = fields.shown_costs(known.what.costs)
    return _form(business, form, fields.shown_quantities(parts, items), rows, items)


@bp.post("/<int:enterprise_id>/resep/baru")
@owned
def write_recipe(business: Enterprise) -> Response:
    """Keep it as the newest version of its product's recipe."""
    form, items = RecipeForm.from_request(), showing.items(business)
    form.item.choices = _products(items)
    parts = fields.read_quantities(request.form, items.values())
    rows, costs = fields.read_costs(request.form)
    if not form.ok or parts.errors or any(row.error for row in rows):
        form.blamed = True
        return _form(business, form, parts, rows, items)
    try:
        used = tuple(Part(key, quantity) for key, quantity in parts.base.items())
        new = NewRecipe(
            form.item.data, form.makes.base_of(items[form.item.data]), used, tuple(costs),
            form.own_hours.minutes, form.hourly_rate.data or ZERO, form.note.data or "",
        )  # fmt: skip
        key = _keep(business, new, str(form.request_id.data))
    except Refused as refusal:
        return _form(business, form.blame(refusal), parts, rows, items)
    return see_other("enterprises.recipe", enterprise_id=business.id, recipe_id=key)


def _keep(business: Enterprise, new: NewRecipe, request_id: str) -> int:
    with transaction():
        return service.write_recipe(
            desk=desk_of(business), business=business, new=new, request_id=request_id
        )


def _fill(form: RecipeForm, known: Recipe, items: dict[int, Item]) -> None:
    what = known.what
    form.item.data = what.item_id
    if what.item_id in items:
        form.makes.show(what.makes, items[what.item_id])
    form.own_hours.show_minutes(what.own_minutes)
    form.hourly_rate.data, form.note.data = what.hourly_rate or None, what.note


def _products(items: dict[int, Item]) -> list[tuple[int, str]]:
    return [
        (key, f"{one.name} ({one.shown_unit.name})")
        for key, one in items.items()
        if one.kind in SOLD
    ]


def _form(
    business: Enterprise,
    form: RecipeForm,
    parts: Quantities,
    rows: list[CostRow],
    items: dict[int, Item],
) -> Response:
    form.item.choices = _products(items)
    materials = [one for one in items.values() if one.kind in MATERIALS or one.id in parts.typed]
    return business_page(
        business, "enterprises/recipe_form.html", active="goods", form=form, parts=parts,
        rows=rows, materials=materials, items=items,
    )  # fmt: skip
