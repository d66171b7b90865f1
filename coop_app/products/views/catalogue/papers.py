"""Labels on paper: ten to a sheet of A4, with thin lines to cut along."""

import io

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from coop_app.products.rules.catalogue.labels import A_SHEET, Label
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.papers import code as qr

_COLUMNS, _WIDTH, _HEIGHT = 2, 95 * mm, 55 * mm
_LEFT, _TOP, _EDGE, _QR = 10 * mm, 286 * mm, 4 * mm, 19 * mm
_GREY = colors.HexColor("#555555")


def label_sheets(label: Label, copies: int, head: Letterhead, *, address: str = "") -> bytes:
    """So many copies on as many sheets as they need; `address` becomes a code to scan."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(f"Label {label.name}")
    for number in range(copies):
        place = number % A_SHEET
        if number and not place:
            canvas.showPage()
        if not place:
            paper.draw_demo_mark(canvas, head, A4)
        left = _LEFT + (place % _COLUMNS) * _WIDTH
        _draw(canvas, label, address, left, _TOP - (place // _COLUMNS + 1) * _HEIGHT)
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, label: Label, address: str, left: float, low: float) -> None:
    canvas.setStrokeColor(colors.HexColor("#bbbbbb"))
    canvas.setLineWidth(0.3)
    canvas.rect(left, low, _WIDTH, _HEIGHT)
    canvas.setFillColor(paper.RULE)
    canvas.rect(left, low + _HEIGHT - 1.6 * mm, _WIDTH, 1.6 * mm, stroke=0, fill=1)
    inner, width = left + _EDGE, _WIDTH - 2 * _EDGE
    y = low + _HEIGHT - 7.5 * mm
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawRightString(left + _WIDTH - _EDGE, y, label.net_content[:16])
    y = _lines(canvas, label.name, (inner, y), width - 26 * mm, ("Helvetica-Bold", 13), most=2)
    if label.price:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawRightString(left + _WIDTH - _EDGE, low + _HEIGHT - 12.5 * mm, label.price)
    y = _lines(canvas, _maker(label), (inner, y), width - 26 * mm, ("Helvetica", 7.5), most=2)
    if label.ingredients:
        text = _("Ingredients: %(list)s", list=label.ingredients)
        y = _lines(canvas, text, (inner, y - 1 * mm), width, ("Helvetica", 7.5), most=4)
    if label.storage:
        _lines(canvas, label.storage, (inner, y), width, ("Helvetica-Oblique", 7), most=1)
    _foot(canvas, label, (inner, low + 3.2 * mm), width - (_QR if address else 0))
    if address:
        corner = (left + _WIDTH - _EDGE - _QR + 2 * mm, low + 2 * mm)
        qr.on_paper(canvas, address, corner, _QR - 2 * mm)


def _maker(label: Label) -> str:
    return _("Made by %(maker)s", maker=label.producer) if label.producer else ""


def _foot(canvas: Canvas, label: Label, start: tuple[float, float], width: float) -> None:
    """From below: permits, then batch and last good day."""
    x, y = start
    rows = [(text, "Helvetica-Bold", 7.5) for text in reversed(label.permits[:3])]
    if label.batch:
        rows.append((_("Batch %(number)s", number=label.batch), "Helvetica", 7.5))
    if label.best_before:
        rows.append((_("Best before %(day)s", day=label.best_before), "Helvetica-Bold", 8.5))
    for text, font, size in rows:
        canvas.setFillColor(colors.black)
        canvas.setFont(font, size)
        for part in reversed(simpleSplit(text, font, size, width)[:1]):
            canvas.drawString(x, y, part)
        y += size * 1.25


def _lines(
    canvas: Canvas, text: str, start: tuple[float, float], width: float, font: tuple[str, float],
    *, most: int,
) -> float:  # fmt: skip
    """At most so many lines of text; returns where the next may begin."""
    x, y = start
    name, size = font
    canvas.setFillColor(colors.black if size > 7 else _GREY)
    parts = simpleSplit(text, name, size, width)
    if len(parts) > most:
        parts = [*parts[: most - 1], parts[most - 1].rstrip()[:-1] + "…"]
    for part in parts:
        canvas.setFont(name, size)
        canvas.drawString(x, y, part)
        y -= size * 1.2
    return y
