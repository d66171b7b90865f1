"""Closing the day: what the till should hold, what was counted, the sheet to sign."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.auth.views import asking
from coop_app.dates import parse_date
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Point
from coop_app.refusal import Refused
from coop_app.sales.forms.till.after import CloseForm
from coop_app.sales.queries import till as queries
from coop_app.sales.queries.till import Closed
from coop_app.sales.rules.till.acts import WAYS
from coop_app.sales.rules.till.closing import Takings
from coop_app.sales.service import till as service
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.till import seconds
from coop_app.sales.views.till.counter import (
    desk,
    own_point,
    own_points,
    place_names,
    refuse_strange,
)
from coop_app.web import paper
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import long_day
from coop_app.web.pages import page, see_other, send_pdf
from coop_app.web.tables import Column, Table, respond


@bp.get("/penjualan/tutup/<int:point_id>")
@requires("sales.sell")
def close_form(point_id: int) -> Response:
    """What was taken since the last close, and the fields for what is there."""
    point, on = own_point(point_id), _asked_day()
    form = CloseForm(
        formdata=None, on=on, seen_expected=queries.takings(point.id, until=on).expected
    )
    return _page(point, form, on)


@bp.post("/penjualan/tutup/<int:point_id>")
@requires("sales.sell")
def close_day(point_id: int) -> Response:
    """Close the day and post the difference."""
    point, form = own_point(point_id), CloseForm.from_request()
    if not form.ok:
        return _page(point, form, form.on.data or desk().today)
    asked = form.closing(point.id)
    try:
        with transaction():
            closed = service.close_day(
                desk=desk(), closing=asked, request_id=form.request_id.data or ""
            )
    except Refused as refusal:
        to_ask = seconds.to_close(form, asked)
        again = asking.answer(refusal, form, to_ask)
        return again or _page(point, form, asked.closed_on)
    return see_other("sales.close", close_id=closed.id)


def _page(point: Point, form: CloseForm, on: date) -> Response:
    takings = queries.takings(point.id, until=on)
    form.seen_expected.typed = None
    form.seen_expected.data = takings.expected
    return page(
        "sales/close_form.html", point=point, form=form, takings=takings, rows=rows_of(takings),
        place=place_names().get(queries.places_of(point.book_id, point.id).cash, ""),
        last=queries.last_closed_on(point.cooperative_id, point.id),
    )  # fmt: skip


def _asked_day() -> date:
    try:
        return min(parse_date(request.args.get("tanggal", "")), desk().today)
    except Refused:
        return desk().today


def rows_of(takings: Takings) -> list[tuple[str, Money]]:
    """What was taken, by way."""
    return [
        (_("Cash sales"), takings.cash_sales),
        (_("Given back in cash"), -takings.cash_returns),
        (_("By bank transfer"), takings.transfer),
        (_("QRIS"), takings.qris),
        (_("On credit (bon)"), takings.credit),
        (_("Taken off receivables"), -takings.other_returns),
    ]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A closed day with everything around it."""

    closed: Closed
    takings: Takings
    point: Point
    place: str
    cashier: str
    voucher: str


@bp.get("/penjualan/tutup")
@requires("sales.read")
def closes() -> Response:
    """Every day that was closed, with its difference."""
    points = {point.id: point for point in own_points()}
    found = queries.list_closes(signed_in().cooperative_id, points.keys())
    table = _closes_table(found, {key: point.name for key, point in points.items()})
    return respond(table, "sales/closes.html", points=list(points.values()))


def _closes_table(found: list[Closed], points: dict[int, str]) -> Table:
    columns = [
        Column("on", _("Day"), "date", 11),
        Column("point", _("Point"), width=14),
        Column("count", _("Sales"), "count", 7, minor=True),
        Column("cash", _("Cash expected"), "money", 12),
        Column("counted", _("Cash counted"), "money", 12),
        Column("difference", _("Difference"), "money", 11),
        Column("transfer", _("By bank transfer"), "money", 11, minor=True),
        Column("qris", _("QRIS"), "money", 11, minor=True),
        Column("credit", _("On credit (bon)"), "money", 11, minor=True),
        Column("reason", _("Reason"), width=18, minor=True),
    ]
    rows = [_close_row(one, points[one.point_id]) for one in found]
    return Table(_("Days closed at the till"), columns, rows, name="tutup-kasir", landscape=True)


def _close_row(one: Closed, point: str) -> dict[str, Any]:
    return {
        "on": one.closed_on, "point": point, "count": one.sales_count, "cash": one.expected,
        "transfer": one.transfer, "qris": one.qris, "credit": one.credit,
        "counted": one.counted - one.change_money, "difference": one.difference,
        "reason": one.reason, "_url": url_for("sales.close", close_id=one.id),
    }  # fmt: skip


@bp.get("/penjualan/tutup/hari/<int:close_id>")
@requires("sales.read")
def close(close_id: int) -> Response:
    """A closed day."""
    sheet = _sheet(close_id)
    sales = queries.list_sales(sheet.closed.cooperative_id, queries.Wanted(close_id=close_id))
    entries = ledger.entry_pages(
        book_id=sheet.closed.book_id, seqs=[one.entry_seq for one in sales]
    )
    return page(
        "sales/close.html", sheet=sheet, closed=sheet.closed, rows=rows_of(sheet.takings),
        sales=sales, ways=WAYS, vouchers={one.seq: one.voucher for one in entries},
    )  # fmt: skip


@bp.get("/penjualan/tutup/hari/<int:close_id>/cetak")
@requires("sales.read")
def close_paper(close_id: int) -> Response:
    """The sheet of the day, to sign."""
    sheet = _sheet(close_id)
    return send_pdf(
        paper.table_pdf(_sheet_table(sheet), letterhead()), name=f"tutup-kasir-{close_id}.pdf"
    )


def _sheet(close_id: int) -> Sheet:
    closed = queries.get_close(signed_in().cooperative_id, close_id)
    refuse_strange(closed.point_id)
    voucher = ""
    if closed.entry_seq is not None:
        voucher = ledger.entry_page(book_id=closed.book_id, seq=closed.entry_seq).voucher
    return Sheet(
        closed, queries.takings(closed.point_id, close_id=closed.id),
        products.get_point(closed.book_id, closed.point_id),
        place_names().get(closed.place_id, ""),
        auth.names_of(closed.cooperative_id, [closed.made_by]).get(closed.made_by, ""), voucher,
    )  # fmt: skip


def _sheet_table(sheet: Sheet) -> Table:
    closed = sheet.closed
    lines = [
        *rows_of(sheet.takings), (_("QRIS fee, paid by the cooperative"), closed.fees),
        (_("Cash that should be there"), closed.expected),
        (_("Money for giving change"), closed.change_money),
        (_("Counted in the drawer"), closed.counted), (_("Difference"), closed.difference),
    ]  # fmt: skip
    rows = [{"what": what, "amount": amount} for what, amount in lines]
    rows[-1]["_kind"] = "total"
    notes = [
        f"{sheet.point.name} · {sheet.place}", long_day(closed.closed_on),
        str(_("%(sales)s sales, %(returns)s returns", sales=closed.sales_count,
              returns=closed.returns_count)),
    ]  # fmt: skip
    if closed.difference:
        notes.append(f"{_('Reason')}: {closed.reason} ({sheet.voucher})")
    columns = [Column("what", _("What"), width=60), Column("amount", _("Amount"), "money", 20)]
    return Table(
        _("Day closed at the till"), columns, rows, notes=notes, name="tutup-kasir",
        signatures=[f"{_('Cashier')}: {sheet.cashier}", _("Treasurer")],
    )  # fmt: skip
