"""Producing: the recipe offers what goes in, she says what came out; the journal first, then saving."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.enterprises.forms.workshop.making import MakeForm
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import batches as queries
from coop_app.enterprises.queries.workshop import recipes
from coop_app.enterprises.queries.workshop.batches import Batch
from coop_app.enterprises.queries.workshop.recipes import Recipe
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, business_table, desk_of, owned
from coop_app.enterprises.views.workshop import pricing, producing, showing
from coop_app.enterprises.views.workshop.producing import Typed
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.refusal import Refused
from coop_app.web.pages import see_other
from coop_app.web.tables import Column, Table

#: batches on a phone before it asks for more
_MOST = 20


@bp.get("/<int:enterprise_id>/produksi")
@owned
def batches(business: Enterprise) -> Response:
    """Everything produced, newest first, of all products or one."""
    wanted = request.args.get("barang", type=int)
    items = showing.all_items(business)
    found = queries.list_batches(business.cooperative_id, business.id, item_id=wanted)
    back = showing.taken_back(business, "enterprises.batch", found)
    known = recipes.list_recipes(business.cooperative_id, business.id)
    return business_table(
        business, _table(business, [one for one in found if one.id not in back], items),
        "enterprises/batches.html", active="goods", back=back,
        recipes=known, items=items, wanted=wanted, batches=found, packaging=_packaging(items),
        most=len(found) if "semua" in request.args else _MOST,
    )  # fmt: skip


def _packaging(items: dict[int, Item]) -> dict[int, bool]:
    return {key: one.kind == "packaging" for key, one in items.items()}


def _table(business: Enterprise, found: list[Batch], items: dict[int, Item]) -> Table:
    packaging = _packaging(items)
    rows: list[dict[str, Any]] = []
    for one in found:
        item = items[one.item_id]
        cost = one.costing(packaging, item.shown_unit.factor)
        rows.append({
            "label": one.label, "on": one.on, "item": item.name, "good": item.text(one.good),
            "rejected": item.text(one.rejected) if one.rejected else "",
            "yield": one.yield_mille, "book": cost.in_book, "full": cost.full,
            "unit": cost.unit_full if one.good else None,
            "_url": url_for("enterprises.batch", enterprise_id=business.id, batch_id=one.id),
        })  # fmt: skip
    columns = (
        Column("label", _("Batch")), Column("on", _("Date"), "date"),
        Column("item", _("Product"), width=20), Column("good", _("Good")),
        Column("rejected", _("Failed")), Column("yield", _("Yield"), "percent", minor=True),
        Column("book", _("Cost in the book"), "money"),
        Column("full", _("Full cost"), "money", minor=True),
        Column("unit", _("Full cost of one"), "money"),
    )  # fmt: skip
    return Table(_("What was produced"), columns, rows, name="produksi", landscape=True)


@bp.get("/<int:enterprise_id>/produksi/<int:batch_id>")
@owned
def batch(business: Enterprise, batch_id: int) -> Response:
    """One batch: what went in, what a unit costs in the book and altogether, its journal."""
    found = queries.get_batch(business.cooperative_id, business.id, batch_id)
    items = showing.all_items(business)
    unit = items[found.item_id].shown_unit
    cost = found.costing(_packaging(items), unit.factor)
    price = products.price_of(business.book_id, found.item_id, "other", clock.today())
    selling = price.for_quantity(unit.factor) if price else None
    return business_page(
        business, "enterprises/batch.html", active="goods", batch=found, items=items, cost=cost,
        item=items[found.item_id], price=selling, fresh="baru" in request.args,
        priced=pricing.look_at(cost, request.args, selling) if found.good else None,
        recipe=recipes.get_version(business.cooperative_id, business.id, found.version_id),
        shown=showing.journal_of(business, found.entry_seq, f"enterprises.batch:{found.id}"),
    )  # fmt: skip


@bp.get("/<int:enterprise_id>/produksi/baru")
@owned
def make_form(business: Enterprise) -> Response:
    """Filled from the recipe (`?resep=`), made so many times (`?kali=`)."""
    key = request.args.get("resep", type=int)
    known = recipes.list_recipes(business.cooperative_id, business.id)
    found = next((one for one in known if one.id == key), known[0] if len(known) == 1 else None)
    if found is None:
        return business_page(
            business, "enterprises/make_form.html", active="goods", recipe=None, recipes=known,
            items=showing.all_items(business), form=None,
        )  # fmt: skip
    times = min(max(request.args.get("kali", 1, type=int), 1), 1000)
    return _form(business, producing.offered(business, found, times), found)


@bp.post("/<int:enterprise_id>/produksi/baru")
@owned
def make(business: Enterprise) -> Response:
    """Show what it will record, or record it."""
    form = MakeForm.from_request()
    key = request.form.get("version", type=int)
    found = recipes.get_version(business.cooperative_id, business.id, key or 0)
    typed = producing.read(business, form, found)
    if not typed.ok:
        return _form(business, typed, found)
    try:
        if request.form.get("step") != "save":
            return _form(business, typed, found, _rehearse(business, typed, found))
        with transaction():
            done = _produce(business, typed, found)
    except Refused as refusal:
        form.blame(refusal)
        return _form(business, typed, found)
    return see_other("enterprises.batch", enterprise_id=business.id, batch_id=done.id, baru=1)


def _produce(business: Enterprise, typed: Typed, recipe: Recipe) -> Batch:
    return service.produce(
        desk=desk_of(business), business=business, new=typed.batch(recipe),
        request_id=str(typed.form.request_id.data),
    )  # fmt: skip


def _rehearse(business: Enterprise, typed: Typed, recipe: Recipe) -> dict[str, Any]:
    """The journal and the cost of a batch that is not kept."""
    kept: list[Batch] = []

    def act() -> int | None:
        kept.append(_produce(business, typed, recipe))
        return kept[0].entry_seq

    shown = showing.rehearse(business, act)
    factor = typed.items[recipe.item_id].shown_unit.factor
    return {"shown": shown, "cost": kept[0].costing(_packaging(typed.items), factor)}


def _form(
    business: Enterprise, typed: Typed, recipe: Recipe, preview: dict[str, Any] | None = None
) -> Response:
    return business_page(
        business, "enterprises/make_form.html", active="goods", form=typed.form, recipe=recipe,
        parts=typed.parts, rows=typed.rows, items=typed.items, materials=typed.materials,
        item=typed.items[recipe.item_id], preview=preview,
    )  # fmt: skip
