"""Several services: the order, the mean of the three cheapest (R-12), marks, fewer transfers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.calculators.comparing import (
    Mark,
    Offer,
    TimesOutOfRange,
    compare,
    fewer,
    mean_of_cheapest,
)
from coop_app.literacy.rules.remittance import FeeMode, Transfer
from coop_app.money import AmountTooLarge


def transfer(amount, fee, offered, mid=None, mode="on_top"):
    return Transfer(
        amount=Decimal(amount),
        fee=Decimal(fee),
        fee_mode=FeeMode(mode),
        rate_offered=Decimal(offered),
        rate_mid=None if mid is None else Decimal(mid),
    )


def offer(name, *values, is_open=True, **kwargs):
    return Offer(name, transfer(*values, **kwargs), is_open)


def test_the_mean_of_the_three_cheapest_r12() -> None:
    percents = [Fraction(text) for text in ("1.895", "3.5", "3.924", "9.94")]
    # (1.895 + 3.5 + 3.924) / 3 = 3.106…
    assert mean_of_cheapest(percents) == Fraction("9.319") / 3
    assert mean_of_cheapest([*percents[:2], None]) is None


def test_what_arrives_decides_r8() -> None:
    a = offer("A", 1_000, 10, "1.50", "1.55", mode="deducted")
    b = offer("B", 1_000, 0, "1.45", "1.55", mode="deducted")
    found = compare([b, a], times=12)
    assert [one.service for one in found.ranked] == ["A", "B"]
    # A brings 35 more each time, twelve times a year
    assert b.behind(a, 12) == 420
    assert a.behind(a, 12) == 0


def test_a_fee_on_top_is_paid_too() -> None:
    """More arrives with X, but only because more was handed over: 990/1.010 against 985/1.000."""
    x = offer("X", 1_000, 10, "0.99")
    y = offer("Y", 1_000, 0, "0.985")
    assert (x.transfer.received_idr, y.transfer.received_idr) == (990, 985)
    assert [one.service for one in compare([x, y], times=1).ranked] == ["Y", "X"]


def test_free_is_unmasked_r15() -> None:
    free = offer("Gratis", 1_000, 0, 3_520, 3_650)
    assert free.is_falsely_free
    assert free.transfer.lost_idr == 130_000
    assert free.lost_in_year(12) == 1_560_000
    assert free.mark is Mark.MIDDLE
    assert not offer("Jujur", 1_000, 0, 3_650, 3_650).is_falsely_free
    assert not offer("Berbayar", 1_000, 5, 3_520, 3_650).is_falsely_free


def test_without_a_rate_between_banks_there_is_no_percent_r16() -> None:
    one = offer("A", 1_000, 10, 3_500, 0)
    assert (one.mark, one.lost_in_year(12), one.is_falsely_free) == (Mark.UNKNOWN, None, False)
    found = compare([one], times=12)
    assert found.best is one
    assert found.mean_percent is None


def test_better_than_the_rate_between_banks_r17() -> None:
    assert offer("A", 1_000, 0, 3_700, 3_650).mark is Mark.BETTER


def test_who_does_not_say_the_costs_is_in_no_ranking_and_no_mean_r18() -> None:
    silent = offer("Gelap", 1_000, 0, 3_650, 3_650, is_open=False)
    others = [offer(f"J{n}", 1_000, 10 * n, 3_600, 3_650) for n in (1, 2, 3)]
    found = compare([silent, *others], times=12)
    assert silent not in found.ranked
    assert found.unclear == (silent,)
    assert found.mean_percent == sum(one.transfer.total_percent for one in others) / 3
    assert silent.mark is Mark.UNKNOWN


@pytest.mark.parametrize(
    "fee, mark",
    [(30, Mark.CHEAP), ("30.01", Mark.MIDDLE), (50, Mark.MIDDLE), ("50.01", Mark.DEAR)],
)
def test_the_marks_stand_at_3_and_5_percent(fee, mark) -> None:
    assert offer("A", 1_000, fee, 100, 100).mark is mark


def test_fewer_transfers_save_fees() -> None:
    """HKD 2.000 twelve times with HKD 20 each, at Rp2.000: six transfers save six fees = Rp240.000."""
    one = transfer(2_000, 20, 2_000)
    six, four = fewer(one, 12, 6), fewer(one, 12, 4)
    assert (six.each, six.fees, six.saved) == (4_000, 120, 240_000)
    assert (four.each, four.fees, four.saved) == (6_000, 80, 320_000)
    assert fewer(one, 12, 12).saved == 0
    assert fewer(one, 4, 12).saved == -320_000


def test_nothing_open_has_no_best() -> None:
    found = compare([offer("Gelap", 1, 0, 1, is_open=False)], times=1)
    assert found.best is None


@pytest.mark.parametrize(
    "times, often",
    [(52, [52, 12, 6]), (12, [12, 6, 4]), (4, [4, 3, 2]), (2, [2, 1]), (1, [])],
)
def test_fewer_is_never_more_often_than_now(times, often) -> None:
    """Whoever sends four times a year is shown three and two times, not twelve."""
    dear = offer("Mahal", 2_000, 40, 2_000)
    found = compare([offer("Murah", 2_000, 20, 2_000), dear], times=times)
    rows = found.fewer_with(dear)
    assert [row.times for row in rows] == often
    assert [row.saved for row in rows] == [40 * 2_000 * (times - n) for n in often]


def test_a_year_of_it_must_be_money_that_there_can_be() -> None:
    with pytest.raises(AmountTooLarge):
        compare([offer("A", 10**10, 0, 1, 2_000)], times=366)


@pytest.mark.parametrize("times", [0, 367])
def test_how_often_a_year(times) -> None:
    with pytest.raises(TimesOutOfRange):
        compare([], times=times)


amounts = st.decimals("1", 10**5, places=2)
offers = st.builds(
    lambda amount, part, rate, mode: Offer("x", transfer(amount, amount * part / 200, rate, rate, mode)),
    amounts, st.integers(0, 100), st.decimals("1", 10**4, places=2), st.sampled_from(["on_top", "deducted"]),
)  # fmt: skip


@given(st.lists(offers, min_size=1, max_size=6), st.integers(1, 366))
def test_nobody_is_behind_less_than_nothing(some, times) -> None:
    found = compare(some, times=times)
    assert sorted(map(id, found.ranked)) == sorted(map(id, some))
    assert all(one.behind(found.best, times) >= 0 for one in some)


@given(amounts, st.integers(0, 10**4), st.integers(1, 366), st.sampled_from(["on_top", "deducted"]))
def test_money_and_fees_of_a_year_stay_in_balance(amount, fee, times, mode) -> None:
    """Each amount times its number is the same year; each transfer less saves exactly one fee."""
    one = transfer(amount, min(Decimal(fee), amount), 100, mode=mode)
    twelve, four = fewer(one, times, 12), fewer(one, times, 4)
    assert twelve.each * 12 == four.each * 4 == Fraction(amount) * times
    assert twelve.fees - four.fees == one.fee * 8
