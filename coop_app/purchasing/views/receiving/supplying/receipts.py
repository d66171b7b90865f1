"""Goods that come with their bill: the list, the form, one receipt and its paper."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.purchasing.forms.receiving import lines
from coop_app.purchasing.forms.receiving.correcting import KINDS
from coop_app.purchasing.forms.receiving.lines import Row
from coop_app.purchasing.forms.receiving.supplying import REASONS, ReceiptForm
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving import claims, payables
from coop_app.purchasing.queries.receiving import receipts as queries
from coop_app.purchasing.queries.receiving.corrections import (
    find_undone,
    list_later,
    undone_sources,
)
from coop_app.purchasing.queries.receiving.receipts import Wanted, get_receipt, list_receipts
from coop_app.purchasing.rules.receiving.acts import Receipt
from coop_app.purchasing.service.receiving import preview, receipts
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving import seconds
from coop_app.purchasing.views.receiving.counter import (
    desk,
    entry_link,
    journal_of,
    place_choices,
    place_name,
    point_choices,
    round_of,
    signed,
    supplier_choices,
)
from coop_app.purchasing.views.receiving.papers import receipt as paper
from coop_app.refusal import Refused
from coop_app.web import tables
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other, send_pdf
from coop_app.web.tables import Column, Table

_FREE_ROWS = 6


@bp.get("/terima")
@requires("purchasing.read")
def receipts_list() -> Response:
    """Receipts and bills, newest first, with what is still owed."""
    person, args = signed_in(), request.args
    wanted = Wanted(
        supplier_id=args.get("pemasok", type=int), round_id=args.get("ronde", type=int),
        text=args.get("cari", "")[:60],
    )  # fmt: skip
    names = {one.id: one.name for one in rounds.list_suppliers(person.cooperative_id)}
    return tables.respond(
        _table(wanted, names), "purchasing/receipts_list.html", suppliers=names, args=args,
        waiting=rounds.list_rounds(person.cooperative_id, states=["ordered"]),
    )  # fmt: skip


def _table(wanted: Wanted, names: dict[int, str]) -> Table:
    person = signed_in()
    open_ = {
        item.debt.key: item.left
        for one in payables.payables(person.book_id, desk().today)
        for item in one.items
    }
    backs = undone_sources(person.book_id)
    rows = [
        {
            "on": one.received_on, "supplier": _named(names[one.supplier_id], back=one.source in backs), "bill": one.bill_number,
            "total": one.bill_total, "due": one.due_on, "left": open_.get(one.source),
            "_url": url_for("purchasing.receipt", receipt_id=one.id),
        }
        for one in list_receipts(person.cooperative_id, wanted)
    ]  # fmt: skip
    columns = [
        Column("on", _("Received on"), "date", 11), Column("supplier", _("Supplier"), width=22),
        Column("bill", _("Bill"), width=14, minor=True),
        Column("total", _("Bill amount"), "money", 13), Column("due", _("Due on"), "date", 11, minor=True),
        Column("left", _("Still owed"), "money", 13),
    ]  # fmt: skip
    return Table(_("Goods received and bills"), columns, rows, name="penerimaan-barang")


def _named(supplier: str, *, back: bool) -> str:
    return f"{supplier} ({_('taken back')})" if back else supplier


@bp.get("/terima/baru")
@requires("purchasing.receive")
def receipt_form() -> Response:
    """What came, ready with what was ordered."""
    round_id = request.args.get("ronde", type=int)
    today = desk().today
    form = ReceiptForm(formdata=None, received_on=today, bill_date=today)
    if round_id is not None:
        shown = round_of(round_id)
        form.supplier.data, form.basis.data = shown.supplier_id, shown.freight_by
    return _form(form, _rows(round_id), round_id)


@bp.get("/ronde/<int:round_id>/terima")
@requires("purchasing.receive")
def round_receipt(round_id: int) -> Response:
    """The same form, from the page of a round."""
    return see_other("purchasing.receipt_form", ronde=round_of(round_id).id)


@bp.post("/terima/baru")
@requires("purchasing.receive")
def receive() -> Response:
    """Show the journal first, or save."""
    form, round_id = _with_choices(ReceiptForm.from_request()), request.form.get("ronde", type=int)
    rows = _rows(round_id, fill=False)
    found = lines.read_receipt(rows, request.form, _goods())
    if not form.ok or lines.blame(rows):
        form.blamed = True
        return _form(form, rows, round_id)
    asked = form.receipt(found, round_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _form(form, rows, round_id, asked)
        with transaction():
            key = seconds.do(seconds.RECEIVE, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.RECEIVE, form, asked, f"supplier:{asked.supplier_id}")
        return asking.answer(refusal, form, to_ask) or _form(form, rows, round_id)
    return see_other("purchasing.receipt", receipt_id=key)


def _goods() -> dict[int, Item]:
    found = products.list_items(signed_in().book_id)
    return {item.id: item for item in found if not item.consigned}


def _rows(round_id: int | None, *, fill: bool = True) -> list[Row]:
    if round_id is None:
        return [Row(str(number), None) for number in range(1, _FREE_ROWS + 1)]
    shown = round_of(round_id)
    every = rounds.items_of(shown)
    # what was ordered comes, whatever became of the item since
    goods = products.items_of(shown.book_id, {one.item_id for one in every})
    paper_ = rounds.order_paper(shown.cooperative_id, shown.id)
    ordered = {line.round_item_id: line for line in paper_.lines} if paper_ else {}
    rows = []
    for one in every:
        item, line = goods[one.item_id], ordered.get(one.id)
        row = Row(str(one.id), item)
        if line is not None:
            quantity = f"{line.quantity} {one.order_unit}"
            row.hint = _("Ordered: %(quantity)s", quantity=quantity)
            if fill:
                row.typed = {
                    "billed": quantity,
                    "received": quantity,
                    "amount": lines.money_text(line.value),
                }
        rows.append(row)
    return rows


def _with_choices(form: ReceiptForm) -> ReceiptForm:
    nowhere = SelectChoice(0, _("not paid now"))
    form.supplier.choices, form.point.choices = supplier_choices(), point_choices()
    form.carrier_place.choices = place_choices()
    form.bill_place.choices = [nowhere, *place_choices()]
    return form


def _form(
    form: ReceiptForm, rows: list[Row], round_id: int | None, asked: Receipt | None = None
) -> Response:
    here = desk()
    decided = receipts.decide(desk=here, receipt=asked) if asked else None
    return page(
        "purchasing/receipt_form.html", form=_with_choices(form), rows=rows, goods=_goods(),
        round=round_of(round_id) if round_id else None, reasons=REASONS, decided=decided,
        preview=journal_of(preview.of_receipt(here, decided)) if decided else None,
    )  # fmt: skip


@bp.get("/terima/<int:receipt_id>")
@requires("purchasing.read")
def receipt(receipt_id: int) -> Response:
    """One receipt: what was billed and came, its cost in the shed, its bill and what is still owed."""
    person = signed_in()
    shown = get_receipt(person.cooperative_id, receipt_id)
    payable = payables.payable_to(person.book_id, shown.supplier_id, desk().today)
    return page(
        "purchasing/receipt.html", shown=shown, reasons=REASONS, place=place_name,
        supplier=rounds.get_supplier(person.cooperative_id, shown.supplier_id),
        items=products.items_of(person.book_id, {line.item_id for line in shown.lines}),
        point=products.get_point(person.book_id, shown.point_id),
        round=round_of(shown.round_id) if shown.round_id else None,
        claims=_claims(shown),
        left=next((item.left for item in payable.items if item.debt.key == shown.source), None),
        payments=_payments(shown), later=list_later(person.cooperative_id, receipt_id=shown.id), kinds=KINDS,
        undone=find_undone(person.book_id, shown.source),
        entry=entry_link(shown.entry_seq),
        signed=signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
    )  # fmt: skip


def _payments(shown: queries.Receipt) -> list[payables.Payment]:
    coop = signed_in().cooperative_id
    return payables.list_payments(coop, receipt_id=shown.id, standing=True)


def _claims(shown: queries.Receipt) -> list[claims.Claim]:
    found = claims.list_claims(signed_in().cooperative_id, supplier_id=shown.supplier_id)
    return [one for one in found if one.receipt_id == shown.id]


@bp.get("/terima/<int:receipt_id>.pdf")
@requires("purchasing.read")
def receipt_pdf(receipt_id: int) -> Response:
    """Tanda terima barang, to be signed by both sides."""
    person = signed_in()
    shown = get_receipt(person.cooperative_id, receipt_id)
    facts = paper.Facts(
        shown, rounds.get_supplier(person.cooperative_id, shown.supplier_id).name,
        products.items_of(person.book_id, {line.item_id for line in shown.lines}),
        products.get_point(person.book_id, shown.point_id).name,
        round_of(shown.round_id).label if shown.round_id else "",
        signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
    )  # fmt: skip
    return send_pdf(paper.receipt(facts, letterhead()), name=f"tanda-terima-{shown.id}.pdf")
