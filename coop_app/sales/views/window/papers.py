"""The poster of a shop on A4, readable from across the street, and its price list."""

import io
from collections.abc import Sequence

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, Paragraph, Spacer

from coop_app.sales.rules.window.showing import Window
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.papers import code as qr
from coop_app.web.papers.parts import Code
from coop_app.web.tables import Table

_MIDDLE, _WIDTH, _CODE = A4[0] / 2, A4[0] - 40 * mm, 110 * mm
_GREY = colors.HexColor("#444444")
_MOST_NAMES = 6


def price_list(table: Table, address: str, head: Letterhead) -> bytes:
    """What there is and what it costs; below it a code that opens the window, where it is open."""
    story = [*paper.heading(table.title, table.notes), *paper.table_flowables(table, 180 * mm)]
    if address:
        words = Paragraph(paper.escaped(f"{_('Scan to see and order')}: {address}"), paper.NOTE)
        story.append(KeepTogether([Spacer(1, 6 * mm), Code(address, 32 * mm), words]))
    return paper.document(story, head, title=table.title)


def poster(window: Window, names: Sequence[str], address: str, head: Letterhead) -> bytes:
    """Name, place, a large code, what there is, and the address for those who type."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(window.title)
    canvas.setFillColor(paper.RULE)
    canvas.rect(0, A4[1] - 72 * mm, A4[0], 72 * mm, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    y = _centred(canvas, window.title, A4[1] - 28 * mm, ("Helvetica-Bold", 38), most=2)
    _centred(canvas, window.place, y - 1 * mm, ("Helvetica", 15), most=1)
    canvas.setFillColor(colors.black)
    _centred(canvas, _("Scan to see and order"), A4[1] - 86 * mm, ("Helvetica-Bold", 20), most=1)
    corner = (_MIDDLE - _CODE / 2, A4[1] - 93 * mm - _CODE)
    qr.on_paper(canvas, address, corner, _CODE, error=qr.STURDY)
    y = A4[1] - 106 * mm - _CODE
    canvas.setFillColor(colors.black)
    shown = [*names[:_MOST_NAMES], "…"] if len(names) > _MOST_NAMES else list(names)
    y = _centred(canvas, " · ".join(shown), y, ("Helvetica-Bold", 15), most=3)
    canvas.setFillColor(_GREY)
    y = _centred(canvas, address, y - 4 * mm, ("Helvetica", 12), most=2)
    _centred(canvas, " · ".join(head.address[1:]), y - 2 * mm, ("Helvetica", 12), most=1)
    paper.draw_demo_mark(canvas, head, A4)
    canvas.save()
    return buffer.getvalue()


def _centred(canvas: Canvas, text: str, y: float, font: tuple[str, float], *, most: int) -> float:
    """At most so many lines, smaller where a word is too wide; returns where the next may begin."""
    name, size = font
    while size > 10 and len(simpleSplit(text, name, size, _WIDTH)) > most:
        size -= 1
    for part in simpleSplit(text, name, size, _WIDTH)[:most]:
        canvas.setFont(name, size)
        canvas.drawCentredString(_MIDDLE, y, part)
        y -= size * 1.25
    return y
