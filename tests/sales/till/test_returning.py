"""Goods that come back: both sides reversed at the cost they left with, never more than was sold."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coop_app import auth, ledger
from coop_app.db import transaction
from coop_app.ledger.refusals import CashShort
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.sales.queries import till as queries
from coop_app.sales.rules.till.acts import Back, Refund, Way
from coop_app.sales.rules.till.refusals import (
    MoreThanSold,
    NothingComesBack,
    NothingOwed,
    ReturnBeforeSale,
    ReturnUnexplained,
    StillOwed,
)
from coop_app.sales.rules.trade.owing import Payment
from coop_app.sales.rules.trade.owing import Way as Paying
from coop_app.sales.service import trade
from tests.make import TODAY, agreed
from tests.make_products import make_stock
from tests.sales.till.shop import Shop


@pytest.fixture
def shop(app) -> Shop:
    shop = Shop()
    yield shop
    assert shop.audited() == []


def test_a_part_comes_back_for_money(shop) -> None:
    sold = shop.to_sri(shop.wish(shop.chips, 3))
    back = shop.back(sold, Back(1, 1))
    assert (back.total, back.cost, back.kind) == (10_000, 7_000, "return")
    assert shop.lines(back.entry_seq) == [
        ("sales_members", 10_000, f"member:{shop.sri.id}"),
        ("cash_on_hand", -10_000, None),
        ("inventory_goods", 7_000, shop.subject(shop.chips)),
        ("cogs_members", -7_000, None),
    ]
    assert shop.lies(shop.chips) == 18


def test_goods_come_back_at_the_cost_they_left_with(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 2))
    make_stock(shop.desk, shop.chips, shop.office, 18, 180_000)  # the average is 8.500 now
    back = shop.back(sold, Back(1, 2))
    assert back.cost == 14_000
    assert shop.balance("cogs_nonmembers") == 0


def test_spoiled_goods_are_a_loss_and_not_sold_again(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 2))
    back = shop.back(sold, Back(1, 2, spoiled=True))
    assert shop.lines(back.entry_seq) == [
        ("sales_nonmembers", 24_000, None),
        ("cash_on_hand", -24_000, None),
        ("stock_loss", 14_000, None),
        ("cogs_nonmembers", -14_000, None),
    ]
    assert shop.lies(shop.chips) == 18


def test_what_is_owed_goes_down_first(shop) -> None:
    sold = shop.to_sri(shop.wish(shop.chips, 2), way=Way.CREDIT)
    subject = f"member:{shop.sri.id}"
    with pytest.raises(StillOwed):
        shop.back(sold, Back(1, 1))
    back = shop.back(sold, Back(1, 1), refund=Refund.RECEIVABLE)
    assert shop.lines(back.entry_seq) == [
        ("sales_members", 10_000, subject),
        ("member_goods_receivable", -10_000, subject),
        ("inventory_goods", 7_000, shop.subject(shop.chips)),
        ("cogs_members", -7_000, None),
    ]
    assert shop.balance("member_goods_receivable", subject) == 10_000


def test_what_is_not_owed_is_not_taken_off(shop) -> None:
    paid = shop.to_sri(shop.wish(shop.chips, 2))
    with pytest.raises(NothingOwed):
        shop.back(paid, Back(1, 1), refund=Refund.RECEIVABLE)


def test_owners_goods_go_back_to_the_owner_with_the_commission(shop) -> None:
    item = shop.left_by_sri("Rengginang", 10, 15_000, commission=10_000)
    sold = shop.sell(shop.wish(item, 4))
    back = shop.back(sold, Back(1, 1))
    owner = f"member:{shop.sri.id}"
    assert sorted(shop.lines(back.entry_seq)) == sorted(
        [
            ("consignment_payable", 15_000, owner),
            ("consignment_payable", -1_500, owner),
            ("consignment_commission", 1_500, owner),
            ("cash_on_hand", -15_000, None),
        ]
    )
    assert shop.balance("consignment_payable", owner) == -40_500


def test_parts_add_up_to_the_whole(shop) -> None:
    sold = shop.sell(
        shop.wish(shop.chips, 3), discount=Money(1_000), reason="langganan"
    )  # 35.000 for three
    parts = [shop.back(sold, Back(1, 1)) for _ in range(3)]
    assert [int(part.total) for part in parts] == [11_667, 11_666, 11_667]
    assert sum(part.cost for part in parts) == 21_000


def test_never_more_than_was_sold(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 2))
    with pytest.raises(MoreThanSold):
        shop.back(sold, Back(1, 3))
    shop.back(sold, Back(1, 1))
    with pytest.raises(MoreThanSold):
        shop.back(sold, Back(1, 2))
    with pytest.raises(NothingComesBack):
        shop.back(sold)
    with pytest.raises(NothingComesBack):
        shop.back(sold, Back(7, 1))


def test_a_void_is_the_return_of_all_that_is_left(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 2), shop.wish(shop.sugar, 500))
    shop.back(sold, Back(1, 1))
    back = shop.back(sold, void=True)
    assert (back.kind, back.total) == ("void", sold.total - 12_000)
    assert [line.left for line in queries.returnable(sold)] == [0, 0]
    assert [shop.balance(role) for role in ("sales_nonmembers", "cogs_nonmembers")] == [0, 0]
    with pytest.raises(NothingComesBack):
        shop.back(sold, void=True)


def test_a_reason_and_a_day(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 2))
    with pytest.raises(ReturnUnexplained):
        shop.back(sold, Back(1, 1), reason="  ")
    with pytest.raises(ReturnBeforeSale):
        shop.back(sold, Back(1, 1), returned_on=TODAY - timedelta(days=1))


def test_much_money_back_and_old_days_take_two(shop) -> None:
    shop.price(shop.chips, "other", 300_000, valid_from=TODAY)
    sold = shop.sell(shop.wish(shop.chips, 20))
    with pytest.raises(auth.SecondPersonNeeded):
        shop.back(sold, Back(1, 20))
    later = shop.at(TODAY + timedelta(days=9))
    with pytest.raises(auth.SecondPersonNeeded):
        shop.back(sold, Back(1, 1), desk=later, returned_on=TODAY)
    back = shop.back(sold, Back(1, 20), desk=agreed(shop.desk))
    assert ledger.entry_page(book_id=shop.desk.book_id, seq=back.entry_seq).approved_by == 2


def test_no_money_back_that_is_not_there(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 2), way=Way.TRANSFER)
    with pytest.raises(CashShort):
        shop.back(sold, Back(1, 2))


def test_the_same_request_once_and_strangers_never(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 2))
    first, again = (shop.back(sold, Back(1, 1), request_id="tap") for _ in range(2))
    assert first.id == again.id
    with pytest.raises(RequestReused):
        shop.back(sold, Back(1, 2), request_id="tap")
    other = Shop("Koperasi Lain")
    with pytest.raises(NotFound):
        shop.back(replace(sold, id=other.sell(other.wish(other.chips, 1)).id), Back(1, 1))
    with pytest.raises(NotFound):
        queries.get_return(other.cooperative_id, first.id)


def test_reports_take_off_what_came_back(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 3))
    shop.back(sold, Back(1, 1))
    ((key, sums),) = queries.by_item(shop.cooperative_id, queries.Wanted()).items()
    assert key == (shop.chips.id, "other")
    assert (sums.quantity, sums.sales, sums.profit) == (2, 24_000, 10_000)


def test_a_member_s_return_is_a_paper_of_its_own(shop) -> None:
    sold = shop.to_sri(shop.wish(shop.chips, 3))
    back = shop.back(sold, Back(1, 1))
    shop.back(sold, void=True)
    bought, first, rest = queries.dealings(shop.cooperative_id, shop.sri.id)
    assert (bought.key, bought.total, bought.items[0].quantity) == (sold.source, 30_000, 3)
    assert (first.key, first.total, first.items[0].quantity) == (back.source, -10_000, -1)
    assert [(one.way, one.amount) for one in first.paid] == [("cash", -10_000)]
    assert (rest.total, rest.items[0].quantity) == (-20_000, -2)
    assert bought.total + first.total + rest.total == 0


def test_the_rest_of_a_partly_paid_bon_comes_back_in_money(shop) -> None:
    # two packs at 10.000 on credit, 12.000 paid: 8.000 goes off the debt, 12.000 back to the buyer
    sold = shop.to_sri(shop.wish(shop.chips, 2), way=Way.CREDIT)
    subject = f"member:{shop.sri.id}"
    payment = Payment(subject, TODAY, Money(12_000), Paying.PLACE, shop.kas)
    with transaction():
        trade.pay(desk=shop.desk, payment=payment, request_id="bayar-1")
    with pytest.raises(NothingOwed):
        shop.back(sold, Back(1, 2), refund=Refund.RECEIVABLE)
    back = shop.back(sold, Back(1, 2))
    assert shop.lines(back.entry_seq) == [
        ("sales_members", 20_000, subject),
        ("cash_on_hand", -12_000, None),
        ("member_goods_receivable", -8_000, subject),
        ("inventory_goods", 14_000, shop.subject(shop.chips)),
        ("cogs_members", -14_000, None),
    ]
    assert shop.balance("member_goods_receivable", subject) == 0
    takings = queries.takings(shop.office.id)
    assert (takings.cash_returns, takings.other_returns) == (12_000, 8_000)
    (_bought, gave) = queries.dealings(shop.cooperative_id, shop.sri.id)
    assert [(one.way, one.amount) for one in gave.paid] == [("cash", -12_000), ("credit", -8_000)]
