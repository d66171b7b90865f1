"""Provisions, ageing, PAR, NPL, demand and collection; and what holds whatever the loans."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.dates import Month
from coop_app.loans.rules.portfolio import figures, policy
from coop_app.loans.rules.portfolio.collection import (
    Demand,
    DueRow,
    demand_of,
    months_back,
    together,
)
from coop_app.loans.rules.portfolio.figures import AT_RISK, BUCKETS, Exposure
from coop_app.loans.rules.portfolio.judging import CLASSES
from coop_app.loans.rules.portfolio.policy import Policy
from coop_app.loans.rules.portfolio.provisions import (
    USUAL_PERCENT,
    AllowanceTerms,
    Change,
    PercentFalls,
    PercentOutOfRange,
    accrual_for,
    allowance_for,
)
from coop_app.loans.rules.products import Judging
from coop_app.money import ZERO, Money

CURRENT, MENTION, SUBSTANDARD, DOUBTFUL, LOSS = CLASSES
USUAL = AllowanceTerms()
MONEY = st.integers(0, 10**9).map(Money)
LOANS = st.lists(st.builds(Exposure, st.sampled_from(CLASSES), st.integers(0, 400), MONEY))


@pytest.mark.parametrize(
    ("loan_class", "amount"),
    [(CURRENT, 0), (MENTION, 0), (SUBSTANDARD, 500001), (DOUBTFUL, 750001), (LOSS, 1000001)],
)
def test_the_older_health_rule(loan_class, amount) -> None:
    assert allowance_for(Money(1000001), loan_class, USUAL) == amount


def test_collateral_counts_only_where_that_was_decided() -> None:
    net = AllowanceTerms(net_of_collateral=True)
    loan = Money(1000000)
    assert allowance_for(loan, LOSS, USUAL, collateral=Money(400000)) == 1000000
    assert allowance_for(loan, LOSS, net, collateral=Money(400000)) == 600000
    assert allowance_for(loan, SUBSTANDARD, net, collateral=Money(400000)) == 300000
    assert allowance_for(loan, LOSS, net, collateral=Money(2000000)) == 0


def test_percentages_of_a_bank() -> None:
    bank = dict(zip(CLASSES, map(Decimal, ("0.5", "5", "10", "50", "100")), strict=True))
    assert allowance_for(Money(1000000), CURRENT, AllowanceTerms(bank)) == 5000


def test_percentages_that_make_no_sense_are_refused() -> None:
    with pytest.raises(PercentOutOfRange):
        AllowanceTerms(dict(USUAL_PERCENT) | {LOSS: Decimal(101)})
    with pytest.raises(PercentFalls):
        AllowanceTerms(dict(USUAL_PERCENT) | {DOUBTFUL: Decimal(40)})
    with pytest.raises(PercentOutOfRange):
        policy.percents(dict.fromkeys((each.value for each in CLASSES), "lima"))
    with pytest.raises(PercentOutOfRange):
        policy.percents(dict.fromkeys((each.value for each in CLASSES), "NaN"))


def test_interest_of_a_bad_loan_is_not_expected_any_more() -> None:
    due = Money(75000)
    assert [accrual_for(due, each, accrues=True) for each in CLASSES] == [75000, 75000, 0, 0, 0]
    assert accrual_for(due, CURRENT, accrues=False) == 0
    assert Change(Money(20000), Money(75000)).difference == 55000


@pytest.mark.parametrize(("npl", "score"), [(500, 4), (501, 3), (700, 3), (1200, 2), (1600, 1)])
def test_score_of_problem_loans(npl, score) -> None:  # cases G4
    assert figures.npl_score(npl) == score


def test_figures_of_a_small_book() -> None:
    loans = [
        Exposure(CURRENT, 0, Money(6000000)), Exposure(CURRENT, 31, Money(2000000)),
        Exposure(SUBSTANDARD, 95, Money(1500000)), Exposure(LOSS, 200, Money(500000)),
    ]  # fmt: skip
    assert [figures.at_risk(loans, days).principal for days in AT_RISK] == [
        4000000,
        2000000,
        2000000,
    ]
    assert [figures.at_risk(loans, days).share for days in AT_RISK] == [4000, 2000, 2000]
    assert (figures.problem(loans).count, figures.problem(loans).share) == (2, 2000)
    ageing = {bucket.key: part.principal for bucket, part in figures.ageing(loans).items()}
    assert ageing == {
        "0": 6000000, "1-30": 0, "31-60": 2000000, "61-90": 0, "91-180": 1500000, "181": 500000,
    }  # fmt: skip


def test_a_loan_thirty_days_late_is_not_yet_more_than_thirty_days_late() -> None:
    assert figures.at_risk([Exposure(CURRENT, 30, Money(1))], 30).count == 0


def test_no_loans_make_no_share() -> None:
    assert figures.at_risk([], 30).share == 0
    assert Demand().share == 0


@given(LOANS)
def test_buckets_and_classes_sum_to_the_loan_book(loans) -> None:
    book = figures.total(loans)
    for parts in (figures.ageing(loans), figures.by_class(loans)):
        assert sum(part.principal for part in parts.values()) == book
        assert sum(part.count for part in parts.values()) == len(loans)


@given(LOANS)
def test_par_falls_with_the_days(loans) -> None:
    par = [figures.at_risk(loans, days) for days in AT_RISK]
    assert sorted((part.principal for part in par), reverse=True) == [p.principal for p in par]
    assert all(0 <= part.share <= 10_000 for part in par)


@given(LOANS, st.randoms())
def test_the_order_of_loans_does_not_matter(loans, random) -> None:
    mixed = list(loans)
    random.shuffle(mixed)
    assert figures.ageing(mixed) == figures.ageing(loans)
    assert figures.problem(mixed) == figures.problem(loans)


@given(st.integers(0, 10**6))
def test_every_day_late_has_one_bucket(days) -> None:
    assert sum(bucket.holds(days) for bucket in BUCKETS) == 1


@given(MONEY, MONEY, st.booleans())
def test_the_allowance_grows_with_the_class_and_never_passes_the_loan(
    loan, collateral, net
) -> None:
    terms = AllowanceTerms(net_of_collateral=net)
    row = [allowance_for(loan, each, terms, collateral=collateral) for each in CLASSES]
    assert row == sorted(row)
    assert all(0 <= amount <= loan for amount in row)


def test_demand_and_collection_of_a_month() -> None:
    rows = [
        DueRow(is_arrears=True, unpaid_before=Money(491667), unpaid_after=ZERO),
        DueRow(is_arrears=False, unpaid_before=Money(491667), unpaid_after=Money(400000)),
    ]
    demand = demand_of(rows)
    assert (demand.arrears, demand.arrears_collected) == (491667, 491667)
    assert (demand.due, demand.due_collected) == (491667, 91667)
    assert (demand.demanded, demand.collected, demand.missing) == (983334, 583334, 400000)
    assert demand.share == 5932
    assert together([demand, demand]).missing == 800000


@given(st.lists(st.builds(DueRow, st.booleans(), MONEY, st.just(ZERO))))
def test_what_is_missing_is_what_stays_unpaid(rows) -> None:
    demand = demand_of(rows)
    assert demand.demanded == sum(row.unpaid_before for row in rows)
    assert demand.missing == 0
    assert Fraction(demand.share) in {Fraction(0), Fraction(10_000)}


def test_months_of_a_trend_end_with_the_one_asked_for() -> None:
    assert [str(month) for month in months_back(Month(2026, 2), 3)] == [
        "2025-12",
        "2026-01",
        "2026-02",
    ]


def test_a_policy_comes_back_as_it_was_written() -> None:
    percent = policy.percents(
        dict(zip((each.value for each in CLASSES), ("0,5", "5", "10", "50", "100"), strict=True))
    )
    decided = Policy((15, 60, 90, 120), AllowanceTerms(percent, True), 6)
    assert policy.read(policy.write(decided)) == decided
    assert percent[CURRENT] == Decimal("0.5")


def test_where_nothing_was_decided_the_usual_policy_holds() -> None:
    usual = policy.read(None)
    assert usual.ruler(Judging.DAYS).days == (30, 90, 120, 180)
    assert [int(usual.allowance.percent[each]) for each in CLASSES] == [0, 0, 50, 75, 100]
    assert (usual.allowance.net_of_collateral, usual.keep_payments) == (False, 3)
