"""Offer every member the statement of a month; changed figures are offered again."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import session
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.members.rules.standing import ENDED
from coop_app.reports.models import MemberStatement
from coop_app.reports.queries import member_statements, pots
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.rules.member_statement import (
    NothingRecorded,
    OfferedMeanwhile,
    Pot,
    check_month,
    fingerprint,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many statements were made for the first time, made again, and left as they were."""

    new: int
    again: int
    same: int


def offer(*, desk: Desk, month: Month) -> Outcome:
    """Every member gets the month as it is recorded now; one whose figures did not change keeps theirs.

    Run twice it changes nothing. Raises `MonthStillRuns`, `NothingRecorded`, `OfferedMeanwhile`.
    """
    check_month(month, desk.today)
    newest = member_statements.head(desk.book_id)
    if newest is None:
        raise NothingRecorded
    earlier = {row.member_id: row for row in _of(desk, month)}
    priors = {row.member_id: row.fingerprint for row in _of(desk, month.plus(-1))}
    contents = pots.of_all(desk.cooperative_id, desk.book_id, month)
    counted = {"new": 0, "again": 0, "same": 0}
    for card in members.all_cards(desk.cooperative_id):
        held, before = contents.get(card.id, ()), earlier.get(card.id)
        if before is not None and before.fits(held):
            counted["same"] += 1
        elif before is not None or _is_due(card, held, month):
            prior = before.prior if before else priors.get(card.id, "")
            mark = fingerprint(card.id, month, held, prior)
            session.add(_row(desk, (card.id, month, before), (mark, prior), newest))
            counted["again" if before else "new"] += 1
    _write()
    outcome = Outcome(**counted)
    _note(desk, month, outcome)
    return outcome


def _write() -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise OfferedMeanwhile from error


def _of(desk: Desk, month: Month) -> list[Offered]:
    return member_statements.of_month(desk.cooperative_id, month)


def _is_due(card: MemberCard, held: tuple[Pot, ...], month: Month) -> bool:
    """Members of that month, and whoever had money here, also after leaving."""
    if any(not pot.is_empty for pot in held):
        return True
    return card.status not in ENDED and card.joined_on <= month.last


def _row(
    desk: Desk,
    what: tuple[int, Month, Offered | None],
    marks: tuple[str, str],
    newest: tuple[int, str],
) -> MemberStatement:
    member_id, month, before = what
    return MemberStatement(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, member_id=member_id,
        month=str(month), edition=before.edition + 1 if before else 1,
        fingerprint=marks[0], prior=marks[1], head_seq=newest[0], head_hash=newest[1],
        offered_by=desk.user_id, offered_at=clock.now(),
    )  # fmt: skip


def _note(desk: Desk, month: Month, outcome: Outcome) -> None:
    if outcome.new or outcome.again:
        auth.audit_trail(
            "statements.offered", cooperative_id=desk.cooperative_id, by=desk.user_id,
            object=f"month:{month}", after={"new": outcome.new, "again": outcome.again},
        )  # fmt: skip
