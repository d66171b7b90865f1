"""Schedules, their fees and true cost: the tables of cases.md and the limits of the rules."""

from datetime import date
from decimal import Decimal

import pytest

from coop_app.loans.rules.cost import Fees, FeesTooHigh, effective_percent_per_year
from coop_app.loans.rules.rate import Method, Per, Rate, RateOutOfRange
from coop_app.loans.rules.schedule import (
    DueBeforeDisbursed,
    GraceTooLong,
    PrincipalNotPositive,
    RoundingTooCoarse,
    RoundingUnitUnknown,
    TermOutOfRange,
    Terms,
    schedule_of,
)
from coop_app.money import Money


def rate(percent, per, method):
    return Rate(percent=Decimal(percent), per=Per(per), method=Method(method))


def terms(principal, percent, per, method, months, **more):
    more.setdefault("disbursed_on", date(2025, 1, 5))
    more.setdefault("first_due", date(2025, 2, 5))
    return Terms(principal=Money(principal), rate=rate(percent, per, method), months=months, **more)


def rows(*given, **more):
    return schedule_of(terms(*given, **more)).instalments


@pytest.mark.parametrize(
    "case, given, principal, interest, last_principal",
    [
        ("L1", (9_000_000, 1, "month", "flat", 12), 750_000, 90_000, 750_000),
        ("L2", (12_000_000, 5, "year", "flat", 24), 500_000, 50_000, 500_000),
        ("L3", (3_000_000, 9, "year", "flat", 20), 150_000, 22_500, 150_000),
        ("L4", (2_000_000, 9, "year", "flat", 8), 250_000, 15_000, 250_000),
        ("L5", (6_000_000, "1.5", "month", "flat", 12), 500_000, 90_000, 500_000),
        ("L6", (60_000_000, 12, "year", "flat", 36), 1_666_667, 600_000, 1_666_655),
        ("F10", (1_000_000, 12, "year", "flat", 12), 83_333, 10_000, 83_337),
        ("F11", (300_000, 24, "year", "flat", 1), 300_000, 6_000, 300_000),
        ("F13", (5_000_000, "1.5", "month", "flat", 12), 416_667, 75_000, 416_663),
        ("part 2 L11", (1_000, 0, "year", "annuity", 4), 250, 0, 250),
        ("part 2 L19", (1_200, 0, "month", "declining", 6), 200, 0, 200),
    ],
)
def test_every_row_alike(case, given, principal, interest, last_principal) -> None:
    *first, last = rows(*given)
    assert {(row.principal, row.interest) for row in first} <= {(principal, interest)}, case
    assert (last.principal, last.interest, last.balance) == (last_principal, interest, 0), case


@pytest.mark.parametrize(
    "case, given, printed",
    [
        ("L5", (6_000_000, "1.5", "month", "flat", 12), 507_500),
        ("L6", (60_000_000, 12, "year", "flat", 36), 600_000),
    ],
)
def test_a_published_instalment_that_is_wrong(case, given, printed) -> None:
    assert rows(*given)[0].total != printed, case


def test_declining_l7() -> None:
    schedule = schedule_of(terms(60_000_000, 24, "year", "declining", 6))
    interest = [1_200_000, 1_000_000, 800_000, 600_000, 400_000, 200_000]
    assert [row.interest for row in schedule.instalments] == interest
    assert (schedule.total_interest, schedule.total) == (4_200_000, 64_200_000)


def test_declining_l9() -> None:
    schedule = schedule_of(terms(5_000_000, 22, "year", "declining", 12))
    interest = [91_667, 84_028, 76_389, 68_750, 61_111, 53_472]
    interest += [45_833, 38_194, 30_556, 22_917, 15_278, 7_639]
    assert [row.interest for row in schedule.instalments] == interest
    assert [row.principal for row in schedule.instalments] == [416_667] * 11 + [416_663]
    assert schedule.total_interest == 595_834
    assert (schedule.instalments[0].total, schedule.instalments[-1].total) == (508_334, 424_302)


def test_declining_l10() -> None:
    first, second, *_ = rows(36_000_000, 24, "year", "declining", 12)
    assert (first.total, second.total) == (3_720_000, 3_660_000)


