"""Things pledged for a loan, with their pictures."""

from contextlib import closing

from flask import request
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.acts import CollateralForm
from coop_app.loans.forms.words import COLLATERALS
from coop_app.loans.rules.products import CollateralKind
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk, files
from coop_app.loans.views.lending.loans import add_part, loan_view
from coop_app.members.service.files import Upload, file_content
from coop_app.pictures import JPEG, LARGEST_FILE
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import found_or_404, see_other, send_bytes


@bp.post("/<int:loan_id>/agunan")
@requires("loans.apply")
def add_collateral(loan_id: int) -> Response:
    """A thing and its picture."""
    loan = queries.get_loan(signed_in().cooperative_id, loan_id)
    form = _form(loan, CollateralForm.from_request())
    if not form.ok:
        return loan_view(loan_id, form=form, collateral=form)
    try:
        with transaction():
            service.add_collateral(
                desk=desk(), loan_id=loan_id, new=form.thing, folder=files(), upload=_upload()
            )
    except Refused as refusal:
        return loan_view(loan_id, form=form.blame(refusal), collateral=form)
    return see_other("loans.loan", loan_id=loan_id, _anchor="agunan")


@bp.post("/agunan/<int:collateral_id>/hapus")
@requires("loans.apply")
def remove_collateral(collateral_id: int) -> Response:
    """Take a thing off."""
    with transaction():
        loan_id = service.remove_collateral(desk=desk(), collateral_id=collateral_id)
    return see_other("loans.loan", loan_id=loan_id, _anchor="agunan")


@bp.get("/agunan/<int:collateral_id>")
@requires("loans.read")
def collateral_file(collateral_id: int) -> Response:
    """The picture, to look at; never run, never guessed at."""
    thing = queries.get_collateral(signed_in().cooperative_id, collateral_id)
    if not thing.file_key:
        return found_or_404(None)
    try:
        content = file_content(folder=files(), file_key=thing.file_key)
    except FileNotFoundError:
        return found_or_404(None)
    name = f"agunan-{thing.id}.{thing.file_key.rpartition('.')[2]}"
    response = send_bytes(
        content, name=name, kind=thing.content_type, inline=thing.content_type == JPEG
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _upload() -> Upload | None:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    with closing(sent):
        return Upload(sent.filename, sent.read(LARGEST_FILE + 1))


def _form(loan: queries.Loan, form: CollateralForm | None = None) -> CollateralForm:
    form = form or CollateralForm(formdata=None)
    taken = [kind for kind in loan.terms.collaterals if kind is not CollateralKind.NONE]
    form.kind.choices = [(kind.value, str(COLLATERALS[kind])) for kind in taken]
    return form


add_part(lambda loan: {"collateral": _form(loan)})
