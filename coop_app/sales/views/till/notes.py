"""A sales note on the screen, on paper and by WhatsApp."""

from dataclasses import dataclass

from flask import request
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.ledger.accounts import EntryPage
from coop_app.products import queries as products
from coop_app.products.queries import Point
from coop_app.sales.queries import till as queries
from coop_app.sales.queries.till import Back, NoteLine, Sold
from coop_app.sales.rules.till.acts import REFUNDS, WAYS
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.till import papers
from coop_app.sales.views.till.counter import (
    buyer_phone,
    buyer_text,
    place_names,
    refuse_strange,
)
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import link, page, send_pdf
from coop_app.web.papers import receipt
from coop_app.web.whatsapp import link_to, link_to_anyone


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sale with everything around it."""

    sold: Sold
    lines: list[NoteLine]
    buyer: str
    point: Point
    place: str
    entry: EntryPage
    backs: list[Back]
    verify: str

    @property
    def left(self) -> int:
        """Rupiah of the sale that has not come back."""
        return self.sold.total - sum(back.total for back in self.backs)


@bp.get("/penjualan/nota/<int:sale_id>")
@requires("sales.read")
def sale(sale_id: int) -> Response:
    """What was sold, how it was paid, what came back."""
    note = note_of(sale_id)
    message = papers.message(note)
    phone = buyer_phone(note.sold.buyer)
    who = [note.sold.made_by, note.sold.approved_by or 0]
    return page(
        "sales/sale.html", note=note, sold=note.sold, ways=WAYS, refunds=REFUNDS,
        code=receipt.check_code(note.entry.hash),
        people=auth.names_of(signed_in().cooperative_id, who),
        whatsapp=link_to(phone, message) or link_to_anyone(message), phone=phone,
        vouchers=back_vouchers(note),
    )  # fmt: skip


@bp.get("/penjualan/nota/<int:sale_id>/cetak")
@requires("sales.read")
def sale_paper(sale_id: int) -> Response:
    """The note as A5, or with `?ukuran=58` as a till slip."""
    note = note_of(sale_id)
    names = auth.names_of(signed_in().cooperative_id, [note.sold.made_by])
    cashier = names.get(note.sold.made_by, "")
    if request.args.get("ukuran") == "58":
        paper = papers.note_paper(note, cashier)
        return send_pdf(receipt.slip(paper, letterhead()), name=f"struk-penjualan-{sale_id}.pdf")
    paper = papers.note_paper(note, cashier, papers.LINES)
    return send_pdf(receipt.a5(paper, letterhead()), name=f"nota-penjualan-{sale_id}.pdf")


def note_of(sale_id: int) -> Note:
    """A note's facts. Raises `NotFound`, also for another cooperative's."""
    person = signed_in()
    sold = queries.get_sale(person.cooperative_id, sale_id)
    refuse_strange(sold.point_id)
    entry = ledger.entry_page(book_id=sold.book_id, seq=sold.entry_seq)
    return Note(
        sold=sold, lines=queries.lines_of(sold), buyer=buyer_text(sold.buyer), entry=entry,
        point=products.get_point(sold.book_id, sold.point_id),
        place=place_names().get(sold.place_id or 0, ""),
        backs=queries.returns_of(person.cooperative_id, [sale_id]),
        verify=link("ledger.verify_receipt", token=entry.token, _external=True) or "",
    )  # fmt: skip


def back_vouchers(note: Note) -> dict[int, str]:
    """Return → the number of its voucher."""
    pages = ledger.entry_pages(
        book_id=note.sold.book_id, seqs=[back.entry_seq for back in note.backs]
    )
    by_seq = {one.seq: one.voucher for one in pages}
    return {back.id: by_seq.get(back.entry_seq, "") for back in note.backs}