def test_annuity_l11() -> None:
    schedule = schedule_of(terms(10_000_000, 12, "year", "annuity", 24))
    first, last = schedule.instalments[0], schedule.instalments[-1]
    assert (first.interest, first.principal, first.total) == (100_000, 370_735, 470_735)
    assert (last.interest, last.principal, last.total) == (4_661, 466_068, 470_729)
    assert schedule.total_interest == 1_297_634


@pytest.mark.parametrize(
    "case, given, interest",
    [
        ("L22", (1_000, 3, "month", "annuity", 6), [30, 25, 21, 16, 11, 5]),
        ("L23", (10_000, 5, "month", "annuity", 6), [500, 427, 349, 268, 183, 94]),
    ],
)
def test_annuity_in_small_numbers(case, given, interest) -> None:
    assert [row.interest for row in rows(*given)] == interest, case


def test_annuity_part_2_l26() -> None:
    schedule = schedule_of(terms(10_000_000, 12, "year", "annuity", 12))
    totals = [row.total for row in schedule.instalments]
    assert totals == [888_488] * 11 + [888_485]
    assert schedule.instalments[0].principal == 788_488
    assert schedule.total_interest == 661_853


def test_annuity_l20_whose_total_is_the_same_rounded_up_or_half_up() -> None:
    schedule = schedule_of(terms(280_000, "8.4", "year", "annuity", 20))
    assert schedule.instalments[0].total == 15_052
    assert [(row.principal, row.interest) for row in schedule.instalments][3] == (13_369, 1_683)
    row = schedule.instalments[17]
    assert (row.principal, row.interest, row.balance) == (14_740, 312, 29_785)
    assert schedule.total == 301_034


def test_an_annuity_without_interest_is_divided_as_flat() -> None:
    assert [row.total for row in rows(1_250, 0, "year", "annuity", 4)] == [313, 313, 313, 311]


def test_rounded_totals_and_the_last_row_takes_the_rest() -> None:
    found = rows(5_000_000, "1.5", "month", "flat", 12, rounding_unit=1000)
    assert [row.total for row in found] == [492_000] * 11 + [488_000]
    assert [row.principal for row in found] == [417_000] * 11 + [413_000]
    assert {row.interest for row in found} == {75_000}


def test_a_declining_row_is_rounded_in_its_principal() -> None:
    first, second, *_ = rows(5_000_000, 22, "year", "declining", 12, rounding_unit=500)
    assert (first.total, first.interest, first.principal) == (508_500, 91_667, 416_833)
    assert (second.total, second.interest, second.balance) == (500_500, 84_025, 4_166_692)


def test_halves_of_the_unit_are_rounded_up() -> None:
    # 150 a row becomes 200 and then 100
    assert [row.principal for row in rows(300, 0, "year", "flat", 2, rounding_unit=100)] == [
        200,
        100,
    ]


@pytest.mark.parametrize(
    "given, unit",
    [
        ((50_000, 0, "year", "flat", 100), 1000),
        ((100, 0, "year", "flat", 2), 100),
        ((10_000, 12, "year", "annuity", 600), 500),
        ((1_400, 90, "month", "annuity", 60), 1000),
        ((2, 0, "year", "flat", 4), 1),
    ],
)
def test_rounding_too_coarse(given, unit) -> None:
    with pytest.raises(RoundingTooCoarse):
        rows(*given, rounding_unit=unit)


def test_grace_months_carry_interest_only() -> None:
    flat = rows(6_000_000, 1, "month", "flat", 8, grace_months=2)
    assert [row.principal for row in flat] == [0, 0] + [1_000_000] * 6
    assert {row.interest for row in flat} == {60_000}
    annuity = rows(10_000_000, 12, "year", "annuity", 14, grace_months=2, rounding_unit=100)
    assert [(row.principal, row.interest) for row in annuity[:2]] == [(0, 100_000)] * 2
    assert [row.total for row in annuity[2:]][:11] == [888_500] * 11
    assert (annuity[-1].total, annuity[-1].balance) == (888_346, 0)


