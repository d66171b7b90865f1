"""The database itself refuses what the engine never does: attacks on moves, positions, prices and papers."""

from datetime import date

import pytest
import sqlalchemy as sa

from coop_app import db
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.rules.documents import SPOILAGE, TRANSFER, Document, DocumentLine
from coop_app.products.service import Note
from tests.make import make_cooperative, make_savings
from tests.make_products import make_item, make_point, make_stock

ON = date(2026, 8, 14)
MOVE = (
    "INSERT INTO stock_move (cooperative_id, book_id, position_id, number, on_date, kind, quantity, cost,"
    " quantity_after, value_after, source, memo, made_by, made_at)"
    " SELECT cooperative_id, book_id, position_id, {number}, on_date, kind, {quantity}, {cost},"
    " {quantity_after}, {value_after}, 'attack:1', '', 1, made_at FROM stock_move WHERE quantity = 3000"
)
#: the item's position after its three moves has 1.500 g for Rp5.000
WRONG_MOVES: tuple[dict[str, int], ...] = (
    {"number": 5},
    {"number": 3},
    {"quantity_after": 1_500},
    {"value_after": 5_000},
    {"quantity": -1_501, "cost": -5_000, "quantity_after": -1, "value_after": 0},
    {"quantity": -1, "cost": 1, "quantity_after": 1_499, "value_after": 5_001},
    {"quantity": 0, "cost": 0, "quantity_after": 1_500, "value_after": 5_000},
    {"quantity": -1_500, "cost": -1, "quantity_after": 0, "value_after": 4_999},
)
ATTACKS = (
    "UPDATE stock_move SET cost = cost + 1",
    "UPDATE stock_move SET memo = 'lain'",
    "DELETE FROM stock_move",
    "UPDATE stock_position SET quantity = quantity + 1 WHERE quantity > 0",
    "UPDATE stock_position SET value = value + 1 WHERE quantity > 0",
    "UPDATE stock_position SET moves = moves - 1 WHERE quantity > 0",
    "UPDATE stock_position SET quantity = 0, value = 0, moves = 0",
    "UPDATE stock_position SET point_id = (SELECT max(id) FROM stock_point)",
    "DELETE FROM stock_position",
    "INSERT INTO stock_position SELECT 99, cooperative_id, book_id, item_id, 3, 5, 0, '[]', 0 FROM stock_position",
    "UPDATE item SET method = 'fifo'",
    "UPDATE item SET base_unit = 'kg'",
    "UPDATE item SET kind = 'goods'",
    "UPDATE item_price SET amount = 6",
    "DELETE FROM item_price",
    "UPDATE stock_act SET memo = 'lain'",
    "UPDATE stock_act SET entry_seq = 1",
    "UPDATE stock_act SET entry_seq = NULL",
    "DELETE FROM stock_act",
    "UPDATE stock_act_line SET quantity = 2",
    "DELETE FROM stock_act_line",
    "INSERT INTO stock_act_line SELECT act_id, 2, book_id, item_id, quantity, cost, memo FROM stock_act_line",
    "UPDATE stock_count SET status = 'counting'",
    "UPDATE stock_count_line SET found = 1",
    "DELETE FROM stock_count_line",
)
TABLES = ("stock_move", "stock_position", "item_price", "stock_act", "stock_act_line")


class _UndoneError(Exception):
    """Takes back what the database let through."""


def _undo() -> None:
    raise _UndoneError


def is_refused(statement: str) -> bool:
    """Whether the database, whichever it is, says no; nothing stays of it."""
    try:
        with transaction():
            db.write_connection().exec_driver_sql(statement)
            _undo()
    except sa.exc.DatabaseError:
        return True
    except _UndoneError:
        return False


def move(**facts: int) -> str:
    """A move that claims to follow; right unless said otherwise."""
    known = {"number": 4, "quantity": 1, "cost": 1, "quantity_after": 1_501, "value_after": 5_001}
    return MOVE.format(**(known | facts))


@pytest.fixture
def desk(either):
    """3 kg of an item for Rp10.000, of which 1 kg spoiled and 0,5 kg moved; a finished count; a price."""
    with either.app_context():
        desk = make_savings(make_cooperative())
        item, point, shop = make_item(desk), make_point(desk), make_point(desk, kind="shop")
        make_point(desk)
        make_stock(desk, item, point, 3_000, 10_000)
        lines = (DocumentLine(item.id, 1_000),)
        spoiled = Document(SPOILAGE, point.id, ON, lines, memo="Basah")
        moved = Document(TRANSFER, point.id, ON, (DocumentLine(item.id, 500),), shop.id)
        price = {"audience": "member", "amount": Money(5), "unit": "kg", "valid_from": ON}
        with transaction():
            stock.record(desk=desk, document=spoiled, request_id="a")
            stock.record(desk=desk, document=moved, request_id="b")
            stock.set_price(desk=desk, item_id=item.id, **price)
            count = stock.start_count(desk=desk, point_id=point.id, on=ON, request_id="c")
            stock.note_found(desk=desk, count_id=count.id, notes={item.id: Note(1_500)})
            stock.finish_count(desk=desk, count_id=count.id, people="Siti, Budi")
            stock.post_count(desk=desk, count_id=count.id)
        yield desk


@pytest.mark.usefixtures("desk")
def test_a_move_follows_from_the_one_before() -> None:
    assert not is_refused(move())  # so that the others are refused for their own reason
    assert [facts for facts in WRONG_MOVES if not is_refused(move(**facts))] == []


@pytest.mark.usefixtures("desk")
def test_what_was_written_stays() -> None:
    assert [statement for statement in ATTACKS if not is_refused(statement)] == []


@pytest.mark.usefixtures("desk")
def test_nothing_is_emptied_or_replaced() -> None:
    sqlite = db.engine().dialect.name == "sqlite"
    how = "REPLACE INTO {0} SELECT * FROM {0}" if sqlite else "TRUNCATE {0} CASCADE"
    assert [table for table in TABLES if not is_refused(how.format(table))] == []


def test_an_item_that_never_moved_may_change(desk) -> None:
    item = make_item(desk)
    assert not is_refused(f"UPDATE item SET method = 'fifo' WHERE id = {item.id}")
