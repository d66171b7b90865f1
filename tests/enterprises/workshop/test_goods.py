"""Her stock: bought each way, had before, spoiled, counted; and what the database never lets change."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from coop_app.enterprises import queries as books
from coop_app.enterprises.queries.workshop.stock import Act
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.books.refusals import AmountMissing, MoneyShort, PartyMissing
from coop_app.enterprises.rules.workshop import goods as rules
from coop_app.enterprises.rules.workshop.goods import Bought, Counted, Had, Spoiled
from coop_app.enterprises.service import workshop as service
from coop_app.money import Money
from coop_app.products.rules.moves import ItemShort
from coop_app.products.rules.stock import QuantityNotPositive
from coop_app.refusal import Refused, RequestReused
from tests.make_enterprises import Business, make_business
from tests.make_workshop import batch_of, buy, lines, material, overhead, proven, recipe_of

DAY = date(2026, 7, 3)
_VERBS = {Bought: service.buy, Had: service.had, Spoiled: service.spoil, Counted: service.count}


def do(business: Business, new: Bought | Had | Spoiled | Counted, tap: str = "tap") -> Act:
    verb = _VERBS[type(new)]
    with transaction():
        return verb(desk=business.desk, business=business.enterprise, new=new, request_id=tap)  # type: ignore[operator,no-any-return]


def sugar() -> tuple[Business, int]:
    business = make_business()
    return business, material(business, "Gula").id


@pytest.mark.parametrize(
    ("way", "role"),
    [(Way.CASH, "cash_on_hand"), (Way.OWN, "owner_capital"), (Way.LATER, "trade_payable")],
)
def test_bought_each_way(either: Flask, way: Way, role: str) -> None:
    with either.app_context():
        business, item_id = sugar()
        done = do(business, Bought(item_id, 5_000, Money(85_000), way, DAY, "Bu Tini"))
        assert lines(business, done.entry_seq) == [
            ("inventory_raw_materials", 85_000),
            (role, -85_000),
        ]
        assert done.memo == "Beli 5 kg Gula dari Bu Tini"
        owed = [int(one.amount) for one in books.debts(business.book_id)]
        assert owed == ([85_000] if way is Way.LATER else [])
        proven(business)


def test_had_before_the_book(app: Flask) -> None:
    business, item_id = sugar()
    done = do(business, Had(item_id, 2_000, Money(30_000), DAY))
    assert lines(business, done.entry_seq) == [
        ("inventory_raw_materials", 30_000),
        ("owner_capital", -30_000),
    ]
    proven(business)


def test_spoiled_at_what_it_had_cost(app: Flask) -> None:
    business, item_id = sugar()
    do(business, Bought(item_id, 5_000, Money(85_000), Way.CASH, DAY))
    done = do(business, Spoiled(item_id, 1_000, "kena air", DAY), "spoil")
    assert lines(business, done.entry_seq) == [
        ("stock_loss", 17_000),
        ("inventory_raw_materials", -17_000),
    ]
    assert (done.quantity, done.amount) == (-1_000, 17_000)
    proven(business)


@pytest.mark.parametrize(
    ("found", "entry"),
    [
        (4_000, [("stock_loss", 17_000), ("inventory_raw_materials", -17_000)]),
        (6_000, [("inventory_raw_materials", 17_000), ("stock_loss", -17_000)]),
        (0, [("stock_loss", 85_000), ("inventory_raw_materials", -85_000)]),
        (5_000, []),
    ],
)
def test_the_book_follows_a_count(app: Flask, found: int, entry: list[tuple[str, int]]) -> None:
    business, item_id = sugar()
    do(business, Bought(item_id, 5_000, Money(85_000), Way.CASH, DAY))
    done = do(business, Counted(item_id, found, DAY), "count")
    assert (lines(business, done.entry_seq) if done.entry_seq else []) == entry
    assert business.balance("inventory_raw_materials") == 17 * found
    proven(business)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"quantity": 0}, QuantityNotPositive),
        ({"amount": Money(0)}, AmountMissing),
        ({"way": Way.NONE}, rules.WayMissing),
        ({"way": Way.LATER, "seller": " "}, PartyMissing),
        ({"amount": Money(900_000)}, MoneyShort),
        ({"on": date(2026, 6, 1)}, Refused),
        ({"on": date(2027, 6, 1)}, Refused),
    ],
)
def test_purchases_that_are_refused(
    app: Flask, facts: dict[str, object], refusal: type[Refused]
) -> None:
    business, item_id = sugar()
    known = {"quantity": 5_000, "amount": Money(85_000), "way": Way.CASH, "on": DAY} | facts
    with pytest.raises(refusal):
        do(business, Bought(item_id, **known))  # type: ignore[arg-type]
    assert business.balance("inventory_raw_materials") == 0
    proven(business)


def test_what_is_not_there_is_neither_spoiled_nor_counted(app: Flask) -> None:
    business, item_id = sugar()
    with pytest.raises(ItemShort):
        do(business, Spoiled(item_id, 1, "hilang", DAY))
    with pytest.raises(rules.SpoiledUnexplained):
        do(business, Spoiled(item_id, 1, " ", DAY))
    with pytest.raises(rules.CountUnclear):
        do(business, Counted(item_id, 5, DAY))


def test_the_same_tap_buys_once(app: Flask) -> None:
    business, item_id = sugar()
    new = Bought(item_id, 5_000, Money(85_000), Way.CASH, DAY)
    assert do(business, new) == do(business, new)
    with pytest.raises(RequestReused):
        do(business, Bought(item_id, 5_000, Money(86_000), Way.CASH, DAY))
    assert business.balance("inventory_raw_materials") == 85_000


#: what somebody with the database open might try
ATTACKS = (
    "UPDATE recipe_version SET makes = 99",
    "DELETE FROM recipe_part",
    "UPDATE production_batch SET good = 99",
    "DELETE FROM production_batch",
    "UPDATE production_use SET cost = 1",
    "DELETE FROM production_cost",
    "UPDATE enterprise_stock_act SET amount = 1",
    "DELETE FROM enterprise_stock_act",
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_written_stays(either: Flask, attack: str) -> None:
    with either.app_context():
        business, item_id = sugar()
        chips = material(business, "Keripik", kind="product", unit="bungkus")
        do(business, Bought(item_id, 5_000, Money(85_000), Way.CASH, DAY))
        recipe = recipe_of(business, chips, {item_id: 500}, makes=5)
        batch_of(business, recipe, good=5, costs=(overhead(2_000),))
        with pytest.raises(sa.exc.DBAPIError, match="append only"), transaction():
            db.write_connection().exec_driver_sql(attack)
        proven(business)


def test_the_proof_sees_what_was_forged(app: Flask) -> None:
    business, item_id = sugar()
    buy(business, material(business, "Garam"), 100, 1_000)
    do(business, Had(item_id, 2_000, Money(30_000), DAY))
    with transaction():
        connection = db.write_connection()
        connection.exec_driver_sql("UPDATE enterprise_stock_act SET entry_seq = NULL WHERE id = 1")
    found = books.check_workshop(business.book_id)
    assert [one.where for one in found] == ["enterprises.stock:1"]