def test_due_dates_are_cut_and_always_counted_from_the_first() -> None:
    found = rows(
        1_200, 0, "year", "flat", 4, disbursed_on=date(2024, 1, 2), first_due=date(2024, 1, 31)
    )
    assert [row.due for row in found] == [
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 30),
    ]


@pytest.mark.parametrize(
    "change, refused",
    [
        ({"principal": Money(0)}, PrincipalNotPositive),
        ({"months": 0}, TermOutOfRange),
        ({"months": 601}, TermOutOfRange),
        ({"grace_months": 12}, GraceTooLong),
        ({"grace_months": -1}, GraceTooLong),
        ({"rounding_unit": 50}, RoundingUnitUnknown),
        ({"first_due": date(2024, 12, 31)}, DueBeforeDisbursed),
    ],
)
def test_terms_that_nobody_can_agree_to(change, refused) -> None:
    agreed = {
        "principal": Money(1_000_000),
        "rate": rate(1, "month", "flat"),
        "months": 12,
        "disbursed_on": date(2025, 1, 1),
        "first_due": date(2025, 1, 1),
    }
    assert Terms(**agreed).months == 12
    with pytest.raises(refused):
        Terms(**(agreed | change))


def test_a_rate_is_quoted_per_year_or_month_l16() -> None:
    assert rate("2", "month", "flat").per_year == 24
    assert rate("2", "month", "flat").monthly == rate("24", "year", "flat").monthly
    assert not rate("2", "month", "flat").is_above(Decimal(24))
    assert rate("2.5", "month", "flat").is_above(Decimal(24))


@pytest.mark.parametrize("percent, per", [("-0.01", "year"), ("1200.01", "year"), ("101", "month")])
def test_an_absurd_rate(percent, per) -> None:
    with pytest.raises(RateOutOfRange):
        rate(percent, per, "flat")


def effective(schedule, net):
    return str(effective_percent_per_year(net, [row.total for row in schedule.instalments]))


@pytest.mark.parametrize(
    "case, given, expected",
    [
        ("L1", (9_000_000, 1, "month", "flat", 12), "21.46"),
        ("F13", (5_000_000, "1.5", "month", "flat", 12), "31.72"),
        ("24 % flat", (12_000_000_000, 24, "year", "flat", 12), "41.70"),
        ("an annuity costs what it says", (10**12, "12.34", "year", "annuity", 60), "12.34"),
        ("declining too", (10**12, 18, "year", "declining", 24), "18.00"),
        ("no interest", (1_200, 0, "year", "flat", 7), "0.00"),
    ],
)
def test_the_effective_rate(case, given, expected) -> None:
    assert effective(schedule_of(terms(*given)), Money(given[0])) == expected, case


def test_halves_of_a_hundredth_are_rounded_up() -> None:
    # one payment after a month: exactly 0.005 % a year, and a hair below
    assert str(effective_percent_per_year(Money(240_000), [Money(240_001)])) == "0.01"
    assert str(effective_percent_per_year(Money(240_001), [Money(240_002)])) == "0.00"
    assert str(effective_percent_per_year(Money(80_000), [Money(80_001)])) == "0.02"


def test_fees_are_cut_from_the_payout_l13() -> None:
    fees = Fees(provision_percent=Decimal(1), admin=Money(20_000))
    assert fees.net_of(Money(4_000_000)) == 3_940_000
    assert Fees(provision_percent=Decimal("0.5")).provision(Money(100)) == 1


def test_fees_make_a_loan_dearer() -> None:
    schedule = schedule_of(terms(4_000_000, 12, "year", "annuity", 12))
    assert effective(schedule, Money(3_940_000)) == "14.88"


def test_fees_leave_something_to_pay_out() -> None:
    with pytest.raises(FeesTooHigh):
        Fees(admin=Money(100)).net_of(Money(100))
    with pytest.raises(ValueError, match="borrower"):
        Fees(admin=Money(-1))


def test_a_rounded_row_may_carry_interest_only() -> None:
    found = rows(100_000, 12, "year", "annuity", 600, rounding_unit=500)
    assert (found[0].principal, found[0].total) == (0, 1_000)
    assert (found[-1].principal, found[-1].total) == (100_000, 101_000)
