"""The cooperative buys a member's produce: list, the form, the note on the screen and on paper."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.refusal import Refused
from coop_app.sales.forms.trade.produce import ProduceForm
from coop_app.sales.queries.trade import produce as reads
from coop_app.sales.queries.trade.produce import Bought
from coop_app.sales.rules.trade.produce import Purchase
from coop_app.sales.service import trade
from coop_app.sales.service.trade import produce as buying
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade import second
from coop_app.sales.views.trade.papers import produce as papers
from coop_app.sales.views.trade.shared import (
    cash_places,
    desk,
    found_members,
    journal_of,
    own_group,
    people,
    place_name,
    point_names,
    points,
    verify_link,
    visible_member,
)
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other, send_pdf
from coop_app.web.tables import Column, Table, respond, total_row
from coop_app.web.whatsapp import link_to


@bp.get("/beli-putus")
@requires("sales.read")
def produce() -> Response:
    """What was bought, from whom; to whom something is owed."""
    book_id, text = signed_in().book_id, request.args.get("q", "")[:80]
    notes = reads.list_purchases(book_id)
    every = reads.all_owed_for_produce(book_id)
    names = _seen({note.member_id for note in notes} | set(every))
    wanted = {key for key, name in names.items() if text.strip().casefold() in name.casefold()}
    rows = [_row(note, names) for note in notes if note.member_id in wanted]
    owed = {key: amount for key, amount in every.items() if key in names}
    found = found_members(text)
    return respond(
        _table(rows), "sales/produce.html", text=text, owed=owed, owed_names=names, found=found
    )


def _seen(keys: set[int]) -> dict[int, str]:
    """Names of members this person may see."""
    mine = own_group()
    cards = members.all_cards(signed_in().cooperative_id)
    return {
        card.id: card.label for card in cards if card.id in keys and mine in (None, card.group_id)
    }


def _row(note: Bought, names: dict[int, str]) -> dict[str, Any]:
    return {
        "on": note.on, "member": names[note.member_id], "total": note.total, "paid": note.paid,
        "owed": note.owed,
        "_urls": {"on": url_for("sales.produce_note", purchase_id=note.id)},
    }  # fmt: skip


def _table(rows: list[dict[str, Any]]) -> Table:
    columns = [
        Column("on", _("Date"), "date", 12), Column("member", _("Member"), width=30),
        Column("total", _("Bought for"), "money", 14), Column("paid", _("Paid at once"), "money", 14),
        Column("owed", _("To be paid later"), "money", 14, minor=True),
    ]  # fmt: skip
    whole = (
        [*rows, total_row("member", _("Total"), rows, ["total", "paid", "owed"])] if rows else rows
    )
    return Table(_("Produce bought from members"), columns, whole, name="beli-putus")


@bp.get("/beli-putus/<int:member_id>")
@requires("sales.consign")
def produce_form(member_id: int) -> Response:
    """What does this member bring?"""
    return _page(member_id, ProduceForm(formdata=None, on=desk().today))


@bp.post("/beli-putus/<int:member_id>")
@requires("sales.consign")
def buy_produce(member_id: int) -> Response:
    """Show the journal first, or buy."""
    form = _offered(ProduceForm.from_request())
    if not form.ok:
        return _page(member_id, form)
    try:
        asked = form.purchase(member_id, _items())
    except Refused as refusal:
        return _page(member_id, form.blame(refusal))
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _page(member_id, form, asked)
        with transaction():
            note = trade.buy(desk=desk(), asked=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = second.asked(second.BUY, form, asked)
        return asking.answer(refusal, form, to_ask) or _page(member_id, form)
    return see_other("sales.produce_note", purchase_id=note.id)


@bp.get("/beli-putus/nota/<int:purchase_id>")
@requires("sales.read")
def produce_note(purchase_id: int) -> Response:
    """The purchase note."""
    note = reads.get_purchase(signed_in().cooperative_id, purchase_id)
    member = visible_member(note.member_id)
    entry = ledger.entry_page(book_id=note.book_id, seq=note.entry_seq)
    items = products.items_of(note.book_id, [line.item_id for line in note.items])
    return page(
        "sales/produce_note.html", note=note, member=member, entry=entry, items=items,
        place=place_name(note.place_id), point=point_names().get(note.point_id, ""),
        people=people(note.made_by, entry.approved_by), owed=reads.owed_for_produce(note.book_id, member.id),
        whatsapp=link_to(member.phone, papers.message(note, items, verify_link(entry))),
    )  # fmt: skip


@bp.get("/beli-putus/nota/<int:purchase_id>/cetak")
@requires("sales.read")
def produce_paper(purchase_id: int) -> Response:
    """The purchase note as A4."""
    note = reads.get_purchase(signed_in().cooperative_id, purchase_id)
    entry = ledger.entry_page(book_id=note.book_id, seq=note.entry_seq)
    items = products.items_of(note.book_id, [line.item_id for line in note.items])
    shown = papers.Shown(
        note, visible_member(note.member_id), entry.voucher, items,
        point_names().get(note.point_id, ""), place_name(note.place_id), people(note.made_by),
    )  # fmt: skip
    return send_pdf(papers.paper_of(shown, letterhead()), name=f"nota-beli-{purchase_id}.pdf")


def _items() -> dict[int, Item]:
    """What the cooperative may have on its own stock."""
    known = products.list_items(signed_in().book_id)
    return {item.id: item for item in known if not item.consigned}


def _offered(form: ProduceForm) -> ProduceForm:
    form.point.choices, form.place.choices = points(), cash_places()
    goods = [(0, "—"), *((item.id, item.name) for item in _items().values())]
    for field, *_others in form.rows():
        field.choices = goods
    return form


def _page(member_id: int, form: ProduceForm, asked: Purchase | None = None) -> Response:
    note = buying.decide_purchase(desk=desk(), asked=asked) if asked else None
    entry = buying.purchase_entry(desk=desk(), note=note) if note else None
    return page(
        "sales/produce_form.html", form=_offered(form), member=visible_member(member_id),
        note=note, preview=journal_of(entry) if entry else None, has_items=bool(_items()),
    )  # fmt: skip
