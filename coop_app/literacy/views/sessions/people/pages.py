"""Participants of all sessions: found by name and village, looked at, put right, exported."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.sessions.people import OtherPersonForm, PersonForm
from coop_app.literacy.forms.sessions.planning import StepForm
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import PeopleFilter, Person, SessionFilter
from coop_app.literacy.rules.sessions.people import BAND_NAMES, SEXES, STATUSES, WAYS, band_of
from coop_app.literacy.service import sessions as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.sessions.shared import desk_here, session_title
from coop_app.members import queries as members
from coop_app.members.rules import phones
from coop_app.refusal import N_, NotFound, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import day
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond


class MemberUnknown(Refused):
    """Nobody has this number."""

    message = N_("There is no member with number %(typed)s.")
    field = "member_number"


@bp.get("/pelatihan/peserta")
@requires("literacy.people")
def participants() -> Response:
    """Everybody with a name, and those who may be one person."""
    coop, sent = signed_in().cooperative_id, request.args
    sex, status = sent.get("jk", ""), sent.get("status", "")
    wanted = PeopleFilter(
        text=sent.get("cari", "")[:60], village=sent.get("desa", "")[:60],
        sex=sex if sex in SEXES else "", migrant_status=status if status in STATUSES else "",
    )  # fmt: skip
    found = queries.list_people(coop, wanted, limit=1000)
    table = Table(
        _("Participants"), _columns(), [_row(one) for one in found], name="peserta", landscape=True
    )
    return respond(
        table, "literacy/participants.html", wanted=wanted, sexes=SEXES, statuses=STATUSES,
        villages=queries.villages(coop), doubles=queries.doubles(coop)[:10],
        step=OtherPersonForm(formdata=None),
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), width=22), Column("village", _("Village"), width=14),
        Column("sex", _("Sex"), width=9), Column("age", _("Age"), width=10, minor=True),
        Column("status", _("Work abroad"), width=18, minor=True),
        Column("country", _("Country"), width=12, minor=True),
        Column("member", _("Member"), width=9, minor=True),
        Column("agreed", _("Agreed on"), "date", width=10, minor=True),
    ]  # fmt: skip


def _row(one: Person) -> dict[str, Any]:
    band = band_of(one.birth_year, clock.today(), one.age_band)
    return {
        "name": one.name, "village": one.village, "sex": _(SEXES[one.sex]) if one.sex else "",
        "age": _(BAND_NAMES[band]) if band else "", "country": one.country,
        "status": _(STATUSES[one.migrant_status]) if one.migrant_status else "",
        "member": _("yes") if one.member_id else "", "agreed": one.consented_on,
        "_url": url_for("literacy.participant", participant_id=one.id),
    }  # fmt: skip


def person_here(participant_id: int) -> Person:
    """A participant of this cooperative who has a name. Raises `NotFound`."""
    one = queries.get_person(signed_in().cooperative_id, participant_id)
    if one.merged_into is not None or not one.name:
        raise NotFound
    return one


@bp.get("/pelatihan/peserta/<int:participant_id>")
@requires("literacy.people")
def participant(participant_id: int) -> Response:
    """One person: facts, consent, sessions, household; as a file with everything that is kept."""
    one = person_here(participant_id)
    coop = one.cooperative_id
    attended = _attended(one)
    table = Table(one.name, _fact_columns(), [*kept_of(one), *attended], name="data-peserta")
    others = queries.list_people(
        coop, PeopleFilter(text=request.args.get("cari", "")[:60]), limit=20
    )
    return respond(
        table, "literacy/participant.html", person=one, merged=queries.merged_with(coop, one.id),
        doubles=[each for each in queries.alike(coop, *_mark(one)) if each.id != one.id],
        household=_household(one), found=[each for each in others if each.id != one.id]
        if request.args.get("cari") else [], step=OtherPersonForm(formdata=None),
        leave=StepForm(formdata=None), facts=kept_of(one), attended=attended,
    )  # fmt: skip


def _mark(one: Person) -> tuple[str, str, int | None]:
    return one.name, one.village, one.birth_year


def _household(one: Person) -> list[Person]:
    if one.household_id is None:
        return []
    wanted = PeopleFilter(household_id=one.household_id)
    return [each for each in queries.list_people(one.cooperative_id, wanted) if each.id != one.id]


def _fact_columns() -> list[Column]:
    return [Column("what", _("What"), width=20), Column("said", _("What is kept"), width=40)]


def kept_of(one: Person) -> list[dict[str, Any]]:
    """What is kept about somebody, question by question."""
    band = band_of(one.birth_year, clock.today(), one.age_band)
    consent = ""
    if one.consented_on:
        way = _(WAYS[one.consent_way]) if one.consent_way in WAYS else ""
        consent = f"{day(one.consented_on)}, {way} ({one.consent_version})"
    pairs = (
        (_("Name"), one.name), (_("Sex"), _(SEXES[one.sex]) if one.sex else ""),
        (_("Year of birth"), str(one.birth_year or "")), (_("Age"), _(BAND_NAMES[band])),
        (_("Village"), one.village), (_("Work abroad"), _(STATUSES[one.migrant_status])),
        (_("Country"), one.country), (_("Telephone"), phones.shown(one.phone)),
        (_("What the person said about a disability, in the own words"), one.disability),
        (_("Consent"), consent),
    )  # fmt: skip
    return [{"what": what, "said": said} for what, said in pairs if said]


def _attended(one: Person) -> list[dict[str, Any]]:
    ids = tuple(queries.sessions_of(one.cooperative_id, one.id))
    held = queries.list_sessions(one.cooperative_id, SessionFilter(ids=ids))
    people = queries.attendances_of(one.cooperative_id, list(ids))
    rows = {
        key: row for key, rows in people.items() for row in rows if row.participant_id == one.id
    }
    return [
        {
            "what": f"{day(each.held_on)}: {session_title(each)}",
            "said": _("%(minutes)s minutes", minutes=rows[each.id].minutes or each.minutes)
            if rows[each.id].present else _("invited"),
            "_url": url_for("literacy.session", session_id=each.id),
        }
        for each in held if each.id in rows
    ]  # fmt: skip


@bp.get("/pelatihan/peserta/<int:participant_id>/ubah")
@requires("literacy.people")
def participant_form(participant_id: int, form: PersonForm | None = None) -> Response:
    """What is known of somebody, to be put right."""
    one = person_here(participant_id)
    if form is None:
        card = members.get_member(one.cooperative_id, one.member_id) if one.member_id else None
        form = PersonForm(
            formdata=None, obj=one, member_number=card.number if card else None,
            agreed=one.consents,
        )  # fmt: skip
        form.phone.data = phones.shown(one.phone)
    return page("literacy/participant_form.html", person=one, form=form)


@bp.post("/pelatihan/peserta/<int:participant_id>/ubah")
@requires("literacy.people")
def change_participant(participant_id: int) -> Response:
    """Keep what was put right."""
    one, form = person_here(participant_id), PersonForm.from_request()
    if not form.ok:
        return participant_form(participant_id, form)
    try:
        with transaction():
            service.change_person(
                desk=desk_here(), participant_id=one.id, agreed=bool(form.agreed.data),
                facts=form.typed(_member_id(one.cooperative_id, form.member_number.data)),
            )  # fmt: skip
    except Refused as refusal:
        return participant_form(participant_id, form.blame(refusal))
    flash(_("Saved."))
    return see_other("literacy.participant", participant_id=participant_id)


def _member_id(cooperative_id: int, number: int | None) -> int | None:
    if number is None:
        return None
    card = members.find_by_number(cooperative_id, number)
    if card is None:
        raise MemberUnknown(typed=number)
    return card.id
