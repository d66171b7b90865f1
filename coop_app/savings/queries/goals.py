"""What members save for; how far they are is their share of the balance in the ledger."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.dates import add_months
from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.savings.models import SavingsGoal
from coop_app.savings.queries.pages import free_of, subject_of
from coop_app.savings.queries.products import get_product
from coop_app.savings.rules import goals
from coop_app.savings.rules.goals import Progress, Wish
from coop_app.savings.rules.products import SUKARELA

#: the pace is what was put aside a month over so many months
_PACE_MONTHS = 3


@dataclass(frozen=True, slots=True)
class SavedGoal:
    """One goal as it was named."""

    id: int
    member_id: int
    wish: Wish
    request_id: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal and how far it is."""

    id: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class GoalPage:
    """A member's goals, nearest first, and the savings behind them."""

    rows: tuple[GoalRow, ...]
    #: what of simpanan sukarela is free: without the minimum and without what is held
    free: Money
    #: put aside a month, of late
    pace: Money

    @property
    def earmarked(self) -> Money:
        """What the goals share."""
        return Money(sum(int(row.progress.saved) for row in self.rows))

    @property
    def names(self) -> str:
        """Which goals have something."""
        return ", ".join(row.progress.wish.name for row in self.rows if row.progress.saved)

    @property
    def left(self) -> Money:
        """Free savings that no goal needs."""
        return Money(max(self.free - self.earmarked, 0))

    @property
    def per_month(self) -> Money:
        """What reaches all of them in time."""
        return Money(sum(int(row.progress.per_month) for row in self.rows))


def goal_progress(cooperative_id: int, book_id: int, member_id: int, *, on: date) -> GoalPage:
    """How far a member's goals are on a day."""
    product = get_product(cooperative_id, SUKARELA)
    free = free_of(cooperative_id, book_id, member_id, product=SUKARELA)
    pace = _pace(book_id, product.role, member_id, on)
    saved = sorted(list_goals(cooperative_id, member_id), key=lambda goal: goal.wish.wanted_on)
    rows = goals.progress([goal.wish for goal in saved], free=free, pace=pace, today=on)
    return GoalPage(
        tuple(GoalRow(goal.id, row) for goal, row in zip(saved, rows, strict=True)), free, pace
    )


def _pace(book_id: int, role: str, member_id: int, on: date) -> Money:
    """What the balance grew by a month; nothing when it shrank."""
    now, before = (
        -ledger.balance(book_id=book_id, account=role, subject=subject_of(member_id), on=day)
        for day in (on, add_months(on, -_PACE_MONTHS))
    )
    return Money(max(int(now - before), 0) // _PACE_MONTHS)


def list_goals(cooperative_id: int, member_id: int) -> list[SavedGoal]:
    """The goals a member has now."""
    return _fetch(
        (SavingsGoal.cooperative_id == cooperative_id)
        & (SavingsGoal.member_id == member_id)
        & SavingsGoal.ended_on.is_(None)
    )


def get_goal(cooperative_id: int, goal_id: int) -> SavedGoal:
    """One goal. Raises `NotFound`, also for another cooperative's."""
    found = _fetch((SavingsGoal.cooperative_id == cooperative_id) & (SavingsGoal.id == goal_id))
    if not found:
        raise NotFound
    return found[0]


def find_goal_request(cooperative_id: int, request_id: str) -> SavedGoal | None:
    """The goal a request made before."""
    same = (SavingsGoal.cooperative_id == cooperative_id) & (SavingsGoal.request_id == request_id)
    found = _fetch(same)
    return found[0] if found else None


def _fetch(condition: sa.ColumnElement[bool]) -> list[SavedGoal]:
    rows = session.execute(
        sa.select(
            SavingsGoal.id, SavingsGoal.member_id, SavingsGoal.name, SavingsGoal.target,
            SavingsGoal.wanted_on, SavingsGoal.request_id, SavingsGoal.ended_on,
        )
        .where(condition)
        .order_by(SavingsGoal.id)
    )  # fmt: skip
    return [
        SavedGoal(key, member_id, Wish(name, Money(target), wanted_on), request_id, ended_on)
        for key, member_id, name, target, wanted_on, request_id, ended_on in rows
    ]
