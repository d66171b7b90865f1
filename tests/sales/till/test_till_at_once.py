"""Several tills at the same moment, on both databases, with real threads and without the lock of one process."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products.rules.moves import ItemShort
from coop_app.refusal import Refused
from coop_app.sales.queries import till as queries
from coop_app.sales.queries.till import Closed, Sold
from coop_app.sales.rules.till.acts import (
    Back,
    Buyer,
    Closing,
    Refund,
    Returning,
    Selling,
    Way,
    Wish,
)
from coop_app.sales.rules.till.refusals import DayClosed, MoreThanSold
from coop_app.sales.rules.trade.owing import CreditLimitExceeded
from coop_app.sales.service import till as service
from tests.make import TODAY
from tests.make_products import make_point, make_stock
from tests.sales.till.shop import Shop

AT_ONCE = 4


class Street:
    """A shop with one pack of coffee left, and a second point."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.shop = Shop()
            self.coffee = self.shop.goods("Kopi bubuk", {"member": 300_000, "other": 300_000})
            make_stock(self.shop.desk, self.coffee, self.shop.office, 1, 200_000)
            self.second = make_point(self.shop.desk, "Pasar", kind="office")
            make_stock(self.shop.desk, self.coffee, self.second, 10, 2_000_000)

    def at_once(self, act: Callable[[int], object], count: int = AT_ONCE) -> list[object]:
        """Do the act in so many threads that start together; a refusal is its result."""
        gate = threading.Barrier(count)

        def one(number: int) -> object:
            with self.app.app_context():
                gate.wait()
                try:
                    with transaction():
                        return act(number)
                except Refused as refusal:
                    return refusal

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))

    def selling(self, **facts: object) -> Selling:
        known = {
            "point_id": self.shop.office.id, "sold_on": TODAY, "way": Way.CASH,
            "wishes": (Wish(self.coffee.id, 1),),
        } | facts  # fmt: skip
        return Selling(**known)

    def audited(self) -> list[object]:
        with self.app.app_context():
            db.session.rollback()
            return self.shop.audited()


@pytest.fixture
def street(either: Flask, monkeypatch: pytest.MonkeyPatch) -> Street:
    # without the lock inside one process: what is left is what guards several processes
    monkeypatch.setattr(db, "_turn", contextlib.nullcontext())
    street = Street(either)
    yield street
    assert street.audited() == []


def test_the_last_pack_is_sold_once(street) -> None:
    def sell(number):
        return service.sell(
            desk=street.shop.desk, selling=street.selling(), request_id=f"s-{number}"
        )

    results = street.at_once(sell)
    assert sum(isinstance(one, Sold) for one in results) == 1
    assert sum(isinstance(one, ItemShort) for one in results) == AT_ONCE - 1


def test_one_request_at_once_is_one_note(street) -> None:
    asked = street.selling(wishes=(Wish(street.shop.chips.id, 1),))

    def sell(_number):
        done = service.sell(desk=street.shop.desk, selling=asked, request_id="tap")
        return (done.id, done.entry_seq)

    assert len(set(street.at_once(sell))) == 1
    with street.app.app_context():
        assert street.shop.lies(street.shop.chips) == 19


def test_a_limit_holds_at_two_tills(street) -> None:
    """Two notes of 600.000 on credit at two points; the limit is a million."""
    points = (street.shop.office.id, street.second.id)
    with street.app.app_context():
        make_stock(street.shop.desk, street.coffee, street.shop.office, 5, 1_000_000)

    def sell(number):
        asked = street.selling(
            point_id=points[number], way=Way.CREDIT, wishes=(Wish(street.coffee.id, 2),),
            buyer=Buyer(member_id=street.shop.sri.id),
        )  # fmt: skip
        return service.sell(desk=street.shop.desk, selling=asked, request_id=f"s-{number}")

    results = street.at_once(sell, 2)
    assert sum(isinstance(one, Sold) for one in results) == 1
    assert sum(isinstance(one, CreditLimitExceeded) for one in results) == 1


def test_two_returns_of_the_same_goods(street) -> None:
    with street.app.app_context():
        sold = street.shop.sell(street.shop.wish(street.shop.chips, 3))

    def back(number):
        asked = Returning(
            sale_id=sold.id, returned_on=TODAY, reason="bocor", refund=Refund.MONEY,
            lines=(Back(1, 2),),
        )  # fmt: skip
        return service.take_back(desk=street.shop.desk, returning=asked, request_id=f"b-{number}")

    results = street.at_once(back)
    assert sum(isinstance(one, queries.Back) for one in results) == 1
    assert sum(isinstance(one, MoreThanSold) for one in results) == AT_ONCE - 1


def test_a_day_is_closed_once(street) -> None:
    with street.app.app_context():
        street.shop.sell(street.shop.wish(street.shop.chips, 1))

    def close(number):
        asked = Closing(
            point_id=street.shop.office.id, closed_on=TODAY, change_money=Money(0),
            counted=Money(12_000), seen_expected=Money(12_000),
        )  # fmt: skip
        return service.close_day(desk=street.shop.desk, closing=asked, request_id=f"c-{number}")

    results = street.at_once(close)
    assert sum(isinstance(one, Closed) for one in results) == 1
    assert sum(isinstance(one, DayClosed) for one in results) == AT_ONCE - 1


def test_a_sale_during_a_close_belongs_to_one_of_two(street) -> None:
    with street.app.app_context():
        street.shop.sell(street.shop.wish(street.shop.chips, 1))
    asked = street.selling(wishes=(Wish(street.shop.chips.id, 1),))

    def either(number):
        desk = street.shop.desk
        if number:
            return service.sell(desk=desk, selling=asked, request_id="s")
        closing = Closing(
            point_id=street.shop.office.id, closed_on=TODAY, change_money=Money(0),
            counted=Money(12_000), seen_expected=Money(12_000),
        )  # fmt: skip
        return service.close_day(desk=desk, closing=closing, request_id="c")

    closed, sold = street.at_once(either, 2)
    assert isinstance(sold, Sold)
    with street.app.app_context():
        left = queries.takings(street.shop.office.id).expected
        # either the sale came after the close, or the close saw that the till had moved
        assert left == (12_000 if isinstance(closed, Closed) else 24_000)


def test_two_points_sell_side_by_side(street) -> None:
    """Different shelves, different buyers: nobody waits for somebody who waits for them."""
    points = (street.shop.office.id, street.second.id)

    def sell(number):
        asked = street.selling(point_id=points[number % 2])
        return service.sell(desk=street.shop.desk, selling=asked, request_id=f"s-{number}")

    with street.app.app_context():
        make_stock(street.shop.desk, street.coffee, street.shop.office, 5, 1_000_000)
    assert all(isinstance(one, Sold) for one in street.at_once(sell, 6))
