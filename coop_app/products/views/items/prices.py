"""Selling prices: set one, and the list for members or others on a day."""

from datetime import date
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.dates import parse_date
from coop_app.db import transaction
from coop_app.products import queries, service
from coop_app.products.forms.items import PriceForm
from coop_app.products.queries import Item, Price
from coop_app.products.rules.items import KINDS, Kind
from coop_app.products.rules.prices import AUDIENCES, MEMBER
from coop_app.products.views.blueprint import bp
from coop_app.products.views.counter import desk
from coop_app.products.views.items.register import item_page
from coop_app.refusal import Refused
from coop_app.web.access import requires
from coop_app.web.filters import long_day
from coop_app.web.pages import see_other
from coop_app.web.tables import Column, Table, respond


@bp.post("/<int:item_id>/harga")
@requires("products.write")
def set_price(item_id: int) -> Response:
    """From a day on it costs so much."""
    here, form = desk(), PriceForm.from_request()
    form.unit.choices = [unit.name for unit in queries.get_item(here.book_id, item_id).units]
    if not form.ok:
        return item_page(item_id, form)
    try:
        with transaction():
            service.set_price(desk=here, item_id=item_id, **form.price)
    except Refused as refusal:
        return item_page(item_id, form.blame(refusal))
    flash(_("The price holds from %(day)s.", day=long_day(form.facts["valid_from"])))
    return see_other("products.item", item_id=item_id)


@bp.get("/harga")
@requires("products.read")
def price_list() -> Response:
    """What everything costs on a day, for members or for others."""
    here, audience = desk(), request.args.get("untuk", MEMBER)
    audience = audience if audience in AUDIENCES else MEMBER
    on = _day(here.today)
    items = queries.list_items(here.book_id)
    prices = queries.prices_on(here.book_id, audience, on)
    notes = [_(AUDIENCES[audience]), _("Prices of %(day)s", day=long_day(on))]
    name = f"daftar-harga-{on.isoformat()}"
    table = Table(_("Price list"), _columns(), _rows(items, prices), notes, name=name)
    return respond(
        table, "products/price_list.html", audience=audience, audiences=AUDIENCES, on=on,
        missing=[item for item in items if item.id not in prices],
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("name", _("Item"), width=26),
        Column("kind", _("Kind"), width=14, minor=True),
        Column("amount", _("Price"), "money", 12),
        Column("unit", _("For one"), width=10),
        Column("since", _("Since"), "date", 11, minor=True),
    ]


def _rows(items: list[Item], prices: dict[int, Price]) -> list[dict[str, Any]]:
    return [
        {
            "name": item.name,
            "kind": _(KINDS[Kind(item.kind)]),
            "amount": prices[item.id].amount,
            "unit": prices[item.id].unit,
            "since": prices[item.id].valid_from,
            "_url": url_for("products.item", item_id=item.id),
        }
        for item in items
        if item.id in prices
    ]


def _day(today: date) -> date:
    try:
        return parse_date(request.args["on"]) if request.args.get("on") else today
    except Refused:
        return today
