"""Closing a day: expected by way, counted, the difference posted; no day twice."""

from datetime import timedelta

import pytest

from coop_app import auth, ledger
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.refusal import RequestReused
from coop_app.sales.queries import till as queries
from coop_app.sales.rules.till.acts import Back, Refund, Way
from coop_app.sales.rules.till.refusals import (
    DayClosed,
    DifferenceUnexplained,
    TillMoved,
    TillOpen,
)
from coop_app.sales.service import till as service
from tests.make import TODAY, agreed
from tests.sales.till.shop import Shop


@pytest.fixture
def shop(app) -> Shop:
    shop = Shop()
    yield shop
    assert shop.audited() == []


def busy(shop: Shop) -> None:
    """Cash 48.000, of it 12.000 back; transfer 10.000; QRIS 12.000; on credit 20.000, of it 10.000 back."""
    shop.store_qris()
    cash = shop.sell(shop.wish(shop.chips, 4))
    shop.back(cash, Back(1, 1))
    shop.to_sri(shop.wish(shop.chips, 1), way=Way.TRANSFER)
    shop.sell(shop.wish(shop.chips, 1), way=Way.QRIS)
    bon = shop.to_sri(shop.wish(shop.chips, 2), way=Way.CREDIT)
    shop.back(bon, Back(1, 1), refund=Refund.RECEIVABLE)


def test_expected_by_way(shop) -> None:
    busy(shop)
    closed = shop.close(136_000, change_money=Money(100_000))
    assert (closed.cash_sales, closed.cash_returns, closed.expected) == (48_000, 12_000, 36_000)
    assert (closed.transfer, closed.qris, closed.credit) == (10_000, 12_000, 20_000)
    assert (closed.other_returns, closed.sales_count, closed.returns_count) == (10_000, 4, 2)
    assert (closed.difference, closed.entry_seq) == (0, None)
    assert queries.takings(shop.office.id).sales_count == 0


def test_missing_money_is_a_cost(shop) -> None:
    shop.sell(shop.wish(shop.chips, 3))
    with pytest.raises(DifferenceUnexplained):
        shop.close(35_000)
    closed = shop.close(35_000, reason="uang kembalian keliru")
    assert closed.difference == -1_000
    assert shop.lines(closed.entry_seq) == [
        ("cash_short", 1_000, None),
        ("cash_on_hand", -1_000, None),
    ]


def test_too_much_money_is_income(shop) -> None:
    shop.sell(shop.wish(shop.chips, 3))
    closed = shop.close(36_500, reason="pembeli menolak kembalian")
    assert shop.lines(closed.entry_seq) == [
        ("cash_on_hand", 500, None),
        ("cash_over", -500, None),
    ]


def test_no_day_twice_and_later_sales_count_next(shop) -> None:
    shop.sell(shop.wish(shop.chips, 1))
    first = shop.close(12_000)
    late = shop.sell(shop.wish(shop.chips, 2))
    with pytest.raises(DayClosed):
        shop.close(24_000)
    with pytest.raises(DayClosed):
        shop.close(0, closed_on=TODAY - timedelta(days=1), seen_expected=Money(0))
    tomorrow = shop.at(TODAY + timedelta(days=1))
    second = shop.close(24_000, desk=tomorrow)
    assert (first.expected, second.expected) == (12_000, 24_000)
    assert queries.get_sale(shop.cooperative_id, late.id).close_id == second.id


def test_a_sale_while_counting(shop) -> None:
    shop.sell(shop.wish(shop.chips, 1))
    with pytest.raises(TillMoved):
        shop.close(12_000, seen_expected=Money(0))


def test_the_same_request_closes_once(shop) -> None:
    shop.sell(shop.wish(shop.chips, 1))
    first = shop.close(12_000, request_id="tap", seen_expected=Money(12_000))
    again = shop.close(12_000, request_id="tap", seen_expected=Money(12_000))
    assert first.id == again.id
    with pytest.raises(RequestReused):
        shop.close(13_000, request_id="tap", reason="lupa")


def test_an_old_day_takes_two(shop) -> None:
    shop.sell(shop.wish(shop.chips, 1))
    late = shop.at(TODAY + timedelta(days=8))
    with pytest.raises(auth.SecondPersonNeeded):
        shop.close(12_000, desk=late, closed_on=TODAY)
    shop.close(12_000, desk=agreed(late), closed_on=TODAY)


def test_the_drawer_changes_only_when_it_is_empty(shop) -> None:
    box = ledger.account(book_id=shop.desk.book_id, role="petty_cash").id
    shop.sell(shop.wish(shop.chips, 1))
    change = {"desk": shop.desk, "point_id": shop.office.id, "cash": box, "bank": shop.bank}
    with pytest.raises(TillOpen), transaction():
        service.choose_places(**change)
    shop.close(12_000)
    with transaction():
        service.choose_places(**change)
    sold = shop.sell(shop.wish(shop.chips, 1))
    assert shop.lines(sold.entry_seq)[0][0] == "petty_cash"
