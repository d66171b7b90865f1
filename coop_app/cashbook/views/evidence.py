"""Photos and PDFs of evidence: in, and out to those who may see them."""

from contextlib import closing

from flask import request
from werkzeug.wrappers import Response

from coop_app.cashbook import queries, service
from coop_app.cashbook.forms import EvidenceForm
from coop_app.cashbook.rules.pictures import LARGEST_FILE
from coop_app.cashbook.service import Upload
from coop_app.cashbook.views import asking
from coop_app.cashbook.views.blueprint import bp
from coop_app.cashbook.views.vouchers import voucher
from coop_app.db import transaction
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import found_or_404, see_other, send_bytes


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
                office=asking.office(), seq=seq, folder=asking.files(), number=form.number.data or "",
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
