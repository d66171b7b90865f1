"""The accountant's page of loans: money that comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.loans.entries.lending import Borrower
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Slip:
    """The paper's facts: when, the event's name, its words, whose savings, which cash place."""

    on: date
    source: str
    memo: str
    member_id: int
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaid:
    """Where the money comes from and where it goes; rupiah, both sides equal."""

    from_place: Money = ZERO
    from_savings: Money = ZERO
    from_held: Money = ZERO
    penalty: Money = ZERO
    #: interest that the books expected already
    accrued: Money = ZERO
    interest: Money = ZERO
    principal: Money = ZERO
    to_held: Money = ZERO
    to_savings: Money = ZERO
    to_place: Money = ZERO


def repayment(slip: Slip, borrower: Borrower, repaid: Repaid) -> Entry:
    """Money comes back: "kas bertambah (D); denda, piutang jasa, jasa pinjaman, pinjaman anggota (K)".

    It may also come from simpanan sukarela or from money held for the loan (titipan), and what was too
    much becomes one of these. Held money given back is the same page: "titipan (D), kas (K)".
    """
    lines = [*_taken(slip, borrower, repaid), *_given(slip, borrower, repaid)]
    return Entry(slip.on, slip.memo, slip.source, tuple(lines))


def recovery(slip: Slip, borrower: Borrower, amount: Money) -> Entry:
    """A loan that was given up comes back after all: "kas (D), pendapatan lain dari anggota (K)"."""
    lines = (
        debit(_place(slip), amount, group_id=borrower.group_id),
        credit("other_member_income", amount, subject=borrower.subject, group_id=borrower.group_id),
    )
    return Entry(slip.on, slip.memo, slip.source, lines)


def _taken(slip: Slip, borrower: Borrower, repaid: Repaid) -> Iterator[Line]:
    group, saver = borrower.group_id, f"member:{slip.member_id}"
    if repaid.from_place:
        yield debit(_place(slip), repaid.from_place, group_id=group)
    if repaid.from_savings:
        yield debit("voluntary_savings", repaid.from_savings, subject=saver, group_id=group)
    if repaid.from_held:
        yield debit(
            "member_deposits_orders", repaid.from_held, subject=borrower.subject, group_id=group
        )


def _given(slip: Slip, borrower: Borrower, repaid: Repaid) -> Iterator[Line]:
    group, saver = borrower.group_id, f"member:{slip.member_id}"
    for role, amount, subject in (
        ("penalty", repaid.penalty, borrower.subject),
        ("accrued_loan_interest", repaid.accrued, borrower.subject),
        ("loan_interest_income", repaid.interest, borrower.subject),
        ("loans_to_members", repaid.principal, borrower.subject),
        ("member_deposits_orders", repaid.to_held, borrower.subject),
        ("voluntary_savings", repaid.to_savings, saver),
    ):
        if amount:
            yield credit(role, amount, subject=subject, group_id=group)
    if repaid.to_place:
        yield credit(_place(slip), repaid.to_place, group_id=group)


def _place(slip: Slip) -> int:
    if slip.place is None:
        msg = "cash moves at a cash place"
        raise ValueError(msg)
    return slip.place
