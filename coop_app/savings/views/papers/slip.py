"""The receipt for the till printer: 58 mm wide."""

import io

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from coop_app.money import terbilang
from coop_app.savings.views.papers.facts import ReceiptPaper, check_code, draw_qr
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, rupiah_text

_SLIP_WIDTH = 58 * mm
_SLIP_MARGIN = 4 * mm


def slip(shown: ReceiptPaper, head: Letterhead) -> bytes:
    """58 mm wide, as long as it needs to be."""
    lines = _slip_lines(shown, head)
    qr = 30 * mm
    height = sum(size * 1.3 for _text, _font, size in lines) + qr + 16 * mm
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(_SLIP_WIDTH, height), invariant=1)
    canvas.setTitle(f"{shown.title} {shown.facts.entry.voucher}")
    paper.draw_demo_mark(canvas, head, (_SLIP_WIDTH, height))
    canvas.setFillColor(colors.black)
    y = height - 6 * mm
    for text, font, size in lines:
        y -= size * 1.3
        canvas.setFont(font, size)
        canvas.drawString(_SLIP_MARGIN, y, text)
    draw_qr(canvas, shown.verify, (_SLIP_WIDTH - qr) / 2, y - qr - 3 * mm, qr)
    canvas.save()
    return buffer.getvalue()


def _slip_lines(shown: ReceiptPaper, head: Letterhead) -> list[tuple[str, str, float]]:
    facts = shown.facts
    blocks: list[tuple[str, str, float]] = [
        (head.name, "Helvetica-Bold", 9),
        (shown.title, "Helvetica-Bold", 8),
        (facts.entry.voucher, "Helvetica-Bold", 9),
        (day(facts.act.paid_on), "Helvetica", 8),
        (f"{shown.whom}: {facts.member.label}", "Helvetica", 8),
        (facts.member.group_name, "Helvetica", 8),
        (rupiah_text(facts.act.amount), "Helvetica-Bold", 13),
        (terbilang(facts.act.amount), "Helvetica-Oblique", 7.5),
    ]
    if shown.months:
        blocks.append((_("For: %(months)s", months=shown.months), "Helvetica", 8))
    for line in facts.lines:
        blocks.append((f"{line.product.name}: {rupiah_text(line.amount)}", "Helvetica", 8))
        after = _("Balance after: %(amount)s", amount=rupiah_text(line.balance))
        blocks.append((after, "Helvetica", 8))
    if facts.entry.reversed_by:
        undone = _("CANCELLED by %(voucher)s", voucher=facts.entry.reversed_by.voucher)
        blocks.append((undone, "Helvetica-Bold", 9))
    blocks.append((_("Treasurer: %(name)s", name=shown.cashier), "Helvetica", 8))
    if shown.approver:
        blocks.append((_("Agreed by %(name)s", name=shown.approver), "Helvetica", 8))
    code = _("Check code %(code)s", code=check_code(facts.entry.hash))
    blocks.append((code, "Helvetica-Bold", 8))
    width = _SLIP_WIDTH - 2 * _SLIP_MARGIN
    return [
        (part, font, size)
        for text, font, size in blocks
        for part in simpleSplit(text, font, size, width)
    ]
