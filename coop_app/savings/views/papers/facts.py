"""What stands on a receipt's paper, and how text and squares are fitted onto it."""

from dataclasses import dataclass

import segno
from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from coop_app.savings.queries import Receipt
from coop_app.savings.rules.payments import WITHDRAWAL


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """A receipt's facts and the words around them."""

    facts: Receipt
    months: str
    cashier: str
    verify: str
    stamp_duty: bool = False
    #: the second person, where the act needed one
    approver: str = ""

    @property
    def title(self) -> str:
        """What the paper is called."""
        if self.facts.act.kind == WITHDRAWAL:
            return str(_("SAVINGS PAID OUT"))
        return str(_("SAVINGS RECEIPT"))

    @property
    def whom(self) -> str:
        """The label before the member's name."""
        if self.facts.act.kind == WITHDRAWAL:
            return str(_("Paid to"))
        return str(_("Received from"))


def check_code(entry_hash: str) -> str:
    """The short code on the paper, as the checking page shows it."""
    return f"{entry_hash[:4]}-{entry_hash[4:8]}".upper()


def fitted(canvas: Canvas, text: str, font: str, size: float, width: float) -> str:
    """Set the largest readable size at which the text fits; what still does not fit is cut with dots."""
    while size > 6.5 and stringWidth(text, font, size) > width:
        size -= 0.5
    canvas.setFont(font, size)
    if stringWidth(text, font, size) <= width:
        return text
    while text and stringWidth(f"{text}…", font, size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def draw_qr(canvas: Canvas, address: str, x: float, y: float, size: float) -> None:
    """The address as squares; nothing when there is none."""
    if not address:
        return
    matrix = segno.make(address, error="m", micro=False).matrix
    step = size / len(matrix)
    canvas.setFillColor(colors.black)
    for row, cells in enumerate(matrix):
        for column, dark in enumerate(cells):
            if dark:
                top = y + size - (row + 1) * step
                canvas.rect(x + column * step, top, step * 1.02, step * 1.02, stroke=0, fill=1)
