"""Addresses that a phone reads: QR codes on the page and on paper."""

import io
from collections.abc import Iterator

import segno
from markupsafe import Markup
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

#: how much dirt a code bears: M is usual, H for a poster on a market stall
USUAL, STURDY = "m", "h"
#: dark cells overlap a little, so that no printer leaves white hairs between them
_OVERLAP = 1.02


def on_page(text: str, *, border: int = 2, scale: int | None = None) -> Markup:
    """A drawing inside the page, as wide as its style says, or `scale` pixels a cell."""
    drawn = io.BytesIO()
    segno.make(text, error=USUAL, micro=False).save(
        drawn, kind="svg", scale=scale or 4, border=border, xmldecl=False, svgclass="qr",
        lineclass=None, title="QR", omitsize=scale is None,
    )  # fmt: skip
    return Markup(drawn.getvalue().decode())  # noqa: S704 - our own drawing


def as_file(text: str) -> bytes:
    """The same as an SVG file, black on white."""
    drawn = io.BytesIO()
    segno.make(text, error=USUAL, micro=False).save(
        drawn, kind="svg", scale=8, border=2, dark="#000", light="#fff"
    )
    return drawn.getvalue()


def on_paper(
    canvas: Canvas, text: str, at: tuple[float, float], size: float, *, error: str = USUAL
) -> None:
    """Dark cells only; `at` is the lower left corner, `size` the side in points."""
    left, bottom = at
    canvas.setFillColor(colors.black)
    matrix = segno.make(text, error=error, micro=False).matrix
    step = size / len(matrix)
    for row, column in _dark(matrix):
        top = bottom + size - (row + 1) * step
        side = step * _OVERLAP
        canvas.rect(left + column * step, top, side, side, stroke=0, fill=1)


def _dark(matrix: tuple[bytearray, ...]) -> Iterator[tuple[int, int]]:
    for row, cells in enumerate(matrix):
        yield from ((row, column) for column, dark in enumerate(cells) if dark)
