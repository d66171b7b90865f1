"""Certificates for whoever attended long enough: numbered without gaps, never twice for the same minutes."""

import secrets

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.literacy.models.lessons import Certificate, CertificateSeries
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.sessions import AttendanceRow
from coop_app.literacy.rules.lessons import certificates as rules
from coop_app.literacy.rules.lessons.certificates import Standing
from coop_app.literacy.service.lessons.once import done_before
from coop_app.literacy.service.sessions.noting import locked
from coop_app.refusal import NotFound

_BEGIN_YEAR = sa.text(
    "INSERT INTO certificate_series (cooperative_id, year, last) VALUES (:house, :year, 0)"
    " ON CONFLICT DO NOTHING"
)


def issue(*, desk: Desk, session_id: int, request_id: str) -> int:
    """Make the certificates of a closed session that are not made yet; returns how many.

    A paper whose minutes were corrected since is withdrawn, and a new one is made where it is earned.
    Raises `SessionNotClosed`, `NobodyEarned`, `RequestReused`, `NotFound`.
    """
    row = locked(desk.cooperative_id, session_id)
    if row.state != "closed":
        raise rules.SessionNotClosed
    if done_before(
        cooperative_id=desk.cooperative_id, request_id=request_id, act="issue", facts=session_id
    ):
        return 0
    over = training.get_session(desk.cooperative_id, session_id)
    papers = queries.certificates_of(over)
    _withdraw_corrected(desk, papers)
    holding = {one.participant_id for one in papers if one.standing is Standing.VALID}
    new = [one for one in queries.earners(over)[0] if one.participant_id not in holding]
    if not new:
        raise rules.NobodyEarned
    for person in new:
        _write(desk, session_id, person)
    auth.audit_trail(
        "literacy.certificates_issued", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"session:{session_id}", after={"papers": len(new)},
    )  # fmt: skip
    return len(new)


def withdraw(*, desk: Desk, certificate_id: int, reason: str) -> None:
    """Take a paper back; one that is withdrawn stays so. Raises `ReasonMissing`, `NotFound`."""
    row = session.scalar(
        sa.select(Certificate)
        .where(Certificate.id == certificate_id, Certificate.cooperative_id == desk.cooperative_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    why = reason.strip()[:300]
    if not why:
        raise rules.ReasonMissing
    if row.withdrawn_on is None:
        _take_back(desk, row, why)


def _withdraw_corrected(desk: Desk, papers: list[queries.CertificateRow]) -> None:
    wrong = [one.id for one in papers if one.standing is Standing.CORRECTED]
    for row in session.scalars(sa.select(Certificate).where(Certificate.id.in_(wrong))):
        _take_back(desk, row, "kehadiran diperbaiki")


def _take_back(desk: Desk, row: Certificate, why: str) -> None:
    row.withdrawn_on, row.withdrawn_by, row.withdrawn_why = desk.today, desk.user_id, why
    session.flush()
    auth.audit_trail(
        "literacy.certificate_withdrawn", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"certificate:{row.id}", reason=why,
    )  # fmt: skip


def _write(desk: Desk, session_id: int, person: AttendanceRow) -> None:
    year = desk.today.year
    session.add(
        Certificate(
            cooperative_id=desk.cooperative_id, session_id=session_id,
            participant_id=person.participant_id, year=year, number=_next_number(desk, year),
            code=secrets.token_urlsafe(12), minutes=person.minutes or 0, issued_on=desk.today,
            issued_by=desk.user_id, issued_at=clock.now(), withdrawn_on=None, withdrawn_by=None,
            withdrawn_why=None,
        )
    )  # fmt: skip
    session.flush()


def _next_number(desk: Desk, year: int) -> int:
    """The next number of the year; whoever else numbers waits until this is kept."""
    session.execute(_BEGIN_YEAR, {"house": desk.cooperative_id, "year": year})
    row = session.scalars(
        sa.select(CertificateSeries)
        .where(
            CertificateSeries.cooperative_id == desk.cooperative_id, CertificateSeries.year == year
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    row.last += 1
    session.flush()
    return row.last
