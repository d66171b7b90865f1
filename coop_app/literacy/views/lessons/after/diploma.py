"""A certificate on A4 landscape: name, module, hours, day, number, and a square to check it with."""

import io
from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from coop_app import auth
from coop_app.literacy.queries.lessons import CertificateRow
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons.certificates import hours_text
from coop_app.literacy.views.lessons.shared import session_title
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import day
from coop_app.web.papers import code as qr

_SIZE = landscape(A4)
_MIDDLE, _WIDTH = _SIZE[0] / 2, _SIZE[0] - 70 * mm
_GREY = colors.HexColor("#444444")
_GOLD = colors.HexColor("#b8892b")
_CODE = 27 * mm


def certificate_pdf(over: SessionRow, papers: Sequence[CertificateRow], head: Letterhead) -> bytes:
    """One page for each paper."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=_SIZE, invariant=1)
    canvas.setTitle(_("Certificates"))
    trainer = auth.names_of(over.cooperative_id, [over.trainer_id]).get(over.trainer_id, "")
    for one in papers:
        _page(canvas, over, one, head)
        _foot(canvas, one, trainer)
        paper.draw_demo_mark(canvas, head, _SIZE)
        canvas.showPage()
    canvas.save()
    return drawn.getvalue()


def duration_text(minutes: int) -> str:
    """`1 hour 20 minutes`."""
    hours, rest = hours_text(minutes)
    parts = [_("%(count)s hours", count=hours)] if hours else []
    if rest:
        parts.append(_("%(count)s minutes", count=rest))
    return " ".join(parts)


def _page(canvas: Canvas, over: SessionRow, one: CertificateRow, head: Letterhead) -> None:
    canvas.setStrokeColor(paper.RULE)
    canvas.setLineWidth(3)
    canvas.rect(9 * mm, 9 * mm, _SIZE[0] - 18 * mm, _SIZE[1] - 18 * mm)
    canvas.setStrokeColor(_GOLD)
    canvas.setLineWidth(0.8)
    canvas.rect(11.5 * mm, 11.5 * mm, _SIZE[0] - 23 * mm, _SIZE[1] - 23 * mm)
    y = _SIZE[1] - 34 * mm
    y = _line(canvas, head.name, y, ("Helvetica-Bold", 17), paper.RULE)
    y = _line(canvas, " · ".join(head.address), y, ("Helvetica", 9.5), _GREY)
    y = _line(canvas, _("CERTIFICATE"), y - 10 * mm, ("Helvetica-Bold", 40), paper.RULE)
    y = _line(canvas, one.number_text, y + 3 * mm, ("Helvetica", 11), _GREY)
    y = _line(canvas, _("is given to"), y - 5 * mm, ("Helvetica", 13), colors.black)
    y = _line(canvas, one.name, y - 7 * mm, ("Helvetica-Bold", 32), colors.black)
    canvas.setStrokeColor(_GOLD)
    canvas.line(_MIDDLE - 60 * mm, y + 6 * mm, _MIDDLE + 60 * mm, y + 6 * mm)
    y = _line(
        canvas, _("who took part in the training"), y - 3 * mm, ("Helvetica", 13), colors.black
    )
    y = _line(canvas, session_title(over), y - 5 * mm, ("Helvetica-Bold", 22), paper.RULE)
    facts = (duration_text(one.minutes), over.where, day(over.held_on))
    _line(
        canvas,
        " · ".join(part for part in facts if part),
        y - 1 * mm,
        ("Helvetica", 13),
        colors.black,
    )


def _line(canvas: Canvas, text: str, y: float, font: tuple[str, float], colour: object) -> float:
    """Centred, smaller until it fits on two lines; returns where the next may begin."""
    name, size = font
    while size > 9 and len(simpleSplit(text, name, size, _WIDTH)) > 1:
        size -= 0.5
    canvas.setFillColor(colour)
    for part in simpleSplit(text, name, size, _WIDTH)[:2]:
        canvas.setFont(name, size)
        canvas.drawCentredString(_MIDDLE, y, part)
        y -= size * 1.4
    return y


def _foot(canvas: Canvas, one: CertificateRow, trainer: str) -> None:
    address = url_for("literacy.verify_certificate", code=one.code, _external=True)
    left, low = 22 * mm, 20 * mm
    qr.on_paper(canvas, address, (left, low), _CODE)
    canvas.setFillColor(_GREY)
    canvas.setFont("Helvetica", 8)
    text = _("Scan to see whether this certificate holds.")
    for place, part in enumerate(simpleSplit(text, "Helvetica", 8, 44 * mm)):
        canvas.drawString(left + _CODE + 3 * mm, low + 14 * mm - place * 3.6 * mm, part)
    right = _SIZE[0] - 62 * mm
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 10)
    canvas.drawCentredString(right, low + 27 * mm, day(one.issued_on))
    canvas.drawCentredString(right, low + 22 * mm, _("Trainer"))
    canvas.setStrokeColor(_GREY)
    canvas.setLineWidth(0.5)
    canvas.line(right - 30 * mm, low + 5 * mm, right + 30 * mm, low + 5 * mm)
    canvas.drawCentredString(right, low, trainer[:40])
