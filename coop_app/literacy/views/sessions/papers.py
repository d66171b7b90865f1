"""Papers of a session: the attendance sheet to sign, the code for the wall, the code as a picture."""

import io
from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle
from werkzeug.wrappers import Response

from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import AttendanceRow, SessionRow
from coop_app.literacy.rules.sessions.consent import CURRENT, TEXTS
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.sessions.shared import session_here, session_title
from coop_app.refusal import N_
from coop_app.web import paper
from coop_app.web.access import letterhead, requires
from coop_app.web.filters import long_day
from coop_app.web.pages import send_bytes, send_pdf
from coop_app.web.papers import code as qr

_WIDTH = 267 * mm
#: share of the page's width: number, name, sex, age, village, work abroad, country, signature
_SHARES = (11, 62, 17, 16, 38, 34, 34, 55)
_SHORT = {"F": N_("W"), "M": N_("M")}
_STYLE = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#8a948f")),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#eef3ef")),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (2, 1), (2, -1), "CENTER"),
        ("ALIGN", (5, 1), (5, -1), "CENTER"),
        ("FONT", (0, 1), (-1, -1), "Helvetica", 9.5),
    ]
)
#: so that twenty-five rows and the trainer's signature fit on two pages
_ROWS, _ROW_HEIGHT, _LEAST_EMPTY = 25, 9 * mm, 6


@bp.get("/pelatihan/<int:session_id>/daftar-hadir.pdf")
@requires("literacy.people")
def attendance_paper(session_id: int) -> Response:
    """The list to sign: those invited, and empty rows for everybody else."""
    one = session_here(session_id)
    content = attendance_sheet(one, queries.attendances(session_id))
    return send_pdf(content, name=f"daftar-hadir-{one.held_on.isoformat()}.pdf")


def attendance_sheet(one: SessionRow, rows: Sequence[AttendanceRow]) -> bytes:
    """Landscape A4 with the sentences of consent above, so that a signature means something."""
    when = f"{long_day(one.held_on)}, {one.starts_at.replace(':', '.')}"
    notes = [f"{when} · {one.where}", _("Code: %(code)s", code=one.code)]
    story: list[Flowable] = paper.heading(
        _("Attendance: %(title)s", title=session_title(one)), [note for note in notes if note]
    )
    agreed = " ".join(_(sentence) for sentence in TEXTS[CURRENT])
    story.append(
        Paragraph(paper.escaped(_("Whoever signs agrees: %(words)s", words=agreed)), paper.BODY)
    )
    story.append(
        Paragraph(
            paper.escaped(
                _(
                    "Circle what fits. Work abroad: C = will go, N = works there now, P = came back, K = family."
                )
            ),
            paper.NOTE,
        )
    )
    story += [Spacer(1, 3 * mm), _grid(rows), Spacer(1, 6 * mm), paper.signatures([_("Trainer")])]
    return paper.document(story, letterhead(), title=_("Attendance"), wide=True)


def _grid(rows: Sequence[AttendanceRow]) -> Table:
    head = [
        _("No."), _("Name"), _("W/M"), _("Age"), _("Village"), _("Work abroad"), _("Country"),
        _("Signature"),
    ]  # fmt: skip
    named = [row for row in rows if row.name]
    cells: list[list[Any]] = [[Paragraph(paper.escaped(text), paper.STRONG) for text in head]]
    circle, abroad = _("W   M"), _("C   N   P   K")
    for number, row in enumerate(named, 1):
        sex = _(_SHORT[row.sex]) if row.sex else circle
        name, village = (
            Paragraph(paper.escaped(text), paper.BODY) for text in (row.name, row.village)
        )
        cells.append([str(number), name, sex, "", village, abroad, "", ""])
    empty = range(len(named) + 1, max(_ROWS, len(named) + _LEAST_EMPTY) + 1)
    cells += [[str(number), "", circle, "", "", abroad, "", ""] for number in empty]
    widths = [_WIDTH * share / sum(_SHARES) for share in _SHARES]
    heights = [None, *[_ROW_HEIGHT] * (len(cells) - 1)]
    return Table(cells, colWidths=widths, rowHeights=heights, repeatRows=1, style=_STYLE)


@bp.get("/pelatihan/<int:session_id>/kode.pdf")
@requires("literacy.read")
def code_poster(session_id: int) -> Response:
    """A sheet for the wall: the code in large letters, and a picture of it to scan."""
    one = session_here(session_id)
    return send_pdf(poster(one, _address(one)), name=f"kode-{one.join_code}.pdf")


@bp.get("/pelatihan/<int:session_id>/kode.svg")
@requires("literacy.read")
def code_picture(session_id: int) -> Response:
    """The address of joining as a picture to scan."""
    return send_bytes(
        qr.as_file(_address(session_here(session_id))),
        name="kode.svg",
        kind="image/svg+xml",
        inline=True,
    )


def _address(one: SessionRow) -> str:
    return url_for("literacy.join_form", code=one.join_code, _external=True)


def poster(one: SessionRow, address: str) -> bytes:
    """A4: what, where to look, the code, the picture."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(one.code)
    paper.draw_letterhead(canvas, letterhead(), A4, 15 * mm)
    y = _centred(canvas, session_title(one), A4[1] - 45 * mm, 30)
    y = _centred(canvas, _("Join with your phone"), y - 8 * mm, 22)
    y = _centred(canvas, address.partition("://")[2].rpartition("/")[0], y - 4 * mm, 20)
    y = _centred(canvas, one.code, y - 22 * mm, 72)
    side = 95 * mm
    qr.on_paper(canvas, address, (A4[0] / 2 - side / 2, y - side + 8 * mm), side)
    paper.draw_demo_mark(canvas, letterhead(), A4)
    canvas.save()
    return buffer.getvalue()


def _centred(canvas: Canvas, text: str, y: float, size: float) -> float:
    """In the middle, on as many lines as it takes; returns where the next line may begin."""
    for part in simpleSplit(text, "Helvetica-Bold", size, A4[0] - 30 * mm):
        canvas.setFillColor(colors.black)
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawCentredString(A4[0] / 2, y, part)
        y -= size * 1.2
    return y
