"""One member: the page, admission, corrections, status, identity number."""

from typing import Any

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app import clock
from coop_app.db import transaction
from coop_app.members import queries, service
from coop_app.members.forms.member import MemberForm, ReasonForm, ReturnForm, StatusForm
from coop_app.members.rules import facts, phones, standing
from coop_app.members.rules.doubles import PossibleDouble
from coop_app.members.rules.standing import Step
from coop_app.members.views.blueprint import (
    bp,
    coop_id,
    identity_key,
    more_facts,
    visible,
)
from coop_app.members.views.register import SEXES
from coop_app.refusal import Refused
from coop_app.web.access import may, requires, signed_in
from coop_app.web.pages import link, page, see_other

#: pages of the storeys above that show more about a member, if they are there
PANELS = ("savings.member", "loans.member")
PAY_IN = "savings.member_deposit_form"
LEAVE = "closing.leave_form"


@bp.get("/<int:member_id>")
@requires("members.read")
def member_page(member_id: int) -> Response:
    """Everything about a member; the identity number only in part."""
    visible(member_id)
    shown = may("members.identity")
    return page(
        "members/member_page.html", file=queries.get_file(coop_id(), member_id),
        nik=queries.masked_nik(coop_id(), member_id, identity_key=identity_key()) if shown else None,
        statuses=standing.STATUSES, sexes=SEXES, phone=phones.shown, more=more_facts(member_id),
        savings=link(PANELS[0], member_id=member_id), loans=link(PANELS[1], member_id=member_id),
        pay_in=link(PAY_IN, member_id=member_id) if may("savings.deposit") else None,
    )  # fmt: skip


@bp.get("/baru")
@requires("members.write")
def admit_form(form: MemberForm | None = None) -> Response:
    """Somebody new."""
    return page(
        "members/admit_form.html", form=_with_groups(form or MemberForm(joined_on=clock.today()))
    )


def _with_groups(form: MemberForm) -> MemberForm:
    groups = queries.list_groups(coop_id())
    form.group_id.choices = [
        SelectChoice(0, "—"),
        *(SelectChoice(group.id, group.name) for group in groups),
    ]
    return form


@bp.post("/baru")
@requires("members.write")
def admit() -> Response:
    """Enter a candidate."""
    form = _with_groups(MemberForm.from_request())
    if not form.ok:
        return admit_form(_told(form))
    try:
        with transaction():
            card = service.admit(
                form.member_facts(keep_nik=False), request_id=form.request_id.data, **_here(form)
            )
    except Refused as refusal:
        return admit_form(_asked(form, refusal))
    said = {"name": card.name, "number": card.number_text}
    flash(_("%(name)s is a candidate with number %(number)s.", **said))
    return see_other("members.member_page", member_id=card.id)


def _here(form: MemberForm) -> dict[str, Any]:
    person = signed_in()
    return {
        "cooperative_id": person.cooperative_id, "by": person.user_id, "on": clock.today(),
        "identity_key": identity_key(), "despite_double": form.despite_double.data,
    }  # fmt: skip


def _asked(form: MemberForm, refusal: Refused) -> MemberForm:
    form.is_asked = isinstance(refusal, PossibleDouble)
    if form.is_asked or not _told(form).errors:
        form.blame(refusal)
    return form


def _told(form: MemberForm) -> MemberForm:
    """Blame every field that has something wrong, not only the first."""
    typed = form.member_facts(keep_nik=True)
    for refusal in facts.problems(typed, today=clock.today()):
        if not form[refusal.field or "name"].errors:
            form.blame(refusal)
    return form


@bp.get("/<int:member_id>/ubah")
@requires("members.write")
def correct_form(member_id: int, form: MemberForm | None = None) -> Response:
    """Put facts right."""
    card = queries.get_member(coop_id(), member_id)
    row = queries.get_file(coop_id(), member_id).row
    form = form or MemberForm(
        name=row.name, group_id=row.group_id, sex=row.sex, birth_year=row.birth_year,
        phone=phones.shown(row.phone), address=row.address, joined_on=row.joined_on,
        old_number=row.old_number,
    )  # fmt: skip
    nik = queries.masked_nik(coop_id(), member_id, identity_key=identity_key())
    return page("members/correct_form.html", form=_with_groups(form), card=card, nik=nik)


