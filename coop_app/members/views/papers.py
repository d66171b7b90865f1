"""Papers of the register: the list to sign, the member card."""

import io
from collections.abc import Sequence

from flask import request
from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, Spacer, TableStyle
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.members import queries
from coop_app.members.queries import MemberCard, MemberFilter, MemberRow
from coop_app.members.rules import phones
from coop_app.members.views.blueprint import bp, coop_id, own_group, visible
from coop_app.web import paper
from coop_app.web.access import Letterhead, letterhead, requires
from coop_app.web.filters import day
from coop_app.web.pages import found_or_404, send_pdf

WIDE, HIGH = 85.6 * mm, 54 * mm
_ACROSS, _DOWN = 2, 5
_LEFT, _TOP = 15 * mm, 12 * mm
_WIDTHS = [w * mm for w in (15, 47, 50, 22, 46)]


@bp.get("/kelompok/<int:group_id>/daftar.pdf")
@requires("members.read")
def group_list(group_id: int) -> Response:
    """Buku Daftar Anggota of one group, with room to sign."""
    group = found_or_404(queries.find_group(coop_id(), group_id))
    if own_group() not in {None, group_id}:
        found_or_404(None)
    rows = queries.list_members(coop_id(), MemberFilter(group_id=group_id))
    place = ", ".join(filter(None, (group.village, group.district)))
    notes = [_("Village group %(name)s", name=group.name), place]
    notes.append(_("As of %(day)s", day=day(clock.today())))
    content = group_list_pdf(rows, letterhead(), title=_("Member register"), notes=notes)
    return send_pdf(content, name=f"daftar-anggota-{group.code}.pdf")


def group_list_pdf(
    rows: Sequence[MemberRow], head: Letterhead, *, title: str, notes: Sequence[str]
) -> bytes:
    """One line per member, high enough for a signature or a thumb."""
    heads = (_("Number"), _("Name"), _("Address"), _("Joined on"), _("Signature or thumbprint"))
    lines = [[Paragraph(paper.escaped(text), paper.STRONG) for text in heads]]
    for i, row in enumerate(rows, start=1):
        address = ", ".join(
            filter(None, (row.address.replace("\n", ", "), phones.shown(row.phone)))
        )
        texts = (row.number_text, row.name, address, day(row.joined_on), f"{i}. …………………")
        lines.append([Paragraph(paper.escaped(text), paper.CELL) for text in texts])
    style = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.3, colors.HexColor("#999999")),
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#eef3ef")),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 1), (-1, -1), 10),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 10),
        ]
    )
    story = paper.heading(title, [note for note in notes if note])
    story.append(LongTable(lines, colWidths=_WIDTHS, repeatRows=1, style=style))
    story += [Spacer(1, 10 * mm), paper.signatures([_("Chairperson"), _("Secretary")])]
    return paper.document(story, head, title=title)


@bp.get("/<int:member_id>/kartu.pdf")
@requires("members.read")
def member_card(member_id: int) -> Response:
    """One card."""
    card = visible(member_id)
    return send_pdf(cards_pdf([card], letterhead()), name=f"kartu-{card.number_text}.pdf")


@bp.get("/kartu.pdf")
@requires("members.read")
def group_cards(group_id: int | None = None) -> Response:
    """The cards of a whole group, ten to a page."""
    wanted = own_group() or group_id or request.args.get("group", 0, type=int)
    group = found_or_404(queries.find_group(coop_id(), wanted))
    cards = queries.members_of_group(coop_id(), group.id)
    return send_pdf(cards_pdf(cards, letterhead()), name=f"kartu-{group.code}.pdf")


def cards_pdf(cards: Sequence[MemberCard], head: Letterhead) -> bytes:
    """Cards of bank-card size on A4 with lines to cut along."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(_("Member cards"))
    for i, card in enumerate(cards):
        place = i % (_ACROSS * _DOWN)
        if i and not place:
            canvas.showPage()
        x = _LEFT + (place % _ACROSS) * (WIDE + 4 * mm)
        y = A4[1] - _TOP - (place // _ACROSS + 1) * HIGH
        canvas.saveState()
        canvas.translate(x, y)
        _draw_card(canvas, card, head)
        canvas.restoreState()
    canvas.save()
    return buffer.getvalue()


def _draw_card(canvas: Canvas, card: MemberCard, head: Letterhead) -> None:
    band = 13 * mm
    canvas.setFillColor(paper.RULE)
    canvas.rect(0, HIGH - band, WIDE, band, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    _fit(canvas, head.name, 5 * mm, HIGH - 6 * mm, size=10)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(5 * mm, HIGH - 10.3 * mm, _("MEMBER CARD"))
    paper.draw_demo_mark(canvas, head, (WIDE, HIGH))
    canvas.setFillColor(colors.black)
    _fit(canvas, card.name, 5 * mm, 31 * mm, size=13, lines=2)
    canvas.setFillColor(colors.HexColor("#444444"))
    canvas.setFont("Helvetica", 8)
    canvas.drawString(5 * mm, 25.5 * mm, _("Village group %(name)s", name=card.group_name)[:50])
    since = _("Member since %(day)s", day=day(card.joined_on))
    canvas.drawString(5 * mm, 21 * mm, since)
    canvas.setFillColor(paper.RULE)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(5 * mm, 8 * mm, card.number_text)
    canvas.setFillColor(colors.HexColor("#444444"))
    canvas.setFont("Helvetica", 6)
    canvas.drawString(5 * mm, 4.5 * mm, _("member number"))
    canvas.drawRightString(WIDE - 5 * mm, 4.5 * mm, _("holder's signature"))
    canvas.setStrokeColor(colors.HexColor("#999999"))
    canvas.setLineWidth(0.4)
    canvas.line(WIDE - 38 * mm, 8 * mm, WIDE - 5 * mm, 8 * mm)
    canvas.setDash(2, 2)
    canvas.rect(0, 0, WIDE, HIGH, stroke=1, fill=0)


def _fit(canvas: Canvas, text: str, x: float, y: float, *, size: float, lines: int = 1) -> None:
    """As large as the card allows, never over its edge; `y` is the last line's."""
    parts = simpleSplit(text, "Helvetica-Bold", size, WIDE - 2 * x)
    while len(parts) > lines and size > 5:
        size -= 0.5
        parts = simpleSplit(text, "Helvetica-Bold", size, WIDE - 2 * x)
    canvas.setFont("Helvetica-Bold", size)
    for i, part in enumerate(reversed(parts[:lines])):
        canvas.drawString(x, y + i * size * 1.15, part)
