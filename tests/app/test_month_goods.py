"""The treasurer's list at the end of a month, as far as goods are concerned."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from coop_app.app.month_goods import rounds_ended, stock_counted, till_closed
from coop_app.closing.views.tasks import DONE, NOTHING, OPEN, Task
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.products import queries as products
from coop_app.products import service as stock
from tests.make import make_cooperative, make_savings
from tests.make_rounds import make_order, make_ordered, make_round
from tests.sales.till.shop import Shop

AUGUST = Month(2026, 8)


@pytest.fixture
def shop(bare_app: Flask):
    with bare_app.test_request_context():
        yield Shop()


def state(ask, shop: Shop, month: Month = AUGUST) -> Task:
    return ask(shop.cooperative_id, shop.desk.book_id, month)


def counted(shop: Shop, on: date, *, post: bool = True) -> None:
    """A count of the office that finds what the book says."""
    desk = replace(shop.desk, today=on, approved_by=2)
    with transaction():
        key = stock.start_count(
            desk=desk, point_id=shop.office.id, on=on, request_id=f"count-{on}-{post}"
        ).id
        if not post:
            stock.drop_count(desk=desk, count_id=key)
            return
        rows = products.on_hand(shop.desk.book_id, shop.office.id)
        notes = {row.item.id: stock.Note(row.quantity) for row in rows}
        stock.note_found(desk=desk, count_id=key, notes=notes)
        stock.finish_count(desk=desk, count_id=key, people="Sri, Tuti")
        stock.post_count(desk=desk, count_id=key)


def test_goods_are_counted_in_their_month(shop: Shop) -> None:
    before = state(stock_counted, shop)
    assert before.state == OPEN
    assert "Kantor" in before.words
    counted(shop, date(2026, 8, 13), post=False)
    assert state(stock_counted, shop).state == OPEN
    counted(shop, date(2026, 8, 14))
    assert state(stock_counted, shop).state == DONE
    assert state(stock_counted, shop, Month(2026, 7)).state == OPEN


def test_without_goods_there_is_nothing_to_count(bare_app: Flask) -> None:
    with bare_app.test_request_context():
        desk = make_savings(make_cooperative())
        for ask in (stock_counted, till_closed, rounds_ended):
            assert ask(desk.cooperative_id, desk.book_id, AUGUST).state == NOTHING


def test_sales_wait_for_their_day_to_be_closed(shop: Shop) -> None:
    assert state(till_closed, shop).state == NOTHING
    shop.sell(shop.wish(shop.chips, 2))
    assert state(till_closed, shop).state == OPEN
    assert state(till_closed, shop, Month(2026, 7)).state == NOTHING
    shop.close(24_000)
    assert state(till_closed, shop).state == DONE


def test_a_round_on_its_way_is_told(shop: Shop) -> None:
    assert state(rounds_ended, shop).state == NOTHING
    shown = make_round(shop.desk)
    assert state(rounds_ended, shop).state == NOTHING
    make_order(shop.desk, shown, shop.sri.id, 25)
    make_ordered(shop.desk, shown)
    told = state(rounds_ended, shop)
    assert told.state == OPEN
    assert "1" in told.words
