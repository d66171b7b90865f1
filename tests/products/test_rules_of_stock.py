"""Stock at cost: the worked cases E1–E5, and that nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop_app.money import Money
from coop_app.products.rules.stock import (
    CostBelowZero,
    In,
    Method,
    Out,
    QuantityNotPositive,
    StockShort,
    cost,
)


def costed(method, *moves):
    """A pair is goods that come (quantity, unit cost), a number goods that go."""
    found = cost(
        [In(move[0], Money(move[1])) if isinstance(move, tuple) else Out(move) for move in moves],
        Method(method),
    )
    return found.cost_of_goods_sold, found.ending.quantity, found.ending.value


E5 = [(250, 150), (400, 175), 350, 150, (500, 200), 250, (300, 250), 400]


@pytest.mark.parametrize(
    "case, method, moves, expected",
    [
        ("E1", "fifo", [(80, 15_000), (120, 18_000), 150], (2_460_000, 50, 900_000)),
        ("E2", "moving_average", [(150, 20_000), (250, 22_000), 300], (6_375_000, 100, 2_125_000)),
        ("E5", "fifo", E5, (207_500, 300, 75_000)),
        ("E5", "moving_average", E5, (217_441, 300, 65_059)),
        ("halves up", "moving_average", [(1, 1), (1, 2), 1], (2, 1, 1)),
        ("all of it", "moving_average", [(3, 1), (1, 2), 2, 2], (5, 0, 0)),
        ("nothing", "fifo", [], (0, 0, 0)),
        ("a gift", "fifo", [(5, 0), 2], (0, 3, 0)),
    ],
)
def test_the_cost_of_what_went(case, method, moves, expected) -> None:
    assert costed(method, *moves) == expected, case


def test_e5_is_not_what_the_source_prints() -> None:
    assert costed("fifo", *E5)[::2] != (302_000, 60_000)


@pytest.mark.parametrize("method", list(Method))
def test_no_more_goes_out_than_is_there(method) -> None:
    with pytest.raises(StockShort) as refused:
        costed(method, (2, 10), (1, 20), 4)
    assert refused.value.facts == {"there": 3, "asked": 4}
    with pytest.raises(StockShort):
        costed(method, 1)


@pytest.mark.parametrize("move", [In(0, Money(1)), In(-1, Money(1)), Out(0), Out(-1)])
def test_something_moves(move) -> None:
    with pytest.raises(QuantityNotPositive):
        cost([In(5, Money(1)), move], Method.FIFO)


def test_nobody_is_paid_for_taking_goods() -> None:
    with pytest.raises(CostBelowZero):
        cost([In(1, Money(-1))], Method.FIFO)


@st.composite
def histories(draw):
    """Moves that never take more than is there."""
    moves, there = [], 0
    for _ in range(draw(st.integers(0, 25))):
        if there and draw(st.booleans()):
            out = draw(st.integers(1, there))
            there -= out
            moves.append(out)
        else:
            quantity = draw(st.integers(1, 1_000))
            there += quantity
            moves.append((quantity, draw(st.integers(0, 10**6))))
    return moves


@given(histories(), st.sampled_from(Method))
@settings(max_examples=150, deadline=None)
def test_quantity_and_value_are_conserved(moves, method) -> None:
    sold, quantity, value = costed(method, *moves)
    came = [move for move in moves if isinstance(move, tuple)]
    gone = sum(move for move in moves if not isinstance(move, tuple))
    assert quantity == sum(number for number, _ in came) - gone
    assert sold + value == sum(number * price for number, price in came)
    assert sold >= 0
    assert value >= 0
    assert value == 0 or quantity > 0


@given(histories(), st.integers(1, 10**6))
@settings(max_examples=50, deadline=None)
def test_at_one_price_the_methods_agree(moves, price) -> None:
    moves = [(move[0], price) if isinstance(move, tuple) else move for move in moves]
    assert costed("fifo", *moves) == costed("moving_average", *moves)
