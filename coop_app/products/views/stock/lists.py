"""What lies where and what it is worth, what runs low, and the card of one item at one point."""

from datetime import date, timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.dates import parse_date
from coop_app.money import Money
from coop_app.products import queries
from coop_app.products.queries import Card, Move, OnHand
from coop_app.products.queries.proof import ROLES
from coop_app.products.rules.items import KINDS, Item
from coop_app.products.rules.moves import MOVE_KINDS, MoveKind
from coop_app.products.rules.units import amount_for
from coop_app.products.views.blueprint import bp
from coop_app.products.views.counter import desk, entry_link, may_see, points
from coop_app.refusal import NotFound, Refused
from coop_app.web import references
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import day
from coop_app.web.pages import link
from coop_app.web.tables import Column, Table, respond, total_row

_YEAR = timedelta(days=365)


@bp.get("/persediaan")
@requires("products.read")
def stock() -> Response:
    """What lies where, with its value; the total is the ledger's balance."""
    here, text = desk(), request.args.get("cari", "").strip()[:80]
    point_id = request.args.get("tempat", type=int)
    kind = request.args.get("jenis", "")
    on = min(_day("on", here.today), here.today)
    past = on if on < here.today else None
    every = [one for one in queries.on_hand(here.book_id, on=past) if may_see(one.point)]
    found = [
        one
        for one in every
        if point_id in (None, one.point.id)
        and kind in ("", one.item.kind)
        and text.casefold() in one.item.name.casefold()
    ]
    table = _stock_table(found, on)
    return respond(
        table, "products/stock.html", text=text, point_id=point_id, kind=kind, kinds=KINDS,
        points=points(), accounts=_accounts(every, on), narrowed=len(found) < len(every), on=on,
    )  # fmt: skip


def _stock_table(found: list[OnHand], on: date) -> Table:
    columns = [
        Column("item", _("Item"), width=22), Column("point", _("Stock point"), width=16),
        Column("quantity", _("Quantity"), width=12),
        Column("base", _("In the smallest unit"), "count", 12, minor=True),
        Column("cost", _("Cost per unit"), "money", 12, minor=True),
        Column("value", _("Value"), "money", 13),
    ]  # fmt: skip
    rows: list[dict[str, Any]] = [
        {
            "item": one.item.name, "point": one.point.name, "quantity": one.item.text(one.quantity),
            "base": one.quantity, "cost": unit_cost(one.item, one.quantity, one.value),
            "value": one.value, "_url": url_for("products.stock_card", position_id=one.position_id),
        }
        for one in found
    ]  # fmt: skip
    if rows:
        rows.append(total_row("item", _("Total"), rows, ["value"]))
    notes = [_("As of %(day)s", day=day(on))]
    return Table(
        _("Stock"), columns, rows, notes, name=f"persediaan-{on.isoformat()}", landscape=True
    )


def unit_cost(item: Item, quantity: int, value: Money) -> Money | None:
    """What one of the usual unit stands at."""
    return amount_for(item.shown_unit.factor, value, quantity) if quantity else None


def _accounts(every: list[OnHand], on: date) -> list[dict[str, Any]]:
    """Each inventory account: what the list says, what the ledger says, and what is booked without an item."""
    book_id, found = signed_in().book_id, []
    if not signed_in().may("ledger.read"):
        return []
    for account in ledger.accounts(book_id=book_id):
        if account.role in ROLES:
            listed = Money(sum(int(one.value) for one in every if one.item.role == account.role))
            booked = ledger.balance(book_id=book_id, account=account.role, on=on)
            found.append(
                {"name": account.name, "listed": listed, "booked": booked, "without": booked - listed,
                 "url": link("ledger.account", account_id=account.id)}
            )  # fmt: skip
    return found


@bp.get("/menipis")
@requires("products.read")
def low_stock() -> Response:
    """What should be bought again: all points together at or below the item's threshold."""
    here = desk()
    there: dict[int, int] = {}
    for one in queries.on_hand(here.book_id):
        there[one.item.id] = there.get(one.item.id, 0) + one.quantity
    watched = [item for item in queries.list_items(here.book_id) if item.low_at]
    return respond(_low_table(watched, there), "products/low_stock.html", watched=bool(watched))


