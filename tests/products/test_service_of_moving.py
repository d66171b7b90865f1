"""Stock moves through the engine: each debit and credit, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app import db, ledger
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from coop_app.products import queries
from coop_app.products import service as stock
from coop_app.products.rules.items import ItemConsigned
from coop_app.products.rules.moves import ItemShort, PointSwitchedOff
from coop_app.products.rules.stock import (
    CostAboveValue,
    CostBelowZero,
    Method,
    NothingThere,
    QuantityNotPositive,
)
from coop_app.refusal import NotFound
from tests.make import make_cooperative, make_group, make_member, make_savings
from tests.make_products import make_item, make_point, make_stock

ON = date(2026, 8, 14)


@pytest.fixture
def desk(either):
    with either.app_context():
        yield make_savings(make_cooperative())


def out(desk, item, point, quantity, source="test.out:1"):
    """Goods go out, unposted."""
    return stock.take_out(
        desk=desk, item_id=item.id, point_id=point.id, quantity=quantity, on=ON, source=source,
        kind="sale",
    )  # fmt: skip


def state(desk, point):
    """Quantity and value by item name."""
    return {
        here.item.name: (here.quantity, here.value)
        for here in queries.on_hand(desk.book_id, point.id)
    }


def test_goods_come_in_at_their_cost(desk) -> None:
    item, point = make_item(desk, "Gula aren"), make_point(desk)
    moved = make_stock(desk, item, point, 500_000, 5_250_000)  # 500 kg at 10.500, freight included
    subject = f"stock:{moved.position_id}"
    assert moved.lines == (
        debit(
            "inventory_raw_materials", Money(5_250_000), subject=subject, memo="Gula aren 500 kg"
        ),
    )
    assert state(desk, point) == {"Gula aren": (500_000, 5_250_000)}
    role = "inventory_raw_materials"
    assert ledger.balance(book_id=desk.book_id, account=role, subject=subject) == 5_250_000


def test_goods_of_a_group_carry_the_group(desk) -> None:
    group = make_group(desk.cooperative_id)
    point = make_point(desk, kind="group", group_id=group)
    moved = make_stock(desk, make_item(desk, kind="goods"), point, 1_000, 7_000)
    assert [(line.account, line.group_id) for line in moved.lines] == [("inventory_goods", group)]


@pytest.mark.parametrize(
    "case, method, moves, gone, left",
    [
        ("E1", "fifo", [(80, 1_200_000), (120, 2_160_000), 150], 2_460_000, (50, 900_000)),
        ("E2", "moving_average", [(150, 3_000_000), (250, 5_500_000), 300], 6_375_000, (100, 2_125_000)),
        ("E5", "fifo", [(250, 37_500), (400, 70_000), 350, 150, (500, 100_000), 250, (300, 75_000), 400],
         207_500, (300, 75_000)),
        ("E5", "moving_average",
         [(250, 37_500), (400, 70_000), 350, 150, (500, 100_000), 250, (300, 75_000), 400],
         217_441, (300, 65_059)),
        ("E6", "moving_average", [(500, 5_250_000), 1], 10_500, (499, 5_239_500)),
    ],
)  # fmt: skip
def test_what_goes_out_costs(desk, case, method, moves, gone, left) -> None:
    item, point = make_item(desk, "Gula", method=Method(method)), make_point(desk)
    sold = 0
    for n, move in enumerate(moves):
        if isinstance(move, tuple):
            make_stock(desk, item, point, *move)
            continue
        source = f"test.sale:{n}"
        with transaction():
            moved = out(desk, item, point, move, source)
            assert moved.lines == (
                credit("inventory_raw_materials", moved.cost, subject=f"stock:{moved.position_id}",
                       memo=f"Gula {item.text(move)}"),
            )  # fmt: skip
            lines = (debit("cogs_members", moved.cost), *moved.lines)
            ledger.post(Entry(ON, "Jual", source, lines), book_id=desk.book_id, by=1)
        sold += moved.cost
    assert (sold, state(desk, point)["Gula"]) == (gone, left), case
    assert ledger.balance(book_id=desk.book_id, account="cogs_members") == gone
    assert ledger.balance(book_id=desk.book_id, account="inventory_raw_materials") == left[1]
    assert ledger.audit(book_id=desk.book_id) == []


def test_the_refusal_says_what_is_there(desk) -> None:
    item, point = make_item(desk, "Gula aren"), make_point(desk, "Kantor")
    make_stock(desk, item, point, 62_500, 900_000)
    with pytest.raises(ItemShort) as refused, transaction():
        out(desk, item, point, 70_000)
    assert str(refused.value) == "Only 62,5 kg of Gula aren is at Kantor. 70 kg cannot go out."
    assert state(desk, point) == {"Gula aren": (62_500, 900_000)}


def test_the_last_gram_takes_the_last_rupiah(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    make_stock(desk, item, point, 3, 10)
    with transaction():
        assert [out(desk, item, point, 1, f"t:{n}").cost for n in range(3)] == [3, 4, 3]
    assert state(desk, point) == {}


def test_a_gift_has_no_lines(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    assert make_stock(desk, item, point, 5, 0).lines == ()
    with transaction():
        assert out(desk, item, point, 5).lines == ()


def test_freight_comes_later(desk) -> None:
    item, point = make_item(desk, "Gula", method=Method.FIFO), make_point(desk)
    make_stock(desk, item, point, 100, 1_000)
    make_stock(desk, item, point, 100, 2_000)
    with transaction():
        moved = stock.add_cost(
            desk=desk, item_id=item.id, point_id=point.id, cost=Money(50), on=ON, source="f:1",
            kind="freight",
        )  # fmt: skip
        assert [(line.account, line.amount) for line in moved.lines] == [
            ("inventory_raw_materials", 50)
        ]
        assert out(desk, item, point, 100, "o:1").cost == 1_000
        lower = stock.add_cost(
            desk=desk, item_id=item.id, point_id=point.id, cost=Money(-2_000), on=ON, source="f:2",
            kind="price",
        )  # fmt: skip
        assert [line.amount for line in lower.lines] == [-2_000]
        assert (lower.cost, out(desk, item, point, 100, "o:2").cost) == (-2_000, 50)


def test_no_cost_for_what_is_gone(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    add = {
        "desk": desk,
        "item_id": item.id,
        "point_id": point.id,
        "on": ON,
        "source": "f:1",
        "kind": "freight",
    }
    with pytest.raises(NothingThere), transaction():
        stock.add_cost(**add, cost=Money(1))
    make_stock(desk, item, point, 10, 100)
    with pytest.raises(CostAboveValue), transaction():
        stock.add_cost(**add, cost=Money(-101))


@pytest.mark.parametrize(
    "quantity, cost, refusal",
    [(0, 1, QuantityNotPositive), (-1, 1, QuantityNotPositive), (1, -1, CostBelowZero)],
)
def test_what_comes_in_is_something(desk, quantity, cost, refusal) -> None:
    item, point = make_item(desk), make_point(desk)
    with pytest.raises(refusal):
        make_stock(desk, item, point, quantity, cost)


def test_goods_on_consignment_are_never_own_stock(desk) -> None:
    member = make_member(desk.cooperative_id, make_group(desk.cooperative_id))
    item = make_item(desk, kind="product", consigned=True, owner_member_id=member.id)
    with pytest.raises(ItemConsigned):
        make_stock(desk, item, make_point(desk), 1, 1)


def test_a_closed_point_takes_nothing(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    with transaction():
        stock.switch_point(desk=desk, point_id=point.id, active=False)
    with pytest.raises(PointSwitchedOff):
        make_stock(desk, item, point, 1, 1)


def test_another_book_has_other_stock(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    make_stock(desk, item, point, 10, 100)
    stranger = make_savings(make_cooperative("Koperasi Lain"))
    with pytest.raises(NotFound), transaction():
        out(stranger, item, point, 1)
    with pytest.raises(NotFound):
        make_stock(stranger, item, make_point(stranger), 1, 1)
    with pytest.raises(NotFound):
        make_stock(replace(desk, book_id=stranger.book_id), make_item(stranger), point, 1, 1)
    assert queries.on_hand(stranger.book_id) == []
    assert db.session.connection() is not None
