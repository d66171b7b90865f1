"""Papers: letterhead, tables over many pages, signature blocks, the mark of a demonstration book."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from coop_app.money import bracketed, grouped
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, moment, percent

if TYPE_CHECKING:
    from coop_app.web.tables import Column
    from coop_app.web.tables import Table as DataTable

TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=13, leading=17)
NOTE = ParagraphStyle(
    "note", fontName="Helvetica", fontSize=9, leading=12, textColor=colors.HexColor("#444444")
)
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=12)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8, leading=10)
STRONG = ParagraphStyle("strong", parent=CELL, fontName="Helvetica-Bold")
STRONG_RIGHT = ParagraphStyle("strong-right", parent=STRONG, alignment=TA_RIGHT)
RULE = colors.HexColor("#1b5e4b")
_MARGIN = 15 * mm
_CHUNK = 400


def escaped(text: str) -> str:
    """Text that ReportLab's paragraph markup leaves alone."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def document(
    story: Sequence[Flowable], head: Letterhead, *, title: str, wide: bool = False
) -> bytes:
    """A paper with letterhead on the first page and page numbers on all; same input, same bytes."""
    buffer = io.BytesIO()
    size = landscape(A4) if wide else A4
    template = SimpleDocTemplate(
        buffer, pagesize=size, title=title, author=head.name, invariant=1,
        leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=27 * mm, bottomMargin=16 * mm,
    )  # fmt: skip
    draw = _page_furniture(head, size)
    template.build(list(story), onFirstPage=draw, onLaterPages=draw)
    return buffer.getvalue()


def _page_furniture(head: Letterhead, size: tuple[float, float]) -> Callable[[Canvas, Any], None]:
    def draw(canvas: Canvas, document: Any) -> None:
        canvas.saveState()
        draw_letterhead(canvas, head, size, _MARGIN)
        draw_demo_mark(canvas, head, size)
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(colors.HexColor("#444444"))
        canvas.drawRightString(
            size[0] - _MARGIN, 9 * mm, _("Page %(number)s", number=document.page)
        )
        canvas.drawString(_MARGIN, 9 * mm, document.title[:90])
        canvas.restoreState()

    return draw


def draw_letterhead(
    canvas: Canvas, head: Letterhead, size: tuple[float, float], margin: float
) -> None:
    """Name and address over a rule."""
    top = size[1] - 14 * mm
    canvas.setFillColor(RULE)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(margin, top, head.name[:70])
    canvas.setFillColor(colors.HexColor("#444444"))
    canvas.setFont("Helvetica", 8.5)
    canvas.drawString(margin, top - 5 * mm, " · ".join(head.address)[:120])
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(1)
    canvas.line(margin, top - 8 * mm, size[0] - margin, top - 8 * mm)


def draw_demo_mark(canvas: Canvas, head: Letterhead, size: tuple[float, float]) -> None:
    """CONTOH across the paper, so that invented figures are never taken for real ones."""
    if not head.is_demo:
        return
    canvas.saveState()
    canvas.setFillColor(colors.Color(0.75, 0.1, 0.1, alpha=0.12))
    canvas.setFont("Helvetica-Bold", min(size) / 5)
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(35)
    canvas.drawCentredString(0, -min(size) / 15, "CONTOH")
    canvas.restoreState()


def heading(title: str, notes: Sequence[str]) -> list[Flowable]:
    """Title and the lines under it."""
    lines: list[Flowable] = [Paragraph(escaped(title), TITLE)]
    lines += [Paragraph(escaped(note), NOTE) for note in notes]
    return [*lines, Spacer(1, 4 * mm)]


def signatures(names: Sequence[str]) -> Flowable:
    """A row of signature blocks: a role above, a dotted line below."""
    line = "." * 30
    cells = [[Paragraph(escaped(name), BODY) for name in names], [Spacer(1, 18 * mm)] * len(names)]
    cells.append([Paragraph(f"({line})", BODY) for _name in names])
    widths = [170 * mm / max(len(names), 1)] * len(names)
    # whoever signs must see on the same page what the line is for
    return Table(cells, hAlign="LEFT", colWidths=widths, splitByRow=0)


def table_pdf(table: "DataTable", head: Letterhead) -> bytes:
    """A table over as many pages as it needs, its head on each."""
    story = heading(table.title, table.notes)
    story += table_flowables(table, (297 if table.landscape else 210) * mm - 2 * _MARGIN)
    if table.signatures:
        story += [Spacer(1, 10 * mm), signatures(table.signatures)]
    return document(story, head, title=table.title, wide=table.landscape)


def table_flowables(table: "DataTable", width: float) -> list[Flowable]:
    """The rows in chunks with fixed widths (libraries.md: automatic widths are slow)."""
    total = sum(column.width for column in table.columns)
    widths = [width * column.width / total for column in table.columns]
    top = [
        Paragraph(escaped(column.label), STRONG_RIGHT if column.is_number else STRONG)
        for column in table.columns
    ]
    parts: list[Flowable] = []
    for start in range(0, max(len(table.rows), 1), _CHUNK):
        rows = table.rows[start : start + _CHUNK]
        cells = [[_cell(row, column) for column in table.columns] for row in rows]
        parts.append(
            LongTable([top, *cells], colWidths=widths, repeatRows=1, style=_style(table, rows))
        )
    return parts


def shown(value: Any, kind: str) -> str:
    """A cell's text on paper."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if kind == "money":
        return bracketed(value)
    if kind == "percent":
        return percent(value)
    return grouped(value) if isinstance(value, int) else str(value)


def _cell(row: dict[str, Any], column: "Column") -> Any:
    text = shown(row.get(column.key), column.kind)
    if column.is_number:
        return text
    return Paragraph(escaped(text), STRONG if row.get("_kind") else CELL)


def _style(table: "DataTable", rows: Sequence[dict[str, Any]]) -> TableStyle:
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), "Helvetica", 8),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, RULE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.2, colors.HexColor("#cccccc")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    for i, column in enumerate(table.columns):
        if column.is_number:
            style.append(("ALIGN", (i, 0), (i, -1), "RIGHT"))
    for i, row in enumerate(rows, start=1):
        if row.get("_kind"):
            style.append(("FONT", (0, i), (-1, i), "Helvetica-Bold", 8))
        if row.get("_kind") == "total":
            style.append(("LINEABOVE", (0, i), (-1, i), 0.8, RULE))
    return TableStyle(style)
