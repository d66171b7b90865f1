"""The form behind an entry: BKM, BKK, BBM, BBK, on screen and on paper, with its evidence."""

from contextlib import closing

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.cashbook import queries, service
from coop_app.cashbook.forms import EvidenceForm
from coop_app.cashbook.queries import Voucher
from coop_app.cashbook.service import Upload
from coop_app.cashbook.views import asking
from coop_app.cashbook.views.blueprint import bp
from coop_app.db import transaction
from coop_app.money import grouped, terbilang
from coop_app.pictures import LARGEST_FILE
from coop_app.refusal import NotFound, Refused
from coop_app.web import paper
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import long_day, rupiah_text, sides
from coop_app.web.pages import found_or_404, page, see_other, send_bytes, send_pdf
from coop_app.web.references import describe

TITLES = {
    "BKM": _l("Cash receipt voucher (BKM)"), "BKK": _l("Cash payment voucher (BKK)"),
    "BBM": _l("Bank receipt voucher (BBM)"), "BBK": _l("Bank payment voucher (BBK)"),
    "BM": _l("General voucher (BM)"),
}  # fmt: skip
STAMP_DUTY_ABOVE = 5_000_000


def _voucher(seq: int) -> Voucher:
    try:
        return queries.get_voucher(signed_in().book_id, seq)
    except NotFound:
        return found_or_404(None)


@bp.get("/bukti/<int:seq>")
@requires("cashbook.read")
def voucher(seq: int, form: EvidenceForm | None = None) -> Response:
    """One entry as a voucher, with its evidence."""
    found = _voucher(seq)
    return page(
        "cashbook/voucher.html", voucher=found, form=form or EvidenceForm(), title=TITLES[found.kind],
        proofs=queries.list_evidence(signed_in().book_id, [seq])[seq], saved=request.args.get("saved"),
        named=describe(signed_in().cooperative_id, [line.subject for line in found.lines]),
        hands=_hands(found),
    )  # fmt: skip


def _hands(found: Voucher) -> list[tuple[str, str]]:
    """Who made it and, where it took two, who agreed."""
    names = auth.names_of(signed_in().cooperative_id, [found.made_by, found.approved_by])
    made = (_("Made by"), names.get(found.made_by) or _("the program, from the command line"))
    if found.approved_by is None:
        return [made]
    return [made, (_("Approved by"), names.get(found.approved_by, ""))]


@bp.get("/bukti/<int:seq>.pdf")
@requires("cashbook.read")
def voucher_paper(seq: int) -> Response:
    """The printed form with its signature blocks."""
    found = _voucher(seq)
    proofs = queries.list_evidence(asking.desk().book_id, [seq])[seq]
    story = [
        *paper.heading(str(TITLES[found.kind]), [_("No. %(number)s", number=found.number)]),
        _facts(found, len(proofs)),
    ]
    story += [Spacer(1, 4 * mm), _lines(found), Spacer(1, 6 * mm)]
    if found.kind in ("BKM", "BBM") and found.amount > STAMP_DUTY_ABOVE:
        story.append(
            Paragraph(_("Receipts above Rp5.000.000 need a stamp duty of Rp10.000."), paper.NOTE)
        )
    story += [Spacer(1, 6 * mm), paper.signatures(_signers(found))]
    return send_pdf(
        paper.document(story, letterhead(), title=found.number), name=f"{found.number}.pdf"
    )


def _signers(found: Voucher) -> list[str]:
    last = _("Received by") if found.kind in ("BKK", "BBK") else _("Paid by")
    return [_("Made by"), _("Checked by"), _("Approved by"), last]


def _facts(found: Voucher, attachments: int) -> Flowable:
    coming = found.kind in ("BKM", "BBM")
    named = describe(signed_in().cooperative_id, [line.subject for line in found.lines])
    people = list(dict.fromkeys(reference.label for reference in named.values()))
    party = found.party or ", ".join(people) or "." * 60
    rows = [
        (_("Date"), long_day(found.on)),
        (_("Received from") if coming else _("Paid to"), party),
        (_("Amount"), rupiah_text(found.amount)),
        (_("In words"), terbilang(found.amount).capitalize()),
        (_("For"), found.memo),
        (_("Attachments"), str(attachments) if attachments else "—"),
        *_hands(found),
    ]
    if found.reversed_by:
        rows.append((_("Cancelled"), _("Reversed by %(voucher)s", voucher=found.reversed_by)))
    cells = [
        [Paragraph(paper.escaped(name), paper.NOTE), Paragraph(paper.escaped(text), paper.BODY)]
        for name, text in rows
    ]
    return Table(
        cells,
        colWidths=[38 * mm, 140 * mm],
        hAlign="LEFT",
        style=TableStyle(
            [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (1, 0), (1, -1), 0.2, paper.RULE)]
        ),
    )


def _lines(found: Voucher) -> Flowable:
    cells = [[_("Account"), _("Debit"), _("Credit")]]
    for line in found.lines:
        debit, credit = sides(int(line.amount))
        cells.append(
            [line.account, grouped(debit) if debit else "", grouped(credit) if credit else ""]
        )
    cells.append([_("Total"), grouped(found.amount), grouped(found.amount)])
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Helvetica", 9), ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 9),
            ("FONT", (0, -1), (-1, -1), "Helvetica-Bold", 9), ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, paper.RULE), ("LINEABOVE", (0, -1), (-1, -1), 0.8, paper.RULE),
        ]
    )  # fmt: skip
    return Table(cells, colWidths=[108 * mm, 35 * mm, 35 * mm], hAlign="LEFT", style=style)


@bp.post("/bukti/<int:seq>")
@requires("cashbook.record")
def add_evidence(seq: int) -> Response:
    """Keep a number, a photo or a PDF with an entry."""
    form = EvidenceForm.from_request()
    if not form.ok:
        return voucher(seq, form)
    try:
        with transaction():
            service.attach(
                desk=asking.desk(), seq=seq, folder=asking.files(), number=form.number.data or "",
                upload=_upload(),
            )  # fmt: skip
    except NotFound:
        return found_or_404(None)
    except Refused as refusal:
        return voucher(seq, form.blame(refusal))
    return see_other("cashbook.voucher", seq=seq)


def _upload() -> Upload | None:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    with closing(sent):
        return Upload(sent.filename, sent.read(LARGEST_FILE + 1))


@bp.get("/lampiran/<int:evidence_id>")
@requires("cashbook.read")
def evidence_file(evidence_id: int) -> Response:
    """One file, to look at; never run, never guessed at."""
    proof = found_or_404(queries.get_evidence(signed_in().book_id, evidence_id))
    if not proof.file_key:
        return found_or_404(None)
    try:
        content = service.file_content(folder=asking.files(), file_key=proof.file_key)
    except FileNotFoundError:
        return found_or_404(None)
    name = f"bukti-{proof.seq}-{proof.id}.{proof.file_key.rpartition('.')[2]}"
    response = send_bytes(
        content, name=name, kind=proof.content_type, inline=proof.content_type == "image/jpeg"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
