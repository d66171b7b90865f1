"""Her goods: what is there and what it is worth; a new item; one item with its history."""

from dataclasses import dataclass
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.enterprises.forms.workshop.making import KINDS, ItemForm, OwnItemForm
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import recipes
from coop_app.enterprises.queries.workshop import stock as acts
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, business_table, desk_of, owned
from coop_app.enterprises.views.workshop import showing, waiting
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.queries import Item, Price
from coop_app.products.rules.items import ItemFacts, Kind
from coop_app.refusal import N_, Refused
from coop_app.web import tables
from coop_app.web.pages import found_or_404, see_other
from coop_app.web.tables import Column, Table

#: what happened to an item → its name on the screen (English message id)
ACTS = {
    "bought": N_("Bought"),
    "had": N_("There before the book"),
    "spoiled": N_("Spoiled"),
    "counted": N_("Counted"),
}


@dataclass(frozen=True, slots=True)
class Here:
    """One item as it lies in her place."""

    item: Item
    quantity: int
    value: Money

    @property
    def is_low(self) -> bool:
        """Whether to buy again."""
        return not self.quantity or 0 < self.item.low_at >= self.quantity


@bp.get("/<int:enterprise_id>/barang")
@owned
def goods(business: Enterprise) -> Response:
    """What is there, by kind; and everything that can be done with it."""
    text, kind = request.args.get("q", "")[:60], request.args.get("jenis", "")
    here = _here(business)
    shown = [one for one in here if _wanted(one.item, text, kind)]
    return business_table(
        business, _table(business, shown), "enterprises/goods.html", active="goods", here=shown,
        kinds=KINDS, text=text, kind=kind, all_count=len(here), unused=_unused(business, here),
        worth=sum((one.value for one in here), Money(0)), new=len(waiting.new_documents(business)),
    )  # fmt: skip


def _unused(business: Enterprise, here: list[Here]) -> list[Item]:
    shown = {one.item.id for one in here}
    return [item for key, item in showing.all_items(business).items() if key not in shown]


def _wanted(item: Item, text: str, kind: str) -> bool:
    return text.casefold() in item.name.casefold() and kind in ("", item.kind)


def _here(business: Enterprise) -> list[Here]:
    there = {one.item.id: (one.quantity, one.value) for one in products.on_hand(business.book_id)}
    order = [Kind.RAW_MATERIAL, Kind.PACKAGING, Kind.GOODS, Kind.PRODUCT]
    found = showing.all_items(business).values()
    return [
        Here(item, *there.get(item.id, (0, Money(0))))
        for item in sorted(found, key=lambda one: order.index(Kind(one.kind)))
        if item.active or item.id in there
    ]


def _table(business: Enterprise, here: list[Here]) -> Table:
    rows: list[dict[str, Any]] = [
        {"name": one.item.name, "kind": str(KINDS.get(Kind(one.item.kind), _("Trade goods"))),
         "quantity": one.item.text(one.quantity), "value": one.value,
         "_url": url_for("enterprises.item", enterprise_id=business.id, item_id=one.item.id)}
        for one in here
    ]  # fmt: skip
    if rows:
        rows.append(tables.total_row("name", _("Total"), rows, ["value"]))
    columns = (
        Column("name", _("Goods"), width=24), Column("kind", _("Kind"), width=14),
        Column("quantity", _("There now"), width=14), Column("value", _("Worth"), "money", width=14),
    )  # fmt: skip
    return Table(_("My goods"), columns, rows, name="barang-usaha")


