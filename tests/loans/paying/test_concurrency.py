"""Two people at two counters and one loan, on both databases, with real threads."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.queries import Paid
from coop_app.loans.rules import paying
from coop_app.loans.rules.paying import Payment, Refund, Settlement, Source
from coop_app.loans.rules.stages import NotAtThisStage
from coop_app.money import Money
from coop_app.refusal import Refused
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Withdrawal
from tests.make import SECOND, agreed
from tests.make_payments import Borrowing

MAY = date(2026, 5, 15)
PROCESSES = 4


class Counters:
    """One loan of Rp1.200.000, and several people who act on it at once."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.house = Borrowing()
        self.desk = self.house.at(MAY)

    def at_once(self, act: Callable[[int], object], count: int = PROCESSES) -> list[object]:
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

    def pay(self, number: int, amount: int, **facts: object) -> Paid:
        known = {"place_id": self.house.kas, "loan_id": self.house.loan_id} | facts
        asked = Payment(paid_on=MAY, amount=Money(amount), **known)  # type: ignore[arg-type]
        return service.repay(desk=self.desk, payment=asked, request_id=f"p-{number}")

    def left(self) -> int:
        with self.app.app_context():
            assert self.house.is_clean()
            return self.house.balance("loans_to_members")


@pytest.fixture
def counters(either: Flask, monkeypatch: pytest.MonkeyPatch) -> Counters:
    # without the lock inside one process: what is left is what guards several processes
    monkeypatch.setattr(db, "_turn", contextlib.nullcontext())
    return Counters(either)


def count(results: list[object], kind: type) -> int:
    return sum(isinstance(result, kind) for result in results)


def test_the_same_instalment_at_two_counters(counters) -> None:
    results = counters.at_once(lambda number: counters.pay(number, 318_000), 2)
    assert count(results, Paid) == 2
    # the second finds nothing owed any more: all of it is held
    assert sorted(int(one.left_over) for one in results) == [0, 318_000]
    assert counters.left() == 900_000


def test_held_money_is_used_once(counters) -> None:
    with counters.app.app_context(), transaction():
        counters.pay(99, 400_000)

    def use(number):
        given = Refund(loan_id=counters.house.loan_id, paid_on=MAY, amount=Money(82_000),
                       place_id=counters.house.kas)  # fmt: skip
        return service.refund(desk=counters.desk, given=given, request_id=f"r-{number}")

    results = counters.at_once(use)
    assert count(results, Paid) == 1
    assert count(results, paying.HeldShort) == PROCESSES - 1
    counters.left()


def test_one_settlement_and_one_payment(counters) -> None:
    def act(number):
        if number % 2:
            return counters.pay(number, 318_000)
        asked = Settlement(loan_id=counters.house.loan_id, paid_on=MAY, total=Money(1_218_000),
                           place_id=counters.house.kas)  # fmt: skip
        return service.settle(desk=counters.desk, settlement=asked, request_id=f"s-{number}")

    results = counters.at_once(act, 2)
    assert count(results, Paid) == 1
    assert count(results, NotAtThisStage) + count(results, paying.QuoteChanged) == 1
    assert counters.left() in (0, 900_000)


def test_the_same_request_at_once(counters) -> None:
    results = counters.at_once(lambda _number: counters.pay(1, 318_000).id)
    assert len(set(results)) == 1
    assert counters.left() == 900_000


def test_savings_pay_or_are_withdrawn(counters) -> None:
    house = counters.house
    with counters.app.app_context(), transaction():
        out = Withdrawal(house.sri.id, MAY, house.kas, "sukarela", Money(4_682_000))
        savings.withdraw(desk=agreed(counters.desk), withdrawal=out, request_id="first")

    def act(number):
        if number % 2:
            return counters.pay(number, 318_000, source=Source.SAVINGS, place_id=None)
        out = Withdrawal(house.sri.id, MAY, house.kas, "sukarela", Money(318_000))
        return savings.withdraw(desk=counters.desk, withdrawal=out, request_id=f"w-{number}")

    results = counters.at_once(act)
    assert sum(not isinstance(result, Refused) for result in results) == 1
    with counters.app.app_context():
        assert house.savings() == 0
    counters.left()


def test_a_reversal_at_two_counters(counters) -> None:
    with counters.app.app_context(), transaction():
        key = counters.pay(99, 318_000).id
    desk = agreed(counters.desk)

    def reverse(_number):
        return service.reverse_payment(desk=desk, payment_id=key, on=MAY, why="Salah")

    results = counters.at_once(reverse)
    assert count(results, Paid) == 1
    assert counters.left() == 1_200_000
    assert desk.approved_by == SECOND
    with counters.app.app_context():
        assert queries.last_payment(counters.house.loan_id) is None
