"""A loan as a value, the list of loans, and the schedules."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.loans.models import Loan as Row
from coop_app.loans.models import LoanInstalment, LoanProduct, LoanSchedule, LoanTerm
from coop_app.loans.queries.products import terms_of
from coop_app.loans.rules.products import ProductTerms
from coop_app.loans.rules.schedule import Instalment
from coop_app.money import Money
from coop_app.refusal import NotFound

_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class Loan:
    """One loan, from its application on."""

    id: int
    cooperative_id: int
    book_id: int
    number: int
    member_id: int
    group_id: int | None
    product_id: int
    product: str
    term_id: int
    terms: ProductTerms
    stage: str
    principal: Money
    months: int
    purpose: str
    applied_on: date
    officer_id: int
    disbursed_on: date | None
    first_due: date | None
    place_id: int | None
    provision: Money
    admin_fee: Money
    entry_seq: int | None
    reversed_seq: int | None
    ended_on: date | None

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"loan:{self.id}"

    @property
    def label(self) -> str:
        """How people name it: "P-0042"."""
        return f"P-{self.number:04d}"

    @property
    def net(self) -> Money:
        """What the borrower got into the hand."""
        return self.principal - self.provision - self.admin_fee


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a schedule; version 1 is as agreed, the newest is in force."""

    id: int
    loan_id: int
    version: int
    from_day: date
    reason: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    rows: tuple[Instalment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which loans; None asks for all."""

    stages: Collection[str] | None = None
    member_id: int | None = None
    group_id: int | None = None
    officer_id: int | None = None
    ids: Collection[int] | None = None


def list_loans(cooperative_id: int, wanted: Wanted | None = None) -> list[Loan]:
    """Loans by number, newest first."""
    return _fetch(cooperative_id, _conditions(wanted or Wanted()))


def get_loan(cooperative_id: int, loan_id: int) -> Loan:
    """One loan. Raises `NotFound`, also for another cooperative's."""
    found = _fetch(cooperative_id, [Row.id == loan_id])
    if not found:
        raise NotFound
    return found[0]


def find_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """The loan that a request applied for before, and the mark of its contents."""
    query = sa.select(Row.id, Row.fingerprint)
    mine = (Row.cooperative_id == cooperative_id) & (Row.request_id == request_id)
    found = session.execute(query.where(mine)).first()
    return (found.id, found.fingerprint) if found else None


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.stages is not None:
        found.append(Row.stage.in_(wanted.stages))
    if wanted.ids is not None:
        found.append(Row.id.in_(wanted.ids))
    for column, value in (
        (Row.member_id, wanted.member_id),
        (Row.group_id, wanted.group_id),
        (Row.officer_id, wanted.officer_id),
    ):
        if value is not None:
            found.append(column == value)
    return found


def _fetch(cooperative_id: int, conditions: Sequence[sa.ColumnElement[bool]]) -> list[Loan]:
    query = (
        sa.select(Row, LoanProduct.name, LoanTerm)
        .join(LoanProduct, LoanProduct.id == Row.product_id)
        .join(LoanTerm, LoanTerm.id == Row.term_id)
        .where(Row.cooperative_id == cooperative_id, *conditions)
        .order_by(Row.number.desc())
    )
    terms: dict[int, ProductTerms] = {}
    found = []
    for row, product, term in session.execute(query):
        terms[term.id] = terms.get(term.id) or terms_of(term)
        found.append(_loan(row, product, terms[term.id]))
    return found


def _loan(row: Row, product: str, terms: ProductTerms) -> Loan:
    return Loan(
        id=row.id, cooperative_id=row.cooperative_id, book_id=row.book_id, number=row.number,
        member_id=row.member_id, group_id=row.group_id, product_id=row.product_id,
        product=product, term_id=row.term_id, terms=terms, stage=row.stage,
        principal=Money(row.principal), months=row.months, purpose=row.purpose,
        applied_on=row.applied_on, officer_id=row.officer_id, disbursed_on=row.disbursed_on,
        first_due=row.first_due, place_id=row.place_id, provision=Money(row.provision),
        admin_fee=Money(row.admin_fee), entry_seq=row.entry_seq, reversed_seq=row.reversed_seq,
        ended_on=row.ended_on,
    )  # fmt: skip


def schedule_of(loan_id: int, version: int | None = None) -> Version:
    """The schedule in force, or the version named. Raises `NotFound` before the payout."""
    versions = schedules_of([loan_id]).get(loan_id, [])
    for found in reversed(versions):
        if version in {None, found.version}:
            return found
    raise NotFound


def schedules_of(loan_ids: Collection[int]) -> dict[int, list[Version]]:
    """Loan → all its schedules, oldest first, in two statements for 500 loans."""
    found: dict[int, list[Version]] = defaultdict(list)
    keys = sorted(loan_ids)
    for start in range(0, len(keys), _MOST_KEYS):
        mine = LoanSchedule.loan_id.in_(keys[start : start + _MOST_KEYS])
        rows = _rows(mine)
        order = (LoanSchedule.loan_id, LoanSchedule.version)
        for head in session.scalars(sa.select(LoanSchedule).where(mine).order_by(*order)):
            found[head.loan_id].append(_version(head, rows[head.id]))
    return found


def _rows(mine: sa.ColumnElement[bool]) -> dict[int, list[LoanInstalment]]:
    query = (
        sa.select(LoanInstalment)
        .join(LoanSchedule, LoanSchedule.id == LoanInstalment.schedule_id)
        .where(mine)
        .order_by(LoanInstalment.schedule_id, LoanInstalment.number)
    )
    found: dict[int, list[LoanInstalment]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.schedule_id].append(row)
    return found


def _version(head: LoanSchedule, rows: list[LoanInstalment]) -> Version:
    left = sum(row.principal for row in rows)
    made = []
    for row in rows:
        left -= row.principal
        principal, interest = Money(row.principal), Money(row.interest)
        made.append(Instalment(row.number, row.due, principal, interest, Money(left)))
    return Version(
        head.id, head.loan_id, head.version, head.from_day, head.reason, head.made_by,
        head.approved_by, head.made_at, tuple(made),
    )  # fmt: skip
