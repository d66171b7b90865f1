"""Certificates: who earned one, making them, printing them; and the page that anybody may check."""

from flask import abort
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.lessons import CertificateForm, WithdrawForm
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries.lessons import CertificateRow
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons.certificates import Standing
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.after.diploma import certificate_pdf, duration_text
from coop_app.literacy.views.lessons.shared import (
    desk_here,
    public_house,
    session_here,
    session_title,
)
from coop_app.refusal import N_, Refused
from coop_app.web.access import letterhead, pace, public, requires
from coop_app.web.pages import found_or_404, page, see_other, send_pdf
from coop_app.web.tables import Column, Table, respond

STANDINGS = {
    Standing.VALID: N_("valid"),
    Standing.CORRECTED: N_("attendance was corrected"),
    Standing.WITHDRAWN: N_("withdrawn"),
}


@bp.get("/pelatihan/<int:session_id>/sertifikat")
@requires("literacy.people")
def certificates(session_id: int, form: CertificateForm | None = None) -> Response:
    """The papers of a session, who is still to get one, and who stayed too short."""
    over = session_here(session_id)
    papers = queries.certificates_of(over)
    earned, short = queries.earners(over)
    holding = {one.participant_id for one in papers if one.standing is Standing.VALID}
    rows = [_row(one) for one in papers]
    table = Table(
        _("Certificates"), _columns(), rows, (session_title(over), over.where), name="sertifikat"
    )
    return respond(
        table, "literacy/certificates.html", over=over, papers=papers, short=short,
        waiting=[row for row in earned if row.participant_id not in holding],
        share=queries.share_needed(over.cooperative_id, over.held_on),
        form=form or CertificateForm(formdata=None), valid=Standing.VALID,
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("number", _("Number"), width=16), Column("name", _("Name"), width=28),
        Column("minutes", _("Minutes"), "count", width=8), Column("on", _("Date"), "date", width=12),
        Column("standing", _("State"), width=16),
    ]  # fmt: skip


def _row(one: CertificateRow) -> dict[str, object]:
    return {
        "number": one.number_text, "name": one.name, "minutes": one.minutes, "on": one.issued_on,
        "standing": _(STANDINGS[one.standing]),
    }  # fmt: skip


@bp.post("/pelatihan/<int:session_id>/sertifikat")
@requires("literacy.people")
def issue_certificates(session_id: int) -> Response:
    """Make what is not made yet."""
    form = CertificateForm.from_request()
    if not form.ok:
        return certificates(session_id, form)
    try:
        with transaction():
            service.issue(
                desk=desk_here(), session_id=session_id, request_id=form.facts["request_id"]
            )
    except Refused as refusal:
        return certificates(session_id, form.blame(refusal))
    return see_other("literacy.certificates", session_id=session_id)


@bp.get("/pelatihan/<int:session_id>/sertifikat/<int:certificate_id>")
@requires("literacy.people")
def one_certificate(
    session_id: int, certificate_id: int, form: WithdrawForm | None = None
) -> Response:
    """One paper, and taking it back."""
    over, paper = _paper(session_id, certificate_id)
    return page(
        "literacy/one_certificate.html", over=over, paper=paper, standing=STANDINGS[paper.standing],
        form=form or WithdrawForm(formdata=None), may_withdraw=paper.standing is not Standing.WITHDRAWN,
    )  # fmt: skip


def _paper(session_id: int, certificate_id: int) -> tuple[SessionRow, CertificateRow]:
    over = session_here(session_id)
    papers = queries.certificates_of(over)
    return over, found_or_404(next((one for one in papers if one.id == certificate_id), None))


@bp.post("/pelatihan/<int:session_id>/sertifikat/<int:certificate_id>")
@requires("literacy.people")
def withdraw_certificate(session_id: int, certificate_id: int) -> Response:
    """Take a paper back, with a reason."""
    form = WithdrawForm.from_request()
    if not form.ok:
        return one_certificate(session_id, certificate_id, form)
    _paper(session_id, certificate_id)
    try:
        with transaction():
            service.withdraw(
                desk=desk_here(), certificate_id=certificate_id, reason=form.reason.data or ""
            )
    except Refused as refusal:
        return one_certificate(session_id, certificate_id, form.blame(refusal))
    return see_other("literacy.certificates", session_id=session_id)


@bp.get("/pelatihan/<int:session_id>/sertifikat.pdf")
@requires("literacy.people")
def print_certificates(session_id: int) -> Response:
    """All papers of the session that hold, one on each page."""
    over = session_here(session_id)
    papers = [one for one in queries.certificates_of(over) if one.standing is Standing.VALID]
    if not papers:
        abort(404)
    return send_pdf(certificate_pdf(over, papers, letterhead()), name="sertifikat.pdf")


@bp.get("/pelatihan/<int:session_id>/sertifikat/<int:certificate_id>.pdf")
@requires("literacy.people")
def print_certificate(session_id: int, certificate_id: int) -> Response:
    """One paper that holds."""
    over, paper = _paper(session_id, certificate_id)
    if paper.standing is not Standing.VALID:
        abort(404)
    name = paper.number_text.replace("/", "-")
    return send_pdf(certificate_pdf(over, [paper], letterhead()), name=f"{name}.pdf")


@bp.get("/sertifikat/<code>")
@public
@pace.limit("60 per minute")
def verify_certificate(code: str) -> Response:
    """What anybody may know of a paper: name, module, hours, date; nothing of one that no longer holds."""
    found = found_or_404(queries.verify(code[:40]))
    public_house(found.over.cooperative_id)
    return page(
        "literacy/verify_certificate.html", paper=found.paper, over=found.over,
        is_valid=found.paper.standing is Standing.VALID, duration=duration_text(found.paper.minutes),
    )  # fmt: skip
