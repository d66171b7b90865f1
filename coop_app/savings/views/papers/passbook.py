"""Lines for the passbook: printed onto the member's own book, going on where the last print ended."""

import io
from collections.abc import Sequence

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from coop_app.dates import short_date
from coop_app.money import grouped
from coop_app.savings.queries import Passbook, StatementLine
from coop_app.savings.views.papers.facts import fitted
from coop_app.web import paper
from coop_app.web.access import Letterhead

_SIZE = (165 * mm, 125 * mm)
_LEFT, _TOP = 7 * mm, 22 * mm
_LINE = 4 * mm
#: column → where it begins or, for figures, ends
_PLACES = {
    "n": 6 * mm, "on": 8 * mm, "code": 29 * mm, "voucher": 45 * mm,
    "in": 103 * mm, "out": 126 * mm, "balance": 150 * mm,
}  # fmt: skip
_CODES = {"pokok": "SP", "wajib": "SW", "sukarela": "SS"}


def last_line(count: int, first_line: int, lines_a_page: int) -> int:
    """The paper line that the last of `count` lines stands on."""
    if not count:
        return (first_line - 2) % lines_a_page + 1
    return (first_line + count - 2) % lines_a_page + 1


def code(line: StatementLine) -> str:
    """`SW+` for simpanan wajib paid in, `SS-` for sukarela taken out."""
    known = _CODES.get(line.product.key, line.product.key[:2].upper())
    return f"{known}{'+' if line.deposit else '-'}"


def draw(
    book: Passbook,
    lines: Sequence[StatementLine],
    *,
    first_line: int,
    lines_a_page: int,
    head: Letterhead,
) -> bytes:
    """Pages with the lines at their places; same input, same bytes."""
    buffer = io.BytesIO()
    height = max(_SIZE[1], _TOP + (lines_a_page + 3) * _LINE)
    canvas = Canvas(buffer, pagesize=(_SIZE[0], height), invariant=1)
    canvas.setTitle(f"{_('Passbook')} {book.member.label}")
    place = first_line
    _head(canvas, book, head, height)
    for line in lines:
        if place > lines_a_page:
            canvas.showPage()
            _head(canvas, book, head, height)
            place = 1
        _draw_line(canvas, line, place, height - _TOP - place * _LINE)
        place += 1
    if not lines:
        canvas.setFont("Helvetica-Oblique", 9)
        canvas.drawString(_LEFT, height - _TOP - _LINE, _("Nothing new to print."))
    canvas.save()
    return buffer.getvalue()


def _head(canvas: Canvas, book: Passbook, head: Letterhead, height: float) -> None:
    """Name and number in the upper margin, to see that it is the right book."""
    paper.draw_demo_mark(canvas, head, (_SIZE[0], height))
    canvas.setFillColor(colors.HexColor("#444444"))
    name = f"{book.member.label} · {book.member.group_name}"
    canvas.drawString(_LEFT, height - 9 * mm, fitted(canvas, name, "Helvetica", 8, 88 * mm))
    house = fitted(canvas, head.name, "Helvetica", 8, 58 * mm)
    canvas.drawRightString(_SIZE[0] - _LEFT, height - 9 * mm, house)
    canvas.setFont("Helvetica-Bold", 7.5)
    y = height - _TOP + 1.5 * mm
    for key, label in (("on", _("Date")), ("code", _("Code")), ("voucher", _("Voucher"))):
        canvas.drawString(_LEFT + _PLACES[key], y, label)
    for key, label in (("in", _("Paid in")), ("out", _("Taken out")), ("balance", _("Balance"))):
        canvas.drawRightString(_LEFT + _PLACES[key], y, label)
    canvas.line(_LEFT, y - 1 * mm, _SIZE[0] - _LEFT, y - 1 * mm)


def _draw_line(canvas: Canvas, line: StatementLine, number: int, y: float) -> None:
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 6)
    canvas.drawRightString(_LEFT + _PLACES["n"], y, str(number))
    canvas.setFont("Helvetica", 8.5)
    canvas.drawString(_LEFT + _PLACES["on"], y, short_date(line.on))
    canvas.drawString(_LEFT + _PLACES["code"], y, code(line))
    canvas.drawString(_LEFT + _PLACES["voucher"], y, line.voucher)
    for key, amount in (("in", line.deposit), ("out", line.withdrawal)):
        if amount:
            canvas.drawRightString(_LEFT + _PLACES[key], y, grouped(amount))
    canvas.drawRightString(_LEFT + _PLACES["balance"], y, grouped(line.balance))
