"""Loans that were written off, and what came back of them since."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.loans.models import LoanWriteOff
from coop_app.loans.queries.loans import Loan, Wanted, list_loans
from coop_app.loans.queries.positions import held_of, tracks
from coop_app.loans.rules.portfolio.losses import Left
from coop_app.loans.rules.position import Position
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import ZERO, Money
from coop_app.refusal import NotFound

#: the role that takes what comes back of a loan that was given up
RECOVERED = "other_member_income"


@dataclass(frozen=True, slots=True)
class Lost:
    """One row of the register: what was given up, why, by whom, and what came back since."""

    id: int
    loan: Loan
    member: MemberCard
    on: date
    principal: Money
    interest: Money
    recovered: Money
    reason: str
    made_by: int
    approved_by: int
    entry_seq: int | None

    @property
    def claim(self) -> Money:
        """What has not come back of the principal that was given up."""
        return Money(max(0, self.principal - self.recovered))


def written_off(cooperative_id: int, book_id: int) -> list[Lost]:
    """The register, newest first; what came back is the ledger's sum under the loan's name."""
    query = sa.select(LoanWriteOff).where(
        LoanWriteOff.cooperative_id == cooperative_id, LoanWriteOff.book_id == book_id
    )
    rows = list(session.scalars(query.order_by(LoanWriteOff.id.desc())))
    loans = _loans(cooperative_id, [row.loan_id for row in rows])
    cards = {card.id: card for card in members.all_cards(cooperative_id)} if rows else {}
    came = ledger.subject_balances(book_id=book_id, account=RECOVERED) if rows else {}
    return [
        Lost(
            row.id, loan, cards[loan.member_id], row.written_off_on, Money(row.principal),
            Money(row.interest), -came.get(loan.subject, ZERO), row.reason, row.made_by,
            row.approved_by, row.entry_seq,
        )
        for row in rows
        for loan in [loans[row.loan_id]]
    ]  # fmt: skip


def lost_of(cooperative_id: int, book_id: int, loan_id: int) -> Lost:
    """The write-off of a loan. Raises `NotFound`."""
    for one in written_off(cooperative_id, book_id):
        if one.loan.id == loan_id:
            return one
    raise NotFound


def claim_of(lost: Lost, position: Position) -> Money:
    """What a borrower still owes of a loan that was given up: all of it, less what came back."""
    owed = position.principal_left + position.interest_left + position.penalty
    return Money(max(0, owed - lost.recovered))


def _loans(cooperative_id: int, ids: list[int]) -> dict[int, Loan]:
    return {loan.id: loan for loan in list_loans(cooperative_id, Wanted(ids=ids))} if ids else {}


def find_write_off(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """The write-off that a request made before, and the mark of its contents."""
    query = sa.select(LoanWriteOff.id, LoanWriteOff.fingerprint).where(
        LoanWriteOff.cooperative_id == cooperative_id, LoanWriteOff.request_id == request_id
    )
    found = session.execute(query).first()
    return (found.id, found.fingerprint) if found else None


def left_of(book_id: int, loan: Loan) -> Left:
    """What the books hold for a loan now."""
    balance = {
        role: ledger.balance(book_id=book_id, account=role, subject=loan.subject)
        for role in ("loans_to_members", "accrued_loan_interest", "loan_loss_allowance")
    }
    paid = [one.on for track in tracks([loan]) for one in track.allocated]
    return Left(
        principal=balance["loans_to_members"],
        interest=balance["accrued_loan_interest"],
        set_aside=-balance["loan_loss_allowance"],
        held=held_of(book_id, loan),
        last_payment=max(paid, default=None),
    )
