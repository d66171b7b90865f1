"""Reads of training sessions and what was done about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models.sessions import SessionAct, TrainingSession
from coop_app.literacy.rules.sessions import codes
from coop_app.literacy.rules.sessions.planning import Plan
from coop_app.members import queries as members
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One training session."""

    id: int
    cooperative_id: int
    programme_id: int | None
    #: key of rules.modules, "" for a session with a title of its own
    module: str
    title: str
    kind: str
    manner: str
    held_on: date
    starts_at: str
    minutes: int
    village_group_id: int | None
    place: str
    trainer_id: int
    join_code: str
    state: str
    note: str
    programme: str
    #: of the village group, "" when it is held elsewhere
    village: str

    @property
    def where(self) -> str:
        """`Kuripan, Balai desa`."""
        return ", ".join(part for part in (self.village, self.place) if part)

    @property
    def code(self) -> str:
        """`KMT 479`."""
        return codes.shown(self.join_code)

    @property
    def plan(self) -> Plan:
        """As it was planned."""
        return Plan(**{name: getattr(self, name) for name in Plan.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFilter:
    """Which sessions are wanted; what is empty does not matter."""

    text: str = ""
    start: date | None = None
    end: date | None = None
    states: tuple[str, ...] = ()
    programme_id: int | None = None
    module: str = ""
    village_group_id: int | None = None
    trainer_id: int | None = None
    kind: str = ""
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ActRow:
    """What was done about a session."""

    act: str
    reason: str
    made_by: int
    made_at: datetime


_EVERYTHING = SessionFilter()
_OWN = [name for name in SessionRow.__dataclass_fields__ if name not in ("programme", "village")]


def list_sessions(
    cooperative_id: int, wanted: SessionFilter = _EVERYTHING, *, limit: int | None = None
) -> list[SessionRow]:
    """The newest first."""
    query = (
        sa.select(TrainingSession)
        .where(TrainingSession.cooperative_id == cooperative_id, *_conditions(wanted))
        .order_by(TrainingSession.held_on.desc(), TrainingSession.starts_at.desc())
        .order_by(TrainingSession.id.desc())
        .limit(limit)
    )
    return _named(cooperative_id, session.scalars(query).all())


def coming(cooperative_id: int, today: date, *, limit: int = 20) -> list[SessionRow]:
    """Planned and open sessions from today on, the next first."""
    wanted = SessionFilter(start=today, states=("planned", "open"))
    found = list_sessions(cooperative_id, wanted)
    return sorted(found, key=lambda one: (one.held_on, one.starts_at, one.id))[:limit]


def _conditions(wanted: SessionFilter) -> Iterable[sa.ColumnElement[bool]]:
    table = TrainingSession
    if wanted.text.strip():
        like = wanted.text.strip()
        yield sa.or_(
            table.title.icontains(like, autoescape=True),
            table.place.icontains(like, autoescape=True),
            table.module.icontains(like, autoescape=True),
        )
    if wanted.start is not None:
        yield table.held_on >= wanted.start
    if wanted.end is not None:
        yield table.held_on <= wanted.end
    if wanted.states:
        yield table.state.in_(wanted.states)
    if wanted.ids is not None:
        yield table.id.in_(wanted.ids)
    for name in ("programme_id", "module", "village_group_id", "trainer_id", "kind"):
        if getattr(wanted, name):
            yield getattr(table, name) == getattr(wanted, name)


def get_session(cooperative_id: int, session_id: int) -> SessionRow:
    """One session. Raises `NotFound`, also for another cooperative's."""
    found = list_sessions(cooperative_id, SessionFilter(ids=(session_id,)))
    if not found:
        raise NotFound
    return found[0]


def find_by_code(code: str) -> SessionRow | None:
    """The session of a code, of whichever cooperative: whoever joins knows nothing else."""
    row = session.scalar(sa.select(TrainingSession).where(TrainingSession.join_code == code))
    return _named(row.cooperative_id, [row])[0] if row else None


def acts_of(cooperative_id: int, session_id: int) -> list[ActRow]:
    """What was done about a session, oldest first."""
    query = sa.select(SessionAct).where(
        SessionAct.cooperative_id == cooperative_id, SessionAct.session_id == session_id
    )
    rows = session.scalars(query.order_by(SessionAct.id))
    return [ActRow(row.act, row.reason, row.made_by, row.made_at) for row in rows]


def find_act(cooperative_id: int, request_id: str) -> tuple[int, str, str] | None:
    """Session, act and mark of a request that was carried out before."""
    row = session.scalar(
        sa.select(SessionAct).where(
            SessionAct.cooperative_id == cooperative_id, SessionAct.request_id == request_id
        )
    )
    return (row.session_id, row.act, row.fingerprint) if row else None


def _named(cooperative_id: int, rows: Sequence[TrainingSession]) -> list[SessionRow]:
    if not rows:
        return []
    programmes = {one.id: one.name for one in members.list_programmes(cooperative_id)}
    groups = {one.id: one.village or one.name for one in members.list_groups(cooperative_id)}
    return [
        SessionRow(
            **{name: getattr(row, name) for name in _OWN},
            programme=programmes.get(row.programme_id or 0, ""),
            village=groups.get(row.village_group_id or 0, ""),
        )
        for row in rows
    ]