@bp.post("/<int:member_id>/ubah")
@requires("members.write")
def correct(member_id: int) -> Response:
    """Keep the corrected facts."""
    queries.get_member(coop_id(), member_id)
    form = _with_groups(MemberForm.from_request())
    if not form.ok:
        return correct_form(member_id, _told(form))
    try:
        with transaction():
            service.correct(form.member_facts(keep_nik=True), member_id=member_id, **_here(form))
    except Refused as refusal:
        return correct_form(member_id, _asked(form, refusal))
    flash(_("Saved."))
    return see_other("members.member_page", member_id=member_id)


@bp.get("/<int:member_id>/status")
@requires("members.write")
def status_form(member_id: int, form: StatusForm | None = None) -> Response:
    """What may come next."""
    card = queries.get_member(coop_id(), member_id)
    form = _with_steps(form or StatusForm(on=clock.today()), card.status)
    return page(
        "members/status_form.html", form=form, card=card, statuses=standing.STATUSES,
        ended=card.status in standing.ENDED, leave=link(LEAVE, member_id=member_id),
    )  # fmt: skip


def _with_steps(form: StatusForm, status: str) -> StatusForm:
    form.status.choices = [
        SelectChoice(key, _(standing.STATUSES[key])) for key in standing.steps_by_hand(status)
    ]
    form.reason.flags.required = status != standing.CANDIDATE
    return form


@bp.post("/<int:member_id>/status")
@requires("members.write")
def change_status(member_id: int) -> Response:
    """Take the step."""
    card = queries.get_member(coop_id(), member_id)
    form = _with_steps(StatusForm.from_request(), card.status)
    if not form.ok:
        return status_form(member_id, form)
    step = Step(status=form.status.data, on=form.facts["on"], reason=form.reason.data or "")
    who: dict[str, Any] = {
        "cooperative_id": coop_id(),
        "by": signed_in().user_id,
        "today": clock.today(),
    }
    try:
        with transaction():
            service.change_status(step, member_id=member_id, **who)
    except Refused as refusal:
        return status_form(member_id, form.blame(refusal))
    flash(_("Saved."))
    return see_other("members.member_page", member_id=member_id)


@bp.get("/<int:member_id>/masuk-lagi")
@requires("members.write")
def readmit_form(member_id: int, form: ReturnForm | None = None) -> Response:
    """Since when, and why."""
    card = queries.get_member(coop_id(), member_id)
    form = form or ReturnForm(on=clock.today())
    return page("members/readmit_form.html", form=form, card=card, statuses=standing.STATUSES)


@bp.post("/<int:member_id>/masuk-lagi")
@requires("members.write")
def readmit(member_id: int) -> Response:
    """The same number, a new candidate."""
    queries.get_member(coop_id(), member_id)
    form = ReturnForm.from_request()
    if not form.ok:
        return readmit_form(member_id, form)
    who: dict[str, Any] = {"cooperative_id": coop_id(), "by": signed_in().user_id}
    facts: dict[str, Any] = {"on": form.on.data, "reason": form.reason.data or ""}
    try:
        with transaction():
            service.readmit(member_id=member_id, today=clock.today(), **facts, **who)
    except Refused as refusal:
        return readmit_form(member_id, form.blame(refusal))
    flash(_("Saved. Simpanan pokok makes the candidate a member again."))
    return see_other("members.member_page", member_id=member_id)


@bp.get("/<int:member_id>/nik")
@requires("members.identity")
def reveal_nik_form(member_id: int, form: ReasonForm | None = None) -> Response:
    """Ask why."""
    card = queries.get_member(coop_id(), member_id)
    return page("members/reveal_nik_form.html", form=form or ReasonForm(), card=card)


@bp.post("/<int:member_id>/nik")
@requires("members.identity")
def reveal_nik(member_id: int) -> Response:
    """Show the number once; the address never holds it and no copy is kept."""
    form = ReasonForm.from_request()
    if not form.ok:
        return reveal_nik_form(member_id, form)
    who: dict[str, Any] = {
        "cooperative_id": coop_id(),
        "by": signed_in().user_id,
        "identity_key": identity_key(),
    }
    try:
        with transaction():
            nik = service.reveal_nik(form.reason.data, member_id=member_id, **who)
    except Refused as refusal:
        return reveal_nik_form(member_id, form.blame(refusal))
    card = queries.get_member(coop_id(), member_id)
    response = page("members/reveal_nik.html", card=card, nik=nik)
    response.headers["Cache-Control"] = "no-store"
    return response
