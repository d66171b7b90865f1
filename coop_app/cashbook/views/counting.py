"""Kas opname: count the box, post the difference, print the record."""

from flask import request, url_for
from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer
from werkzeug.wrappers import Response

from coop_app import clock, ledger
from coop_app.auth import SecondPersonNeeded
from coop_app.auth.views.asking import answer
from coop_app.cashbook import queries, service
from coop_app.cashbook.forms import CountForm
from coop_app.cashbook.queries import Counted, Place
from coop_app.cashbook.rules.counting import DENOMINATIONS, PiecesImpossible
from coop_app.cashbook.service import Count
from coop_app.cashbook.views import asking, second
from coop_app.cashbook.views.blueprint import bp
from coop_app.db import transaction
from coop_app.money import Money, terbilang
from coop_app.refusal import Refused
from coop_app.web import paper
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.pages import found_or_404, page, see_other, send_pdf
from coop_app.web.tables import Column, Table, respond


@bp.get("/hitung")
@bp.get("/<int:place_id>/hitung")
@requires("cashbook.count")
def count_form(place_id: int | None = None, form: CountForm | None = None) -> Response:
    """How many of each note and coin; the main cash box when no place is named."""
    place = asking.place_or_404(place_id) if place_id else _main_box()
    form = form or CountForm(on=clock.today())
    on = form.on.data or clock.today()
    balance = ledger.balance(book_id=signed_in().book_id, account=place.id, on=on)
    form.book_balance.data = str(int(balance))
    typed = {value: request.form.get(f"pieces-{value}", "") for value in DENOMINATIONS}
    return page(
        "cashbook/count_form.html", form=form, place=place, balance=balance, typed=typed,
        denominations=DENOMINATIONS,
    )  # fmt: skip


def _main_box() -> Place:
    boxes = [place for place in queries.list_places(signed_in().book_id) if place.kind == "cash"]
    return found_or_404(boxes[0] if boxes else None)


@bp.post("/<int:place_id>/hitung")
@requires("cashbook.count")
def count(place_id: int) -> Response:
    """Keep the count; the difference is posted with it."""
    place, form = asking.place_or_404(place_id), CountForm.from_request()
    if not form.ok:
        return count_form(place.id, form)
    memo = _("Difference at the count of %(place)s", place=place.name)
    words = {"request_id": form.request_id.data, "memo": memo}
    try:
        what = _what(place.id, form)
        with transaction():
            count_id = service.count(desk=asking.desk(), what=what, **words)
    except SecondPersonNeeded as needed:
        return answer(needed, form, second.counting(what, words)) or count_form(place.id, form)
    except Refused as refusal:
        return count_form(place.id, form.blame(refusal))
    return see_other("cashbook.count_page", count_id=count_id)


def _what(place_id: int, form: CountForm) -> Count:
    pieces = tuple(
        (value, _number(request.form.get(f"pieces-{value}", ""))) for value in DENOMINATIONS
    )
    seen = Money(_number(form.book_balance.data or ""))
    return Count(
        place_id, form.facts["on"], pieces, form.witnesses.data, form.note.data or "", seen
    )


def _number(text: str) -> int:
    tidy = text.strip().replace(".", "")
    if not tidy:
        return 0
    if not tidy.lstrip("-").isdecimal() or len(tidy) > 15:
        raise PiecesImpossible
    return int(tidy)


@bp.get("/opname/<int:count_id>")
@requires("cashbook.read")
def count_page(count_id: int) -> Response:
    """One count."""
    found = found_or_404(queries.get_count(signed_in().cooperative_id, count_id))
    return page("cashbook/count_page.html", count=found)


@bp.get("/opname")
@requires("cashbook.read")
def counts() -> Response:
    """All counts, newest first."""
    columns = [
        Column("on", _("Date"), "date", width=9), Column("place", _("Cash place"), width=14),
        Column("counted", _("Counted"), "money"), Column("book", _("In the book"), "money", minor=True),
        Column("difference", _("Difference"), "money"),
        Column("witnesses", _("Witnesses"), width=18, minor=True),
        Column("voucher", _("Voucher"), width=14, minor=True),
    ]  # fmt: skip
    rows = [
        {
            "on": each.on, "place": each.place, "counted": each.counted, "book": each.book_balance,
            "difference": each.difference, "witnesses": ", ".join(each.witnesses), "voucher": each.voucher,
            "_url": url_for("cashbook.count_page", count_id=each.id),
        }
        for each in queries.list_counts(signed_in().cooperative_id)
    ]  # fmt: skip
    table = Table(_("Cash counts"), columns, rows, name="kas-opname", landscape=True)
    return respond(table, "cashbook/counts.html", places=queries.list_places(signed_in().book_id))


@bp.get("/opname/<int:count_id>.pdf")
@requires("cashbook.read")
def count_paper(count_id: int) -> Response:
    """Berita acara: what was counted, before whom."""
    found = found_or_404(queries.get_count(signed_in().cooperative_id, count_id))
    story = paper.heading(
        _("Record of a cash count"),
        [_("No. %(number)s", number=f"KO/{found.on.year}/{found.id:04d}")],
    )
    opening = _("On %(day)s the cash of “%(place)s” was counted in the presence of the undersigned, with this result:",
                day=long_day(found.on), place=found.place)  # fmt: skip
    story += [Paragraph(paper.escaped(opening), paper.BODY), Spacer(1, 4 * mm)]
    story += [*paper.table_flowables(_pieces(found), 180 * mm), Spacer(1, 5 * mm)]
    story += [Paragraph(paper.escaped(line), paper.BODY) for line in _result(found)]
    story += [Spacer(1, 10 * mm), paper.signatures([_("Treasurer"), *_seen(found)])]
    return send_pdf(
        paper.document(story, letterhead(), title=_("Record of a cash count")),
        name=f"kas-opname-{found.id}.pdf",
    )


def _seen(found: Counted) -> list[str]:
    return [_("Witness: %(name)s", name=name) for name in found.witnesses[:3]]


def _pieces(found: Counted) -> Table:
    columns = [
        Column("value", _("Note or coin"), "money"),
        Column("pieces", _("Pieces"), "count"),
        Column("sum", _("Amount"), "money"),
    ]
    rows = [
        {"value": value, "pieces": pieces, "sum": value * pieces} for value, pieces in found.pieces
    ]
    return Table(
        "",
        columns,
        [*rows, {"value": None, "pieces": None, "sum": found.counted, "_kind": "total"}],
    )


def _result(found: Counted) -> list[str]:
    said = [
        _(
            "Counted: %(amount)s (%(words)s)",
            amount=rupiah_text(found.counted),
            words=terbilang(found.counted),
        ),
        _("In the book: %(amount)s", amount=rupiah_text(found.book_balance)),
    ]
    if not found.difference:
        return [*said, _("There is no difference.")]
    amount = rupiah_text(abs(int(found.difference)))
    kind = (
        _("More than the book says: %(amount)s")
        if found.difference > 0
        else _("Less than the book says: %(amount)s")
    )
    said.append(kind % {"amount": amount})
    said.append(_("Posted as voucher %(voucher)s.", voucher=found.voucher))
    return [*said, *([_("Cause: %(note)s", note=found.note)] if found.note else [])]
