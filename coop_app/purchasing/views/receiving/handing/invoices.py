"""What was handed over: one delivery with its invoice, and the list of a round."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.purchasing.queries.receiving.deliveries import (
    Delivery,
    get_delivery,
    list_deliveries,
)
from coop_app.purchasing.queries.receiving.sharings import sharings_of
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving.counter import (
    cards_of,
    entry_link,
    place_name,
    round_of,
    signed,
    visible_member,
)
from coop_app.purchasing.views.receiving.papers import invoice as paper
from coop_app.web import tables
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import rupiah_text
from coop_app.web.pages import page, send_pdf
from coop_app.web.tables import Column, Table
from coop_app.web.whatsapp import link_to


@bp.get("/ronde/<int:round_id>/serahan")
@requires("purchasing.read")
def deliveries(round_id: int) -> Response:
    """All hand-overs and returns of a round, and how they were paid."""
    shown = round_of(round_id)
    table = _table(shown, request.args.get("cari", "").strip().casefold())
    return tables.respond(table, "purchasing/deliveries.html", round=shown, args=request.args)


def _table(shown: Round, text: str) -> Table:
    found = list_deliveries(shown.cooperative_id, round_id=shown.id)
    cards = cards_of(one.member_id for one in found)
    rows = [
        _row(one, cards[one.member_id].label)
        for one in found
        if one.member_id in cards and text in cards[one.member_id].label.casefold()
    ]
    keys = ["total", "advance", "cash", "savings", "set_off", "credit"]
    if rows:
        rows.append(tables.total_row("member", _("Total"), rows, keys))
    columns = [
        Column("on", _("Date"), "date", 10), Column("member", _("Member"), width=24),
        Column("kind", _("Kind"), width=10, minor=True), Column("total", _("Amount"), "money", 12),
        Column("advance", _("Advance"), "money", 11, minor=True), Column("cash", _("Cash"), "money", 11, minor=True),
        Column("savings", _("Savings"), "money", 11, minor=True),
        Column("set_off", _("Set off"), "money", 11, minor=True), Column("credit", _("Credit"), "money", 11, minor=True),
    ]  # fmt: skip
    title = _("Given to members: %(round)s", round=shown.label)
    return Table(title, columns, rows, name=f"serahan-{shown.id}", landscape=True)


def _row(one: Delivery, label: str) -> dict[str, object]:
    sign = -1 if one.is_return else 1
    ways = ("advance", "cash", "savings", "set_off", "credit")
    return {
        "on": one.on, "member": label, "kind": _("return") if one.is_return else _("hand-over"),
        "total": Money(sign * int(one.total)),
        "_url": url_for("purchasing.delivery", delivery_id=one.id),
        **{way: Money(sign * int(getattr(one.ways, way))) or None for way in ways},
    }  # fmt: skip


@bp.get("/serahan/<int:delivery_id>")
@requires("purchasing.read")
def delivery(delivery_id: int) -> Response:
    """One hand-over: goods, how it was paid, what was saved; the paper and the message."""
    shown = get_delivery(signed_in().cooperative_id, delivery_id)
    card, round_ = visible_member(shown.member_id), round_of(shown.round_id)
    goods = {one.item.id: one for one in sharings_of(round_)}
    return page(
        "purchasing/delivery.html", shown=shown, card=card, round=round_, goods=goods,
        place=place_name(shown.place_id), entry=entry_link(shown.entry_seq),
        point=products.get_point(shown.book_id, shown.point_id),
        signed=signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
        returns=list_deliveries(signed_in().cooperative_id, of_delivery_id=shown.id),
        whatsapp=_whatsapp(shown, card.phone),
    )  # fmt: skip


def _whatsapp(shown: Delivery, phone: str | None) -> str | None:
    if shown.is_return:
        return None
    lines = [
        letterhead().name,
        _("Goods of %(round)s: %(amount)s", round=round_of(shown.round_id).label,
          amount=rupiah_text(shown.total)),
    ]  # fmt: skip
    if shown.ways.credit:
        lines.append(_("On credit: %(amount)s", amount=rupiah_text(shown.ways.credit)))
    return link_to(phone, lines)


@bp.get("/serahan/<int:delivery_id>.pdf")
@requires("purchasing.read")
def delivery_pdf(delivery_id: int) -> Response:
    """The invoice (nota), A5, with how it was paid."""
    shown = get_delivery(signed_in().cooperative_id, delivery_id)
    round_ = round_of(shown.round_id)
    facts = paper.Facts(
        shown, visible_member(shown.member_id), round_.label,
        {one.item.id: one for one in sharings_of(round_)},
        signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
    )  # fmt: skip
    return send_pdf(paper.invoice(facts, letterhead()), name=f"nota-{shown.id}.pdf")
