"""Remittances and budgets: the cases R, L of 7.5, and their limits."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.budget import Budget, BudgetBelowZero, Envelope
from coop_app.literacy.rules.remittance import (
    FeeAboveAmount,
    FeeBelowZero,
    FeeMode,
    NothingSent,
    RateNotPositive,
    Transfer,
)
from coop_app.money import Money


def transfer(amount, fee, offered, mid, mode="on_top"):
    return Transfer(
        amount=Decimal(amount),
        fee=Decimal(fee),
        fee_mode=FeeMode(mode),
        rate_offered=Decimal(offered),
        rate_mid=None if mid is None else Decimal(mid),
    )


def percent(value):
    return str(round(Decimal(value.numerator) / value.denominator, 2))


@pytest.mark.parametrize(
    "case, amount, fee, offered, mid, total",
    [
        ("R-1", 33_000, "2257.2", "9690", 10_000, "9.94"),
        ("R-2", 82_500, 5_650, "9690", 10_000, "9.95"),
        ("R-3", 140, "4.50", "9929", 10_000, "3.92"),
        ("R-6", 200, 0, "9650", 10_000, "3.50"),
        ("R-7", 200, "2.99", "9960", 10_000, "1.90"),
        ("R-9", 570, 1_743, "9859", 10_000, "307.20"),
        ("R-15", 1_000, 0, 3_520, 3_650, "3.56"),
        ("R-17", 1_000, 0, 3_700, 3_650, "-1.37"),
    ],
)
def test_the_total_by_the_world_banks_rule(case, amount, fee, offered, mid, total) -> None:
    assert percent(transfer(amount, fee, offered, mid).total_percent) == total, case


def test_the_total_is_exact_before_it_is_rounded_r7() -> None:
    assert transfer(200, "2.99", 9_960, 10_000).total_percent == Fraction(1_895, 1_000)


def test_what_arrives_r8() -> None:
    a = transfer(1_000, 10, "1.50", "1.55", "deducted")
    b = transfer(1_000, 0, "1.45", "1.55", "deducted")
    assert (a.received_idr, b.received_idr) == (1_485, 1_450)
    assert (a.paid, a.lost_idr) == (1_000, 65)


def test_what_is_paid_and_lost() -> None:
    on_top = transfer(1_000, 10, 3_500, 3_600)
    assert (on_top.paid, on_top.received_idr) == (1_010, 3_500_000)
    assert on_top.lost_idr == 3_636_000 - 3_500_000
    free = transfer(1_000, 0, 3_520, 3_650)
    assert (free.received_idr, free.lost_idr) == (3_520_000, 130_000)


def test_rupiah_are_cut() -> None:
    found = transfer("1.1", 0, "9.5", "9.9")
    assert (found.received_idr, found.lost_idr) == (10, 0)


@pytest.mark.parametrize("mid", [None, 0])
def test_without_a_market_rate_only_what_arrives_is_known_r16(mid) -> None:
    found = transfer(1_000, 10, 3_500, mid)
    assert (found.fee_percent, found.margin_percent, found.total_percent) == (None, None, None)
    assert (found.lost_idr, found.received_idr) == (None, 3_500_000)


@pytest.mark.parametrize(
    "values, refused",
    [
        ((0, 0, 1, 1), NothingSent),
        ((1, -1, 1, 1), FeeBelowZero),
        ((1, 2, 1, 1, "deducted"), FeeAboveAmount),
        ((1, 0, 0, 1), RateNotPositive),
        ((1, 0, 1, -1), RateNotPositive),
    ],
)
def test_what_is_no_transfer(values, refused) -> None:
    with pytest.raises(refused):
        transfer(*values)


numbers = st.decimals("0.01", 10**6, places=2)


@given(numbers, numbers, numbers, numbers, st.sampled_from(FeeMode))
def test_nothing_is_lost_beyond_what_is_paid(amount, fee, offered, mid, mode) -> None:
    found = transfer(amount, min(fee, amount), offered, max(offered, mid), mode)
    assert found.received_idr >= 0
    assert found.lost_idr >= 0
    assert found.total_percent == found.fee_percent + found.margin_percent


def budget(income, *envelopes):
    return Budget(Money(income), [Envelope(n, Money(p), Money(s)) for n, p, s in envelopes])


def test_a_sum_that_the_source_left_open_l7() -> None:
    found = budget(
        7_000_000,
        ("emergency", 500_000, 0),
        ("debt", 1_400_000, 1_400_000),
        ("family", 1_700_000, 1_800_000),
        ("savings", 3_200_000, 0),
    )
    assert (found.allocated, found.unallocated) == (6_800_000, 200_000)
    assert [envelope.left for envelope in found.envelopes] == [500_000, 0, -100_000, 3_200_000]


def test_more_may_be_planned_than_comes_in() -> None:
    assert budget(100, ("food", 130, 0)).unallocated == -30
    assert budget(100).unallocated == 100


@pytest.mark.parametrize("values", [(-1,), (1, ("food", -1, 0)), (1, ("food", 0, -1))])
def test_what_is_no_budget(values) -> None:
    with pytest.raises(BudgetBelowZero):
        budget(*values)
