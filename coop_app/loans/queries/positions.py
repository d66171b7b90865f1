"""Where loans stand on a day: one loan, or all loans of a book in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.loans.models import LoanAllocation, LoanPayment, LoanRescheduling
from coop_app.loans.queries.loans import Loan, Version, Wanted, get_loan, list_loans, schedules_of
from coop_app.loans.rules.position import Allocated, Piece, Position, Row, position_on
from coop_app.loans.rules.position.rows import PIECE_OF
from coop_app.loans.rules.products import THOUSAND
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.repayment import Part
from coop_app.loans.rules.stages import DISBURSED
from coop_app.money import ZERO, Money

_MOST_KEYS = 500
WAIVED = "waived"
#: the role of the account that holds money for a loan (titipan)
HELD = "member_deposits_orders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a rescheduled version was made from; rows before `first_number` are closed."""

    first_number: int
    months: int
    rate: Rate
    principal: Money
    interest: Money
    penalty: Money
    waived_penalty: Money


@dataclass(frozen=True, slots=True)
class Placed:
    """A loan, the version of its schedule that held on the day, and its position."""

    loan: Loan
    version: Version
    position: Position

    @property
    def is_rescheduled(self) -> bool:
        """Whether the schedule is no longer the one that was agreed first."""
        return self.version.version > 1


def position_of(cooperative_id: int, loan_id: int, *, on: date) -> Placed:
    """One loan that was paid out. Raises `NotFound`, also before its payout."""
    loan = get_loan(cooperative_id, loan_id)
    return place([loan], on=on)[0]


def positions(cooperative_id: int, *, on: date, wanted: Wanted | None = None) -> list[Placed]:
    """All loans that are out, or those wanted, by number; four statements for 500 loans."""
    return place(list_loans(cooperative_id, wanted or Wanted(stages=(DISBURSED,))), on=on)


def place(loans: Sequence[Loan], *, on: date) -> list[Placed]:
    """Positions of loans that are at hand; those not paid out by the day are left out."""
    keys = [loan.id for loan in loans]
    versions, carried = schedules_of(keys), carried_of(keys)
    allocated = allocated_of(keys)
    found = []
    for loan in loans:
        version = _in_force(versions.get(loan.id, []), on)
        if version is not None:
            rows = rows_of(version, carried.get(version.id))
            position = position_on(rows, allocated[loan.id], loan.terms.penalty, on)
            found.append(Placed(loan, version, position))
    return found


def _in_force(versions: Sequence[Version], on: date) -> Version | None:
    """The newest version that holds from the day or earlier."""
    return next((one for one in reversed(versions) if one.from_day <= on), None)


def rows_of(version: Version, carried: Carried | None) -> list[Row]:
    """A version's rows as the rules know them."""
    first = carried.first_number if carried else 1
    penalty = carried.penalty if carried else ZERO
    return [
        Row(
            row.number, row.due, row.principal, row.interest,
            penalty if row.number == first else ZERO, is_closed=row.number < first,
        )
        for row in version.rows
    ]  # fmt: skip


def carried_of(loan_ids: Collection[int]) -> dict[int, Carried]:
    """Schedule's key → what it was made from, for versions after the first."""
    found = {}
    for part in _chunks(loan_ids):
        query = sa.select(LoanRescheduling).where(LoanRescheduling.loan_id.in_(part))
        found |= {row.schedule_id: _carried(row) for row in session.scalars(query)}
    return found


def _carried(row: LoanRescheduling) -> Carried:
    percent = Decimal(row.percent) / THOUSAND
    return Carried(
        first_number=row.first_number, months=row.months,
        rate=Rate(percent=percent, per=Per(row.per), method=Method(row.method)),
        principal=Money(row.principal), interest=Money(row.carried_interest),
        penalty=Money(row.carried_penalty), waived_penalty=Money(row.waived_penalty),
    )  # fmt: skip


def allocated_of(loan_ids: Collection[int]) -> Mapping[int, list[Allocated]]:
    """Loan → what was paid on its instalments, in the order of the payments; reversed ones do not count."""
    found: dict[int, list[Allocated]] = defaultdict(list)
    columns = (
        LoanPayment.loan_id, LoanPayment.paid_on, LoanAllocation.number, LoanAllocation.part,
        LoanAllocation.amount,
    )  # fmt: skip
    query = sa.select(*columns).join(LoanPayment, LoanPayment.id == LoanAllocation.payment_id)
    for part in _chunks(loan_ids):
        counts = LoanPayment.loan_id.in_(part) & LoanPayment.reversed_seq.is_(None)
        rows = session.execute(query.where(counts).order_by(LoanPayment.loan_id, LoanPayment.id))
        for loan_id, on, number, name, amount in rows:
            piece = Piece.WAIVED if name == WAIVED else PIECE_OF[Part(name)]
            found[loan_id].append(Allocated(on, number, piece, Money(amount)))
    return found


def held_of(book_id: int, loan: Loan) -> Money:
    """Money of the borrower that waits for this loan (titipan)."""
    return Money(-ledger.balance(book_id=book_id, account=HELD, subject=loan.subject))


def _chunks(keys: Iterable[int]) -> Iterable[list[int]]:
    every = sorted(set(keys))
    return (every[start : start + _MOST_KEYS] for start in range(0, len(every), _MOST_KEYS))
