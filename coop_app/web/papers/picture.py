"""The drawings of static/pictures on paper: the same files that the pages show."""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import Any

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

#: all drawings have this width and height, and this line
BOX, LINE = 64, 2.5
_INK = colors.HexColor("#22302b")
_ELEMENT = re.compile(r"<(path|circle|ellipse|rect) ([^>]*)/>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")

Shape = tuple[str, dict[str, str]]


class Picture(Flowable):
    """A drawing of the course, as wide as it is high (points)."""

    def __init__(self, key: str, size: float) -> None:
        super().__init__()
        self.key, self.width, self.height = key, size, size

    def wrap(self, *_available: float) -> tuple[float, float]:
        """It is as large as it was asked to be."""
        return self.width, self.height

    def draw(self) -> None:
        """Where the page's flow has come to."""
        draw_picture(self.canv, self.key, self.width)


def draw_picture(canvas: Canvas, key: str, size: float, x: float = 0, y: float = 0) -> None:
    """Draw it with its lower left corner at x, y (points)."""
    canvas.saveState()
    canvas.translate(x, y + size)
    canvas.scale(size / BOX, -size / BOX)
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(LINE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for kind, given in shapes(key):
        _fill(canvas, given)
        _DRAWN[kind](canvas, given)
    canvas.restoreState()


@lru_cache(maxsize=64)
def shapes(key: str) -> tuple[Shape, ...]:
    """The elements of a drawing, in their order."""
    file = resources.files("coop_app").joinpath("static", "pictures", f"{key}.svg")
    found = _ELEMENT.findall(file.read_text("utf-8"))
    return tuple((kind, dict(_ATTRIBUTE.findall(given))) for kind, given in found)


def _fill(canvas: Canvas, given: dict[str, str]) -> None:
    name = given.get("fill")
    if name:
        canvas.setFillColor(_INK if name == "currentColor" else colors.HexColor(name))


def _filled(given: dict[str, str]) -> int:
    return 1 if "fill" in given else 0


def _figures(given: dict[str, str], *names: str) -> list[float]:
    return [float(given.get(name, 0)) for name in names]


def _circle(canvas: Canvas, given: dict[str, str]) -> None:
    x, y, radius = _figures(given, "cx", "cy", "r")
    canvas.circle(x, y, radius, fill=_filled(given))


def _ellipse(canvas: Canvas, given: dict[str, str]) -> None:
    x, y, wide, high = _figures(given, "cx", "cy", "rx", "ry")
    canvas.ellipse(x - wide, y - high, x + wide, y + high, fill=_filled(given))


def _rect(canvas: Canvas, given: dict[str, str]) -> None:
    x, y, width, height, round_by = _figures(given, "x", "y", "width", "height", "rx")
    canvas.roundRect(x, y, width, height, round_by, fill=_filled(given))


def _path(canvas: Canvas, given: dict[str, str]) -> None:
    made, x, y = canvas.beginPath(), 0.0, 0.0
    for command, text in _COMMAND.findall(given["d"]):
        x, y = _step(made, command, [float(part) for part in text.split()], x, y)
    canvas.drawPath(made, fill=_filled(given))


def _step(made: Any, command: str, to: list[float], x: float, y: float) -> tuple[float, float]:
    """One command of our subset: M L H V Q C Z, all absolute. Returns the place it leads to."""
    if command == "Z":
        made.close()
        return x, y
    if command in "HV":
        to = [to[0], y] if command == "H" else [x, to[0]]
    if command == "M":
        made.moveTo(*to)
    elif command in "LHV":
        made.lineTo(*to)
    elif command == "C":
        made.curveTo(*to)
    elif command == "Q":
        made.curveTo(*_as_cubic(to, x, y))
    else:
        raise ValueError(f"no drawing of ours knows the command {command}")
    return to[-2], to[-1]


def _as_cubic(to: list[float], x: float, y: float) -> list[float]:
    bend_x, bend_y, end_x, end_y = to
    return [
        x + (bend_x - x) * 2 / 3, y + (bend_y - y) * 2 / 3,
        end_x + (bend_x - end_x) * 2 / 3, end_y + (bend_y - end_y) * 2 / 3,
        end_x, end_y,
    ]  # fmt: skip


_DRAWN: dict[str, Callable[[Canvas, dict[str, str]], None]] = {
    "circle": _circle,
    "ellipse": _ellipse,
    "rect": _rect,
    "path": _path,
}
