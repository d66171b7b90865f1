"""What training sessions and participants are called in the audit trail."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import SessionFilter
from coop_app.literacy.views.sessions.shared import session_title
from coop_app.web.filters import day
from coop_app.web.references import Reference


def describe_sessions(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Anggaran kita bersama, 14 Mar 2026`."""
    held = queries.list_sessions(cooperative_id, SessionFilter(ids=tuple(ids)))
    return {
        one.id: Reference(
            f"{session_title(one)}, {day(one.held_on)}",
            url_for("literacy.session", session_id=one.id),
        )
        for one in held
    }


def describe_participants(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """A number, never a name: the trail is read by more people than a class list, and outlives consent."""
    return {
        key: Reference(
            _("Participant no. %(number)s", number=key),
            url_for("literacy.participant", participant_id=key),
        )
        for key in queries.people_of(cooperative_id, ids)
    }


SOURCES = {"session": describe_sessions, "participant": describe_participants}
