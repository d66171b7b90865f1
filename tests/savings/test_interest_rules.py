"""Interest on savings: the ledgers of cases.md B, tiers, tax, and the limits."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop_app.money import Money
from coop_app.savings.rules.interest import (
    BalanceBelowZero,
    DayBasisUnknown,
    Method,
    MovementOutsidePeriod,
    PeriodReversed,
    Rates,
    Span,
    Tax,
    Tier,
    TiersUnordered,
    earned,
    exact_interest,
    spans,
)

M = 1_000_000
JUNE = [(1, M), (5, 5 * M), (6, -M // 2), (10, M * 5 // 2), (20, -M), (25, 10 * M), (30, -2 * M)]


def percent(text):
    return Rates((Tier(None, Decimal(text)),))


def june():
    moves = [(date(2025, 6, day), Money(amount)) for day, amount in JUNE]
    return spans(Money(0), moves, start=date(2025, 6, 1), end=date(2025, 6, 30))


def still(balance, days, start=date(2025, 1, 1)):
    return [Span(start, start + timedelta(days=days - 1), Money(balance))]


def exact(found, method, rate, basis=365):
    value = exact_interest(found, method=Method(method), rates=percent(rate), day_basis=basis)
    return round(Decimal(value.numerator) / value.denominator, 2)


def test_end_of_day_balances_b0() -> None:
    assert [span.days for span in june()] == [4, 1, 4, 10, 5, 5, 1]
    balances = [M, 6 * M, M * 11 // 2, 8 * M, 7 * M, 17 * M, 15 * M]
    assert [span.balance for span in june()] == balances


def test_a_period_is_covered_whole() -> None:
    found = spans(
        Money(100),
        [(date(2025, 1, 3), Money(5)), (date(2025, 1, 3), Money(-5)), (date(2025, 1, 4), Money(1))],
        start=date(2025, 1, 1),
        end=date(2025, 1, 5),
    )
    assert found == [
        Span(date(2025, 1, 1), date(2025, 1, 3), Money(100)),
        Span(date(2025, 1, 4), date(2025, 1, 5), Money(101)),
    ]


def test_the_order_within_a_day_does_not_matter() -> None:
    day = date(2025, 1, 1)
    moves = [(day, Money(-50)), (day, Money(80))]
    assert spans(Money(0), moves, start=day, end=day) == [Span(day, day, Money(30))]


@pytest.mark.parametrize(
    "case, found, method, rate, expected",
    [
        ("B1", june(), "lowest", 5, "4109.59"),
        ("B4", still(6 * M, 30), "lowest", 3, "14794.52"),
        ("B5 lowest", still(M // 2, 31), "lowest", 3, "1273.97"),
        ("B5 daily", still(M, 1), "daily", 3, "82.19"),
        ("B8", still(10 * M, 31), "daily", 6, "50958.90"),
        ("average", june(), "average", 5, "33835.62"),
        ("daily", june(), "daily", 5, "33835.62"),
    ],
)
def test_interest(case, found, method, rate, expected) -> None:
    assert str(exact(found, method, rate)) == expected, case


def test_a_month_of_a_year_of_360_days_b8() -> None:
    found = still(10 * M, 30)
    result = earned(found, method=Method.DAILY, rates=percent(6), day_basis=360)
    assert result.interest == 50_000


def test_average_of_february_b7() -> None:
    moves = [(date(2025, 2, 4), Money(20 * M)), (date(2025, 2, 10), Money(-10 * M))]
    moves.append((date(2025, 2, 17), Money(10 * M)))
    found = spans(Money(30 * M), moves, start=date(2025, 2, 1), end=date(2025, 2, 28))
    assert [span.days for span in found] == [3, 6, 7, 12]
    result = earned(found, method=Method.AVERAGE, rates=percent(5), day_basis=365)
    assert result.interest == 173_973
    assert result.interest != 95_890, "the source counts the days wrongly"


TIERS = Rates(
    (
        Tier(Money(M), Decimal(0)),
        Tier(Money(10 * M), Decimal(3)),
        Tier(None, Decimal("4.5")),
    )
)


@pytest.mark.parametrize(
    "balance, rate", [(0, 0), (M - 1, 0), (M, 3), (10 * M - 1, 3), (10 * M, "4.5")]
)
def test_a_tier_holds_below_its_bound(balance, rate) -> None:
    assert TIERS.percent(balance) == Fraction(rate)


def test_each_day_earns_its_own_tier() -> None:
    found = [*still(500_000, 10), *still(2 * M, 10, date(2025, 1, 11))]
    assert exact_interest(found, method=Method.DAILY, rates=TIERS, day_basis=360) == Fraction(
        5000, 3
    )
    # the mean, 1 250 000, lies in the second tier; the lowest in the first
    average = exact_interest(found, method=Method.AVERAGE, rates=TIERS, day_basis=360)
    assert average == Fraction(1_250_000 * 20 * 3, 36_000)
    assert exact_interest(found, method=Method.LOWEST, rates=TIERS, day_basis=360) == 0


TAX = Tax(Money(240_000), Decimal(10))


@pytest.mark.parametrize("interest, tax", [(235_000, 0), (240_000, 0), (240_001, 24_000)])
def test_tax_b9_b10(interest, tax) -> None:
    assert TAX.on(Money(interest)) == tax


def test_several_months_are_tested_each_by_itself_b12() -> None:
    year = still(20 * M, 365)
    result = earned(year, method=Method.DAILY, rates=percent(5), day_basis=365, tax=TAX)
    assert (result.interest, result.tax, result.net) == (M, 0, M)


def test_only_the_months_above_the_threshold_are_taxed() -> None:
    moves = [(date(2025, 2, 1), Money(60 * M))]
    found = spans(Money(20 * M), moves, start=date(2025, 1, 1), end=date(2025, 3, 31))
    result = earned(found, method=Method.DAILY, rates=percent(6), day_basis=365, tax=TAX)
    # January 101 918; February 368 219 and March 407 671 are taxed
    assert result.interest == 877_808
    assert (result.tax, result.net) == (36_821 + 40_767, 877_808 - 77_588)


def test_a_month_may_begin_on_any_day() -> None:
    found = still(100 * M, 31, date(2025, 1, 16))
    result = earned(found, method=Method.DAILY, rates=percent(3), day_basis=365, tax=TAX)
    assert (result.interest, result.tax) == (254_795, 25_479)


@pytest.mark.parametrize("method", list(Method))
def test_nothing_saved_earns_and_owes_nothing(method) -> None:
    result = earned(still(0, 90), method=method, rates=percent(5), day_basis=365, tax=TAX)
    assert (result.interest, result.tax, result.net) == (0, 0, 0)


def test_what_is_no_period() -> None:
    day = date(2025, 1, 2)
    with pytest.raises(PeriodReversed):
        spans(Money(0), [], start=day, end=date(2025, 1, 1))
    for outside in (date(2025, 1, 1), date(2025, 1, 3)):
        with pytest.raises(MovementOutsidePeriod):
            spans(Money(9), [(outside, Money(1))], start=day, end=day)
    with pytest.raises(BalanceBelowZero):
        spans(Money(9), [(day, Money(-10))], start=day, end=day)
    with pytest.raises(DayBasisUnknown):
        exact(still(M, 1), "daily", 5, basis=366)


@pytest.mark.parametrize("bounds", [[2, 1, None], [1, 1, None], [1, None, None], [1, 2], [None, 3]])
def test_tiers_rise_and_the_last_is_open(bounds) -> None:
    tiers = [Tier(None if bound is None else Money(bound), Decimal(1)) for bound in bounds]
    with pytest.raises(TiersUnordered):
        Rates(tuple(tiers))


START = date(2024, 1, 15)
ledgers = st.lists(
    st.tuples(
        st.integers(0, 400).map(lambda n: START + timedelta(days=n)),
        st.integers(0, 10**9).map(Money),
    ),
    max_size=20,
)


@given(ledgers, st.integers(0, 10**9), st.decimals(0, 20, places=2))
@settings(max_examples=80, deadline=None)
def test_interest_lies_between_the_lowest_and_the_highest_balance(moves, opening, rate) -> None:
    end = START + timedelta(days=400)
    found = spans(Money(opening), moves, start=START, end=end)
    assert sum(span.days for span in found) == 401
    assert all(b.start == a.end + timedelta(days=1) for a, b in pairwise(found))
    by = {
        method: earned(found, method=method, rates=percent(rate), day_basis=365, tax=TAX)
        for method in Method
    }
    lowest, highest = min(s.balance for s in found), max(s.balance for s in found)
    most = Fraction(rate) * int(highest) * 401 / 36_500
    assert by[Method.LOWEST].exact == Fraction(rate) * int(lowest) * 401 / 36_500
    assert by[Method.LOWEST].exact <= by[Method.AVERAGE].exact <= most
    assert by[Method.AVERAGE].exact == by[Method.DAILY].exact
    for one in by.values():
        assert abs(int(one.interest) - one.exact) <= Fraction(1, 2)
        assert 0 <= one.tax * 10 <= one.interest
        assert one.net == one.interest - one.tax
