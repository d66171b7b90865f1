"""Promises on cards, four on an A4 to cut apart."""

import io
from collections.abc import Sequence

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from coop_app.literacy.queries.lessons import PromiseRow
from coop_app.literacy.rules.lessons.promises import due_on
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import day

_WIDE, _HIGH = A4[0] / 2, A4[1] / 2
_EDGE = 12 * mm
_GREY = colors.HexColor("#444444")


def promise_cards(cards: Sequence[tuple[str, PromiseRow]], head: Letterhead, title: str) -> bytes:
    """Name and promise; without a single promise, four empty cards for the pen."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    shown: list[tuple[str, PromiseRow | None]] = list(cards) or [("", None)] * 4
    for start in range(0, len(shown), 4):
        _cuts(canvas)
        for place, (name, made) in enumerate(shown[start : start + 4]):
            left, low = (place % 2) * _WIDE, (1 - place // 2) * _HIGH
            _card(canvas, (left, low), name, made, (head.name, title))
        paper.draw_demo_mark(canvas, head, A4)
        canvas.showPage()
    canvas.save()
    return drawn.getvalue()


def _cuts(canvas: Canvas) -> None:
    canvas.setStrokeColor(colors.HexColor("#bbbbbb"))
    canvas.setDash(3, 3)
    canvas.line(_WIDE, 6 * mm, _WIDE, A4[1] - 6 * mm)
    canvas.line(6 * mm, _HIGH, A4[0] - 6 * mm, _HIGH)
    canvas.setDash()


def _card(
    canvas: Canvas,
    corner: tuple[float, float],
    name: str,
    made: PromiseRow | None,
    heads: tuple[str, str],
) -> None:
    left, low = corner[0] + _EDGE, corner[1] + _EDGE
    right, y = corner[0] + _WIDE - _EDGE, corner[1] + _HIGH - _EDGE - 4 * mm
    canvas.setFillColor(_GREY)
    canvas.setFont("Helvetica", 8.5)
    canvas.drawString(left, y, heads[0][:52])
    canvas.setFillColor(paper.RULE)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(left, y - 13 * mm, heads[1])
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(left, y - 23 * mm, name[:38] or "." * 44)
    _promise(canvas, (left, y - 37 * mm), right - left, made.text if made else "")
    canvas.setFillColor(_GREY)
    canvas.setFont("Helvetica", 9.5)
    when = day(due_on(made.made_on, 1)) if made else "." * 22
    canvas.drawString(left, low + 12 * mm, _("I do this until %(on)s.", on=when))
    canvas.setStrokeColor(_GREY)
    canvas.line(left, low + 2 * mm, right, low + 2 * mm)


def _promise(canvas: Canvas, place: tuple[float, float], width: float, text: str) -> None:
    x, y = place
    for part in simpleSplit(text, "Helvetica-Bold", 16, width)[:5] or ["." * 34] * 3:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(x, y, part)
        y -= 8 * mm
