"""One page in A5, or the same page at A4 for eyes that want it larger."""

import io
from collections.abc import Iterable

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from coop_app.web import paper
from coop_app.web.access import Letterhead

MARGIN = 11 * mm
GREY = colors.HexColor("#444444")
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"


class Sheet:
    """Writes from the top to the bottom; `y` is where the next line stands."""

    def __init__(self, head: Letterhead, *, title: str, large: bool) -> None:
        self.head, self.large = head, large
        self.buffer = io.BytesIO()
        self.width, self.height = A5
        self.right = self.width - MARGIN
        self.canvas = Canvas(self.buffer, pagesize=A4 if large else A5, invariant=1)
        self.canvas.setTitle(title)
        self.canvas.setAuthor(head.name)
        self.y = 0.0

    def begin(self) -> None:
        """A new page with the letterhead."""
        if self.large:
            self.canvas.scale(A4[0] / A5[0], A4[1] / A5[1])
        paper.draw_letterhead(self.canvas, self.head, (self.width, self.height), MARGIN)
        paper.draw_demo_mark(self.canvas, self.head, (self.width, self.height))
        self.y = self.height - 29 * mm

    def end(self) -> None:
        """The page is full."""
        self.canvas.showPage()

    def done(self) -> bytes:
        """The whole paper; same input, same bytes."""
        self.canvas.save()
        return self.buffer.getvalue()

    def down(self, millimetres: float) -> None:
        """Leave some room."""
        self.y -= millimetres * mm

    def say(self, text: str, *, size: float = 9.5, font: str = PLAIN, grey: bool = False) -> None:
        """A paragraph over the whole width."""
        self.canvas.setFillColor(GREY if grey else colors.black)
        self.canvas.setFont(font, size)
        for part in simpleSplit(text, font, size, self.right - MARGIN):
            self.canvas.drawString(MARGIN, self.y, part)
            self.y -= size * 1.35

    def pair(self, label: str, value: str, *, size: float = 10, strong: bool = False) -> None:
        """A label on the left, its figure on the right, a fine line below."""
        font = BOLD if strong else PLAIN
        self.canvas.setFillColor(colors.black)
        self.canvas.setFont(font, size)
        room = self.right - MARGIN - stringWidth(value, font, size) - 3 * mm
        self.canvas.drawString(MARGIN, self.y, cut(label, font, size, room))
        self.canvas.drawRightString(self.right, self.y, value)
        self.line(0.2, below=1.4 * mm)
        self.y -= size * 1.75

    def columns(self, cells: Iterable[tuple[str, float, bool]], *, size: float, font: str) -> None:
        """Cells at places from the left in millimetres; True ends there instead."""
        self.canvas.setFillColor(colors.black)
        self.canvas.setFont(font, size)
        for text, place, from_right in cells:
            draw = self.canvas.drawRightString if from_right else self.canvas.drawString
            draw(place * mm, self.y, text)
        self.y -= size * 1.42

    def line(self, width: float, *, below: float = 0, dashed: bool = False) -> None:
        """A rule over the page's width."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(GREY)
        self.canvas.setLineWidth(width)
        if dashed:
            self.canvas.setDash(4, 3)
        self.canvas.line(MARGIN, self.y - below, self.right, self.y - below)
        self.canvas.restoreState()

    def head_line(self, title: str, who: str, when: str) -> None:
        """What the paper is, whose it is, and of which day."""
        self.say(title, size=14, font=BOLD)
        self.down(0.5)
        self.say(who, size=11, font=BOLD)
        self.say(when, size=9, grey=True)
        self.down(2)

    def sign(self, roles: Iterable[str], *, at: float) -> None:
        """Places to sign, `at` millimetres above the bottom."""
        names = list(roles)
        width = (self.right - MARGIN) / max(len(names), 1)
        self.canvas.setFillColor(colors.black)
        self.canvas.setFont(PLAIN, 8.5)
        for number, role in enumerate(names):
            middle = MARGIN + width * (number + 0.5)
            self.canvas.drawCentredString(middle, (at + 15) * mm, role)
            self.canvas.line(middle - 20 * mm, at * mm, middle + 20 * mm, at * mm)


def cut(text: str, font: str, size: float, room: float) -> str:
    """As much of a text as there is room for."""
    if stringWidth(text, font, size) <= room:
        return text
    while text and stringWidth(f"{text}…", font, size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
