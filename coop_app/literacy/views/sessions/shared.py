"""What the pages of sessions share: the desk, names of modules, counts of people, links to other pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from coop_app import clock
from coop_app.auth import queries as accounts
from coop_app.auth import rules as roles
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import AttendanceRow, SessionRow
from coop_app.literacy.rules import modules
from coop_app.literacy.rules.sessions.planning import State
from coop_app.literacy.views.blueprint import bp
from coop_app.members import queries as members
from coop_app.web.access import signed_in

_TEACHERS = (roles.PELATIH, roles.KETUA)


def desk_here() -> Desk:
    """The trainer's desk today."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def session_here(session_id: int) -> SessionRow:
    """A session of this cooperative. Raises `NotFound`."""
    return queries.get_session(signed_in().cooperative_id, session_id)


@bp.app_template_global()
def session_title(one: SessionRow) -> str:
    """Its own title, or the module's."""
    return one.title or module_names().get(one.module, one.module)


def module_names() -> dict[str, str]:
    """Key → title of the course's modules."""
    return {one.key: one.title for one in getattr(modules, "MODULES", ())}


def module_minutes() -> dict[str, int]:
    """Key → minutes of the course's modules."""
    return {one.key: one.minutes for one in getattr(modules, "MODULES", ())}


def trainers(cooperative_id: int) -> list[tuple[str, str]]:
    """Who may lead a session: key and name."""
    found = accounts.users(cooperative_id)
    return [
        (str(one.id), one.display_name)
        for one in found
        if one.role in _TEACHERS and one.disabled_at is None
    ]


def choices(cooperative_id: int) -> dict[str, list[tuple[str, str]]]:
    """What the form of a plan offers."""
    groups = members.list_groups(cooperative_id)
    programmes = members.list_programmes(cooperative_id)
    return {
        "module": [("", _("none of them")), *module_names().items()],
        "village_group_id": [("", _("elsewhere")), *((str(g.id), g.name) for g in groups)],
        "programme_id": [("", _("none of them")), *((str(p.id), p.name) for p in programmes)],
        "trainer_id": trainers(cooperative_id),
    }


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people, without any name."""

    invited: int = 0
    present: int = 0
    women: int = 0
    men: int = 0
    minutes: int = 0
    members: int = 0
    without_name: int = 0

    @property
    def hours(self) -> str:
        """Hours of all together: `12,5`."""
        tenths = round(self.minutes / 6)
        return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)


def counted(rows: Iterable[AttendanceRow], over: SessionRow) -> Counted:
    """The counts of a session's list; who stayed to the end counts with the planned minutes.

    Nobody was at a session that was not held, whoever had joined before it was given up.
    """
    known, planned = list(rows), over.minutes
    here = [row for row in known if row.present and over.state != State.CANCELLED]
    return Counted(
        invited=sum(row.invited for row in known),
        present=len(here),
        women=sum(row.sex == "F" for row in here),
        men=sum(row.sex == "M" for row in here),
        minutes=sum(row.minutes or planned for row in here),
        members=sum(row.member_id is not None for row in here),
        without_name=sum(not row.name for row in here),
    )


def is_there(endpoint: str) -> bool:
    """Whether this program has such a page."""
    return endpoint in current_app.view_functions
