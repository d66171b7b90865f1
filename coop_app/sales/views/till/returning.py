"""Goods that come back: choose the lines, see what the buyer gets, save; and the paper of it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from flask import request
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.ledger.accounts import EntryPage
from coop_app.money import grouped
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.refusal import Refused
from coop_app.sales.forms.till.after import Coming, ReturnForm, read_backs
from coop_app.sales.queries import till as queries
from coop_app.sales.queries import trade
from coop_app.sales.queries.till import Back
from coop_app.sales.rules.till.acts import REFUNDS, Refund, Way
from coop_app.sales.service import till as service
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.till import papers, seconds
from coop_app.sales.views.till.counter import desk, journal_of, own_point, refuse_strange
from coop_app.sales.views.till.notes import Note, note_of
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import link, page, see_other, send_pdf
from coop_app.web.papers import receipt


class _EnoughError(Exception):
    """What was rehearsed is not kept."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The return and its entry as saving will make them."""

    back: Back
    entry: EntryPage


@bp.get("/penjualan/nota/<int:sale_id>/kembali")
@requires("sales.sell")
def return_form(sale_id: int) -> Response:
    """The lines of a note, with what can still come back."""
    note = _own(sale_id)
    form = ReturnForm(formdata=None, on=desk().today, refund=_usual(note).value)
    return _page(note, form, Coming())


@bp.post("/penjualan/nota/<int:sale_id>/kembali")
@requires("sales.sell")
def take_back(sale_id: int) -> Response:
    """Show what the buyer gets and the journal first, or save."""
    note, form = _own(sale_id), ReturnForm.from_request()
    coming = read_backs(request.form, queries.returnable(note.sold), _items(note))
    if not form.ok or (coming.errors and not form.void.data):
        return _page(note, form, coming)
    asked = form.returning(sale_id, coming.lines)
    act = _act(form, coming, sale_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _page(note, form, coming, rehearse(act))
        with transaction():
            back = act()
    except Refused as refusal:
        to_ask = seconds.to_return(form, asked)
        return asking.answer(refusal, form, to_ask) or _page(note, form, coming)
    return see_other("sales.sale_return", return_id=back.id)


def _act(form: ReturnForm, coming: Coming, sale_id: int) -> Callable[[], Back]:
    asked = form.returning(sale_id, coming.lines)
    return lambda: service.take_back(
        desk=desk(), returning=asked, request_id=form.request_id.data or ""
    )


def rehearse(act: Callable[[], Back]) -> Rehearsed:
    """Do it in full, look at it, and undo it."""
    found: list[Rehearsed] = []
    with suppress(_EnoughError), transaction():
        back = act()
        entry = ledger.entry_page(book_id=back.book_id, seq=back.entry_seq)
        found.append(Rehearsed(back, entry))
        raise _EnoughError
    return found[0]


def _own(sale_id: int) -> Note:
    note = note_of(sale_id)
    own_point(note.sold.point_id)
    return note


def _items(note: Note) -> dict[int, Item]:
    return products.items_of(note.sold.book_id, {line.item_id for line in note.lines})


def _usual(note: Note) -> Refund:
    """What is still owed goes down first."""
    subject = note.sold.buyer.subject
    if note.sold.way is not Way.CREDIT or subject is None:
        return Refund.MONEY
    return Refund.RECEIVABLE if trade.owed(note.sold.book_id, subject) > 0 else Refund.MONEY


def _page(
    note: Note, form: ReturnForm, coming: Coming, shown: Rehearsed | None = None
) -> Response:  # fmt: skip
    items = _items(note)
    lines = queries.returnable(note.sold)
    left = {line.number: items[line.item_id].text(line.left) for line in lines}
    return page(
        "sales/return_form.html", note=note, form=form, lines=lines, left=left, coming=coming,
        shown=shown, texts={line.number: line.text for line in note.lines},
        preview=journal_of(shown.entry.lines) if shown else None,
    )  # fmt: skip


@bp.get("/penjualan/kembali/<int:return_id>")
@requires("sales.read")
def sale_return(return_id: int) -> Response:
    """What came back, why, and what the buyer got."""
    back = _shown(return_id)
    note, lines = paper_of(back)
    return page(
        "sales/sale_return.html", back=back, note=note, lines=lines, refunds=REFUNDS,
        people=auth.names_of(back.cooperative_id, [back.made_by, back.approved_by or 0]),
        code=receipt.check_code(note.entry.hash),
        sale=ledger.entry_page(book_id=back.book_id, seq=note.sold.entry_seq),
    )  # fmt: skip


@bp.get("/penjualan/kembali/<int:return_id>/cetak")
@requires("sales.read")
def return_paper(return_id: int) -> Response:
    """The return note as A5, or with `?ukuran=58` as a till slip."""
    back = _shown(return_id)
    note, lines = paper_of(back)
    names = auth.names_of(back.cooperative_id, [back.made_by])
    shown = [(f"{name} {text}", amount) for name, text, amount, _spoiled in lines]
    paper = papers.return_paper(note, back, names.get(back.made_by, ""), shown)
    draw = receipt.slip if request.args.get("ukuran") == "58" else receipt.a5
    return send_pdf(draw(paper, letterhead()), name=f"nota-retur-{return_id}.pdf")


def _shown(return_id: int) -> Back:
    back = queries.get_return(signed_in().cooperative_id, return_id)
    refuse_strange(back.point_id)
    return back


def paper_of(back: Back) -> tuple[Note, list[tuple[str, str, str, bool]]]:
    """The sale's note with the return's own entry, and the lines: name, quantity, amount, spoiled."""
    note = note_of(back.sale_id)
    items = _items(note)
    entry = ledger.entry_page(book_id=back.book_id, seq=back.entry_seq)
    verify = link("ledger.verify_receipt", token=entry.token, _external=True) or ""
    came = queries.returned_quantities(back.id)
    lines = [
        (line.name, items[line.item_id].text(quantity), grouped(amount), spoiled)
        for line in note.lines
        if line.number in came
        for quantity, amount, spoiled in [came[line.number]]
    ]
    return replace(note, entry=entry, verify=verify), lines
