"""How the course looks on paper: letters, boxes, pictures beside words."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from coop_app.literacy.rules.modules.shapes import SPEECH, Module
from coop_app.web.paper import RULE, escaped
from coop_app.web.papers.picture import Picture

#: between the margins of `paper.document`
WIDTH = 175 * mm
#: the column of the times
TIMES = 23 * mm
SOFT = colors.HexColor("#eef3ef")
SUN = colors.HexColor("#fff4d6")
INK = colors.HexColor("#23302c")
GREY = colors.HexColor("#55625d")


def style(name: str, size: float, leading: float = 12, **more: Any) -> ParagraphStyle:
    """Helvetica unless said otherwise."""
    usual = {"fontName": "Helvetica", "textColor": INK}
    return ParagraphStyle(name, fontSize=size, leading=leading, **{**usual, **more})


TITLE = style("module", 21, 25, fontName="Helvetica-Bold", textColor=RULE)
KICKER = style("kicker", 10, 13, textColor=GREY)
HEAD = style("head", 13, 16, fontName="Helvetica-Bold", textColor=RULE, spaceBefore=9, spaceAfter=3)
STEP = style("step", 11.5, 14, fontName="Helvetica-Bold")
BODY = style("guide", 10.5, 14.2)
STRONG = style("strong", 10.5, 14.2, fontName="Helvetica-Bold")
SMALL = style("small", 9, 11.5, textColor=GREY)
TIME = style("time", 9.5, 12, fontName="Helvetica-Bold", textColor=RULE)
_ACT = {"leading": 14.2, "spaceAfter": 2.5}
#: beside the times: what is done, what is said
DOES = style("does", 10.5, leftIndent=4 * mm, **_ACT)
SAYS = style(
    "says", 10.5, fontName="Helvetica-Oblique", textColor=RULE, leftIndent=4 * mm, **_ACT
)  # fmt: skip
POINT = style("point", 10.5, 14.2, leftIndent=4 * mm, bulletIndent=0, spaceAfter=2)


def text(words: str, look: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(escaped(words), look)


def points(lines: Sequence[str], look: ParagraphStyle = POINT) -> list[Flowable]:
    """Lines with a dot before each."""
    return [Paragraph(escaped(line), look, bulletText="•") for line in lines]


def act(line: str) -> Flowable:
    """What the facilitator says, or does."""
    if line.startswith(SPEECH):
        return text(line, SAYS)
    return Paragraph(escaped(line), DOES, bulletText="•")


def boxed(parts: Sequence[Flowable], *, fill: Any = SOFT, width: float = WIDTH) -> Table:
    """Parts on a soft ground, together on one page."""
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), fill),
        ("LEFTPADDING", (0, 0), (-1, -1), 8), ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 6), ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ("ROUNDEDCORNERS", [5, 5, 5, 5]),
    ]  # fmt: skip
    return Table([[list(parts)]], colWidths=[width], style=TableStyle(look), hAlign="LEFT")


def columns(cells: Sequence[Any], widths: Sequence[float]) -> Table:
    """Parts beside each other, without lines."""
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]  # fmt: skip
    return Table([list(cells)], colWidths=widths, style=TableStyle(look), hAlign="LEFT")


def banner(module: Module, kicker: str, title: str) -> list[Flowable]:
    """The picture of a module beside its name."""
    words = [text(kicker, KICKER), text(title, TITLE)]
    picture = Picture(module.picture, 19 * mm)
    return [columns([picture, words], [24 * mm, WIDTH - 24 * mm]), Spacer(1, 3 * mm)]
