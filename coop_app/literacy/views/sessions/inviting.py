"""Who is invited: members of a village, and people who came to other sessions."""

from flask import flash, request
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.sessions.planning import StepForm
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import PeopleFilter, SessionRow
from coop_app.literacy.rules.sessions.planning import is_over
from coop_app.literacy.service import sessions as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.sessions.one import invitation
from coop_app.literacy.views.sessions.shared import desk_here, session_here
from coop_app.members import queries as members
from coop_app.refusal import Refused
from coop_app.web import whatsapp
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other

_MOST_DIGITS, _MOST = 9, 80


@bp.get("/pelatihan/<int:session_id>/undang")
@requires("literacy.people")
def invite_form(session_id: int, form: StepForm | None = None) -> Response:
    """Members of the chosen village group and people known by name, to be ticked."""
    one = session_here(session_id)
    if is_over(one.state):
        return see_other("literacy.session", session_id=session_id)
    group_id = request.args.get("kelompok", one.village_group_id or 0, type=int)
    text = request.args.get("cari", "")[:60]
    on_list = queries.attendances(session_id)
    return page(
        "literacy/invite_form.html", session=one, form=form or StepForm(formdata=None), text=text,
        group_id=group_id, groups=members.list_groups(one.cooperative_id),
        members=_members(one, group_id, text), people=_people(one, text), on_list=on_list,
        members_in={row.member_id for row in on_list if row.invited},
        people_in={row.participant_id for row in on_list if row.invited},
        invitation=whatsapp.link_to_anyone(invitation(one)),
    )  # fmt: skip


def _members(one: SessionRow, group_id: int, text: str) -> list[members.MemberCard]:
    if text:
        return members.search(one.cooperative_id, text, limit=_MOST)
    return members.members_of_group(one.cooperative_id, group_id) if group_id else []


def _people(one: SessionRow, text: str) -> list[queries.Person]:
    """Guests of that name or of the session's village; members stand on their own list."""
    wanted = PeopleFilter(text=text, village="" if text else one.village)
    if not text and not one.village:
        return []
    found = queries.list_people(one.cooperative_id, wanted, limit=_MOST)
    return [person for person in found if person.member_id is None]


@bp.post("/pelatihan/<int:session_id>/undang")
@requires("literacy.people")
def invite(session_id: int) -> Response:
    """Put those who are ticked on the list."""
    session_here(session_id)
    form = StepForm.from_request()
    if not form.ok:
        return invite_form(session_id, form)
    try:
        with transaction():
            count = service.invite(
                desk=desk_here(), session_id=session_id, member_ids=_keys("anggota"),
                participant_ids=_keys("peserta"), request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return invite_form(session_id, form.blame(refusal))
    flash(ngettext("%(num)s person is invited.", "%(num)s people are invited.", count))
    return see_other("literacy.invite_form", session_id=session_id)


def _keys(name: str) -> list[int]:
    sent = request.form.getlist(name)[: _MOST * 2]
    return [int(text) for text in sent if text.isdecimal() and len(text) <= _MOST_DIGITS]
