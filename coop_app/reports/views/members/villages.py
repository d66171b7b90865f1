"""The statements of one village: who has answered, and the slips that came back on paper."""

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.members.queries import GroupCard
from coop_app.refusal import NotFound, Refused
from coop_app.reports import service
from coop_app.reports.forms import PaperForm
from coop_app.reports.queries.confirmations import MemberMonth
from coop_app.reports.rules.member_statement import State
from coop_app.reports.views import bp
from coop_app.reports.views.members.confirmations import month_or_404, rows_of
from coop_app.reports.views.members.own_statements import desk
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other


@bp.get("/konfirmasi/<month>/kelompok/<int:group_id>")
@requires("statements.read")
def village(month: str, group_id: int) -> Response:
    """Every member of the village and what they said."""
    return _village(month, group_id, PaperForm(given_on=clock.today()))


@bp.post("/konfirmasi/<month>/kelompok/<int:group_id>")
@requires("statements.offer")
def village_answers(month: str, group_id: int) -> Response:
    """Enter the slips that came back."""
    form = PaperForm.from_request()
    rows = _rows(month, group_id)
    if not form.ok:
        return _village(month, group_id, form)
    refused: dict[int, str] = {}
    for key, (verdict, words) in form.said([row.offered.id for row in rows]).items():
        on = form.facts["given_on"]
        given = service.Given(verdict=verdict, words=words, given_on=on, on_paper=True)
        try:
            with transaction():
                service.answer(desk=desk(), statement_id=key, given=given)
        except Refused as refusal:
            refused[key] = say(refusal)
    form.blamed = bool(refused)
    if refused:
        return _village(month, group_id, form, refused)
    return see_other("reports.village", month=month, group_id=group_id)


def _rows(month: str, group_id: int) -> list[MemberMonth]:
    """Raises `NotFound`."""
    found = [row for row in rows_of(month_or_404(month)) if row.card.group_id == group_id]
    if not found:
        raise NotFound
    return found


def _group(group_id: int) -> GroupCard:
    return members.get_group(signed_in().cooperative_id, group_id)


def _village(
    month: str, group_id: int, form: PaperForm, refused: dict[int, str] | None = None
) -> Response:
    rows = _rows(month, group_id)
    return page(
        "reports/village.html",
        form=form,
        rows=rows,
        group=_group(group_id),
        month=month_or_404(month),
        refused=refused or {},
        typed=request.form,
        states=State,
    )
