"""Two people at two tills, on both databases, with real threads."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.refusal import Refused
from coop_app.sales.queries.trade import lying
from coop_app.sales.queries.trade.payments import Paid
from coop_app.sales.rules.trade.consignment import ConsignedShort
from coop_app.sales.rules.trade.owing import CreditLimitExceeded, NothingOwed, Overpaid
from coop_app.sales.service.trade import credit
from tests.make_trade import Trading

TILLS = 4


class Town:
    """A house, and acts that start together."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.house = Trading()

    def at_once(self, act: Callable[[int], object]) -> list[object]:
        """Do the act in so many threads that start together; a refusal is its result."""
        gate = threading.Barrier(TILLS)

        def one(number: int) -> object:
            with self.app.app_context():
                gate.wait()
                try:
                    return act(number)
                except Refused as refusal:
                    return refusal
                finally:
                    db.session.remove()

        with ThreadPoolExecutor(TILLS) as pool:
            return list(pool.map(one, range(TILLS)))


@pytest.fixture
def town(either: Flask) -> Town:
    return Town(either)


def test_the_last_pack_is_sold_once(town: Town) -> None:
    with town.app.app_context():
        town.house.leave(1)
    results = town.at_once(lambda n: town.house.sell(1, 10_000, f"test.till:{n}"))
    assert [type(one) for one in results].count(str) == 1
    assert [type(one) for one in results].count(ConsignedShort) == TILLS - 1
    with town.app.app_context():
        assert lying.quantity_at(town.house.keripik.id, town.house.point.id) == 0
        assert town.house.due() == 7_500
        assert town.house.is_clean()


def test_a_settlement_sent_twice_pays_once(town: Town) -> None:
    with town.app.app_context():
        town.house.leave(10)
        town.house.sell(10, 100_000)
    results = town.at_once(lambda _n: town.house.settle(75_000, request_id="sekali").id)
    assert len(set(results)) == 1
    with town.app.app_context():
        assert town.house.due() == 0
        assert town.house.is_clean()


def test_a_settlement_never_misses_a_sale_that_happens_meanwhile(town: Town) -> None:
    with town.app.app_context():
        town.house.leave(20)
        town.house.sell(8, 80_000)

    def act(number: int) -> object:
        if number == 0:
            return town.house.settle(60_000)
        return town.house.sell(1, 10_000, f"test.till:{number}")

    town.at_once(act)
    with town.app.app_context():
        assert town.house.due() == 22_500
        rest = town.house.settle(22_500)
        assert (rest.carried + rest.gross - rest.commission, rest.left_over) == (22_500, 0)
        assert town.house.is_clean()


def test_one_debt_is_paid_once(town: Town) -> None:
    with town.app.app_context():
        town.house.bon(50_000)
    results = town.at_once(lambda _n: town.house.pay(50_000))
    assert [type(one) for one in results].count(Paid) == 1
    assert all(isinstance(one, Paid | Overpaid | NothingOwed) for one in results)
    with town.app.app_context():
        assert town.house.balance("member_goods_receivable") == 0
        assert town.house.is_clean()


def test_two_tills_never_lend_beyond_the_limit(town: Town) -> None:
    subject = f"member:{town.house.sri.id}"

    def lend(number: int) -> object:
        with transaction():
            credit.check(desk=town.house.desk, subject=subject, amount=Money(400_000))
            town.house.lend(number, 400_000)
        return number

    results = town.at_once(lend)
    assert [type(one) for one in results].count(CreditLimitExceeded) == TILLS - 2
    with town.app.app_context():
        assert town.house.balance("member_goods_receivable", subject) == 800_000
