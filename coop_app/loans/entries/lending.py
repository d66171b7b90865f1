"""The accountant's page of loans: who borrows, and the money that goes out."""

from dataclasses import dataclass
from datetime import date

from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Borrower:
    """Whose loan: the loan's key and the member's village group."""

    loan_id: int
    group_id: int | None = None

    @property
    def subject(self) -> str:
        """How the ledger names the loan."""
        return f"loan:{self.loan_id}"


@dataclass(frozen=True, slots=True)
class Counter:
    """The paper's facts: when, at which cash place (account key), the event's name, its words."""

    on: date
    place: int
    source: str
    memo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """What is lent and what is cut from it."""

    principal: Money
    provision: Money = ZERO
    admin_fee: Money = ZERO

    @property
    def net(self) -> Money:
        """What the borrower gets into the hand."""
        return self.principal - self.provision - self.admin_fee


def disbursement(counter: Counter, borrower: Borrower, payout: Payout) -> Entry:
    """Money out: "pinjaman anggota (D); kas, provisi, administrasi (K)"."""
    subject, group = borrower.subject, borrower.group_id
    lines = [
        debit("loans_to_members", payout.principal, subject=subject, group_id=group),
        credit(counter.place, payout.net, group_id=group),
    ]
    for role, amount in (("provision", payout.provision), ("admin_fee", payout.admin_fee)):
        if amount:
            lines.append(credit(role, amount, subject=subject, group_id=group))
    return Entry(counter.on, counter.memo, counter.source, tuple(lines))


@dataclass(frozen=True, slots=True)
class Opening:
    """The paper of a loan that ran before this book: its day, the event's name, its words."""

    on: date
    source: str
    memo: str


def taken_over(opening: Opening, borrower: Borrower, left: Money) -> Entry:
    """What is left of an old loan: "pinjaman anggota (D); saldo awal (K)". No cash moves."""
    subject, group = borrower.subject, borrower.group_id
    lines = (
        debit("loans_to_members", left, subject=subject, group_id=group),
        credit("opening_balance_equity", left, group_id=group),
    )
    return Entry(opening.on, opening.memo, opening.source, lines)
