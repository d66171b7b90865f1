"""Who is one person, who keeps house together, whose name goes."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.sessions.people import OtherPersonForm
from coop_app.literacy.forms.sessions.planning import StepForm
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.service import sessions as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.sessions.people.pages import person_here
from coop_app.literacy.views.sessions.shared import desk_here
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other


@bp.post("/pelatihan/peserta/<int:participant_id>/gabung")
@requires("literacy.people")
def merge_participants(participant_id: int) -> Response:
    """The other one is this person too."""
    one, form = person_here(participant_id), OtherPersonForm.from_request()
    if form.ok:
        try:
            with transaction():
                service.merge(desk=desk_here(), keep_id=one.id, other_id=form.other_id.data or 0)
            flash(_("They are one person now."))
        except Refused as refusal:
            flash(say(refusal), "error")
    return see_other("literacy.participant", participant_id=participant_id)


@bp.post("/pelatihan/peserta/<int:participant_id>/pisah")
@requires("literacy.people")
def part_participants(participant_id: int) -> Response:
    """They were two people after all."""
    one, form = person_here(participant_id), OtherPersonForm.from_request()
    if form.ok:
        try:
            with transaction():
                service.part(desk=desk_here(), other_id=form.other_id.data or 0)
            flash(_("They are two people again."))
        except Refused as refusal:
            flash(say(refusal), "error")
    return see_other("literacy.participant", participant_id=one.id)


@bp.post("/pelatihan/peserta/<int:participant_id>/serumah")
@requires("literacy.people")
def link_participants(participant_id: int) -> Response:
    """These two keep house together."""
    one, form = person_here(participant_id), OtherPersonForm.from_request()
    if form.ok:
        try:
            with transaction():
                service.keep_house_together(
                    desk=desk_here(), participant_id=one.id, other_id=form.other_id.data or 0,
                    request_id=form.facts["request_id"],
                )  # fmt: skip
            flash(_("They are one family now."))
        except Refused as refusal:
            flash(say(refusal), "error")
    return see_other("literacy.participant", participant_id=one.id)


@bp.post("/pelatihan/peserta/<int:participant_id>/lepas")
@requires("literacy.people")
def unlink_participant(participant_id: int) -> Response:
    """This person does not belong to that family."""
    one = person_here(participant_id)
    if StepForm.from_request().ok:
        with transaction():
            service.link_household(desk=desk_here(), participant_ids=[one.id], household_id=None)
    return see_other("literacy.participant", participant_id=one.id)


@bp.get("/pelatihan/peserta/<int:participant_id>/hapus")
@requires("literacy.people")
def withdraw_form(participant_id: int) -> Response:
    """What goes and what stays when consent is taken back."""
    one = person_here(participant_id)
    count = len(queries.sessions_of(one.cooperative_id, one.id))
    return page(
        "literacy/withdraw_form.html", person=one, count=count, form=StepForm(formdata=None)
    )


@bp.post("/pelatihan/peserta/<int:participant_id>/hapus")
@requires("literacy.people")
def withdraw(participant_id: int) -> Response:
    """Take the name away; sent twice it is done once."""
    one = queries.get_person(signed_in().cooperative_id, participant_id)
    if StepForm.from_request().ok and one.name:
        with transaction():
            service.withdraw(desk=desk_here(), participant_id=one.id)
    flash(_("The name is deleted. Only the numbers stay."))
    return see_other("literacy.participants")
