"""The receipt for the file: A5 landscape, one page to sign."""

import io

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A5, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from coop_app.money import grouped, terbilang
from coop_app.savings.views.papers.facts import ReceiptPaper, check_code, draw_qr, fitted
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day, moment, rupiah_text

_SIZE = landscape(A5)
_MARGIN = 12 * mm
_GREY = colors.HexColor("#444444")


def receipt_a5(shown: ReceiptPaper, head: Letterhead) -> bytes:
    """A5 landscape: one page to sign, same input, same bytes."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_SIZE, invariant=1)
    canvas.setTitle(f"{shown.title} {shown.facts.entry.voucher}")
    paper.draw_letterhead(canvas, head, _SIZE, _MARGIN)
    paper.draw_demo_mark(canvas, head, _SIZE)
    _draw_title(canvas, shown)
    bottom = _draw_facts(canvas, shown)
    _draw_lines(canvas, shown, bottom)
    _draw_foot(canvas, shown)
    canvas.save()
    return buffer.getvalue()


def _draw_title(canvas: Canvas, shown: ReceiptPaper) -> None:
    right, top = _SIZE[0] - _MARGIN, _SIZE[1] - 30.5 * mm
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(_MARGIN, top, shown.title)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawRightString(right, top, shown.facts.entry.voucher)
    if undone := shown.facts.entry.reversed_by:
        canvas.setFillColor(colors.HexColor("#a3201d"))
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawRightString(
            right, top - 5.5 * mm, _("CANCELLED by %(voucher)s", voucher=undone.voucher)
        )


def _draw_facts(canvas: Canvas, shown: ReceiptPaper) -> float:
    act, member = shown.facts.act, shown.facts.member
    words = terbilang(act.amount)
    rows = [
        (_("Date"), long_day(act.paid_on), 10),
        (shown.whom, f"{member.name} ({_('No.')} {member.number_text}, {member.group_name})", 10),
        (_("Amount"), rupiah_text(act.amount), 15),
        (_("In words"), words[:1].upper() + words[1:], 10),
    ]
    if shown.months:
        rows.append((_("For months"), shown.months, 10))
    if act.memo:
        rows.append((_("Note"), act.memo, 10))
    y: float = _SIZE[1] - 39 * mm
    for label, text, size in rows:
        y = _fact(canvas, y, (label, text), size)
    return y


def _fact(canvas: Canvas, y: float, fact: tuple[str, str], size: int) -> float:
    left, width = _MARGIN + 32 * mm, _SIZE[0] - 2 * _MARGIN - 32 * mm
    label, text = fact
    y -= (size - 10) * 0.25 * mm
    canvas.setFillColor(_GREY)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(_MARGIN, y, label)
    canvas.setFillColor(colors.black)
    for part in simpleSplit(text, "Helvetica-Bold", size, width)[:2]:
        canvas.drawString(left, y, fitted(canvas, part, "Helvetica-Bold", size, width))
        y -= size * 0.48 * mm
    return float(y - 0.7 * mm)


def _draw_lines(canvas: Canvas, shown: ReceiptPaper, y: float) -> None:
    right = _SIZE[0] - _MARGIN
    middle = right - 45 * mm
    canvas.setStrokeColor(paper.RULE)
    canvas.setFont("Helvetica-Bold", 9)
    y -= 2 * mm
    canvas.drawString(_MARGIN, y, _("Kind of savings"))
    canvas.drawRightString(middle, y, _("Amount"))
    canvas.drawRightString(right, y, _("Balance after"))
    canvas.line(_MARGIN, y - 1.5 * mm, right, y - 1.5 * mm)
    for line in shown.facts.lines:
        y -= 5.5 * mm
        canvas.setFont("Helvetica", 9.5)
        canvas.drawString(_MARGIN, y, line.product.name[:60])
        canvas.drawRightString(middle, y, grouped(line.amount))
        canvas.drawRightString(right, y, grouped(line.balance))


def _draw_foot(canvas: Canvas, shown: ReceiptPaper) -> None:
    right, base, qr = _SIZE[0] - _MARGIN, 10 * mm, 24 * mm
    draw_qr(canvas, shown.verify, _MARGIN, base, qr)
    canvas.setFillColor(_GREY)
    notes = [
        (_("Check code %(code)s", code=check_code(shown.facts.entry.hash)), "Helvetica-Bold"),
        (_("Scan the code to see whether this receipt is recorded."), "Helvetica"),
        (_("Recorded %(when)s", when=moment(shown.facts.entry.made_at)), "Helvetica"),
    ]
    if shown.approver:
        notes.insert(0, (_("Agreed by %(name)s", name=shown.approver), "Helvetica-Bold"))
    if shown.stamp_duty:
        stamp = _("Above the limit for stamp duty: put on a meterai of Rp10.000.")
        notes.append((stamp, "Helvetica-Bold"))
    y = base + 21 * mm
    for note, font in notes:
        canvas.setFont(font, 7.5)
        for part in simpleSplit(note, font, 7.5, 62 * mm):
            canvas.drawString(_MARGIN + qr + 3 * mm, y, part)
            y -= 3.6 * mm
    _signature(canvas, right - 40 * mm, _("Treasurer"), shown.cashier)
    _signature(canvas, right - 86 * mm, _("Member"), shown.facts.member.name)


def _signature(canvas: Canvas, left: float, role: str, name: str) -> None:
    width = 40 * mm
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 8.5)
    canvas.drawCentredString(left + width / 2, 31 * mm, role)
    canvas.setStrokeColor(_GREY)
    canvas.setLineWidth(0.5)
    canvas.line(left, 15 * mm, left + width, 15 * mm)
    canvas.drawCentredString(
        left + width / 2, 11 * mm, fitted(canvas, name, "Helvetica", 8.5, width)
    )
