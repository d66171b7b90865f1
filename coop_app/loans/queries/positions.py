"""Where loans stand on a day: one loan, or all loans of a book in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.loans.models import LoanAllocation, LoanPayment, LoanRescheduling, LoanSchedule
from coop_app.loans.queries.loans import Loan, Version, Wanted, get_loan, list_loans, schedules_of
from coop_app.loans.queries.payments import WAIVED
from coop_app.loans.rules.position import Allocated, Piece, Position, Row, position_on
from coop_app.loans.rules.position.rows import PIECE_OF
from coop_app.loans.rules.products import THOUSAND
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.repayment import Part
from coop_app.loans.rules.stages import CLOSED, DISBURSED, RUNNING
from coop_app.money import ZERO, Money
from coop_app.refusal import NotFound

_MOST_KEYS = 500
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
class Track:
    """Everything that a loan's position on any day follows from."""

    loan: Loan
    versions: tuple[Version, ...]
    carried: Mapping[int, Carried]
    allocated: tuple[Allocated, ...]

    def version(self, day: date) -> Version:
        """The schedule in force on a day: the newest one that holds from then or earlier."""
        held = [one for one in self.versions if one.from_day <= day]
        return (held or self.versions[:1])[-1]

    def position(self, day: date, *, rows_of: date | None = None) -> Position:
        """Where it stood at the end of a day, by the schedule of that day or of another one."""
        rows = self.rows(self.version(rows_of or day))
        return position_on(rows, self.allocated, self.loan.terms.penalty, day)

    def rows(self, version: Version) -> list[Row]:
        """A version's rows as the rules know them."""
        carried = self.carried.get(version.id)
        first = carried.first_number if carried else 1
        penalty = carried.penalty if carried else ZERO
        return [
            Row(
                row.number, row.due, row.principal, row.interest,
                penalty if row.number == first else ZERO, is_closed=row.number < first,
            )
            for row in version.rows
        ]  # fmt: skip

    @property
    def reschedulings(self) -> tuple[date, ...]:
        """From which days a new schedule holds."""
        return tuple(one.from_day for one in self.versions[1:])


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
    found = place([get_loan(cooperative_id, loan_id)], on=on)
    if not found:
        raise NotFound
    return found[0]


def positions(cooperative_id: int, *, on: date, wanted: Wanted | None = None) -> list[Placed]:
    """All loans that are out, or those wanted, by number; five statements for 500 loans."""
    return place(list_loans(cooperative_id, wanted or Wanted(stages=(DISBURSED,))), on=on)


def place(loans: Sequence[Loan], *, on: date) -> list[Placed]:
    """Positions of loans that are at hand; those without a schedule are left out."""
    return [Placed(track.loan, track.version(on), track.position(on)) for track in tracks(loans)]


def tracks_of(cooperative_id: int, book_id: int) -> dict[int, Track]:
    """Loan → its track, for all loans of a book that were ever paid out."""
    loans = list_loans(cooperative_id, Wanted(stages=(*RUNNING, CLOSED)))
    return {one.loan.id: one for one in tracks([loan for loan in loans if loan.book_id == book_id])}


def tracks(loans: Sequence[Loan]) -> list[Track]:
    """The tracks of loans that are at hand, in their order; those without a schedule are left out."""
    keys = [loan.id for loan in loans]
    versions, carried = schedules_of(keys), carried_of(keys)
    allocated = allocated_of(keys)
    return [
        Track(loan, tuple(versions[loan.id]), carried, tuple(allocated[loan.id]))
        for loan in loans
        if loan.id in versions
    ]


def carried_of(loan_ids: Collection[int]) -> dict[int, Carried]:
    """Schedule's key → what it was made from, for versions after the first."""
    found: dict[int, Carried] = {}
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


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """A rescheduling that a request made before."""

    version: int
    fingerprint: str


def find_rescheduling(cooperative_id: int, request_id: str) -> Rescheduled | None:
    """The version that a request made before, and the mark of its contents."""
    query = (
        sa.select(LoanSchedule.version, LoanRescheduling.fingerprint)
        .join(LoanSchedule, LoanSchedule.id == LoanRescheduling.schedule_id)
        .where(
            LoanRescheduling.cooperative_id == cooperative_id,
            LoanRescheduling.request_id == request_id,
        )
    )
    found = session.execute(query).first()
    return Rescheduled(found.version, found.fingerprint) if found else None


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
