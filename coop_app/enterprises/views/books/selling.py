"""A sale in three taps: the product, how many, how it was paid."""

from dataclasses import dataclass

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.forms.books import OtherSaleForm, ProductForm, SaleForm
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.books.selling import amount_shown
from coop_app.enterprises.service import Sale
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, desk_of, owned
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item, Price
from coop_app.products.rules.units import parse_quantity
from coop_app.refusal import NotFound, Refused
from coop_app.web.pages import found_or_404, see_other

_COUNTS = (1, 2, 3, 4, 5, 6, 8, 10, 12)
_SOLD = ("product", "goods")


@dataclass(frozen=True, slots=True)
class Tile:
    """A product on the sale page."""

    item: Item
    price: Price | None
    there: int
    kept: bool

    @property
    def stock(self) -> str:
        """`12 bungkus`."""
        return self.item.text(self.there)


def _tiles(business: Enterprise) -> list[Tile]:
    book_id = business.book_id
    items = products.list_items(book_id, kinds=_SOLD)
    prices = products.prices_on(book_id, "other", clock.today(), [item.id for item in items])
    home, lying = queries.point_of(book_id), products.on_hand(book_id, empty=True)
    kept = {one.item.id for one in lying}
    there = {one.item.id: one.quantity for one in lying if one.point.id == home}
    tiles = [
        Tile(item, prices.get(item.id), there.get(item.id, 0), item.id in kept) for item in items
    ]
    return sorted(tiles, key=lambda tile: tile.price is None)


@bp.get("/<int:enterprise_id>/jual")
@owned
def sell_tiles(business: Enterprise) -> Response:
    """First tap: which product."""
    tiles = _tiles(business)
    return business_page(business, "enterprises/sell_tiles.html", active="sell", tiles=tiles)


@bp.get("/<int:enterprise_id>/jual/<int:item_id>")
@owned
def sell_form(business: Enterprise, item_id: int, form: SaleForm | None = None) -> Response:
    """Second tap how many, third tap how it was paid."""
    tile = found_or_404(next((one for one in _tiles(business) if one.item.id == item_id), None))
    factor = tile.item.shown_unit.factor
    counts = [(n, tile.price.for_quantity(n * factor) if tile.price else None) for n in _COUNTS]
    return business_page(
        business, "enterprises/sell_form.html", active="sell", tile=tile, counts=counts,
        form=form or SaleForm(on=clock.today()), parties=queries.parties(business),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/jual/<int:item_id>")
@owned
def sell(business: Enterprise, item_id: int) -> Response:
    """Record it."""
    form, item = SaleForm.from_request(), products.get_item(business.book_id, item_id)
    if item.kind not in _SOLD:
        raise NotFound
    if not form.ok:
        return sell_form(business.id, item_id=item_id, form=form)
    try:
        sale = _sale(item, form)
        with transaction():
            done = service.sell(
                desk=desk_of(business),
                business=business,
                request_id=form.request_id.data,
                sale=sale,
            )
    except Refused as refusal:
        return sell_form(business.id, item_id=item_id, form=_blamed(form, refusal))
    return see_other("enterprises.act", enterprise_id=business.id, act_id=done.id, baru=1)


def _blamed(form: SaleForm, refusal: Refused) -> SaleForm:
    if refusal.field == "quantity":
        refusal.field = "other"
    form.blame(refusal)
    return form


def _sale(item: Item, form: SaleForm) -> Sale:
    typed = form.facts
    if typed["other"]:
        quantity = item.base_of(parse_quantity(typed["other"]))
    else:
        quantity = (1 if typed["count"] is None else typed["count"]) * item.shown_unit.factor
    return Sale(
        on=typed["on"], amount=typed["amount"] or _usual(item, form, quantity),
        way=Way(typed["way"]), item_id=item.id, quantity=quantity, party=typed["party"] or "",
        phone=typed["phone"] or "",
    )  # fmt: skip


def _usual(item: Item, form: SaleForm, quantity: int) -> Money | None:
    """At the price that she saw, whenever it is sent; a page of before it was carried has today's."""
    if not form.shown.raw_data:
        price = products.price_of(item.book_id, item.id, "other", form.facts["on"])
        price = price or products.price_of(item.book_id, item.id, "other", clock.today())
        return price.for_quantity(quantity) if price else None
    if form.shown.data is None:
        return None
    return amount_shown(item, quantity, price=form.shown.data, per=form.shown_per.data)


@bp.get("/<int:enterprise_id>/jual/lain")
@owned
def sell_other_form(business: Enterprise, form: OtherSaleForm | None = None) -> Response:
    """Something without a tile."""
    return business_page(
        business, "enterprises/sell_other_form.html", active="sell",
        form=form or OtherSaleForm(on=clock.today()), parties=queries.parties(business),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/jual/lain")
@owned
def sell_other(business: Enterprise) -> Response:
    """Record it."""
    form = OtherSaleForm.from_request()
    if not form.ok:
        return sell_other_form(business.id, form=form)
    typed = form.facts
    sale = Sale(
        on=typed["on"], amount=typed["amount"], way=Way(typed["way"]), party=typed["party"] or "",
        phone=typed["phone"] or "", note=typed["note"],
    )  # fmt: skip
    try:
        with transaction():
            done = service.sell(
                desk=desk_of(business), business=business, request_id=typed["request_id"], sale=sale
            )
    except Refused as refusal:
        return sell_other_form(business.id, form=form.blame(refusal))
    return see_other("enterprises.act", enterprise_id=business.id, act_id=done.id, baru=1)


@bp.get("/<int:enterprise_id>/produk-baru")
@owned
def add_product_form(business: Enterprise, form: ProductForm | None = None) -> Response:
    """A new tile."""
    return business_page(
        business, "enterprises/add_product_form.html", active="sell", form=form or ProductForm()
    )


@bp.post("/<int:enterprise_id>/produk-baru")
@owned
def add_product(business: Enterprise) -> Response:
    """Write the product down with its price."""
    form = ProductForm.from_request()
    if not form.ok:
        return add_product_form(business.id, form=form)
    typed = form.facts
    try:
        with transaction():
            service.add_product(
                desk=desk_of(business), name=typed["name"], price=Money(typed["price"]),
                unit=typed["unit"], on=clock.today(),
            )  # fmt: skip
    except Refused as refusal:
        return add_product_form(business.id, form=form.blame(refusal))
    flash(_("%(name)s can be sold now.", name=typed["name"]))
    return see_other("enterprises.sell_tiles", enterprise_id=business.id)
