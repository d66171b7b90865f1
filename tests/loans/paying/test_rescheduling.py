"""A new schedule for what is left: rows by hand, then on a real database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from coop_app import auth
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules import paying
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms
from coop_app.loans.rules.rate import Method
from coop_app.loans.rules.rescheduling import (
    Carry,
    FirstDueTooEarly,
    ReasonTooShort,
    Rescheduling,
    plan_of,
)
from coop_app.money import Money
from coop_app.refusal import RequestReused
from tests.make import SECOND
from tests.make_loans import rate_of
from tests.make_payments import Borrowing

MAY, DAY = date(2026, 5, 15), date(2026, 7, 20)
DAILY = PenaltyTerms(kind=PenaltyKind.DAILY, percent_per_day=Decimal("0.1"))


@pytest.fixture
def house(app):
    """Rp400.000 was paid in May: the first row, and 18.000 + 64.000 of June that ran."""
    made = Borrowing(penalty=DAILY)
    made.pay(MAY, 318_000)
    made.pay(date(2026, 5, 20), 82_000)
    yield made
    assert made.is_clean()


def wish(house, **facts):
    known = {
        "loan_id": house.loan_id, "on": DAY, "months": 4, "rate": rate_of("1"),
        "first_due": date(2026, 8, 15), "reason": "Panen gagal",
    }  # fmt: skip
    return Rescheduling(**(known | facts))


def change(house, request_id="r", desk=None, **facts):
    agreed = desk or replace(house.at(DAY), approved_by=SECOND)
    with transaction():
        return service.reschedule(desk=agreed, asked=wish(house, **facts), request_id=request_id)


def rows(found):
    return [(r.number, r.due.isoformat(), int(r.principal), int(r.interest)) for r in found]


def test_the_plan(house) -> None:
    """Left: 836.000. June is 35 days late, July 5: 236.000 and 318.000 at 0,1 % a day."""
    position = house.position(DAY)
    plan = plan_of(position, wish(house))
    assert rows(plan.rows) == [
        (1, "2026-05-15", 300_000, 18_000),
        (2, "2026-06-15", 64_000, 18_000),
        (3, "2026-08-15", 209_000, 8_360 + 18_000),
        (4, "2026-09-15", 209_000, 8_360),
        (5, "2026-10-15", 209_000, 8_360),
        (6, "2026-11-15", 209_000, 8_360),
    ]
    assert (plan.first_number, plan.principal, plan.interest) == (3, 836_000, 18_000)
    assert (plan.penalty, plan.waived_penalty, plan.dropped_interest) == (9_850, 0, 18_000)
    assert plan.rows[-1].balance == 0


def test_carried_interest_may_be_spread(house) -> None:
    plan = plan_of(house.position(DAY), wish(house, carry=Carry.SPREAD, waives_penalty=True))
    assert [int(row.interest) for row in plan.new_rows] == [12_860] * 4
    assert (plan.penalty, plan.waived_penalty) == (0, 9_850)


def test_rescheduling_writes_a_version_and_keeps_the_old_one(either) -> None:
    with either.app_context():
        house = Borrowing(penalty=DAILY)
        house.pay(MAY, 318_000)
        house.pay(date(2026, 5, 20), 82_000)
        assert change(house) == 2
        old, new = queries.schedules_of([house.loan_id])[house.loan_id]
        assert rows(old.rows)[3] == (4, "2026-08-15", 300_000, 18_000)
        assert (new.from_day, new.reason, new.approved_by) == (DAY, "Panen gagal", SECOND)
        assert house.owed(DAY) == [9_850, 0, 26_360, 0, 209_000]
        # the day before it is judged by the old schedule
        assert house.position(date(2026, 7, 19)).principal_arrears_months == 2
        assert house.position(DAY).days_late == 0
        assert house.balance("loans_to_members") == 836_000
        assert house.is_clean()


def test_the_new_schedule_is_paid_to_the_end(house) -> None:
    change(house)
    # penalty carried over, and the first of the new rows
    act = house.pay(date(2026, 8, 14), 9_850 + 26_360 + 209_000)
    assert act.shares == (
        (3, "interest", 26_360),
        (3, "penalty", 9_850),
        (3, "principal", 209_000),
    )
    assert house.owed(date(2026, 9, 16))[1:4:2] == [8_360, 209_000]
    late = house.position(date(2026, 9, 25))
    assert late.penalty == 2_174
    house.settle(date(2026, 9, 25), 2_174 + 8_360 + 8_360 + 627_000)
    assert house.loan.stage == "closed"


def test_it_takes_two_people_and_a_reason(house) -> None:
    with pytest.raises(auth.SecondPersonNeeded):
        change(house, desk=house.at(DAY))
    with pytest.raises(ReasonTooShort):
        change(house, reason=" ya ")
    with pytest.raises(FirstDueTooEarly):
        change(house, first_due=DAY)
    assert len(queries.schedules_of([house.loan_id])[house.loan_id]) == 1


def test_the_same_request_changes_once(house) -> None:
    assert change(house) == change(house) == 2
    with pytest.raises(RequestReused):
        change(house, months=5)


def test_payments_before_it_stay(house) -> None:
    change(house)
    act = queries.last_payment(house.loan_id)
    with pytest.raises(paying.NotTheLast):
        house.reverse(act.id, DAY)
    with pytest.raises(paying.PaidBeforeLastAct):
        house.pay(date(2026, 7, 19), 1_000, desk=house.at(DAY))


def test_twice_keeps_every_row(house) -> None:
    change(house)
    house.pay(date(2026, 8, 14), 50_000)
    again = date(2026, 8, 20)
    assert change(
        house, "r2", replace(house.at(again), approved_by=SECOND), on=again, months=10,
        rate=rate_of("0.5", method=Method.ANNUITY), first_due=date(2026, 9, 15),
    ) == 3  # fmt: skip
    assert house.position(again).principal_left == 836_000 - (50_000 - 9_850 - 26_360)
    assert house.position(DAY).principal_left == 836_000


def test_the_history_says_it(house) -> None:
    change(house)
    steps = queries.steps_of(house.loan_id)
    assert ("reschedule", "Panen gagal", SECOND) in [
        (step.step, step.text, step.approved_by) for step in steps
    ]


def test_what_was_let_go_is_kept(house) -> None:
    change(house, waives_penalty=True)
    (carried,) = queries.carried_of([house.loan_id]).values()
    assert (carried.penalty, carried.waived_penalty, carried.interest) == (0, 9_850, 18_000)
    assert carried.principal == Money(836_000)
    assert house.owed(DAY)[0] == 0
