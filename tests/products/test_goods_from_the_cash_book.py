"""Goods that were bought through the cash book get their items; and the list of a past day."""

from datetime import date

import pytest

from coop_app import ledger
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from coop_app.products import queries
from coop_app.products import service as stock
from coop_app.products.rules.documents import (
    BOOKED,
    SPOILAGE,
    Document,
    DocumentLine,
    NotSoMuchBooked,
)
from tests.make import make_cooperative, make_savings
from tests.make_products import make_item, make_point, make_stock

ON = date(2026, 8, 14)
RAW = "inventory_raw_materials"


@pytest.fixture
def desk(either):
    with either.app_context():
        yield make_savings(make_cooperative())


def buy(desk, amount):
    """As the cash book does: money becomes materials, nobody says which."""
    lines = (debit(RAW, Money(amount)), credit("suspense", Money(amount)))
    with transaction():
        ledger.post(Entry(ON, "Kulakan", "cashbook.act:1", lines), book_id=desk.book_id, by=1)


def put(desk, item, point, cost, request_id="b-1"):
    document = Document(BOOKED, point.id, ON, (DocumentLine(item.id, 10_000, Money(cost)),))
    with transaction():
        return stock.record(desk=desk, document=document, request_id=request_id)


def test_the_money_stays_on_its_account(desk) -> None:
    item, point = make_item(desk, "Gula"), make_point(desk)
    buy(desk, 100_000)
    assert queries.without_item(desk.book_id)[RAW] == 100_000
    act = put(desk, item, point, 80_000)
    page = ledger.entry_page(book_id=desk.book_id, seq=act.entry_seq)
    (here,) = queries.on_hand(desk.book_id)
    account = ledger.account(book_id=desk.book_id, role=RAW).id
    assert [(line.account_id, int(line.amount), line.subject) for line in page.lines] == [
        (account, 80_000, f"stock:{here.position_id}"),
        (account, -80_000, None),
    ]
    assert queries.without_item(desk.book_id)[RAW] == 20_000
    assert (here.quantity, here.value) == (10_000, 80_000)
    assert queries.check(desk.book_id) == []
    assert ledger.audit(book_id=desk.book_id) == []


def test_no_more_than_was_bought(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    buy(desk, 100_000)
    put(desk, item, point, 80_000)
    with pytest.raises(NotSoMuchBooked) as refused:
        put(desk, item, point, 20_001, "b-2")
    assert refused.value.facts["left"] == 20_000
    assert put(desk, item, point, 20_000, "b-3").total == 20_000
    assert queries.without_item(desk.book_id)[RAW] == 0


def test_the_list_of_a_past_day_is_the_balance_of_that_day(desk) -> None:
    item, point = make_item(desk, "Gula"), make_point(desk)
    make_stock(desk, item, point, 3_000, 30_000, on=date(2026, 8, 10))
    lines = (DocumentLine(item.id, 1_000),)
    spoiled = Document(SPOILAGE, point.id, date(2026, 8, 13), lines, memo="Basah")
    with transaction():
        stock.record(desk=desk, document=spoiled, request_id="s")
    for day, expected in (
        (9, []),
        (10, [(3_000, 30_000)]),
        (12, [(3_000, 30_000)]),
        (13, [(2_000, 20_000)]),
    ):
        on = date(2026, 8, day)
        found = queries.on_hand(desk.book_id, on=on)
        assert [(one.quantity, int(one.value)) for one in found] == expected
        balance = ledger.balance(book_id=desk.book_id, account=RAW, on=on)
        assert balance == sum(value for _quantity, value in expected)
