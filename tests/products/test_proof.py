"""`coop audit` notices what no longer agrees: each check has a state that only it can see."""

from datetime import date

import pytest
import sqlalchemy as sa

from coop_app import db, ledger
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from coop_app.products import queries
from coop_app.products import service as stock
from coop_app.products.rules.documents import SPOILAGE, Document, DocumentLine
from tests.make import agreed, make_cooperative, make_savings
from tests.make_products import make_item, make_point, make_stock

ON = date(2026, 8, 14)


@pytest.fixture
def desk(app):
    return make_savings(make_cooperative())


def behind_the_seal(*statements: str) -> None:
    """As somebody would who has the file and no program."""
    with transaction():
        connection = db.write_connection()
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(sa.text(statement))


def found(desk) -> str:
    return "\n".join(f"{one.message} | {one.where}" for one in queries.check(desk.book_id))


@pytest.fixture
def bought(desk):
    """3 kg for Rp10.000."""
    return make_stock(desk, make_item(desk, "Gula"), make_point(desk), 3_000, 10_000)


def test_a_sound_book_has_nothing_to_say(desk, bought) -> None:
    assert found(desk) == ""
    assert bought.cost == 10_000


@pytest.mark.parametrize(
    "statement, said",
    [
        ("UPDATE stock_position SET quantity = 2999", "quantity 2999, its moves 3000"),
        ("UPDATE stock_position SET value = 9999", "value Rp9.999, its moves Rp10.000"),
        (
            "UPDATE stock_position SET layers = '[[3000, 9999]]'",
            "its layers are not what its moves lead to",
        ),
        ("UPDATE stock_move SET cost = 9000", "moves Rp9.000, journal Rp10.000 | test.stock"),
        ("UPDATE stock_move SET source = 'lain:1'", "journal Rp0 | lain:1"),
    ],
)
def test_what_was_changed_behind_the_seal_is_found(desk, bought, statement, said) -> None:
    behind_the_seal(statement)
    assert said in found(desk), found(desk)
    assert bought.position_id


def test_a_move_without_its_entry_is_found(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    with transaction():
        stock.take_in(
            desk=desk, item_id=item.id, point_id=point.id, quantity=5, cost=Money(50), on=ON,
            source="forgotten:1", kind="purchase",
        )  # fmt: skip
    assert "moves Rp50, journal Rp0 | forgotten:1" in found(desk)
    assert "value Rp50, ledger Rp0" in found(desk)


def test_an_entry_without_its_move_is_found(desk, bought) -> None:
    subject = f"stock:{bought.position_id}"
    lines = (
        debit("inventory_raw_materials", Money(7), subject=subject),
        credit("suspense", Money(7)),
    )
    with transaction():
        ledger.post(Entry(ON, "Tanpa barang", "x:1", lines), book_id=desk.book_id, by=1)
    assert "value Rp10.000, ledger Rp10.007" in found(desk)
    assert "moves Rp0, journal Rp7 | x:1" in found(desk)


def test_value_without_quantity_is_found(desk) -> None:
    make_stock(desk, make_item(desk), make_point(desk), 3, 10)
    with transaction():
        connection = db.write_connection()
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    behind_the_seal("UPDATE stock_position SET quantity = 0")
    assert "Rp10 for a quantity of 0" in found(desk)


def test_the_cost_of_what_went_out_is_checked(desk, bought) -> None:
    item, point = queries.list_items(desk.book_id)[0], queries.list_points(desk.book_id)[0]
    with transaction():
        gone = stock.take_out(
            desk=desk,
            item_id=item.id,
            point_id=point.id,
            quantity=1_000,
            on=ON,
            source="o:1",
            kind="sale",
        )
        lines = (debit("cogs_members", gone.cost), *gone.lines)
        ledger.post(Entry(ON, "Jual", "o:1", lines), book_id=desk.book_id, by=1)
    assert found(desk) == ""
    behind_the_seal(
        "UPDATE stock_move SET cost = -3000, value_after = 7000 WHERE quantity < 0",
        "UPDATE stock_position SET value = 7000, layers = '[[2000, 7000]]'",
    )
    assert "its layers are not what its moves lead to" in found(desk)
    assert bought.position_id


def test_less_than_nothing_without_an_item_is_found(desk, bought) -> None:
    lines = (
        debit("suspense", Money(7)),
        credit("inventory_raw_materials", Money(7)),
    )
    with transaction():
        ledger.post(Entry(ON, "Tanpa barang", "x:1", lines), book_id=desk.book_id, by=1)
    assert "-Rp7 stands there without an item" in found(desk)
    assert bought.position_id


def test_a_document_taken_back_at_another_cost_is_found(desk, bought) -> None:
    item, point = queries.list_items(desk.book_id)[0], queries.list_points(desk.book_id)[0]
    lines = (DocumentLine(item.id, 1_000, Money(0)),)
    document = Document(SPOILAGE, point.id, ON, lines, memo="Uji")
    with transaction():
        act = stock.record(desk=agreed(desk), document=document, request_id="s-1")
    with transaction():
        stock.reverse_act(desk=agreed(desk), act_id=act.id, on=ON, why="Salah ketik")
    assert found(desk) == ""
    # Rp3.333 went out; as much must come back
    behind_the_seal("UPDATE stock_move SET cost = 3332 WHERE source LIKE 'reversal:%'")
    assert f"stock.spoilage:{act.id} was taken back, but not all of it" in found(desk)
    assert bought.position_id
