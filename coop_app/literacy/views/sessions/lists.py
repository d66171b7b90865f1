"""All sessions, with search and filters in the address; what comes next; names are never here."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import names_of
from coop_app.dates import parse_date
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import SessionFilter, SessionRow
from coop_app.literacy.rules.sessions.planning import KINDS, STATES, State
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.sessions.shared import choices, counted, session_title
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import day
from coop_app.web.tables import Column, Table, respond, total_row

_MOST = 400
_FILES_ONLY = ("kind", "trainer", "hours")


@bp.get("/pelatihan")
@requires("literacy.read")
def sessions() -> Response:
    """Sessions as the filters say, the newest first, with what comes next above."""
    person = signed_in()
    wanted = _wanted()
    found = queries.list_sessions(person.cooperative_id, wanted, limit=_MOST)
    table = Table(
        _("Training sessions"), _columns(), _rows(person.cooperative_id, found), name="pelatihan",
        notes=_notes(wanted), landscape=True,
    )  # fmt: skip
    return respond(
        table, "literacy/sessions.html", wanted=wanted, offered=choices(person.cooperative_id),
        kinds=KINDS, states=STATES, today=clock.today(),
        coming=queries.coming(person.cooperative_id, clock.today(), limit=6),
    )  # fmt: skip


def _wanted() -> SessionFilter:
    sent = request.args
    state = sent.get("status", "")
    kind = sent.get("jenis", "")
    return SessionFilter(
        text=sent.get("cari", "")[:60], start=_day(sent.get("mulai")), end=_day(sent.get("sampai")),
        states=(state,) if state in set(State) else (), module=sent.get("modul", "")[:40],
        programme_id=sent.get("program", type=int), kind=kind if kind in KINDS else "",
        village_group_id=sent.get("desa", type=int), trainer_id=sent.get("pelatih", type=int),
    )  # fmt: skip


def _day(typed: str | None) -> Any:
    try:
        return parse_date(typed) if typed else None
    except Refused:
        return None


def _notes(wanted: SessionFilter) -> list[str]:
    if wanted.start and wanted.end:
        return [_("%(start)s to %(end)s", start=day(wanted.start), end=day(wanted.end))]
    return []


def _columns() -> list[Column]:
    """On paper and in files everything; the screen leaves out what the session's page says."""
    known = _all_columns()
    return known if request.args.get("format") else [c for c in known if c.key not in _FILES_ONLY]


def _all_columns() -> list[Column]:
    return [
        Column("held_on", _("Day"), "date", width=10), Column("title", _("Session"), width=24),
        Column("where", _("Where"), width=18, minor=True),
        Column("programme", _("Programme"), width=14, minor=True),
        Column("kind", _("Kind"), width=12, minor=True),
        Column("trainer", _("Trainer"), width=14, minor=True),
        Column("state", _("State"), width=10),
        Column("invited", _("Invited"), "count", width=8, minor=True),
        Column("present", _("Present"), "count", width=8),
        Column("women", _("Women"), "count", width=8, minor=True),
        Column("men", _("Men"), "count", width=8, minor=True),
        Column("hours", _("Person-minutes"), "count", width=9, minor=True),
    ]  # fmt: skip


def _rows(cooperative_id: int, found: list[SessionRow]) -> list[dict[str, Any]]:
    people = queries.attendances_of(cooperative_id, [one.id for one in found])
    names = names_of(cooperative_id, [one.trainer_id for one in found])
    rows = [_row(one, counted(people[one.id], one), names) for one in found]
    keys = ("invited", "present", "women", "men", "hours")
    return [*rows, total_row("title", _("Total"), rows, keys)] if rows else []


def _row(one: SessionRow, count: Any, names: dict[int, str]) -> dict[str, Any]:
    return {
        "held_on": one.held_on, "title": session_title(one), "where": one.where,
        "programme": one.programme, "kind": _(KINDS[one.kind]), "state": _(STATES[State(one.state)]),
        "trainer": names.get(one.trainer_id, ""), "invited": count.invited,
        "present": count.present, "women": count.women, "men": count.men, "hours": count.minutes,
        "_url": url_for("literacy.session", session_id=one.id),
        "_urls": {"title": url_for("literacy.session", session_id=one.id)},
    }  # fmt: skip
