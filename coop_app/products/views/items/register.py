"""The list of items, and one item: units, prices, where it lies."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.products import queries, service
from coop_app.products.forms.items import ItemForm, PriceForm, SwitchForm
from coop_app.products.queries import Item
from coop_app.products.rules.items import KINDS, METHODS, Kind
from coop_app.products.rules.prices import AUDIENCES, MEMBER, OTHER
from coop_app.products.views.blueprint import bp
from coop_app.products.views.counter import desk, may_see, owner_key, owner_name
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import rupiah_text
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond

UNITS = ("g", "ml", "butir", "bungkus", "lembar", "buah", "botol", "ikat", "batang", "meter")


@bp.get("/")
@requires("products.read")
def items() -> Response:
    """Every item, narrowed by kind, text and state."""
    here, text = desk(), request.args.get("cari", "")[:80]
    kind = request.args.get("jenis", "")
    wanted = [kind] if kind in KINDS else None
    every = request.args.get("semua") == "1"
    found = queries.list_items(here.book_id, kinds=wanted, text=text, active_only=not every)
    return respond(
        _table(found), "products/items.html", text=text, kind=kind, kinds=KINDS, every=every,
        points=queries.list_points(here.book_id),
    )  # fmt: skip


def _table(found: list[Item]) -> Table:
    here = desk()
    amounts: dict[int, int] = {}
    for lies in queries.on_hand(here.book_id):
        amounts[lies.item.id] = amounts.get(lies.item.id, 0) + lies.quantity
    prices = {a: queries.prices_on(here.book_id, a, here.today) for a in AUDIENCES}
    columns = [
        Column("name", _("Item"), width=22), Column("kind", _("Kind"), width=12, minor=True),
        Column("there", _("In stock"), width=12), Column("member", _("Price for members"), width=14),
        Column("other", _("Price for others"), width=14, minor=True),
        Column("units", _("Units"), width=18, minor=True), Column("owner", _("Owner"), width=16, minor=True),
    ]  # fmt: skip
    rows = [
        {
            "name": item.name, "kind": _(KINDS[Kind(item.kind)]), "there": _there(item, amounts),
            "member": price_text(prices[MEMBER].get(item.id)),
            "other": price_text(prices[OTHER].get(item.id)),
            "units": units_text(item), "owner": owner_name(item),
            "_url": url_for("products.item", item_id=item.id),
        }
        for item in found
    ]  # fmt: skip
    return Table(_("Items"), columns, rows, name="daftar-barang", landscape=True)


def _there(item: Item, amounts: dict[int, int]) -> str:
    if item.consigned:
        return str(_("on consignment"))
    return item.text(amounts.get(item.id, 0))


def price_text(price: queries.Price | None) -> str:
    """`Rp18.000 / kg`."""
    return f"{rupiah_text(price.amount)} / {price.unit}" if price else ""


def units_text(item: Item) -> str:
    """`kg = 1.000 g, karung = 25 kg`: each unit said in the one below it where that is a whole number."""
    said, below = [], item.units[0]
    for unit in item.units[1:]:
        whole, rest = divmod(unit.factor, below.factor)
        smaller, count = (item.units[0], unit.factor) if rest else (below, whole)
        said.append(f"{unit.name} = {count:,} {smaller.name}".replace(",", "."))
        below = unit
    return ", ".join(said)


@bp.get("/baru")
@requires("products.write")
def item_form() -> Response:
    """A new item; grams and kilograms are proposed."""
    form = ItemForm(formdata=None, base_unit="g", unit_1="kg", shown_unit="kg")
    form.factor_1.typed = "1000"
    return _form(form)


@bp.post("/baru")
@requires("products.write")
def add_item() -> Response:
    """Write the item down."""
    form = ItemForm.from_request()
    if not form.ok:
        return _form(form)
    try:
        facts = form.item_facts(owner_key(form.owner.data or ""))
        with transaction():
            added = service.add_item(desk=desk(), facts=facts)
    except Refused as refusal:
        return _form(form.blame(refusal))
    flash(_("%(item)s is written down. Set its prices here.", item=added.name))
    return see_other("products.item", item_id=added.id)


def _form(form: ItemForm, item: Item | None = None) -> Response:
    moved = item is not None and queries.has_moved(item.book_id, item.id)
    return page("products/item_form.html", form=form, item=item, moved=moved, base_units=UNITS)


@bp.get("/<int:item_id>")
@requires("products.read")
def item(item_id: int) -> Response:
    """One item."""
    return item_page(item_id)


def item_page(item_id: int, form: PriceForm | None = None) -> Response:
    """The item's page, with the price form as it was sent."""
    here = desk()
    found = queries.get_item(here.book_id, item_id)
    every = queries.on_hand(here.book_id, empty=True)
    lies = [one for one in every if one.item.id == item_id and may_see(one.point)]
    form = form or PriceForm(formdata=None, valid_from=here.today, unit=found.shown_unit.name)
    form.unit.choices = [unit.name for unit in found.units]
    return page(
        "products/item.html", item=found, lies=lies, form=form, switch=SwitchForm(formdata=None),
        prices=queries.price_history(here.book_id, item_id), units=units_text(found),
        owner=owner_name(found), kinds=KINDS, methods=METHODS, audiences=AUDIENCES,
        today=here.today,
    )  # fmt: skip


@bp.get("/<int:item_id>/ubah")
@requires("products.write")
def change_item_form(item_id: int) -> Response:
    """What is written down about an item, to be corrected."""
    found = queries.get_item(signed_in().book_id, item_id)
    known: dict[str, Any] = {
        name: getattr(found, name) for name in ("name", "kind", "method", "consigned", "note")
    }
    form = ItemForm(formdata=None, owner=owner_name(found), **known)
    form.show(found)
    return _form(form, found)


@bp.post("/<int:item_id>/ubah")
@requires("products.write")
def change_item(item_id: int) -> Response:
    """Correct it."""
    found, form = queries.get_item(signed_in().book_id, item_id), ItemForm.from_request()
    if not form.ok:
        return _form(form, found)
    try:
        same = (form.owner.data or "") == owner_name(found)
        owner = found.owner_member_id if same else owner_key(form.owner.data or "")
        with transaction():
            service.change_item(desk=desk(), item_id=item_id, facts=form.item_facts(owner))
    except Refused as refusal:
        return _form(form.blame(refusal), found)
    return see_other("products.item", item_id=item_id)


@bp.post("/<int:item_id>/aktif")
@requires("products.write")
def switch_item(item_id: int) -> Response:
    """Take it out of the lists, or put it back."""
    found = queries.get_item(signed_in().book_id, item_id)
    if SwitchForm.from_request().ok:
        with transaction():
            service.switch_item(desk=desk(), item_id=item_id, active=not found.active)
    return see_other("products.item", item_id=item_id)
