"""The class of a loan by both rules, and the reason that is kept with it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.dates import Month
from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio.judging import (
    CLASSES,
    DaysNotRising,
    Kept,
    LoanFacts,
    Ruler,
    Why,
    judge,
    months_doubtful,
)
from coop_app.loans.rules.products import Judging

CURRENT, MENTION, SUBSTANDARD, DOUBTFUL, LOSS = CLASSES
MONTHS, DAYS = Ruler(), Ruler(Judging.DAYS)


def facts(months=0, *, days=0, **more) -> LoanFacts:
    late = Decimal(months)
    return LoanFacts(
        days_late=days, principal_arrears_months=late, interest_arrears_months=late, **more
    )


@pytest.mark.parametrize(
    ("given", "loan_class"),
    [
        (facts(3), CURRENT),
        (facts(4), SUBSTANDARD),
        (facts(7, collateral_percent=Decimal(80), rescuable=True), DOUBTFUL),
        (facts(7), LOSS),
        (facts(7, collateral_percent=Decimal(80), rescuable=True, months_doubtful=22), LOSS),
    ],
)
def test_the_cooperative_rule(given, loan_class) -> None:  # cases L15
    assert judge(given, MONTHS).loan_class is loan_class


@pytest.mark.parametrize(
    ("days", "loan_class"),
    [
        (0, CURRENT), (30, CURRENT), (31, MENTION), (90, MENTION), (91, SUBSTANDARD),
        (120, SUBSTANDARD), (121, DOUBTFUL), (180, DOUBTFUL), (181, LOSS),
    ],
)  # fmt: skip
def test_the_rule_by_days(days, loan_class) -> None:
    assert judge(facts(days=days), DAYS).loan_class is loan_class


def test_the_days_are_a_setting() -> None:
    assert judge(facts(days=11), Ruler(Judging.DAYS, (10, 20, 30, 40))).loan_class is MENTION


@pytest.mark.parametrize("days", [(30, 90, 120), (30, 30, 120, 180), (-1, 90, 120, 180)])
def test_days_that_do_not_rise_are_refused(days) -> None:
    with pytest.raises(DaysNotRising):
        Ruler(Judging.DAYS, days)


def test_why_names_the_figures_that_decided() -> None:
    assert judge(facts(), MONTHS).why == ((Why.NOTHING_LATE, {}),)
    assert judge(facts(4, days=95), MONTHS).why == ((Why.LATE, {"days": "95", "months": "4"}),)
    assert judge(facts(7, collateral_percent=Decimal("80.50")), MONTHS).why[1] == (
        Why.NO_COLLATERAL,
        {"percent": "80.5"},
    )
    secured = {"collateral_percent": Decimal(100)}
    assert judge(facts(7, **secured), MONTHS).why[1] == (Why.COLLATERAL, {"percent": "100"})
    long = judge(facts(7, **secured, months_doubtful=21), MONTHS)
    assert long.why[1] == (Why.LONG_DOUBTFUL, {"months": "21"})


def test_a_rescheduled_loan_keeps_its_class_for_three_instalments() -> None:
    kept = judge(facts(kept=Kept(loan_class=SUBSTANDARD, paid=2, needed=3)), MONTHS)
    assert kept.loan_class is SUBSTANDARD
    assert kept.why[1] == (Why.KEPT, {"kept": "substandard", "paid": "2", "needed": "3"})
    free = judge(facts(kept=Kept(loan_class=SUBSTANDARD, paid=3, needed=3)), MONTHS)
    assert free.loan_class is CURRENT
    worse = judge(facts(7, kept=Kept(loan_class=SUBSTANDARD, paid=0, needed=3)), MONTHS)
    assert worse.loan_class is LOSS
    assert Why.KEPT not in dict(worse.why)


def test_months_doubtful_end_at_a_better_month_and_at_a_gap() -> None:
    now = Month(2026, 8)
    history = {now.plus(-n): DOUBTFUL for n in (1, 2, 3)}
    assert months_doubtful(history, now) == 3
    assert months_doubtful(history | {now.plus(-1): LOSS}, now) == 3
    assert months_doubtful(history | {now.plus(-2): SUBSTANDARD}, now) == 1
    assert months_doubtful({now.plus(-2): DOUBTFUL}, now) == 0
    assert months_doubtful({now: DOUBTFUL}, now) == 0


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from([MONTHS, DAYS]))
def test_more_arrears_are_never_a_better_class(one, other, ruler) -> None:
    less, more = sorted((one, other))
    better, worse = (judge(facts(n, days=n * 30), ruler).loan_class for n in (less, more))
    assert CLASSES.index(better) <= CLASSES.index(worse)


@given(st.sampled_from(CLASSES), st.integers(0, 3), st.integers(0, 12))
def test_keeping_a_class_never_makes_it_better(kept, paid, months) -> None:
    alone = judge(facts(months), MONTHS).loan_class
    both = judge(facts(months, kept=Kept(loan_class=kept, paid=paid, needed=3)), MONTHS).loan_class
    assert CLASSES.index(both) >= CLASSES.index(alone)
    assert both in {alone, kept}


def test_classes_are_those_of_the_cooperative_rule_and_one_between() -> None:
    assert [each.value for each in LoanClass] == [
        "current", "special_mention", "substandard", "doubtful", "loss",
    ]  # fmt: skip
