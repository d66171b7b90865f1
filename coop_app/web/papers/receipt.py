"""A receipt of any feature: A5 landscape for the file, 58 mm for the till printer."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A5, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from coop_app.money import Money, terbilang
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import rupiah_text
from coop_app.web.papers import code as qr

_SIZE = landscape(A5)
_MARGIN = 12 * mm
_GREY = colors.HexColor("#444444")
_RED = colors.HexColor("#a3201d")
_SLIP, _EDGE, _SLIP_QR = 58 * mm, 4 * mm, 30 * mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What stands on the paper; all texts are in the reader's language."""

    title: str
    voucher: str
    #: "CANCELLED by …", or nothing
    cancelled: str = ""
    #: label and text, above the amount's rows
    facts: Sequence[tuple[str, str]]
    amount: Money
    #: rows of label and rupiah
    lines: Sequence[tuple[str, str]] = ()
    #: short sentences below: what is left, what is due next
    notes: Sequence[str] = ()
    verify: str = ""
    code: str = ""
    #: role and name, right to left
    signatures: Sequence[tuple[str, str]] = field(default=())


def check_code(entry_hash: str) -> str:
    """The short code on the paper, as the checking page shows it."""
    return f"{entry_hash[:4]}-{entry_hash[4:8]}".upper()


