"""What if I pay more: by the settlement rule and by a shorter schedule; flat loans told honestly."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coop_app.dates import add_months
from coop_app.loans.rules.position import Allocated, Piece, Position, Row, position_on
from coop_app.loans.rules.products import PenaltyTerms
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.schedule import RoundingTooCoarse, Terms, schedule_of
from coop_app.loans.rules.settlement import Rule, settle
from coop_app.loans.rules.what_if import (
    MoreIsNegative,
    NothingMore,
    Plan,
    new_schedule,
    set_aside,
)
from coop_app.money import Money

START = date(2026, 1, 15)


def rate_of(method: Method, percent: str = "1") -> Rate:
    return Rate(percent=Decimal(percent), per=Per.MONTH, method=method)


def terms_of(method: Method, principal: int = 1_200_000, months: int = 12, **facts) -> Terms:
    return Terms(
        principal=Money(principal), rate=rate_of(method, facts.pop("percent", "1")), months=months,
        disbursed_on=START, first_due=add_months(START, 1), **facts,
    )  # fmt: skip


def placed(terms: Terms, paid: int = 0) -> Position:
    """After so many whole instalments, the day after the last of them was due."""
    made = schedule_of(terms).instalments
    rows = [Row(row.number, row.due, row.principal, row.interest) for row in made]
    allocated = [
        Allocated(row.due, row.number, piece, amount)
        for row in made[:paid]
        for piece, amount in ((Piece.PRINCIPAL, row.principal), (Piece.INTEREST, row.interest))
    ]
    day = made[paid - 1].due.replace(day=16) if paid else START
    return position_on(rows, allocated, PenaltyTerms(), day)


def test_flat_interest_falls_only_as_far_as_the_rule_says() -> None:
    """1.200.000, 1 % flat: 100.000 + 12.000 a month. With 100.000 more each month:

    on the 6th day 6 × 100.000 lie aside; 7 × 100.000 principal and 12.000 interest are asked,
    600.000 + 112.000 are at hand: over. Interest of months 7 to 12 is spared: 6 × 12.000.
    """
    position, plan = placed(terms_of(Method.FLAT)), Plan(extra=Money(100_000))
    spared = set_aside(position, Rule.RUNNING_MONTH, plan)
    assert (spared.months, spared.months_saved) == (6, 6)
    assert (spared.interest_before, spared.interest_saved) == (144_000, 72_000)
    assert spared.ends_on == date(2026, 7, 15)
    nothing = set_aside(position, Rule.ALL_INTEREST, plan)
    assert nothing.interest_saved == 0
    # all interest is asked: 5 months' more must lie aside for it, so it takes a month longer
    assert nothing.months == 7
    assert new_schedule(position, rate_of(Method.FLAT), 1, plan) is None


def test_the_rule_of_78_spares_less_than_half_after_half_the_time() -> None:
    spared = set_aside(placed(terms_of(Method.FLAT)), Rule.RULE_OF_78, Plan(extra=Money(100_000)))
    assert 0 < spared.interest_saved < 72_000


def test_a_lump_that_is_enough_ends_the_loan_today() -> None:
    terms = terms_of(Method.DECLINING)
    position = placed(terms, paid=6)
    asked = settle(terms, paid_instalments=6, rule=Rule.RUNNING_MONTH)
    ended = set_aside(position, Rule.RUNNING_MONTH, Plan(lump=asked.total))
    assert (ended.months, ended.ends_on) == (0, position.day)
    assert ended.interest == asked.interest
    short = set_aside(position, Rule.RUNNING_MONTH, Plan(lump=asked.total - 1))
    assert short.months == 1


def test_a_lump_on_a_declining_loan_makes_a_shorter_schedule() -> None:
    """After 6 of 12 months 600.000 are left. 100.000 go with the next instalment, 300.000 at once:

    200.000 are left; two months of 100.000 cost 2.000 and 1.000, the next instalment's interest
    6.000. As agreed it would be 6.000 + 5.000 + 4.000 + 3.000 + 2.000 + 1.000.
    """
    position = placed(terms_of(Method.DECLINING), paid=6)
    shorter = new_schedule(position, rate_of(Method.DECLINING), 1, Plan(lump=Money(300_000)))
    assert shorter is not None
    assert (shorter.months, shorter.months_saved) == (3, 3)
    assert (shorter.interest_before, shorter.interest) == (21_000, 9_000)
    assert shorter.ends_on == date(2026, 10, 15)


def test_more_than_all_that_is_left_ends_with_the_next_instalment() -> None:
    position = placed(terms_of(Method.ANNUITY), paid=6)
    ended = new_schedule(position, rate_of(Method.ANNUITY), 1, Plan(lump=Money(5_000_000)))
    assert ended is not None
    assert (ended.months, ended.interest) == (1, position.rows[6].interest)


def test_what_is_late_is_paid_first_and_not_counted() -> None:
    rows = placed(terms_of(Method.FLAT))
    late = position_on([row.row for row in rows.rows], [], PenaltyTerms(), date(2026, 4, 1))
    spared = set_aside(late, Rule.RUNNING_MONTH, Plan(extra=Money(100_000)))
    assert (spared.months_before, spared.interest_before) == (10, 120_000)
    assert spared.months == 5


def test_a_plan_is_more_than_nothing() -> None:
    with pytest.raises(NothingMore):
        Plan()
    for wrong in ({"extra": Money(-1)}, {"lump": Money(-1), "extra": Money(5)}):
        with pytest.raises(MoreIsNegative):
            Plan(**wrong)


METHODS = st.sampled_from(list(Method))
RULES = st.sampled_from([Rule.RUNNING_MONTH, Rule.ALL_INTEREST])
AMOUNTS = st.integers(0, 3_000_000).map(Money)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Terms, Position]:
    method = draw(METHODS)
    months = draw(st.integers(1, 24))
    percent = draw(st.sampled_from(["0", "0.75", "1", "1.5", "2"]))
    unit = draw(st.sampled_from([1, 100, 500]))
    terms = terms_of(method, draw(st.integers(200_000, 9_000_000)), months, percent=percent, rounding_unit=unit)  # fmt: skip
    try:
        schedule_of(terms)
    except RoundingTooCoarse:
        assume(False)
    return terms, placed(terms, draw(st.integers(0, months - 1)))


@given(situations(), RULES, AMOUNTS, AMOUNTS)
def test_paying_more_never_costs_more(
    situation: tuple[Terms, Position], rule: Rule, extra: Money, lump: Money
) -> None:
    assume(extra or lump)
    terms, position = situation
    plan = Plan(extra=extra, lump=lump)
    for outcome in (set_aside(position, rule, plan), new_schedule(position, terms.rate, terms.rounding_unit, plan)):  # fmt: skip
        if outcome is not None:
            assert 0 <= outcome.months_saved <= outcome.months_before
            assert outcome.interest_saved >= 0
            assert outcome.interest >= 0


@given(situations(), RULES, AMOUNTS, AMOUNTS, st.integers(1, 1_000_000))
def test_still_more_is_never_later(
    situation: tuple[Terms, Position], rule: Rule, extra: Money, lump: Money, more: int
) -> None:
    assume(extra or lump)
    _terms, position = situation
    plan = Plan(extra=extra, lump=lump)
    for better in (Plan(extra=extra + more, lump=lump), Plan(extra=extra, lump=lump + more)):
        assert set_aside(position, rule, better).months <= set_aside(position, rule, plan).months


@given(situations(), AMOUNTS)
def test_when_all_interest_is_asked_nothing_is_spared(
    situation: tuple[Terms, Position], lump: Money
) -> None:
    assume(lump)
    outcome = set_aside(situation[1], Rule.ALL_INTEREST, Plan(lump=lump))
    assert outcome.interest_saved == 0
