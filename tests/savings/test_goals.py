"""Goals: the cases L of 7.5, what each goal has of the savings, how late it is; and their pages' service."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app import ledger
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import queries, service
from coop_app.savings.rules import goals
from coop_app.savings.rules.goals import (
    Goal,
    GoalBelowZero,
    MonthsNotPositive,
    NothingPutAside,
    Wish,
)
from tests.make import (
    TODAY,
    agreed,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)


def goal(target, saved=0):
    return Goal(Money(target), Money(saved))


@pytest.mark.parametrize(
    "case, target, saved, months, per_month",
    [
        ("L-1", 18_000_000, 0, 6, 3_000_000),
        ("L-4", 600, 0, 12, 50),
        ("L-4", 300, 0, 12, 25),
        ("L-4 rounded up", 500, 0, 16, 32),
        ("L-5", 500, 0, 32, 16),
        ("partly there", 1_000, 400, 7, 86),
        ("reached", 1_000, 1_001, 7, 0),
    ],
)
def test_how_much_a_month(case, target, saved, months, per_month) -> None:
    assert goal(target, saved).per_month(months) == per_month, case


def test_how_many_months() -> None:
    assert goal(1_000, 400).months(Money(100)) == 6
    assert goal(1_000, 400).months(Money(99)) == 7
    assert goal(1_000, 400).late_by(5, Money(99)) == 2
    assert goal(1_000, 400).late_by(7, Money(99)) == 0
    assert goal(1_000, 1_000).months(Money(1)) == 0


def test_what_is_no_goal() -> None:
    for target, saved in ((-1, 0), (0, -1)):
        with pytest.raises(GoalBelowZero):
            goal(target, saved)
    with pytest.raises(MonthsNotPositive):
        goal(1).per_month(0)
    with pytest.raises(NothingPutAside):
        goal(1).months(Money(0))


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 600))
def test_the_rounded_amount_reaches_the_goal_in_time(target, saved, months) -> None:
    per_month = goal(target, saved).per_month(months)
    assert saved + months * per_month >= target
    if per_month:
        assert saved + months * (per_month - 1) < target
        assert goal(target, saved).late_by(months, per_month) == 0


def wish(name, target, wanted_on):
    return Wish(name, Money(target), wanted_on)


ROOF = wish("atap", 600_000, date(2026, 12, 1))
GOAT = wish("kambing", 2_000_000, date(2027, 4, 14))


def progress(*wishes, free=0, pace=0, today=TODAY):
    return goals.progress(wishes, free=Money(free), pace=Money(pace), today=today)


def test_the_nearest_goal_is_filled_first() -> None:
    roof, goat = progress(GOAT, ROOF, free=700_000)
    assert [(row.wish.name, row.saved, row.missing) for row in (roof, goat)] == [
        ("atap", 600_000, 0),
        ("kambing", 100_000, 1_900_000),
    ]
    assert (roof.state, roof.percent, roof.per_month) == ("reached", 100, 0)
    assert (goat.percent, goat.months, goat.per_month) == (5, 8, 237_500)


@pytest.mark.parametrize(
    "free, pace, states, late",
    [
        (0, 0, ("not_saving", "not_saving"), (None, None)),
        (0, 150_000, ("in_time", "late"), (0, 10)),
        (0, 100_000, ("late", "late"), (2, 18)),
        (0, 325_000, ("in_time", "in_time"), (0, 0)),
        (599_999, 0, ("not_saving", "not_saving"), (None, None)),
        (2_600_000, 0, ("reached", "reached"), (0, 0)),
    ],
)
def test_how_late_at_this_pace(free, pace, states, late) -> None:
    found = progress(ROOF, GOAT, free=free, pace=pace)
    assert tuple(row.state for row in found) == states
    assert tuple(row.late_by for row in found) == late


def test_a_day_that_is_over() -> None:
    (row,) = progress(ROOF, free=100_000, pace=250_000, today=date(2027, 2, 3))
    assert (row.state, row.months, row.late_by, row.per_month) == ("overdue", -2, 4, 500_000)
    (still,) = progress(ROOF, free=100_000, today=date(2027, 2, 3))
    assert (still.state, still.late_by) == ("overdue", 2)


def test_a_goal_of_this_month_has_one_month_left() -> None:
    (row,) = progress(wish("sekolah", 100_000, date(2026, 8, 31)))
    assert (row.months, row.per_month) == (1, 100_000)
    (today,) = progress(wish("sekolah", 100_000, TODAY))
    assert (today.state, today.months) == ("overdue", 0)


@given(
    st.lists(
        st.tuples(st.integers(1, 10**8), st.dates(date(2026, 8, 15), date(2030, 1, 1))), max_size=6
    ),
    st.integers(-(10**6), 10**9),
)
def test_the_shares_never_exceed_what_is_there(asked, free) -> None:
    found = progress(*(wish("x", target, on) for target, on in asked), free=free)
    assert sum(row.saved for row in found) == min(
        max(free, 0), sum(target for target, _on in asked)
    )
    assert all(0 <= row.saved <= row.wish.target for row in found)
    together = Money(sum(row.per_month for row in found))
    later = progress(*(row.wish for row in found), free=free, pace=together)
    assert {row.state for row in later} <= {"in_time", "reached"}


class House:
    """One member who saves."""

    def __init__(self) -> None:
        self.key = make_cooperative()
        self.desk = make_savings(self.key)
        self.sri = make_member(self.key, make_group(self.key), joined_on=date(2026, 1, 5))

    def add(self, wish=ROOF, request_id="g-1", member_id=None):
        with transaction():
            return service.add_goal(
                desk=self.desk, member_id=member_id or self.sri.id, wish=wish, request_id=request_id
            )

    def progress(self):
        return queries.goal_progress(self.key, self.desk.book_id, self.sri.id, on=TODAY)


@pytest.fixture
def house(app):
    made = House()
    yield made
    assert ledger.audit(book_id=made.desk.book_id) == []
    assert queries.check(made.desk.book_id) == []


def test_a_goal_shows_what_the_ledger_holds(house) -> None:
    house.add()
    for month in (5, 6, 7, 8):
        make_deposit(house.desk, house.sri.id, 100_000, paid_on=date(2026, month, 14))
    shown = house.progress()
    assert (shown.free, shown.pace, shown.left) == (400_000, 100_000, 0)
    (row,) = shown.rows
    assert (row.progress.saved, row.progress.state, row.progress.late_by) == (400_000, "in_time", 0)
    with transaction():
        service.set_minimum(desk=agreed(house.desk), product="sukarela", minimum=Money(50_000))
    assert house.progress().rows[0].progress.saved == 350_000


def test_what_no_goal_needs_is_left(house) -> None:
    house.add(wish("sepatu", 50_000, date(2026, 10, 1)))
    make_deposit(house.desk, house.sri.id, 80_000)
    assert (house.progress().left, house.progress().earmarked) == (30_000, 50_000)


def test_a_goal_is_ended_once(house) -> None:
    row = house.add()
    with transaction():
        service.end_goal(desk=house.desk, goal_id=row)
    assert house.progress().rows == ()
    with pytest.raises(goals.GoalEnded), transaction():
        service.end_goal(desk=house.desk, goal_id=row)


def test_refused_goals(house) -> None:
    for refusal, asked in [
        (goals.GoalUnnamed, wish(" ", 1000, date(2027, 1, 1))),
        (goals.GoalWithoutAmount, wish("atap", 0, date(2027, 1, 1))),
        (goals.GoalInThePast, wish("atap", 1000, TODAY)),
    ]:
        with pytest.raises(refusal):
            house.add(asked)
    with pytest.raises(NotFound):
        house.add(member_id=99999)
    for number in range(goals.MOST_GOALS):
        house.add(request_id=f"g-{number}")
    with pytest.raises(goals.TooManyGoals):
        house.add(request_id="g-x")


def test_the_same_request_makes_one_goal(house) -> None:
    assert house.add() == house.add()
    with pytest.raises(RequestReused):
        house.add(GOAT)
    assert len(house.progress().rows) == 1


def test_a_goal_of_another_cooperative_is_not_found(house) -> None:
    row = house.add()
    other = make_savings(make_cooperative("Koperasi Lain"))
    with pytest.raises(NotFound), transaction():
        service.end_goal(desk=other, goal_id=row)
