"""Certificates, who earned one, and what one is worth today."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import auth
from coop_app.auth.rules import limits
from coop_app.db import session
from coop_app.literacy.models.lessons import Certificate
from coop_app.literacy.models.sessions import Participant
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.sessions import AttendanceRow, SessionRow
from coop_app.literacy.rules.lessons import certificates as rules
from coop_app.literacy.rules.lessons.certificates import Standing

_MOST_KEYS = 400


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One paper."""

    id: int
    session_id: int
    participant_id: int
    year: int
    number: int
    code: str
    minutes: int
    issued_on: date
    issued_by: int
    standing: Standing
    #: as the participant is called today; "" after consent was taken back
    name: str

    @property
    def number_text(self) -> str:
        """`SERT/2026/0001`."""
        return rules.number_text(self.year, self.number)


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody sees who scans a paper."""

    paper: CertificateRow
    over: SessionRow


def share_needed(cooperative_id: int, on: date) -> int:
    """How much of a session's minutes one has to attend, in percent."""
    return auth.limit(limits.CERTIFICATE_SHARE, cooperative_id=cooperative_id, on=on)


def certificates_of(over: SessionRow) -> list[CertificateRow]:
    """All papers of a session in the order of their numbers."""
    return _read(over, Certificate.session_id == over.id)


def valid_papers(cooperative_id: int, lists: Mapping[int, Sequence[AttendanceRow]]) -> Counter[int]:
    """How many papers of these sessions each participant holds; `lists`: session → who is on its list.

    One query for up to four hundred sessions.
    """
    held: Counter[int] = Counter()
    here = {(key, row.participant_id): row for key, rows in lists.items() for row in rows}
    keys = list(lists)
    for start in range(0, len(keys), _MOST_KEYS):
        part = Certificate.session_id.in_(keys[start : start + _MOST_KEYS])
        for paper, person in _papers(cooperative_id, part):
            row = _row(paper, person, here.get((paper.session_id, person)))
            held[person] += row.standing is Standing.VALID
    return held


def verify(code: str) -> Verified | None:
    """The paper with this code, whichever cooperative made it."""
    found = session.execute(
        sa.select(Certificate.id, Certificate.cooperative_id, Certificate.session_id).where(
            Certificate.code == code
        )
    ).first()
    if found is None:
        return None
    over = training.get_session(found.cooperative_id, found.session_id)
    return Verified(_read(over, Certificate.id == found.id)[0], over)


def _read(over: SessionRow, *wanted: sa.ColumnElement[bool]) -> list[CertificateRow]:
    rows = _papers(over.cooperative_id, *wanted)
    here = {row.participant_id: row for row in training.attendances(over.id)}
    return [_row(paper, person, here.get(person)) for paper, person in rows]


def _papers(cooperative_id: int, *wanted: sa.ColumnElement[bool]) -> list[tuple[Certificate, int]]:
    """Papers with whom they belong to, also after two were found to be one."""
    root = sa.func.coalesce(Participant.merged_into, Participant.id)
    rows = session.execute(
        sa.select(Certificate, root)
        .join(Participant, Participant.id == Certificate.participant_id)
        .where(Certificate.cooperative_id == cooperative_id, *wanted)
        .order_by(Certificate.year, Certificate.number)
    )
    return [(paper, person) for paper, person in rows]


def _row(paper: Certificate, person: int, now: AttendanceRow | None) -> CertificateRow:
    standing = rules.standing(
        withdrawn=paper.withdrawn_on is not None, named=now is not None and now.name != "",
        printed=paper.minutes, now=now.minutes if now and now.present else None,
    )  # fmt: skip
    return CertificateRow(
        paper.id, paper.session_id, person, paper.year, paper.number, paper.code, paper.minutes,
        paper.issued_on, paper.issued_by, standing, now.name if now else "",
    )  # fmt: skip


def earners(over: SessionRow) -> tuple[list[AttendanceRow], list[AttendanceRow]]:
    """Who attended long enough, and who came but did not; people without a name get no paper."""
    share = share_needed(over.cooperative_id, over.held_on)
    came = [row for row in training.attendances(over.id) if row.present]
    earned = [
        row
        for row in came
        if row.name and rules.enough(present=row.minutes or 0, minutes=over.minutes, share=share)
    ]
    return earned, [row for row in came if row not in earned]
