"""All loans of a book, read once, and how each stands and is judged on any day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce

import sqlalchemy as sa

from coop_app import auth
from coop_app.dates import Month
from coop_app.db import session
from coop_app.loans.models import LoanCollateral, LoanGuarantor, LoanWriteOff
from coop_app.loans.queries.loans import Loan
from coop_app.loans.queries.portfolio.history import classes_of_months
from coop_app.loans.queries.positions import Track, tracks_of
from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio import policy as policies
from coop_app.loans.rules.portfolio.collection import Demand, DueRow, demand_of
from coop_app.loans.rules.portfolio.figures import Exposure
from coop_app.loans.rules.portfolio.judging import (
    Judgement,
    Kept,
    LoanFacts,
    Ruler,
    judge,
    months_doubtful,
    worse,
)
from coop_app.loans.rules.portfolio.policy import Policy
from coop_app.loans.rules.portfolio.provisions import accrual_for, allowance_for
from coop_app.loans.rules.position import Position, Unpaid
from coop_app.loans.rules.products import Recognition
from coop_app.loans.rules.stages import CLOSED
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import ZERO, Money

_DAY = timedelta(days=1)
_MONTHLY = Decimal(1)


@dataclass(frozen=True, slots=True)
class Judged:
    """One loan on a day: where it stands, its class and why, and what the books should hold for it."""

    loan: Loan
    member: MemberCard
    officer: str
    position: Position
    collateral: Money
    judgement: Judgement
    #: to be set aside, and interest due that is still expected
    allowance: Money
    accrued: Money

    @property
    def loan_class(self) -> LoanClass:
        """Its class."""
        return self.judgement.loan_class

    @property
    def principal(self) -> Money:
        """What is left of it."""
        return self.position.principal_left

    @property
    def exposure(self) -> Exposure:
        """As the figures over many loans see it."""
        return Exposure(self.loan_class, self.position.days_late, self.principal)


@dataclass(frozen=True, slots=True)
class LoanBook:
    """Everything that decides about the loans of a book; it costs the same few statements always."""

    cooperative_id: int
    loans: tuple[Loan, ...]
    tracks: Mapping[int, Track]
    cards: Mapping[int, MemberCard]
    officers: Mapping[int, str]
    collateral: Mapping[int, Money]
    written_off: Mapping[int, date]
    history: Mapping[int, Mapping[Month, LoanClass]]
    _policies: dict[date, Policy] = field(default_factory=dict)
    _positions: dict[tuple[int, date, int], Position] = field(default_factory=dict)

    def on(self, day: date) -> list[Judged]:
        """The loans of which something is left at the end of a day, by number."""
        found = [
            self._judged(loan, day)
            for loan in self.loans
            if self.is_out(loan, day) and not _is_over(loan, day)
        ]
        return [one for one in found if not one.position.is_settled]

    def is_out(self, loan: Loan, day: date) -> bool:
        """Whether it was paid out, and is neither taken back nor written off on a day."""
        if loan.disbursed_on is None or loan.disbursed_on > day or loan.reversed_seq is not None:
            return False
        lost = self.written_off.get(loan.id)
        return lost is None or lost > day

    def policy(self, day: date) -> Policy:
        """How loans are judged on a day."""
        if day not in self._policies:
            self._policies[day] = policy_on(self.cooperative_id, day)
        return self._policies[day]

    def _judged(self, loan: Loan, day: date) -> Judged:
        position, policy = self._position(loan, day, day), self.policy(day)
        collateral = self.collateral.get(loan.id, ZERO)
        ruler = policy.ruler(loan.terms.collectability)
        judgement = judge(self._facts(loan, position, self._kept(loan, position, ruler)), ruler)
        allowance = allowance_for(
            position.principal_left, judgement.loan_class, policy.allowance, collateral=collateral
        )
        accrued = accrual_for(
            interest_due(position), judgement.loan_class,
            accrues=loan.terms.recognition is Recognition.ACCRUAL,
        )  # fmt: skip
        card, officer = self.cards[loan.member_id], self.officers.get(loan.officer_id, "")
        return Judged(loan, card, officer, position, collateral, judgement, allowance, accrued)

    def _position(self, loan: Loan, day: date, rows_of: date) -> Position:
        """The position by the schedule of another day; the end of a month is the start of the next."""
        track = self.tracks[loan.id]
        key = (loan.id, day, track.version(rows_of).id)
        if key not in self._positions:
            self._positions[key] = track.position(day, rows_of=rows_of)
        return self._positions[key]

    def _facts(self, loan: Loan, position: Position, kept: Kept | None) -> LoanFacts:
        debt = position.principal_left + interest_due(position)
        pledged = self.collateral.get(loan.id, ZERO)
        percent = Decimal(int(pledged) * 100) / Decimal(int(debt)) if debt else Decimal(100)
        month = Month.of(position.day)
        return LoanFacts(
            days_late=position.days_late,
            principal_arrears_months=Decimal(position.principal_arrears_months),
            interest_arrears_months=Decimal(position.interest_arrears_months),
            instalment_period_months=_MONTHLY,
            collateral_percent=percent.quantize(Decimal("0.01")),
            months_doubtful=months_doubtful(self.history.get(loan.id, {}), month),
            kept=kept,
        )

    def _kept(self, loan: Loan, position: Position, ruler: Ruler) -> Kept | None:
        """The worst class a rescheduled loan had on the day before each of its reschedulings."""
        track = self.tracks[loan.id]
        befores = [track.position(day - _DAY) for day in track.reschedulings if day <= position.day]
        if not befores:
            return None
        classes = [judge(self._facts(loan, one, None), ruler).loan_class for one in befores]
        paid = sum(not row.row.is_closed and not row.is_open for row in position.rows)
        needed = self.policy(position.day).keep_payments
        return Kept(loan_class=reduce(worse, classes), paid=paid, needed=needed)

    def demands(self, month: Month) -> list[tuple[Loan, Demand]]:
        """What a month asked of each loan and what came, by number; loans without demand left out."""
        asked = [
            (loan, self._demand(loan, month))
            for loan in self.loans
            if self.is_out(loan, month.last) and not _is_over(loan, month.first - _DAY)
        ]
        return [(loan, demand) for loan, demand in asked if demand.demanded]

    def _demand(self, loan: Loan, month: Month) -> Demand:
        after = self._position(loan, month.last, month.last)
        before = self._position(loan, month.first - _DAY, month.last)
        rows = [
            _due_row(old, new, month)
            for old, new in zip(before.rows, after.rows, strict=True)
            if new.row.due <= month.last
        ]
        return demand_of(rows)


def _is_over(loan: Loan, day: date) -> bool:
    """Whether it was paid back by a day, so that nothing has to be worked out."""
    return loan.stage == CLOSED and loan.ended_on is not None and loan.ended_on <= day


def _due_row(old: Unpaid, new: Unpaid, month: Month) -> DueRow:
    # interest that was waived in the month was neither asked for any more nor paid
    asked = _open(old) - (new.waived - old.waived)
    return DueRow(old.row.due < month.first, asked, _open(new))


def _open(one: Unpaid) -> Money:
    return one.principal + one.interest


def interest_due(position: Position) -> Money:
    """Unpaid interest of instalments due up to and with the day."""
    due = (one for one in position.rows if one.row.due <= position.day)
    return sum((one.interest for one in due), ZERO)


def policy_on(cooperative_id: int, day: date) -> Policy:
    """The policy that was decided for a day, or the usual one."""
    return policies.read(auth.setting(policies.SETTING, cooperative_id=cooperative_id, on=day))


def loan_book(cooperative_id: int, book_id: int) -> LoanBook:
    """Read all loans that were ever paid out."""
    tracks = tracks_of(cooperative_id, book_id)
    loans = tuple(sorted((one.loan for one in tracks.values()), key=lambda loan: loan.number))
    return LoanBook(
        cooperative_id,
        loans,
        tracks,
        {card.id: card for card in members.all_cards(cooperative_id)},
        auth.names_of(cooperative_id, [loan.officer_id for loan in loans]),
        _collateral(cooperative_id),
        _written_off(cooperative_id, book_id),
        classes_of_months(book_id),
    )


def _collateral(cooperative_id: int) -> dict[int, Money]:
    """Loan → what its things would fetch and what guarantors pledged of their savings."""
    things = sa.select(LoanCollateral.loan_id, LoanCollateral.value).where(
        LoanCollateral.cooperative_id == cooperative_id
    )
    pledges = sa.select(LoanGuarantor.loan_id, LoanGuarantor.pledge).where(
        LoanGuarantor.cooperative_id == cooperative_id
    )
    found: dict[int, Money] = {}
    for loan_id, value in session.execute(sa.union_all(things, pledges)):
        found[loan_id] = found.get(loan_id, ZERO) + int(value)
    return found


def _written_off(cooperative_id: int, book_id: int) -> dict[int, date]:
    query = sa.select(LoanWriteOff.loan_id, LoanWriteOff.written_off_on).where(
        LoanWriteOff.cooperative_id == cooperative_id, LoanWriteOff.book_id == book_id
    )
    return {row.loan_id: row.written_off_on for row in session.execute(query)}
