"""Packs and who gets what: the cases P-1–P-14 and what holds for every round."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop_app.money import apportion
from coop_app.purchasing.rules.allocation import Rule, allocate
from coop_app.purchasing.rules.packs import (
    Lot,
    Order,
    PackSizeNotPositive,
    QuantityBelowZero,
    Wish,
    wishes,
)

START = datetime(2026, 1, 1, 8)


def orders(*entries):
    """(member, quantity, tolerance), a minute apart."""
    return [Order(*entry, START + timedelta(minutes=i)) for i, entry in enumerate(entries)]


def packs(size, *entries, minimum=0):
    return Lot(size, minimum).packs(wishes(orders(*entries)))


def missing(size, *entries):
    return Lot(size).missing(wishes(orders(*entries)))


P2 = (("A", 3, 2), ("B", 1, 3), ("C", 1, 0))
P13 = (("A", 40, 10), ("B", 35, 5), ("C", 20, 10))


def shared(entries, available, rule):
    return list(allocate(orders(*entries), available, Rule(rule)).values())


@pytest.mark.parametrize(
    "quantity, tolerance, expected",
    [(0, 2, 0), (0, 5, 0), (2, 2, 1), (4, 2, 1), (4, 4, 1), (5, 3, 2), (5, 4, 2)],
)
def test_packs_p1(quantity, tolerance, expected) -> None:
    assert packs(4, ("A", quantity, tolerance)) == expected


def test_packs_p2_p13() -> None:
    assert packs(3, *P2) == 2
    assert packs(25, *P13) == 4
    assert packs(25) == 0


@pytest.mark.parametrize(
    "size, quantity, tolerance, minimum, expected",
    [
        (1, 4, 0, 10, 0),
        (1, 9, 1, 10, 10),
        (1, 12, 1, 10, 12),
        (1, 0, 99, 10, 0),
        (4, 4, 0, 5, 0),
        (4, 4, 3, 5, 0),
        (4, 4, 4, 5, 2),
        (4, 5, 0, 4, 1),
        (4, 9, 99, 10, 3),
        (4, 3, 0, 4, 0),
    ],
)
def test_the_minimum_p9(size, quantity, tolerance, minimum, expected) -> None:
    assert packs(size, ("A", quantity, tolerance), minimum=minimum) == expected


@pytest.mark.parametrize(
    "quantity, tolerance, expected",
    [(3, 0, 3), (7, 0, 5), (6, 0, 0), (1, 0, 5), (4, 2, 0), (2, 1, 3), (2, 2, 2), (0, 0, 0)],
)
def test_missing_to_the_next_pack_p12(quantity, tolerance, expected) -> None:
    assert missing(6, ("A", quantity, tolerance)) == expected


@pytest.mark.parametrize(
    "available, expected",
    [(6, [4, 1, 1]), (1, [1, 0, 0]), (0, [0, 0, 0]), (8, [5, 2, 1]), (20, [5, 4, 1])],
)
def test_in_time_order_p2_p4(available, expected) -> None:
    assert shared(P2, available, "time") == expected


def test_tolerance_not_used_p6_is_not_our_policy() -> None:
    assert shared(P2, 8, "time") != [3, 1, 1]


def test_the_surplus_p14() -> None:
    assert shared(P13, 100, "time") == [45, 35, 20]
    assert shared(P13, 100, "proportional") == [42, 36, 22]
    assert shared(P13, 100, "equal") == [42, 37, 21]


def test_what_is_short() -> None:
    assert shared(P13, 50, "time") == [40, 10, 0]
    assert shared(P13, 50, "proportional") == [21, 18, 11]
    assert shared(P13, 50, "equal") == [17, 17, 16]
    assert shared(P13, 65, "equal") == [23, 22, 20]


def test_fractions_of_units_p16() -> None:
    shares = [Decimal("31.58"), Decimal("27.63"), Decimal("15.79")]
    assert apportion(75, shares) == [31, 28, 16]


def test_an_addition_waits_behind_earlier_members() -> None:
    entries = (("A", 2, 5), ("B", 2, 0), ("A", 2, None))
    assert wishes(orders(*entries)) == [Wish("A", 4, 5), Wish("B", 2, 0)]
    assert allocate(orders(*entries), 5, Rule.TIME) == {"A": 3, "B": 2}


def test_the_last_tolerance_counts() -> None:
    assert wishes(orders(("A", 2, 5), ("A", 0, 1))) == [Wish("A", 2, 1)]


def test_the_order_of_the_list_does_not_matter_but_the_time() -> None:
    late, early = Order("A", 2, 0, START + timedelta(hours=1)), Order("B", 2, 0, START)
    assert allocate([late, early], 3, Rule.TIME) == {"B": 2, "A": 1}
    assert allocate([late, early], 3, Rule.EQUAL) == {"B": 2, "A": 1}


def test_what_is_refused() -> None:
    with pytest.raises(PackSizeNotPositive):
        Lot(0)
    for quantity, tolerance in ((-1, 0), (0, -1)):
        with pytest.raises(QuantityBelowZero):
            Order("A", quantity, tolerance, START)


rounds = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.integers(0, 40), st.none() | st.integers(0, 20)),
    max_size=12,
)


@given(rounds, st.integers(1, 30), st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_no_pack_is_ordered_that_nobody_takes(entries, size, minimum) -> None:
    wanted = wishes(orders(*entries))
    found = packs(size, *entries, minimum=minimum)
    firm = sum(wish.quantity for wish in wanted)
    most = firm + sum(wish.tolerance for wish in wanted)
    assert found * size <= most
    assert found == 0 or firm > 0
    assert found == 0 or found * size >= minimum
    # what is firm and fills packs is ordered, unless the minimum is out of reach
    assert found * size > firm - size or minimum > 0
    assert 0 <= missing(size, *entries) < size


@given(rounds, st.integers(0, 400), st.sampled_from(Rule))
@settings(max_examples=200, deadline=None)
def test_goods_are_shared_without_loss(entries, available, rule) -> None:
    wanted = {wish.member: wish for wish in wishes(orders(*entries))}
    given_out = allocate(orders(*entries), available, rule)
    assert given_out.keys() == wanted.keys()
    assert all(0 <= got <= wanted[m].quantity + wanted[m].tolerance for m, got in given_out.items())
    firm = sum(wish.quantity for wish in wanted.values())
    most = firm + sum(wish.tolerance for wish in wanted.values())
    assert sum(given_out.values()) == min(available, most)
    if available >= firm:
        assert all(got >= wanted[member].quantity for member, got in given_out.items())


@given(st.lists(st.integers(0, 15), min_size=1, max_size=6), st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_equal_is_one_more_in_turn(limits, available) -> None:
    entries = [(str(i), limit, 0) for i, limit in enumerate(limits)]
    got = [0] * len(limits)
    left = min(available, sum(limits))
    while left:
        for i, limit in enumerate(limits):
            if left and got[i] < limit:
                got[i], left = got[i] + 1, left - 1
    assert shared(entries, available, "equal") == got
