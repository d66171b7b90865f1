"""Documents of stock entered wrong are taken back: the goods, their cost and the entry, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from coop_app import db, ledger
from coop_app.auth import SecondPersonNeeded
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, debit
from coop_app.money import Money
from coop_app.products import queries
from coop_app.products import service as stock
from coop_app.products.rules.documents import (
    COUNT,
    OPENING,
    SPOILAGE,
    TRANSFER,
    DayInFuture,
    Document,
    DocumentLine,
)
from coop_app.products.rules.moves import ItemShort
from coop_app.products.rules.reversing import (
    BackTooEarly,
    BackWithoutReason,
    TakenBackAlready,
    UsedMeanwhile,
)
from coop_app.refusal import NotFound
from tests.make import agreed, make_cooperative, make_savings
from tests.make_products import make_item, make_point, make_stock

ON = date(2026, 8, 14)
RAW, LOSS = "inventory_raw_materials", "stock_loss"


@pytest.fixture
def desk(either):
    with either.app_context():
        yield make_savings(make_cooperative())


@pytest.fixture
def item(desk):
    return make_item(desk, "Gula")


@pytest.fixture
def office(desk):
    return make_point(desk, "Kantor")


def record(desk, kind, point, quantity, **facts):
    lines = (DocumentLine(facts.pop("item").id, quantity, Money(facts.pop("cost", 0))),)
    known = {"memo": "Uji"} | facts
    document = Document(kind, point.id, ON, lines, **known)
    with transaction():
        return stock.record(desk=agreed(desk), document=document, request_id=f"{kind}-{quantity}")


def back(desk, act, on=ON, why="Salah ketik"):
    with transaction():
        return stock.reverse_act(desk=desk, act_id=act.id, on=on, why=why)


def lies(desk):
    return {one.point.name: (one.quantity, int(one.value)) for one in queries.on_hand(desk.book_id)}


def balances(desk, *roles):
    return [int(ledger.balance(book_id=desk.book_id, account=role)) for role in roles]


def sell(desk, item, point, quantity, source="test.sale:1"):
    """Goods leave at their cost, as a sale would take them."""
    with transaction():
        gone = stock.take_out(
            desk=desk, item_id=item.id, point_id=point.id, quantity=quantity, on=ON, source=source,
            kind="sale",
        )  # fmt: skip
        lines = (debit("cogs_members", gone.cost), *gone.lines)
        ledger.post(Entry(ON, "Jual", source, lines), book_id=desk.book_id, by=desk.user_id)
    return gone


def is_sound(desk):
    assert ledger.audit(book_id=desk.book_id) == []
    assert queries.check(desk.book_id) == []


def test_spoilage_comes_back_at_the_cost_it_left_with(desk, item, office) -> None:
    make_stock(desk, item, office, 3_000, 10_000)
    act = record(desk, SPOILAGE, office, 1_000, item=item)
    assert lies(desk) == {"Kantor": (2_000, 6_667)}
    back(agreed(desk), act)
    assert lies(desk) == {"Kantor": (3_000, 10_000)}
    assert balances(desk, RAW, LOSS) == [10_000, 0]
    mirror = queries.find_reversal(desk.book_id, act.id)
    assert mirror is not None
    page = ledger.entry_page(book_id=desk.book_id, seq=mirror.entry_seq)
    assert (page.reverses.seq, [int(line.amount) for line in page.lines]) == (
        act.entry_seq, [-3_333, 3_333],
    )  # fmt: skip
    is_sound(desk)


def test_it_takes_two_people_a_reason_and_a_day_that_can_be(desk, item, office) -> None:
    make_stock(desk, item, office, 3_000, 10_000)
    act = record(desk, SPOILAGE, office, 1_000, item=item)
    with pytest.raises(SecondPersonNeeded):
        back(desk, act)
    with pytest.raises(BackWithoutReason):
        back(agreed(desk), act, why="  ")
    with pytest.raises(BackTooEarly):
        back(agreed(desk), act, on=date(2026, 8, 13))
    with pytest.raises(DayInFuture):
        back(agreed(desk), act, on=date(2027, 1, 1))
    assert lies(desk) == {"Kantor": (2_000, 6_667)}
    back(agreed(desk), act)
    with pytest.raises(TakenBackAlready):
        back(agreed(desk), act)
    assert lies(desk) == {"Kantor": (3_000, 10_000)}
    is_sound(desk)


def test_a_transfer_goes_back_to_where_it_came_from(desk, item, office) -> None:
    village = make_point(desk, "Kuripan")
    make_stock(desk, item, office, 10_000, 100_000)
    make_stock(desk, item, village, 10_000, 300_000)
    act = record(desk, TRANSFER, office, 4_000, item=item, to_point_id=village.id)
    assert lies(desk) == {"Kantor": (6_000, 60_000), "Kuripan": (14_000, 340_000)}
    # what lies there now costs more on average; the four kilograms still cost what they cost
    back(agreed(desk), act)
    assert lies(desk) == {"Kantor": (10_000, 100_000), "Kuripan": (10_000, 300_000)}
    is_sound(desk)


@pytest.mark.parametrize("method", ["fifo", "moving_average"])
def test_opening_stock_goes_at_its_own_cost(desk, office, method) -> None:
    item = make_item(desk, "Tepung", method=method)
    make_stock(desk, item, office, 5_000, 50_000)
    act = record(desk, OPENING, office, 5_000, item=item, cost=900_000)
    back(agreed(desk), act)
    assert lies(desk) == {"Kantor": (5_000, 50_000)}
    assert balances(desk, "opening_balance_equity") == [0]
    is_sound(desk)


def test_a_count_is_taken_back_both_ways(desk, item, office) -> None:
    make_stock(desk, item, office, 10_000, 100_000)
    more = record(desk, COUNT, office, 500, item=item)
    less = record(desk, COUNT, office, -2_000, item=item)
    back(agreed(desk), less)
    back(agreed(desk), more)
    assert lies(desk) == {"Kantor": (10_000, 100_000)}
    assert balances(desk, LOSS) == [0]
    is_sound(desk)


def test_what_has_left_cannot_be_taken_back(desk, item, office) -> None:
    act = record(desk, OPENING, office, 5_000, item=item, cost=900_000)
    sell(desk, item, office, 1_000)
    with pytest.raises(ItemShort):
        back(agreed(desk), act)
    make_stock(desk, item, office, 1_000, 1_000)
    # five kilograms are there again, but 180.000 of their cost went with the sale
    with pytest.raises(UsedMeanwhile):
        back(agreed(desk), act)
    assert lies(desk) == {"Kantor": (5_000, 721_000)}
    is_sound(desk)


def test_goods_without_cost_go_back_without_an_entry(desk, item, office) -> None:
    village = make_point(desk, "Kuripan")
    make_stock(desk, item, office, 1_000, 0)
    act = record(desk, TRANSFER, office, 1_000, item=item, to_point_id=village.id)
    assert act.entry_seq is None
    back(agreed(desk), act)
    assert lies(desk) == {"Kantor": (1_000, 0)}
    is_sound(desk)


def test_nobody_takes_back_what_is_anothers(desk, item, office) -> None:
    make_stock(desk, item, office, 3_000, 10_000)
    act = record(desk, SPOILAGE, office, 1_000, item=item)
    other = make_savings(make_cooperative("Koperasi Lain"))
    with pytest.raises(NotFound):
        back(agreed(other), act)
    with pytest.raises(NotFound):
        back(agreed(desk), replace(act, id=999))


def test_a_reversal_never_changes(desk, item, office) -> None:
    make_stock(desk, item, office, 3_000, 10_000)
    back(agreed(desk), record(desk, SPOILAGE, office, 1_000, item=item))
    for statement in (
        "UPDATE stock_reversal SET why = 'lain'",
        "DELETE FROM stock_reversal",
    ):
        with pytest.raises(DBAPIError), transaction():
            db.write_connection().execute(sa.text(statement))
    is_sound(desk)
