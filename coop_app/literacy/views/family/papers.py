"""One A4 for the wall: what comes in, each envelope with its plan, and boxes to fill in by pen."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from coop_app.literacy.rules.family.envelopes import SUGGESTIONS
from coop_app.literacy.rules.family.income import SOURCES
from coop_app.literacy.views.family.cards import MonthView
from coop_app.money import Money, grouped
from coop_app.web import paper
from coop_app.web.access import Letterhead

_LEFT, _RIGHT, _TOP, _LOWEST = 15 * mm, A4[0] - 15 * mm, A4[1] - 14 * mm, 34 * mm
_NAME, _PLAN, _WEEK, _WEEKS = 54 * mm, 28 * mm, 19 * mm, 4
_TALLEST, _HEAD = 12 * mm, 8 * mm
_SMALLEST = 7.0
_GREY = colors.HexColor("#8a938f")
_EMPTY_ROWS = 2
_INCOME_ROWS = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it; an amount that is None leaves a box for the pen."""

    title: str
    family: str
    income: Sequence[tuple[str, Money | None]]
    envelopes: Sequence[tuple[str, Money | None]]
    said: str


def wall_sheet(month: MonthView, family: str, head: Letterhead) -> bytes:
    """A family's own month."""
    came = [(_(SOURCES[key]), amount) for key, amount in month.standing.sums.income.items()]
    base = (
        [] if month.standing.sums.base is None else [(_("What we divide"), month.standing.divided)]
    )
    rows = [
        (one.envelope.name, one.filled.planned or None)
        for _kind, cards in month.groups
        for one in cards
    ]
    return _drawn(Sheet(month.title, family, [*came, *base], rows, month.said), head)


def empty_sheet(head: Letterhead) -> bytes:
    """The same with the usual envelopes and nothing in it, to copy for a class."""
    rows = [(_(one.name), None) for one in SUGGESTIONS]
    return _drawn(
        Sheet(
            "",
            "",
            [(_(SOURCES[key]), None) for key in ("remittance", "salary", "business")],
            rows,
            "",
        ),
        head,
    )


def _drawn(sheet: Sheet, head: Letterhead) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(_("Our family budget"))
    canvas.setAuthor(head.name)
    y = _heading(canvas, sheet)
    y = _income(canvas, sheet, y)
    y = _table(canvas, sheet, y)
    _foot(canvas, sheet, y)
    paper.draw_demo_mark(canvas, head, A4)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _heading(canvas: Canvas, sheet: Sheet) -> float:
    canvas.setFillColor(paper.RULE)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(_LEFT, _TOP - 6 * mm, _("Our family budget"))
    canvas.setFillColor(colors.black)
    blank = "." * 34
    y, month = _TOP - 15 * mm, _("Month: %(month)s", month=sheet.title or "." * 24)
    _text(canvas, _("Family: %(name)s", name=sheet.family or blank), _LEFT, y, 108 * mm, size=13)
    _text(canvas, month, _RIGHT, y, 68 * mm, right=True, size=13)
    return float(_TOP - 21 * mm)


def _income(canvas: Canvas, sheet: Sheet, y: float) -> float:
    """What comes in: as it was noted, and lines for the pen."""
    rows = [*sheet.income, *[("", None)] * max(_INCOME_ROWS - len(sheet.income), 1)]
    y = _band(canvas, _("Money that came in"), y)
    for name, amount in rows:
        y -= 8 * mm
        _text(canvas, name, _LEFT + 2 * mm, y + 2.6 * mm, 100 * mm)
        if amount is not None:
            canvas.drawRightString(_RIGHT - 2 * mm, y + 2.6 * mm, f"Rp{grouped(amount)}")
        canvas.setStrokeColor(_GREY)
        canvas.line(_LEFT, y, _RIGHT, y)
    return float(y - 6 * mm)


def _band(canvas: Canvas, text: str, y: float) -> float:
    canvas.setFillColor(paper.RULE)
    canvas.rect(_LEFT, y - _HEAD, _RIGHT - _LEFT, _HEAD, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(_LEFT + 2 * mm, y - 5.6 * mm, text)
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 12)
    return float(y - _HEAD)


def _edges() -> list[float]:
    found = [_LEFT, _LEFT + _NAME, _LEFT + _NAME + _PLAN]
    found += [found[-1] + _WEEK * number for number in range(1, _WEEKS + 1)]
    return [*found, _RIGHT]


def _table(canvas: Canvas, sheet: Sheet, y: float) -> float:
    """Envelope, plan, a box for each week, a box for what is left; as tall as the page allows."""
    rows = [*sheet.envelopes, *[("", None)] * _EMPTY_ROWS]
    edges, top = _edges(), y
    y = _band(canvas, _("Envelope"), y)
    canvas.setFillColor(colors.white)
    canvas.setFont("Helvetica-Bold", 10)
    weeks = [_("Week %(number)s", number=number) for number in range(1, _WEEKS + 1)]
    for number, text in enumerate([_("Plan"), *weeks, _("Remaining")], 1):
        middle = (edges[number] + edges[number + 1]) / 2
        canvas.drawCentredString(middle, top - 5.4 * mm, text)
    tall = min(_TALLEST, (y - _LOWEST) / len(rows))
    canvas.setFillColor(colors.black)
    canvas.setStrokeColor(_GREY)
    for name, planned in rows:
        y -= tall
        _text(canvas, name, _LEFT + 2 * mm, y + tall / 2 - 1.4 * mm, _NAME - 3 * mm)
        if planned is not None:
            middle = y + tall / 2 - 1.4 * mm
            _text(canvas, grouped(planned), edges[2] - 1.5 * mm, middle, _PLAN - 3 * mm, right=True)
        canvas.line(_LEFT, y, _RIGHT, y)
    for edge in edges:
        canvas.line(edge, top - _HEAD, edge, y)
    return y


def _text(
    canvas: Canvas,
    text: str,
    x: float,
    y: float,
    width: float,
    *,
    right: bool = False,
    size: float = 12,
) -> None:
    """One line, smaller where it is long, cut where it is longer still; `x` is its right end if asked for."""
    largest = size
    while size > _SMALLEST and canvas.stringWidth(text, "Helvetica", size) > width:
        size -= 0.5
    shown = text
    while canvas.stringWidth(shown, "Helvetica", size) > width:
        shown = f"{shown[:-2].rstrip()}…"
    canvas.setFont("Helvetica", size)
    (canvas.drawRightString if right else canvas.drawString)(x, y, shown)
    canvas.setFont("Helvetica", largest)


def _foot(canvas: Canvas, sheet: Sheet, y: float) -> None:
    canvas.setFillColor(paper.RULE)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(
        _LEFT, y - 8 * mm, sheet.said or _("Has every rupiah a purpose? Left: Rp ............")
    )
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 12)
    line = _("Our goal: %(dots)s  Rp %(dots)s  until %(dots)s", dots="." * 22)
    canvas.drawString(_LEFT, y - 16 * mm, line)