@bp.get("/<int:enterprise_id>/barang/baru")
@owned
def item_form(business: Enterprise, form: OwnItemForm | None = None) -> Response:
    """A new item of hers."""
    kind = request.args.get("jenis", Kind.RAW_MATERIAL)
    return business_page(
        business, "enterprises/item_form.html", active="goods",
        form=form or OwnItemForm(formdata=None, kind=kind),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/barang/baru")
@owned
def add_own_item(business: Enterprise) -> Response:
    """Write it down."""
    form = OwnItemForm.from_request()
    if not form.ok:
        return item_form(business.id, form=form)
    desk = desk_of(business)
    try:
        with transaction():
            item = stock.add_item(desk=desk, facts=form.item)
            if form.price.data:
                stock.set_price(
                    desk=desk, item_id=item.id, audience="other", amount=form.price.data,
                    unit=item.shown_unit.name, valid_from=clock.today(),
                )  # fmt: skip
    except Refused as refusal:
        return item_form(business.id, form=form.blame(refusal))
    flash(_("%(name)s is written down.", name=item.name))
    return see_other("enterprises.item", enterprise_id=business.id, item_id=item.id)


@bp.get("/<int:enterprise_id>/barang/<int:item_id>")
@owned
def item(business: Enterprise, item_id: int) -> Response:
    """One item: how much, worth what, what happened, and what can be done."""
    found = products.get_item(business.book_id, item_id)
    here = next((one for one in _here(business) if one.item.id == item_id), None)
    made = recipes.list_recipes(business.cooperative_id, business.id)
    happened = acts.list_stock_acts(business.cooperative_id, business.id, item_id=item_id)
    return business_page(
        business, "enterprises/item.html", active="goods", item=found,
        here=here or Here(found, 0, Money(0)), kinds=KINDS, words=ACTS,
        acts=happened, back=showing.taken_back(business, "enterprises.stock", happened),
        recipe=next((one for one in made if one.item_id == item_id), None),
        price=_price(found),
        moved=products.has_moved(business.book_id, item_id),
    )  # fmt: skip


@bp.get("/<int:enterprise_id>/barang/<int:item_id>/ubah")
@owned
def change_item_form(business: Enterprise, item_id: int, form: ItemForm | None = None) -> Response:
    """Its name, its price, when to buy again, and whether she still uses it."""
    found = products.get_item(business.book_id, item_id)
    if form is None:
        price = _price(found)
        amount = price.for_quantity(found.shown_unit.factor) if price else None
        form = ItemForm(formdata=None, name=found.name, active=found.active, price=amount)
        if found.low_at:
            form.low_at.show(found.low_at, found)
    return business_page(
        business, "enterprises/change_item_form.html", active="goods", item=found, form=form
    )


@bp.post("/<int:enterprise_id>/barang/<int:item_id>/ubah")
@owned
def change_own_item(business: Enterprise, item_id: int) -> Response:
    """Write it down."""
    form, found = ItemForm.from_request(), products.get_item(business.book_id, item_id)
    if not form.ok:
        return change_item_form(business.id, item_id=item_id, form=form)
    try:
        with transaction():
            _change(business, found, form)
    except Refused as refusal:
        return change_item_form(business.id, item_id=item_id, form=form.blame(refusal))
    flash(_("Saved."))
    return see_other("enterprises.item", enterprise_id=business.id, item_id=item_id)


def _change(business: Enterprise, item: Item, form: ItemForm) -> None:
    desk, unit = desk_of(business), item.shown_unit
    facts = ItemFacts(
        name=form.name.data or "", kind=Kind(item.kind), base_unit=item.base_unit,
        units=tuple(one for one in item.units if one.name != item.base_unit),
        shown_unit=unit.name, method=item.method, low_at=form.low_at.base_of(item), note=item.note,
    )  # fmt: skip
    stock.change_item(desk=desk, item_id=item.id, facts=facts)
    if form.active.data != item.active:
        stock.switch_item(desk=desk, item_id=item.id, active=bool(form.active.data))
    known = _price(item)
    if form.price.data and (known is None or form.price.data != known.for_quantity(unit.factor)):
        stock.set_price(
            desk=desk, item_id=item.id, audience="other", amount=form.price.data,
            unit=unit.name, valid_from=clock.today(),
        )  # fmt: skip


def _price(item: Item) -> Price | None:
    return products.price_of(item.book_id, item.id, "other", clock.today())


@bp.get("/<int:enterprise_id>/barang/tercatat/<int:act_id>")
@owned
def stock_act(business: Enterprise, act_id: int) -> Response:
    """What was recorded about an item, with its journal."""
    act = acts.get_stock_act(business.cooperative_id, business.id, act_id)
    return business_page(
        business, "enterprises/stock_act.html", active="goods", act=act, words=ACTS,
        item=found_or_404(products.items_of(business.book_id, [act.item_id]).get(act.item_id)),
        shown=showing.journal_of(business, act.entry_seq, f"enterprises.stock:{act.id}"),
        fresh="baru" in request.args,
    )  # fmt: skip
