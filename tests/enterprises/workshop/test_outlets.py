"""Goods at shops: left, reported, back, spoiled, paid or owed; the worked case K-1."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from coop_app.db import transaction
from coop_app.enterprises import queries as books
from coop_app.enterprises.queries.workshop import outlets as queries
from coop_app.enterprises.queries.workshop.outlets import Act
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop import outlets as rules
from coop_app.enterprises.rules.workshop.outlets import Left, Line, NewOutlet, Report
from coop_app.enterprises.rules.workshop.recipes import Part
from coop_app.enterprises.service import workshop as service
from coop_app.money import Money
from coop_app.products.queries import Item
from coop_app.products.rules.moves import ItemShort
from coop_app.refusal import NotFound, Refused, RequestReused
from tests.make_enterprises import Business, act, make_business, stock_up
from tests.make_workshop import lines, material, proven

DAY = date(2026, 7, 10)


def shop_of(business: Business, name: str = "Toko Sari", percent: int = 10) -> queries.Outlet:
    with transaction():
        return service.add_outlet(
            desk=business.desk, business=business.enterprise,
            new=NewOutlet(name, "", percent * 1000), request_id=f"shop-{name}",
        )  # fmt: skip


def leave(business: Business, outlet_id: int, item: Item, quantity: int, tap: str = "left") -> Act:
    with transaction():
        return service.leave(
            desk=business.desk, business=business.enterprise, request_id=tap,
            new=Left(outlet_id, DAY, (Part(item.id, quantity),)),
        )  # fmt: skip


def report(
    business: Business, outlet_id: int, *told: Line, tap: str = "report", **facts: Any
) -> Act:
    with transaction():
        return service.report(
            desk=business.desk, business=business.enterprise, request_id=tap,
            new=Report(outlet_id, DAY, told, **facts),
        )  # fmt: skip


def stocked(quantity: int = 20, cost: int = 100_000) -> tuple[Business, Item]:
    business = make_business()
    chips = material(business, "Keripik", kind="product", unit="bungkus")
    stock_up(business, chips.id, quantity, cost)
    return business, chips


def test_k1_a_hundred_at_a_shop_that_assembles_them(either: Flask) -> None:
    """Cost 300.000 each, freight 500.000, sold at 500.000, commission 15%, assembly 200.000 by the shop."""
    with either.app_context():
        business, rack = stocked(100, 30_000_000)
        shop = shop_of(business, percent=15)
        leave(business, shop.id, rack, 100)
        act(business, "spend", 500_000, what="transport", way=Way.CASH)
        gross = Money(50_000_000)
        done = report(
            business, shop.id, Line(rack.id, 100, gross),
            commission=rules.commission_on(gross, shop.commission_mille), cost=Money(200_000),
            way=Way.BANK,
        )  # fmt: skip
        assert done.net == 42_300_000
        assert lines(business, done.entry_seq) == [
            ("bank", 42_300_000),
            ("sales_commission", 7_500_000),
            ("other_expense", 200_000),
            ("sales", -50_000_000),
            ("cost_of_goods_sold", 30_000_000),
            ("goods_on_consignment", -30_000_000),
        ]
        result = books.result(business.book_id, date(2026, 7, 1), date(2026, 12, 31))
        assert next(one.amount for one in result.lines if one.key == "surplus") == 11_800_000
        proven(business)


def test_from_leaving_to_the_last_pack(app: Flask) -> None:
    business, chips = stocked()
    shop = shop_of(business)
    left = leave(business, shop.id, chips, 12)
    assert lines(business, left.entry_seq) == [
        ("goods_on_consignment", 60_000),
        ("inventory_goods", -60_000),
    ]
    [here] = queries.lying(business.book_id, [shop.id])
    assert (here.quantity, here.value, here.since) == (12, 60_000, DAY)
    done = report(
        business, shop.id, Line(chips.id, 7, Money(105_000), 3, 2), commission=Money(10_500),
        way=Way.LATER,
    )  # fmt: skip
    assert lines(business, done.entry_seq) == [
        ("customer_receivable", 94_500),
        ("sales_commission", 10_500),
        ("sales", -105_000),
        ("cost_of_goods_sold", 35_000),
        ("inventory_goods", 15_000),
        ("stock_loss", 10_000),
        ("goods_on_consignment", -35_000),
        ("goods_on_consignment", -15_000),
        ("goods_on_consignment", -10_000),
    ]
    assert not queries.lying(business.book_id, [shop.id])
    owing = books.unpaid(business.book_id)
    assert [int(one.amount) for one in owing] == [94_500], "the shop stands among those who owe her"
    proven(business)


def test_only_what_came_back_posts_no_sale(app: Flask) -> None:
    business, chips = stocked()
    shop = shop_of(business)
    leave(business, shop.id, chips, 5)
    done = report(business, shop.id, Line(chips.id, returned=5))
    assert lines(business, done.entry_seq) == [
        ("inventory_goods", 25_000),
        ("goods_on_consignment", -25_000),
    ]
    proven(business)


def test_rounding_stays_on_the_shelf_until_the_last_one(app: Flask) -> None:
    business, chips = stocked(3, 10_000)
    shop = shop_of(business)
    leave(business, shop.id, chips, 3)
    for n in range(3):
        report(business, shop.id, Line(chips.id, 1, Money(5_000)), tap=f"r{n}")
    assert business.balance("goods_on_consignment") == 0
    assert business.balance("cost_of_goods_sold") == 10_000
    proven(business)


def test_the_same_tap_counts_once(app: Flask) -> None:
    business, chips = stocked()
    shop = shop_of(business)
    assert shop_of(business) == shop
    assert leave(business, shop.id, chips, 5) == leave(business, shop.id, chips, 5)
    told = Line(chips.id, 2, Money(30_000))
    assert report(business, shop.id, told) == report(business, shop.id, told)
    with pytest.raises(RequestReused):
        report(business, shop.id, Line(chips.id, 3, Money(45_000)))
    with pytest.raises(RequestReused):
        leave(business, shop.id, chips, 6)
    [here] = queries.lying(business.book_id, [shop.id])
    assert here.quantity == 3
    proven(business)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (Line(1, 6, Money(90_000)), rules.NotThere),
        (Line(1, 4, Money(60_000), 1, 1), rules.NotThere),
        (Line(1, 2), rules.SoldForNothing),
        (Line(1), rules.NothingReported),
    ],
)
def test_reports_that_are_refused(app: Flask, line: Line, refusal: type[Refused]) -> None:
    business, chips = stocked()
    shop = shop_of(business)
    leave(business, shop.id, chips, 5)
    assert chips.id == line.item_id
    with pytest.raises(refusal):
        report(business, shop.id, line)
    assert business.balance("sales") == 0
    proven(business)


def test_more_than_is_in_stock_cannot_be_left(app: Flask) -> None:
    business, chips = stocked()
    shop = shop_of(business)
    with pytest.raises(ItemShort):
        leave(business, shop.id, chips, 21)
    with pytest.raises(rules.NothingLeft), transaction():
        service.leave(
            desk=business.desk, business=business.enterprise, request_id="none",
            new=Left(shop.id, DAY, ()),
        )  # fmt: skip


def test_two_shops_have_two_names(app: Flask) -> None:
    business, _chips = stocked()
    shop_of(business)
    with pytest.raises(rules.OutletTaken), transaction():
        service.add_outlet(
            desk=business.desk, business=business.enterprise, new=NewOutlet(" Toko  Sari "),
            request_id="other",
        )  # fmt: skip


def test_a_shop_of_another_business_is_not_found(app: Flask) -> None:
    business, chips = stocked()
    shop = shop_of(make_business())
    with pytest.raises(NotFound):
        leave(business, shop.id, chips, 1)
    with pytest.raises(NotFound):
        report(business, shop.id, Line(chips.id, 1, Money(5)))
