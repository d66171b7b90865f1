"""Time deposits: due days, interest of a month (B8), maturity, early break."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.dates import Month
from coop_app.money import Money
from coop_app.savings.rules.deposits import (
    AlreadyMature,
    AtMaturity,
    BeforeBeginning,
    BelowSmallest,
    BreakRule,
    Counting,
    Deposit,
    DepositEnded,
    DepositRate,
    NewDepositRate,
    NewProduct,
    NoDepositRate,
    NothingDue,
    NotYetMature,
    Payout,
    Step,
    Term,
    check_product,
    check_rate,
    due_months,
    early_break,
    maturity,
    monthly,
    rate_on,
)
from coop_app.savings.rules.deposits.terms import NameMissing, TermUnclear
from coop_app.savings.rules.interest import RateUnclear
from coop_app.savings.rules.terms import DecisionMissing

TEN = Money(10_000_000)


def term(begins=date(2026, 1, 31), months=6, mille=6000, counting=Counting.MONTH):
    return Term(begins, months, mille, counting)


def held(payout=Payout.MONTHLY, paid=0, terms=None, **facts):
    its_term = terms or term()
    known = {"principal": TEN, "last_on": its_term.begins_on, "at_maturity": AtMaturity.PAY} | facts
    return Deposit(
        known["principal"], its_term, paid, payout, known["at_maturity"], known["last_on"],
        known.get("ended", False),
    )  # fmt: skip


def rule(kind, mille=0):
    return DepositRate(date(2026, 1, 1), 6000, BreakRule(kind), mille, "RAT")


def test_case_b8():
    assert term().interest(TEN, 1) == 50_000
    by_days = term(date(2026, 1, 1), counting=Counting.DAYS_365)
    assert by_days.interest(TEN, 1) == 50_959
    assert term(date(2026, 1, 1), counting=Counting.DAYS_360).interest(TEN, 1) == 51_667


def test_due_days_do_not_drift():
    days = [term().due(n) for n in range(7)]
    assert [day.day for day in days] == [31, 28, 31, 30, 31, 30, 31]
    assert term().ends_on == date(2026, 7, 31)


def test_case_b12_is_twelve_months_below_the_threshold():
    year = term(date(2026, 1, 1), 12, 10_000)
    found = maturity(held(Payout.MATURITY, terms=year), date(2027, 1, 1))
    assert found.interest == 12 * 83_333
    assert [amount for _month, amount in found.shares] == [83_333] * 12
    assert found.shares[0][0] == Month(2026, 2)


def test_monthly_interest_is_paid_up_to_the_last_but_one():
    assert due_months(held(), date(2026, 2, 27)) == 0
    found = monthly(held(), date(2026, 4, 30))
    assert (found.interest, found.paid_months) == (150_000, 3)
    assert monthly(held(paid=4), date(2027, 1, 1)).paid_months == 5
    with pytest.raises(NothingDue):
        monthly(held(paid=3), date(2026, 5, 30))
    with pytest.raises(NothingDue):
        monthly(held(Payout.MATURITY), date(2026, 5, 30))
    assert due_months(held(ended=True), date(2027, 1, 1)) == 0


def test_maturity_pays_what_is_left_and_nothing_beyond():
    found = maturity(held(paid=5), date(2026, 12, 1))
    assert (found.principal, found.interest, found.penalty) == (TEN, 50_000, 0)
    assert maturity(held(Payout.MATURITY), date(2026, 7, 31)).interest == 300_000


@pytest.mark.parametrize(
    ("kind", "payout", "paid", "interest", "lost", "penalty"),
    [
        # broken on 15 April: two months are over, 15 of 30 days of the third have passed
        ("running", Payout.MONTHLY, 2, 0, 25_000, 0),
        ("running", Payout.MONTHLY, 1, 50_000, 25_000, 0),
        ("running", Payout.MATURITY, 0, 100_000, 25_000, 0),
        ("unpaid", Payout.MATURITY, 0, 0, 125_000, 0),
        ("unpaid", Payout.MONTHLY, 2, 0, 25_000, 0),
        ("percent", Payout.MATURITY, 0, 125_000, 0, 50_000),
        ("percent", Payout.MONTHLY, 2, 25_000, 0, 50_000),
    ],
)
def test_an_early_break(kind, payout, paid, interest, lost, penalty):
    found = early_break(held(payout, paid), date(2026, 4, 15), rule(kind, 500))
    forfeited = sum(line.amount for line in found.lines if line.step is Step.FORFEITED)
    assert (found.interest, forfeited, found.penalty) == (interest, lost, penalty)
    assert found.principal == TEN
    shares = sum(amount for _month, amount in found.shares)
    assert shares == found.interest


def test_a_break_by_days():
    by_days = term(date(2026, 1, 1), counting=Counting.DAYS_365)
    found = early_break(held(terms=by_days), date(2026, 1, 11), rule("percent"))
    assert found.interest == 16_438  # 10.000.000 × 6 % × 10/365 = 16.438,36
    assert found.penalty == 0


def test_days_on_which_nothing_may_happen():
    with pytest.raises(NotYetMature):
        maturity(held(), date(2026, 7, 30))
    with pytest.raises(AlreadyMature):
        early_break(held(), date(2026, 7, 31), rule("running"))
    with pytest.raises(BeforeBeginning):
        early_break(held(), date(2026, 1, 30), rule("running"))
    with pytest.raises(DepositEnded):
        maturity(held(ended=True), date(2026, 7, 31))


@given(
    st.integers(1, 10**9), st.integers(0, 20_000), st.integers(1, 24), st.integers(0, 900),
    st.sampled_from(Counting), st.sampled_from(BreakRule), st.sampled_from(Payout),
)  # fmt: skip
def test_a_break_never_pays_more_than_staying(
    principal, mille, months, day, counting, kind, payout
):
    its_term = Term(date(2026, 1, 31), months, mille, counting)
    deposit = held(payout, 0, its_term, principal=Money(principal))
    on = date.fromordinal(its_term.begins_on.toordinal() + day)
    whole = maturity(deposit, its_term.ends_on).interest
    assert whole == sum(its_term.interest(Money(principal), n) for n in range(1, months + 1))
    if on >= its_term.ends_on:
        return
    found = early_break(deposit, on, rule(kind, 1000))
    assert 0 <= found.interest <= whole
    assert 0 <= found.penalty <= principal
    assert found.principal == principal


def test_products_and_rates_that_are_refused():
    good = NewProduct("Berjangka 6 bulan", 6, Money(1_000_000), "month")
    check_product(good)
    for wrong, refusal in (
        (NewProduct(" ", 6, Money(1), "month"), NameMissing),
        (NewProduct("x", 0, Money(1), "month"), TermUnclear),
        (NewProduct("x", 61, Money(1), "month"), TermUnclear),
        (NewProduct("x", 6, Money(0), "month"), BelowSmallest),
    ):
        with pytest.raises(refusal):
            check_product(wrong)
    check_rate(NewDepositRate(1, date(2026, 1, 1), 6000, "running", 0, "RAT"))
    for mille, cut, by, refusal in (
        (-1, 0, "RAT", RateUnclear), (100_001, 0, "RAT", RateUnclear),
        (1, 100_001, "RAT", RateUnclear), (1, 0, " ", DecisionMissing),
    ):  # fmt: skip
        with pytest.raises(refusal):
            check_rate(NewDepositRate(1, date(2026, 1, 1), mille, "running", cut, by))


def test_the_rate_of_a_day():
    first, second = rule("running"), rule("unpaid")
    assert rate_on([first, second], date(2026, 1, 1), product="x") is second
    with pytest.raises(NoDepositRate):
        rate_on([first], date(2025, 12, 31), product="x")