def a5(shown: Receipt, head: Letterhead) -> bytes:
    """One page to sign; same input, same bytes."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_SIZE, invariant=1)
    canvas.setTitle(f"{shown.title} {shown.voucher}")
    paper.draw_letterhead(canvas, head, _SIZE, _MARGIN)
    paper.draw_demo_mark(canvas, head, _SIZE)
    _draw_title(canvas, shown)
    y = _SIZE[1] - 39 * mm
    words = terbilang(shown.amount)
    for label, text, size in (
        *((label, text, 10) for label, text in shown.facts),
        (_("Amount"), rupiah_text(shown.amount), 14),
        (_("In words"), words[:1].upper() + words[1:], 9),
    ):
        y = _draw_fact(canvas, y, (label, text), size)
    _draw_lines(canvas, shown, y - 2 * mm)
    _draw_foot(canvas, shown)
    canvas.save()
    return buffer.getvalue()


def _fitted(canvas: Canvas, text: str, font: str, size: float, width: float) -> str:
    while size > 6.5 and stringWidth(text, font, size) > width:
        size -= 0.5
    canvas.setFont(font, size)
    if stringWidth(text, font, size) <= width:
        return text
    while text and stringWidth(f"{text}…", font, size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _draw_title(canvas: Canvas, shown: Receipt) -> None:
    right, top = _SIZE[0] - _MARGIN, _SIZE[1] - 30.5 * mm
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(_MARGIN, top, shown.title)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawRightString(right, top, shown.voucher)
    canvas.setFillColor(_RED)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawRightString(right, top - 5.5 * mm, shown.cancelled)


def _draw_fact(canvas: Canvas, y: float, fact: tuple[str, str], size: float) -> float:
    left, width = _MARGIN + 32 * mm, _SIZE[0] - 2 * _MARGIN - 32 * mm
    y -= (size - 10) * 0.25 * mm
    canvas.setFillColor(_GREY)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(_MARGIN, y, fact[0])
    canvas.setFillColor(colors.black)
    for part in simpleSplit(fact[1], "Helvetica-Bold", size, width)[:2]:
        canvas.drawString(left, y, _fitted(canvas, part, "Helvetica-Bold", size, width))
        y -= size * 0.46 * mm
    return float(y - 0.4 * mm)


def _draw_lines(canvas: Canvas, shown: Receipt, y: float) -> None:
    """The split at the left, what is left and due next at the right."""
    middle = _MARGIN + 88 * mm
    canvas.setStrokeColor(paper.RULE)
    canvas.line(_MARGIN, y + 3.5 * mm, _SIZE[0] - _MARGIN, y + 3.5 * mm)
    low = y
    for label, text in shown.lines:
        canvas.drawString(_MARGIN, low, _fitted(canvas, label, "Helvetica", 9, 58 * mm))
        canvas.setFont("Helvetica", 9)
        canvas.drawRightString(middle, low, text)
        low -= 4.4 * mm
    for note in shown.notes:
        for part in simpleSplit(note, "Helvetica", 9, _SIZE[0] - _MARGIN - middle - 8 * mm):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(middle + 8 * mm, y, part)
            y -= 4.4 * mm


def _draw_foot(canvas: Canvas, shown: Receipt) -> None:
    right, base, square = _SIZE[0] - _MARGIN, 10 * mm, 22 * mm
    _draw_qr(canvas, shown.verify, _MARGIN, base, square)
    canvas.setFillColor(_GREY)
    y = base + 18 * mm
    for note, font in (
        (_("Check code %(code)s", code=shown.code), "Helvetica-Bold"),
        (_("Scan the code to see whether this receipt is recorded."), "Helvetica"),
    ):
        canvas.setFont(font, 7.5)
        for part in simpleSplit(note, font, 7.5, 48 * mm):
            canvas.drawString(_MARGIN + square + 3 * mm, y, part)
            y -= 3.6 * mm
    for place, (role, name) in enumerate(shown.signatures):
        _draw_signature(canvas, right - (40 + 46 * place) * mm, role, name)


def _draw_signature(canvas: Canvas, left: float, role: str, name: str) -> None:
    width = 40 * mm
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 8.5)
    canvas.drawCentredString(left + width / 2, 29 * mm, role)
    canvas.setStrokeColor(_GREY)
    canvas.setLineWidth(0.5)
    canvas.line(left, 15 * mm, left + width, 15 * mm)
    text = _fitted(canvas, name, "Helvetica", 8.5, width)
    canvas.drawCentredString(left + width / 2, 11 * mm, text)


def _draw_qr(canvas: Canvas, address: str, x: float, y: float, size: float) -> None:
    if not address:
        return
    qr.on_paper(canvas, address, (x, y), size)


def slip(shown: Receipt, head: Letterhead) -> bytes:
    """58 mm wide, as long as it needs to be."""
    lines = _slip_lines(shown, head)
    height = sum(size * 1.3 for _text, _font, size in lines) + _SLIP_QR + 16 * mm
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(_SLIP, height), invariant=1)
    canvas.setTitle(f"{shown.title} {shown.voucher}")
    paper.draw_demo_mark(canvas, head, (_SLIP, height))
    canvas.setFillColor(colors.black)
    y = height - 6 * mm
    for text, font, size in lines:
        y -= size * 1.3
        canvas.setFont(font, size)
        canvas.drawString(_EDGE, y, text)
    _draw_qr(canvas, shown.verify, (_SLIP - _SLIP_QR) / 2, y - _SLIP_QR - 3 * mm, _SLIP_QR)
    canvas.save()
    return buffer.getvalue()


def _slip_lines(shown: Receipt, head: Letterhead) -> list[tuple[str, str, float]]:
    small = [f"{label}: {text}" for label, text in shown.facts]
    after = [f"{label}: {text}" for label, text in shown.lines]
    signed = [f"{role}: {name}" for role, name in shown.signatures[:1]]
    blocks: list[tuple[str, str, float]] = [
        (head.name, "Helvetica-Bold", 9),
        (shown.title, "Helvetica-Bold", 8),
        (shown.voucher, "Helvetica-Bold", 9),
        *((text, "Helvetica", 8) for text in small),
        (rupiah_text(shown.amount), "Helvetica-Bold", 13),
        (terbilang(shown.amount), "Helvetica-Oblique", 7.5),
        *((text, "Helvetica", 8) for text in [*after, *shown.notes]),
        (shown.cancelled, "Helvetica-Bold", 9),
        *((text, "Helvetica", 8) for text in signed),
        (_("Check code %(code)s", code=shown.code), "Helvetica-Bold", 8),
    ]
    width = _SLIP - 2 * _EDGE
    return [
        (part, font, size)
        for text, font, size in blocks
        if text
        for part in simpleSplit(text, font, size, width)
    ]
