"""The accountant's page of a month's end: interest that is due, what is set aside, what is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.loans.entries.lending import Borrower
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The paper's facts: the day, the event's name, its words."""

    on: date
    source: str
    memo: str


@dataclass(frozen=True, slots=True)
class Move:
    """One loan's difference between what the books hold and what they should hold; not zero."""

    borrower: Borrower
    difference: Money


def allowance(paper: MonthEnd, moves: Sequence[Move]) -> Entry:
    """More set aside: "beban kerugian pinjaman (D), penyisihan (K)"; less: the other way round.

    One entry for the month with a line for each loan: one voucher to sign, and the ledger still knows
    what is set aside for which loan.
    """
    more = sum((move.difference for move in moves if move.difference > 0), ZERO)
    less = sum((-move.difference for move in moves if move.difference < 0), ZERO)
    lines: list[Line] = []
    if more:
        lines.append(debit("credit_loss_expense", more))
    if less:
        lines.append(credit("credit_loss_expense", less))
    lines += [_signed("loan_loss_allowance", move.borrower, -move.difference) for move in moves]
    return Entry(paper.on, paper.memo, paper.source, tuple(lines))


def accrual(paper: MonthEnd, moves: Sequence[Move]) -> Entry:
    """Interest due: "piutang jasa (D), jasa pinjaman (K)"; not expected any more: the other way round.

    One entry for the month, a pair of lines for each loan.
    """
    lines = [
        line
        for move in moves
        for line in (
            _signed("accrued_loan_interest", move.borrower, move.difference),
            _signed("loan_interest_income", move.borrower, -move.difference),
        )
    ]
    return Entry(paper.on, paper.memo, paper.source, tuple(lines))


def write_off(
    paper: MonthEnd, borrower: Borrower, *, principal: Money, set_aside: Money, interest: Money
) -> Entry:
    """A loan is given up: "penyisihan (D), beban kerugian untuk sisanya (D), pinjaman anggota (K)".

    Interest that was accrued and never came is taken back: "jasa pinjaman (D), piutang jasa (K)".
    """
    covered = min(set_aside, principal)
    uncovered = principal - covered
    parts = (
        ("loan_loss_allowance", Money(covered)),
        ("credit_loss_expense", uncovered),
        ("loans_to_members", -principal),
        ("loan_interest_income", interest),
        ("accrued_loan_interest", -interest),
    )
    lines = tuple(_signed(role, borrower, amount) for role, amount in parts if amount)
    return Entry(paper.on, paper.memo, paper.source, lines)


def _signed(role: str, borrower: Borrower, amount: Money) -> Line:
    """A debit of a positive amount, a credit of a negative one, under the loan's name."""
    subject, group = borrower.subject, borrower.group_id
    if amount > 0:
        return debit(role, amount, subject=subject, group_id=group)
    return credit(role, -amount, subject=subject, group_id=group)
