"""Asking after one and three months: who is due, a text to send, what was heard."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.lessons import FollowUpForm
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.lessons import Due, PromiseRow
from coop_app.literacy.rules.lessons import promises
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.shared import desk_here
from coop_app.refusal import NotFound, Refused
from coop_app.web import whatsapp
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import day
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond


@bp.get("/pelatihan/tindak-lanjut")
@requires("literacy.people")
def follow_ups() -> Response:
    """Who is to be asked, whoever has waited longest first."""
    person, today = signed_in(), clock.today()
    village, mine = request.args.get("desa", ""), request.args.get("saya") == "1"
    found = queries.due(person.cooperative_id, today, person.user_id if mine else None)
    villages = sorted({one.village for one in found if one.village})
    shown = [one for one in found if not village or one.village == village]
    table = Table(
        _("Ask after promises"), _columns(), [_row(one) for one in shown], name="tindak-lanjut",
        landscape=True,
    )  # fmt: skip
    return respond(
        table, "literacy/follow_ups.html", villages=villages, village=village, mine=mine,
        late=sum(one.is_late(today) for one in shown),
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), width=20), Column("village", _("Village"), width=14, minor=True),
        Column("promise", _("Promise"), width=34), Column("months", _("After"), width=10),
        Column("due", _("To be asked from"), "date", width=12),
        Column("late", _("State"), width=10, minor=True),
    ]  # fmt: skip


def _row(one: Due) -> dict[str, object]:
    return {
        "name": one.name or _("without a name"), "village": one.village,
        "promise": one.promise.text, "months": months_text(one.months), "due": one.due_on,
        "late": _("waiting for long") if one.is_late(clock.today()) else _("now"),
        "_url": url_for(
            "literacy.follow_up_form", promise_id=one.promise.id, months=one.months
        ),
    }  # fmt: skip


def months_text(months: int) -> str:
    """`1 month`."""
    return str(_("1 month") if months == 1 else _("%(count)s months", count=months))


@bp.get("/pelatihan/tindak-lanjut/<int:promise_id>/<int:months>")
@requires("literacy.people")
def follow_up_form(promise_id: int, months: int, form: FollowUpForm | None = None) -> Response:
    """One person: the promise, a text to send, the four questions."""
    house = signed_in().cooperative_id
    made = queries.get_promise(house, promise_id)
    if months not in promises.AFTER:
        raise NotFound
    person = training.get_person(house, made.participant_id)
    over = training.get_session(house, made.session_id)
    heard = queries.follow_ups_of(house, [promise_id]).get(promise_id, {}).get(months)
    return page(
        "literacy/follow_up_form.html", made=made, person=person, over=over, heard=heard,
        months=months, after=months_text(months), due=promises.due_on(made.made_on, months),
        link=whatsapp.link_to(person.phone or None, _message(made, person.name)),
        words=promises, form=form or FollowUpForm(formdata=None),
    )  # fmt: skip


def _message(made: PromiseRow, name: str) -> list[str]:
    return [
        _("Good day %(name)s, this is %(house)s.", name=name, house=letterhead().name),
        _("On %(on)s you promised: %(promise)s", on=day(made.made_on), promise=made.text),
        _("How is it going? Did your family keep a budget, save something, compare two services?"),
    ]


@bp.post("/pelatihan/tindak-lanjut/<int:promise_id>/<int:months>")
@requires("literacy.people")
def record_follow_up(promise_id: int, months: int) -> Response:
    """Keep what was heard."""
    form = FollowUpForm.from_request()
    if not form.ok:
        return follow_up_form(promise_id, months, form)
    try:
        with transaction():
            service.follow_up(
                desk=desk_here(), promise_id=promise_id, months=months, heard=form.heard,
                request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return follow_up_form(promise_id, months, form.blame(refusal))
    return see_other("literacy.follow_ups")