def _low_table(watched: list[Item], there: dict[int, int]) -> Table:
    columns = [
        Column("item", _("Item"), width=24), Column("there", _("In stock"), width=14),
        Column("low", _("Buy again at"), width=14), Column("short", _("Below it by"), width=14),
    ]  # fmt: skip
    rows = [
        {
            "item": item.name, "there": item.text(there.get(item.id, 0)),
            "low": item.text(item.low_at), "short": item.text(item.low_at - there.get(item.id, 0)),
            "_url": url_for("products.item", item_id=item.id),
        }
        for item in watched
        if item.low_at >= there.get(item.id, 0)
    ]  # fmt: skip
    return Table(_("Running low"), columns, rows, name="persediaan-menipis")


@bp.get("/kartu/<int:position_id>")
@requires("products.read")
def stock_card(position_id: int) -> Response:
    """Kartu persediaan: every move with quantity, cost and what is left."""
    here = desk()
    start, end = _day("dari", here.today - _YEAR), _day("sampai", here.today)
    card = queries.stock_card(here.book_id, position_id, start=start, end=end)
    if not may_see(card.point):
        raise NotFound
    return respond(
        _card_table(card, start, end), "products/stock_card.html", card=card, start=start, end=end,
        cost=card.unit_cost(card.quantity, card.value),
    )  # fmt: skip


def _day(name: str, usual: date) -> date:
    try:
        return parse_date(request.args[name]) if request.args.get(name) else usual
    except Refused:
        return usual


def _card_table(card: Card, start: date, end: date) -> Table:
    columns = [
        Column("on", _("Date"), "date", 10), Column("what", _("What"), width=18),
        Column("document", _("Document"), width=20, minor=True),
        Column("in", _("In"), width=11), Column("out", _("Out"), width=11),
        Column("left", _("Balance"), width=12),
        Column("unit", _("Cost per unit"), "money", 11, minor=True),
        Column("cost", _("Value in / out"), "money", 12), Column("value", _("Value left"), "money", 12),
        Column("by", _("Recorded by"), width=13, minor=True),
    ]  # fmt: skip
    rows = [_before(card, start), *_moves(card)]
    notes = [
        f"{card.point.name} · {_('Period %(start)s to %(end)s', start=day(start), end=day(end))}",
        _("In the order of recording; a document of an earlier day keeps its own date."),
    ]
    title = _("Stock card: %(item)s", item=card.item.name)
    return Table(title, columns, rows, notes, name=f"kartu-{card.position_id}", landscape=True)


def _before(card: Card, start: date) -> dict[str, Any]:
    return {
        "on": start, "what": _("Brought forward"), "left": card.item.text(card.opening),
        "value": card.opening_value, "_kind": "heading",
    }  # fmt: skip


def _moves(card: Card) -> list[dict[str, Any]]:
    person = signed_in()
    names = auth.names_of(person.cooperative_id, {move.made_by for move in card.moves})
    told = references.describe(person.cooperative_id, [move.source for move in card.moves])
    return [_row(card, move, told[move.source], names.get(move.made_by, "")) for move in card.moves]


def _row(card: Card, move: Move, told: references.Reference, by: str) -> dict[str, Any]:
    booked = ledger.find_by_source(book_id=card.item.book_id, source=move.source)
    size = card.item.text(abs(move.quantity)) if move.quantity else ""
    what = _(MOVE_KINDS[MoveKind(move.kind)])
    named = told.label if told.label not in {move.source, what} else ""
    return {
        "on": move.on, "what": what,
        "document": " · ".join(one for one in (named, move.memo) if one),
        "in": size if move.quantity > 0 else "", "out": size if move.quantity < 0 else "",
        "left": card.item.text(move.quantity_after),
        "unit": unit_cost(card.item, abs(move.quantity), abs(move.cost)) if move.quantity else None,
        "cost": move.cost, "value": move.value_after, "by": by,
        "_urls": {"cost": entry_link(booked.seq if booked else None), "document": told.url, "what": told.url},
    }  # fmt: skip
