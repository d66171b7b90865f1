"""What the trainer is told on the own page: sessions that come, and those that still stand open."""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from coop_app import clock
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import SessionFilter
from coop_app.literacy.views.sessions.shared import session_title
from coop_app.web.access import actor
from coop_app.web.filters import day
from coop_app.web.reminders import Reminder

_AHEAD = 7


def reminders() -> list[Reminder]:
    """Sessions of the coming week, and past ones whose list is not closed."""
    person = actor()
    if person is None or not person.may("literacy.teach"):
        return []
    today = clock.today()
    running = SessionFilter(states=("planned", "open"), end=today + timedelta(days=_AHEAD))
    found = queries.list_sessions(person.cooperative_id, running, limit=12)
    return [
        Reminder(
            _late(one) if one.held_on < today else _soon(one),
            url_for("literacy.session", session_id=one.id), late=one.held_on < today,
        )
        for one in reversed(found)
    ]  # fmt: skip


def _soon(one: queries.SessionRow) -> str:
    return str(
        _("%(day)s at %(time)s: %(title)s, %(place)s", day=day(one.held_on),
          time=one.starts_at.replace(":", "."), title=session_title(one), place=one.where)
    )  # fmt: skip


def _late(one: queries.SessionRow) -> str:
    return str(
        _(
            "The list of %(day)s is not closed yet: %(title)s",
            day=day(one.held_on),
            title=session_title(one),
        )
    )
