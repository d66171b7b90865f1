"""What a participant takes home: one A4 in large letters, with room for a pen."""

from collections.abc import Sequence

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from coop_app.literacy.rules.modules.shapes import Module
from coop_app.literacy.views.modules.papers.look import (
    GREY,
    SUN,
    TIMES,
    WIDTH,
    banner,
    boxed,
    columns,
    style,
    text,
)  # fmt: skip
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.papers.parts import Code
from coop_app.web.papers.picture import Picture

_BIG = style("big", 13.5, 17.2, leftIndent=6 * mm, bulletIndent=0, spaceAfter=2.5)
_HEAD = style("big-head", 14, 17, fontName="Helvetica-Bold", textColor=paper.RULE, spaceAfter=2)
_SUM = style("big-sum", 13, 16.5)
_LABEL = style("form-label", 12.5, 14)
_WARN = style("warn", 12.5, 15.5, fontName="Helvetica-Bold", spaceAfter=2)
_LINK = style("link", 8.5, 10.5, textColor=GREY)
_CODE = 24 * mm
#: height of a line to write on, and of all of them
_ROW, _ROWS = 15 * mm, 82 * mm


def handout(module: Module, head: Letterhead, *, address: str) -> bytes:
    """Exactly one page; `address` leads a phone to the tool."""
    title = _("Module %(number)s: %(title)s", number=module.number, title=module.title)
    story: list[Flowable] = [
        *banner(module, _("My sheet to take home"), module.title),
        *_sentences(module.handout),
        Spacer(1, 2 * mm),
        boxed(
            [text(module.sheet.sum_title, _HEAD), *[text(line, _SUM) for line in module.sheet.sum]]
        ),
        Spacer(1, 3 * mm),
        text(module.sheet.form_title, _HEAD),
        _form(module.sheet.form),
        Spacer(1, 4 * mm),
        _foot(module, address),
    ]
    return paper.document(story, head, title=title)


def _sentences(lines: Sequence[str]) -> list[Flowable]:
    return [Paragraph(paper.escaped(line), _BIG, bulletText="•") for line in lines]


def _form(labels: Sequence[str]) -> Flowable:
    """Lines to write on, wide apart."""
    look = TableStyle([
        ("LINEBELOW", (1, 0), (1, -1), 0.7, GREY), ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
    ])  # fmt: skip
    rows = [[text(label, _LABEL), ""] for label in labels]
    wide = 72 * mm
    return Table(
        rows,
        colWidths=[wide, WIDTH - wide],
        rowHeights=min(_ROW, _ROWS / len(labels)),
        style=look,
        hAlign="LEFT",
    )


def _foot(module: Module, address: str) -> Flowable:
    warned = columns(
        [Picture("waspada", 15 * mm), [text(line, _WARN) for line in module.sheet.warnings]],
        [TIMES - 4 * mm, 105 * mm - TIMES],
    )
    link = [Code(address, _CODE), text(module.sheet.tool_name, _LINK), text(_shown(address), _LINK)]
    return columns([boxed([warned], fill=SUN, width=120 * mm), link], [128 * mm, WIDTH - 128 * mm])


def _shown(address: str) -> str:
    return address.partition("://")[2]
