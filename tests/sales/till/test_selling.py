"""Selling at the till: every debit and credit, the price of the day, the limit, one note a request."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coop_app import auth
from coop_app.money import Money
from coop_app.products.rules.items import ItemEnded
from coop_app.products.rules.moves import ItemShort
from coop_app.refusal import NotFound, RequestReused
from coop_app.sales.queries import till as queries
from coop_app.sales.rules.till.acts import Buyer, Way
from coop_app.sales.rules.till.refusals import (
    BasketEmpty,
    DebtorUnknown,
    DiscountTooLarge,
    DiscountUnexplained,
    PriceUnknown,
    QrisMissing,
    ReceivedTooLittle,
    SoldInFuture,
    TotalMoved,
)
from coop_app.sales.rules.trade.owing import CreditLimitExceeded
from tests.make import TODAY
from tests.sales.till.shop import Shop


@pytest.fixture
def shop(app) -> Shop:
    return Shop()


def test_a_cash_sale_to_anybody(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 3), received=Money(50_000))
    assert (sold.total, sold.change) == (36_000, 14_000)
    assert shop.lines(sold.entry_seq) == [
        ("cash_on_hand", 36_000, None),
        ("sales_nonmembers", -36_000, None),
        ("cogs_nonmembers", 21_000, None),
        ("inventory_goods", -21_000, f"stock:{position(shop, shop.chips)}"),
    ]


def position(shop: Shop, item) -> int:
    from coop_app.products import queries as products

    here = products.on_hand(shop.desk.book_id, shop.office.id, empty=True)
    return next(one.position_id for one in here if one.item.id == item.id)


def test_a_member_pays_the_price_of_members_by_weight(shop) -> None:
    sold = shop.to_sri(shop.wish(shop.sugar, 2_500), shop.wish(shop.chips, 1))
    assert (sold.gross, sold.total, sold.buyer.audience) == (55_000, 55_000, "member")
    assert shop.lines(sold.entry_seq) == [
        ("cash_on_hand", 55_000, None),
        ("sales_members", -55_000, f"member:{shop.sri.id}"),
        ("cogs_members", 44_500, None),
        ("inventory_goods", -37_500, f"stock:{position(shop, shop.sugar)}"),
        ("inventory_goods", -7_000, f"stock:{position(shop, shop.chips)}"),
    ]
