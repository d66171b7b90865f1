"""Tiers, queues, filling, minimums and ceilings: the cases and what holds for every round."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import Money
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.packs import Order, Wish, wishes
from coop_app.purchasing.rules.rounds import estimate, filling, lots, tiers
from coop_app.purchasing.rules.rounds.closing import ItemQueue, item_result, round_result
from coop_app.purchasing.rules.rounds.filling import Level
from coop_app.purchasing.rules.rounds.lots import Terms, settle, smallest_orders
from coop_app.purchasing.rules.rounds.progress import measure
from coop_app.purchasing.rules.rounds.queue import Entry, Wanted, queue, wanted
from coop_app.purchasing.rules.rounds.tiers import Tier

START = datetime(2026, 11, 1, tzinfo=UTC)


def entries(*rows):
    """(member, change, tolerance) or with a ceiling, a minute apart."""
    return [
        Entry(
            row[0], row[1], row[2], row[3] if len(row) > 3 else None, START + timedelta(minutes=i)
        )
        for i, row in enumerate(rows)
    ]


def orders(*rows):
    return [Order(*row, START + timedelta(minutes=i)) for i, row in enumerate(rows)]


def priced(*pairs):
    return tuple(Tier(quantity, Money(price)) for quantity, price in pairs)


SUGAR = Terms(25, priced((1, 11_000), (100, 10_500)))


# tiers


def test_a_tier_begins_at_its_own_quantity():
    """Case F-5, with rupiah for dollars: 15 and 50 pooled reach the first tier and not the second."""
    both = priced((10, 999), (100, 799))
    assert tiers.reached(both, 9) is None
    assert tiers.reached(both, 10) == tiers.reached(both, 99) == both[0]
    assert tiers.reached(both, 15 + 35) == both[0]
    assert tiers.following(both, 50) == both[1]
    assert tiers.reached(both, 100) == both[1]
    assert tiers.following(both, 100) is None


def test_four_sacks_are_cheaper_than_three():
    """Case F-8: 4 sacks at 262.500 a sack, 3 at 275.000."""
    assert SUGAR.value(4) == 1_050_000
    assert SUGAR.value(3) == 825_000


@pytest.mark.parametrize(
    ("pairs", "refusal"),
    [
        ((), tiers.TierMissing),
        (((10, 900),), tiers.TierMissing),
        (((1, 900), (1, 800)), tiers.TierTwice),
        (((1, 900), (10, 900)), tiers.TierDearer),
        (((1, 900), (10, 950)), tiers.TierDearer),
    ],
)
def test_tiers_that_cannot_be_meant(pairs, refusal):
    with pytest.raises(refusal):
        tiers.check(priced(*pairs))


def test_tiers_are_put_in_order():
    assert tiers.check(priced((50, 800), (1, 900))) == priced((1, 900), (50, 800))


def test_margin_is_added_half_up():
    assert tiers.with_margin(Money(10_500), 200) == 10_710
    assert tiers.with_margin(Money(10_550), 150) == 10_708  # 10 708,25
    assert tiers.with_margin(Money(50), 100) == 51  # 50,5
    assert tiers.with_margin(Money(777), 0) == 777


# the queue


def test_lowering_takes_from_the_newest_entries_first():
    made = entries(("A", 10, 0), ("B", 5, 0), ("A", 4, 0), ("A", -6, 0))
    assert [(o.member, o.quantity) for o in queue(made)] == [("A", 8), ("B", 5)]
    assert queue(made)[0].at == START
    assert wanted(made)["A"] == Wanted(8)


def test_an_addition_waits_behind_others_and_goes_first_when_lowered():
    made = entries(("A", 10, 0), ("B", 5, 0), ("A", 4, 0), ("A", -3, 2))
    assert [(o.member, o.quantity, o.tolerance) for o in queue(made)] == [
        ("A", 10, 2), ("B", 5, 0), ("A", 1, 2)
    ]  # fmt: skip


def test_whoever_takes_everything_back_stands_nowhere():
    made = entries(("A", 10, 5), ("A", -10, 0), ("B", 3, 0))
    assert [o.member for o in queue(made)] == ["B"]
    assert wanted(made)["A"] == Wanted()


def test_ordering_anew_after_taking_back_begins_at_the_end():
    made = entries(("A", 10, 0), ("B", 3, 0), ("A", -10, 0), ("A", 10, 0))
    assert [o.member for o in queue(made)] == ["B", "A"]


def test_only_tolerance_stands_where_it_was_said():
    made = entries(("A", 0, 5), ("B", 3, 0), ("A", 0, 6))
    assert [(o.member, o.quantity, o.tolerance) for o in queue(made)] == [("B", 3, 0), ("A", 0, 6)]


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(-9, 9), st.integers(0, 5)), max_size=25)
)
def test_the_queue_adds_up_to_what_is_wanted(rows):
    held: dict[str, int] = {}
    made = []
    for member, asked, tolerance in rows:
        change = max(asked, -held.get(member, 0))
        held[member] = held.get(member, 0) + change
        made.append((member, change, tolerance))
    found = wishes(queue(entries(*made)))
    assert {w.member: w.quantity for w in found if w.quantity} == {
        member: quantity for member, quantity in held.items() if quantity
    }
    last = {member: tolerance for member, _change, tolerance in made}
    assert all(wish.tolerance == last[wish.member] for wish in found)


# filling


@pytest.mark.parametrize(
    ("before", "after", "accepted"),
    [
        ((3, 0), (2, 0), False),
        ((7, 0), (6, 0), True),
        ((7, 0), (1, 0), False),
        ((4, 2), (6, 0), True),
        ((2, 1), (2, 2), True),
        # beyond the cases
        ((12, 0), (18, 0), True),
        ((12, 0), (13, 0), False),
        ((5, 1), (4, 1), False),
        ((5, 1), (5, 0), False),
        ((4, 1), (5, 1), True),
        ((0, 0), (0, 3), True),
    ],
)
def test_filling_a_pack_of_six(before, after, accepted):
    """Case P-12 and its neighbours."""
    levels = [Level.of(6, [Wish("A", *wish)]) for wish in (before, after)]
    assert filling.helps(*levels) is accepted
    if not accepted:
        with pytest.raises(filling.EmptiesASack):
            filling.check(*levels, unit="kg")


def test_what_is_missing_in_the_cases():
    for wish, missing in (
        ((3, 0), 3),
        ((7, 0), 5),
        ((6, 0), 0),
        ((1, 0), 5),
        ((2, 1), 3),
        ((2, 2), 2),
    ):
        assert Level.of(6, [Wish("A", *wish)]).missing == missing


def test_without_packs_everybody_may_take_more_and_nobody_less():
    less, more = Level.of(1, [Wish("A", 4, 0)]), Level.of(1, [Wish("A", 5, 0)])
    assert filling.helps(less, more)
    assert not filling.helps(more, less)


# minimum, multiple, maximum


def test_a_minimum_is_not_a_multiple():
    """Case P-11."""
    assert smallest_orders(4, 1, 8) == [0, 4, 5, 6, 7, 8]
    assert smallest_orders(4, 4, 14) == [0, 4, 8, 12]


@pytest.mark.parametrize(("wish", "packs"), [((4, 0), 0), ((9, 1), 10), ((12, 1), 12)])
def test_a_minimum_of_ten_without_packs(wish, packs):
    """Case P-9."""
    terms = Terms(1, priced((1, 100)), minimum=10)
    assert terms.packs([Wish("A", *wish)]) == packs


def test_a_minimum_in_rupiah():
    terms = Terms(25, priced((1, 10_000)), minimum=600_000, minimum_unit=lots.IN_RUPIAH)
    assert terms.packs([Wish("A", 50, 0)]) == 0  # 500.000
    assert terms.packs([Wish("A", 75, 0)]) == 3  # 750.000
    assert terms.packs([Wish("A", 55, 20)]) == 3  # tolerance carries it over the minimum
    assert terms.packs([Wish("A", 50, 24)]) == 0


def test_a_minimum_in_rupiah_at_the_price_that_is_reached():
    """99 units cost 990.000, 100 only 900.000."""
    terms = Terms(
        1, priced((1, 10_000), (100, 9_000)), minimum=950_000, minimum_unit=lots.IN_RUPIAH
    )
    assert terms.packs([Wish("A", 99, 0)]) == 99
    assert terms.packs([Wish("A", 100, 0)]) == 0
    assert terms.packs([Wish("A", 100, 6)]) == 106


def test_no_more_than_the_supplier_can_bring():
    assert Terms(25, priced((1, 1)), maximum=60).packs([Wish("A", 55, 20)]) == 2
    assert Terms(25, priced((1, 1)), minimum=75, maximum=60).packs([Wish("A", 55, 20)]) == 0


# ceilings


def test_a_ceiling_below_the_price_does_not_count_and_raises_it_for_the_rest():
    made = orders(("A", 60, 0), ("B", 25, 0), ("C", 20, 0))
    both = {"A": None, "B": Money(10_600), "C": Money(10_800)}
    assert settle(made, both, SUGAR, 0).packs == 4
    assert settle(made, both, SUGAR, 0).price == 10_500
    # with a margin of 2 % the cheap price is 10.710: B leaves, the tier is lost, C leaves too
    counted = settle(made, both, SUGAR, 200)
    assert [(out.member, int(out.price), out.turn) for out in counted.left_out] == [
        ("B", 10_710, 1), ("C", 11_220, 2)
    ]  # fmt: skip
    assert {order.member for order in counted.orders} == {"A"}
    assert (counted.packs, counted.price) == (2, 11_000)


def test_without_ceilings_everybody_counts():
    made = orders(("A", 30, 0), ("B", 20, 0))
    assert settle(made, {}, SUGAR, 0).left_out == ()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60), st.integers(0, 20),
            st.none() | st.sampled_from([10_000, 10_500, 10_999, 11_000, 12_000]),
        ),
        max_size=8,
    ),
    st.sampled_from([0, 100, 500]),
)  # fmt: skip
def test_nobody_pays_above_their_ceiling_and_nobody_is_left_out_for_nothing(people, margin):
    made = orders(*((f"m{i}", q, t) for i, (q, t, _c) in enumerate(people)))
    limits = {f"m{i}": c if c is None else Money(c) for i, (_q, _t, c) in enumerate(people)}
    counted = settle(made, limits, SUGAR, margin)
    paid = tiers.with_margin(counted.price, margin)
    inside = {order.member for order in counted.orders}
    assert all(limits[m] is None or limits[m] >= paid for m in inside)
    for out in counted.left_out:
        assert out.ceiling < paid, "a final price at or below the ceiling would let them in"


# progress


def test_how_far_to_the_next_price():
    """88 kg of 100: '12 kg more and everyone pays Rp500 less'."""
    seen = measure(orders(("A", 50, 0), ("B", 38, 0)), {}, SUGAR, 0)
    assert (seen.level.packs, seen.begun, seen.level.missing, seen.percent) == (3, 13, 12, 52)
    assert seen.next is not None
    assert (seen.next.missing, seen.next.less, seen.next.price) == (12, 500, 10_500)
    assert seen.price == 11_000


def test_tolerance_brings_the_next_price_nearer_but_does_not_begin_a_pack():
    seen = measure(orders(("A", 88, 7)), {}, SUGAR, 0)
    assert seen.next is not None
    assert seen.next.missing == 5
    seen = measure(orders(("A", 75, 25)), {}, SUGAR, 0)
    assert seen.next is not None
    assert seen.next.missing == 1


def test_no_next_price_beyond_what_the_supplier_can_bring():
    small = Terms(25, SUGAR.tiers, maximum=75)
    seen = measure(orders(("A", 20, 0)), {}, small, 0)
    assert seen.next is None
    assert seen.left == 55


def test_what_the_minimum_lacks():
    units = Terms(25, SUGAR.tiers, minimum=100)
    assert measure(orders(("A", 40, 0)), {}, units, 0).minimum_missing == 60
    assert measure(orders(("A", 90, 10)), {}, units, 0).minimum_missing == 0
    money = Terms(25, SUGAR.tiers, minimum=600_000, minimum_unit=lots.IN_RUPIAH)
    assert measure(orders(("A", 40, 0)), {}, money, 0).minimum_missing == 160_000
    assert measure(orders(("A", 75, 0)), {}, money, 0).minimum_missing == 0


def test_an_empty_round_is_empty():
    seen = measure([], {}, SUGAR, 0)
    assert (seen.percent, seen.ordered, seen.price) == (0, 0, 11_000)


# closing


P13 = (("A", 40, 10), ("B", 35, 5), ("C", 20, 10))


@pytest.mark.parametrize(
    ("rule", "given_"),
    [
        (Rule.TIME, {"A": 45, "B": 35, "C": 20}),
        (Rule.PROPORTIONAL, {"A": 42, "B": 36, "C": 22}),
    ],
)
def test_a_sack_filled_by_tolerance(rule, given_):
    """Cases P-13 and P-14."""
    item = ItemQueue(tuple(orders(*P13)), {}, SUGAR)
    found = item_result(item, rule=rule, margin=0)
    assert (found.packs, found.ordered, found.price) == (4, 100, 10_500)
    assert {share.member: share.quantity for share in found.shares} == given_
    whys = {share.member: share.reason for share in found.shares}
    assert whys["A"] == "with_tolerance"
    assert found.nothing == ""


def test_each_reason_is_said():
    made = orders(("A", 20, 0), ("B", 10, 0), ("C", 5, 0), ("D", 3, 0))
    item = ItemQueue(tuple(made), {"D": Money(10_999)}, SUGAR)
    found = item_result(item, rule=Rule.TIME, margin=0)
    assert {share.member: (share.quantity, share.reason) for share in found.shares} == {
        "A": (20, "as_wished"), "B": (5, "short"), "C": (0, "none_left"), "D": (0, "above_ceiling"),
    }  # fmt: skip
    assert [share.place for share in found.shares] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("rows", "terms", "zero", "nothing"),
    [
        ((), SUGAR, False, "no_order"),
        ((("A", 0, 30),), SUGAR, False, "no_order"),
        ((("A", 10, 0),), SUGAR, False, "no_pack"),
        ((("A", 30, 0),), Terms(25, SUGAR.tiers, minimum=100), False, "below_minimum"),
        ((("A", 30, 0),), SUGAR, True, "set_to_zero"),
        ((("A", 30, 0),), SUGAR, False, ""),
    ],
)
def test_why_nothing_is_ordered(rows, terms, zero, nothing):
    item = ItemQueue(tuple(orders(*rows)), {}, terms)
    found = item_result(item, rule=Rule.TIME, margin=0, zero=zero)
    assert found.nothing == nothing
    assert (found.packs == 0) == bool(nothing)


def test_the_minimum_of_the_whole_order():
    item = ItemQueue(tuple(orders(("A", 50, 0))), {}, SUGAR)
    low = round_result({1: item}, rule=Rule.TIME, margin=0, minimum_value=Money(600_000))
    assert (low.value, low.below_minimum, low.ready) == (550_000, 50_000, False)
    high = round_result({1: item}, rule=Rule.TIME, margin=0, minimum_value=Money(550_000))
    assert high.ready


def test_a_missed_item_keeps_the_round_from_being_ready_until_it_is_taken_out():
    queues = {
        1: ItemQueue(tuple(orders(("A", 50, 0))), {}, SUGAR),
        2: ItemQueue(tuple(orders(("B", 5, 0))), {}, SUGAR),
    }
    first = round_result(queues, rule=Rule.TIME, margin=0)
    assert (first.missed, first.ready) == ((2,), False)
    without = round_result(queues, rule=Rule.TIME, margin=0, zero=frozenset({2}))
    assert without.ready


# estimates


def test_freight_by_weight_adds_up():
    """Case F-1."""
    price = Money(1)
    taken = {i: [estimate.Taken(quantity, 1000, price)] for i, quantity in enumerate((31, 28, 16))}
    shares = estimate.freight_shares(Money(100_000), estimate.BY_WEIGHT, taken)
    assert list(shares.values()) == [41_334, 37_333, 21_333]


def test_freight_by_value_and_nothing_to_share():
    taken = {1: [estimate.Taken(1, 0, Money(300))], 2: [estimate.Taken(1, 0, Money(100))]}
    assert estimate.freight_shares(Money(1000), estimate.BY_VALUE, taken) == {1: 750, 2: 250}
    assert estimate.freight_shares(Money(1000), estimate.BY_WEIGHT, taken) == {1: 0, 2: 0}
    assert estimate.freight_share(Money(100), 1, 3) == 33
    assert estimate.freight_share(Money(100), 1, 0) == 0
