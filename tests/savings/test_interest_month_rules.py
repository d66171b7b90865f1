"""What a month still has to be paid, and what a new rate must satisfy."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.dates import Month
from coop_app.money import ZERO, Money, half_up
from coop_app.savings.rules.interest import (
    BalanceBelowZero,
    DayBasisUnknown,
    Difference,
    Method,
    NewRate,
    NoRate,
    Paid,
    RateTier,
    RateTooEarly,
    RateUnclear,
    Standing,
    Tax,
    Terms,
    TiersUnordered,
    difference,
    earning,
    terms,
)
from coop_app.savings.rules.terms import DecisionMissing, NotFirstOfMonth

JUNE = Month(2026, 6)
LAW = Tax(Money(240_000), Decimal(10))
#: B0: 1 / 6 / 5,5 / 8 / 7 / 17 / 15 million
B0 = [
    (date(2026, 6, 1), 1_000_000), (date(2026, 6, 5), 5_000_000), (date(2026, 6, 6), -500_000),
    (date(2026, 6, 10), 2_500_000), (date(2026, 6, 20), -1_000_000), (date(2026, 6, 25), 10_000_000),
    (date(2026, 6, 30), -2_000_000),
]  # fmt: skip


def held(method=Method.LOWEST, mille=5000, *, minimum=0, basis=365, tiers=None):
    known = tiers or (RateTier(None, mille),)
    return Terms(date(2026, 1, 1), method, basis, Money(minimum), known)


def moved(rows):
    return [(on, Money(amount)) for on, amount in rows]


def of(rows, terms_, opening=0, month=JUNE):
    return earning(Money(opening), moved(rows), month, terms_)


@pytest.mark.parametrize(
    ("rows", "terms_", "opening", "exact", "interest"),
    [
        # B1: the lowest balance is that of the first four days
        (B0, held(), 0, "4109.59", 4110),
        # B4
        ([], held(mille=3000), 6_000_000, "14794.52", 14795),
        (B0, held(Method.AVERAGE), 0, "33835.62", 33836),
        (B0, held(Method.DAILY), 0, "33835.62", 33836),
        (B0, held(basis=360), 0, "4166.67", 4167),
    ],
)
def test_a_month(rows, terms_, opening, exact, interest):
    found = of(rows, terms_, opening)
    hundredths = Decimal(half_up(found.exact * 100)).scaleb(-2)
    assert (str(hundredths), found.interest) == (exact, interest)
    assert found.number_of_days == 30


def test_case_b5_of_31_days_and_of_one_day():
    july = Month(2026, 7)
    assert of([], held(mille=3000), 500_000, july).interest == 1274
    last = [(date(2026, 7, 31), 1_000_000)]
    assert of(last, held(Method.DAILY, 3000), 0, july).interest == 82


def test_case_b7():
    february = Month(2026, 2)
    rows = [
        (date(2026, 2, 4), 20_000_000), (date(2026, 2, 10), -10_000_000),
        (date(2026, 2, 17), 10_000_000),
    ]  # fmt: skip
    found = of(rows, held(Method.AVERAGE), 30_000_000, february)
    assert found.balance == Fraction(1_270_000_000, 28)
    assert found.interest == 173_973


def test_a_balance_below_the_minimum_earns_nothing():
    with_minimum = held(minimum=100_000)
    assert of([], with_minimum, 99_999).interest == 0
    assert of([], with_minimum, 100_000).interest == 411
    daily = held(Method.DAILY, minimum=100_000)
    up = [(date(2026, 6, 16), 1)]
    assert of(up, daily, 99_999).exact == Fraction(100_000 * 15 * 5, 36_500)


def test_the_minimum_swallows_the_tiers_below_it():
    tiers = (RateTier(Money(50_000), 1000), RateTier(Money(500_000), 2000), RateTier(None, 4000))
    found = held(minimum=100_000, tiers=tiers).rates
    assert [(t.below, t.percent_per_year) for t in found.tiers] == [
        (100_000, 0), (500_000, 2), (None, 4)
    ]  # fmt: skip


def test_savings_are_never_overdrawn():
    with pytest.raises(BalanceBelowZero):
        of([(date(2026, 6, 3), -1)], held())


@given(st.permutations(B0))
def test_the_order_of_recording_does_not_matter(rows):
    for method in Method:
        assert of(rows, held(method), 3_000_000) == of(B0, held(method), 3_000_000)


def standing(account=(0, 0), member=None, balance=10_000_000):
    mine = Paid(Money(account[0]), Money(account[1]))
    whole = mine if member is None else Paid(Money(member[0]), Money(member[1]))
    return Standing(mine, whole, Money(balance))


@pytest.mark.parametrize(
    ("interest", "before", "expected"),
    [
        (235_000, standing(), (235_000, 0)),  # B9
        (240_000, standing(), (240_000, 0)),  # B10
        (240_001, standing(), (240_001, 24_000)),
        # run again: nothing
        (240_001, standing((240_001, 24_000)), (0, 0)),
        # more was recorded afterwards: the difference, and the tax on all of it
        (250_000, standing((235_000, 0)), (15_000, 25_000)),
        (200_000, standing((250_000, 25_000)), (-50_000, -25_000)),
        # a deposit paid interest in the same month: both count together
        (50_000, standing(member=(200_000, 0)), (50_000, 25_000)),
        (2_000, standing(member=(239_000, 0)), (2_000, 24_100)),
    ],
)
def test_the_difference(interest, before, expected):
    found = difference(Money(interest), before, LAW)
    assert (found.interest, found.tax) == expected
    assert found.net == expected[0] - expected[1]


def test_tax_is_not_taken_deeper_than_the_account_goes():
    found = difference(Money(2_000), standing(member=(239_000, 0), balance=5_000), LAW)
    assert found == Difference(Money(2_000), Money(7_000), tax_left=Money(17_100))
    later = standing((2_000, 7_000), (241_000, 7_000), balance=100_000)
    assert difference(Money(2_000), later, LAW) == Difference(ZERO, Money(17_100))


def test_a_correction_that_the_account_cannot_bear_waits():
    found = difference(Money(0), standing((10_000, 0), balance=4_000), LAW)
    assert found.is_nothing
    assert found.interest_left == -10_000


@given(
    st.integers(0, 2_000_000), st.integers(0, 2_000_000), st.integers(0, 2_000_000),
    st.integers(0, 5_000_000),
)  # fmt: skip
def test_posting_the_difference_leaves_nothing_more(interest, other, posted, balance):
    before = standing((posted, 0), (posted + other, 0), balance)
    first = difference(Money(interest), before, LAW)
    assert balance + first.net >= 0
    after = Standing(
        before.account.plus(first.interest, first.tax),
        before.member.plus(first.interest, first.tax),
        Money(balance + first.net),
    )
    second = difference(Money(interest), after, LAW)
    assert second.is_nothing


def new(**facts):
    known = {
        "product": "sukarela", "valid_from": date(2026, 9, 1), "method": "lowest", "day_basis": 365,
        "minimum": ZERO, "tiers": (RateTier(None, 3500),), "decided_by": "Rapat pengurus 3/8/2026",
    }  # fmt: skip
    return NewRate(**known | facts)


def test_a_rate_as_it_should_be():
    terms.check(new(), paid_through=None)
    terms.check(new(), paid_through=Month(2026, 8))


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"tiers": ()}, RateUnclear),
        ({"tiers": (RateTier(None, 100_001),)}, RateUnclear),
        ({"tiers": (RateTier(Money(5), 1),)}, TiersUnordered),
        ({"day_basis": 366}, DayBasisUnknown),
        ({"minimum": Money(-1)}, RateUnclear),
        ({"decided_by": " "}, DecisionMissing),
        ({"valid_from": date(2026, 9, 2)}, NotFirstOfMonth),
        ({"valid_from": date(2026, 8, 1)}, RateTooEarly),
    ],
)
def test_a_rate_that_is_refused(facts, refusal):
    with pytest.raises(refusal):
        terms.check(new(**facts), paid_through=Month(2026, 8))


def test_the_newest_rate_holds():
    old, newer = held(mille=1000), Terms(date(2026, 6, 1), Method.DAILY, 365, ZERO, ())
    assert terms.in_force([old, newer], Month(2026, 5)) is old
    assert terms.in_force([old, newer], JUNE) is newer
    with pytest.raises(NoRate):
        terms.in_force([newer], Month(2026, 5))


def test_percent_as_people_write_it():
    assert terms.mille_of(Decimal("3.5")) == 3500
    assert terms.percent_of(3500) == Decimal("3.5")
    for wrong in ("3.5001", "-1", "100.001"):
        with pytest.raises(RateUnclear):
            terms.mille_of(Decimal(wrong))


def test_parameters_of_the_law():
    assert terms.tax_of(None, None) == LAW
    assert terms.tax_of("300000", "7,5") == Tax(Money(300_000), Decimal("7.5"))
    assert terms.tax_of("x", "-") == LAW
    assert terms.above_cap(9001, terms.CAP)
    assert not terms.above_cap(9000, terms.CAP)
