"""Two people at two counters, on both databases, with real threads."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask

from coop_app import auth, clock, db, ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.refusal import Refused, RequestReused
from coop_app.savings import queries, service
from coop_app.savings.rules.dues import MonthAlreadyPaid
from coop_app.savings.rules.holds import NewHold
from coop_app.savings.rules.payments import Part, Payment, Withdrawal
from coop_app.savings.rules.products import BelowMinimumBalance, SavingsHeld
from tests.make import (
    TODAY,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.people import add_person

PROCESSES = 4


class House:
    """One member with Rp100.000 of simpanan sukarela."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            key = make_cooperative()
            self.desk = make_savings(key)
            self.group_id = make_group(key)
            self.member_id = make_member(key, self.group_id, "Sri", joined_on=date(2026, 6, 1)).id
            self.kas = cash_of(self.desk)
            make_deposit(self.desk, self.member_id, 100000)

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

    def balance(self, product: str = "sukarela") -> int:
        with self.app.app_context():
            desk = self.desk
            found = queries.balances(desk.cooperative_id, desk.book_id, self.member_id)
            assert ledger.audit(book_id=desk.book_id) == []
            assert queries.check(desk.book_id) == []
            return int(next(b.amount for b in found if b.product.key == product))


@pytest.fixture
def house(either: Flask, monkeypatch: pytest.MonkeyPatch) -> House:
    # without the lock inside one process: what is left is what guards several processes
    monkeypatch.setattr(db, "_turn", contextlib.nullcontext())
    return House(either)


def test_two_withdrawals_of_eighty_from_a_hundred(house) -> None:
    asked = Withdrawal(house.member_id, TODAY, house.kas, "sukarela", Money(80000))

    def withdraw(number):
        return service.withdraw(desk=house.desk, withdrawal=asked, request_id=f"w-{number}")

    results = house.at_once(withdraw, 2)
    assert sum(isinstance(result, BelowMinimumBalance) for result in results) == 1
    assert sum(isinstance(result, queries.Act) for result in results) == 1
    assert house.balance() == 20000


def test_the_same_request_at_once(house) -> None:
    asked = Withdrawal(house.member_id, TODAY, house.kas, "sukarela", Money(30000))

    def withdraw(_number):
        return service.withdraw(desk=house.desk, withdrawal=asked, request_id="one").id

    results = house.at_once(withdraw)
    assert len(set(results)) == 1
    assert house.balance() == 70000


def test_the_same_month_at_once(house) -> None:
    part = Part("wajib", Money(20000), (Month(2026, 8),))
    payment = Payment(house.member_id, TODAY, house.kas, (part,))

    def pay(number):
        return service.pay_dues(desk=house.desk, payment=payment, request_id=f"d-{number}")

    results = house.at_once(pay)
    assert sum(isinstance(result, queries.Act) for result in results) == 1
    assert sum(isinstance(result, MonthAlreadyPaid) for result in results) == PROCESSES - 1
    assert house.balance("wajib") == 20000


def test_a_meeting_sheet_at_once(house) -> None:
    part = Part("wajib", Money(20000))

    def save(number):
        rows = [Payment(house.member_id, TODAY, house.kas, (part,), memo="x" if number else "")]
        acts = service.group_sheet(
            desk=house.desk, group_id=house.group_id, rows=rows, request_id="sheet"
        )
        return [act.id for act in acts]

    results = house.at_once(save, 2)
    assert sum(isinstance(result, RequestReused) for result in results) == 1
    assert house.balance("wajib") == 20000


def test_a_hold_and_a_withdrawal_of_the_same_rupiah(house) -> None:
    asked = Withdrawal(house.member_id, TODAY, house.kas, "sukarela", Money(60000))
    new = NewHold(house.member_id, "sukarela", Money(60000), "jaminan")

    def act(number):
        if number % 2:
            return service.withdraw(desk=house.desk, withdrawal=asked, request_id=f"w-{number}")
        return service.place_hold(desk=house.desk, new=new, request_id=f"h-{number}")

    results = house.at_once(act)
    done = [result for result in results if not isinstance(result, Refused)]
    assert len(done) == 1
    took_out = isinstance(done[0], queries.Act)
    assert house.balance() == (40000 if took_out else 100000)


def test_two_withdrawals_beside_a_hold(house) -> None:
    with house.app.app_context(), transaction():
        new = NewHold(house.member_id, "sukarela", Money(40000), "jaminan")
        service.place_hold(desk=house.desk, new=new, request_id="h")
    asked = Withdrawal(house.member_id, TODAY, house.kas, "sukarela", Money(60000))

    def withdraw(number):
        return service.withdraw(desk=house.desk, withdrawal=asked, request_id=f"w-{number}")

    results = house.at_once(withdraw)
    assert sum(isinstance(result, queries.Act) for result in results) == 1
    assert sum(isinstance(result, SavingsHeld) for result in results) == PROCESSES - 1
    assert house.balance() == 40000


def test_a_withdrawal_that_waits_and_one_that_does_not(house) -> None:
    """Four at once for sixty of a hundred: two are asked of a second person, two are paid out."""
    with house.app.app_context():
        maker, _name = add_person(house.desk.cooperative_id, "bendahara")
    asked = Withdrawal(house.member_id, TODAY, house.kas, "sukarela", Money(60000))

    def act(number):
        if number % 2:
            return service.withdraw(desk=house.desk, withdrawal=asked, request_id=f"w-{number}")
        content = {
            "book_id": house.desk.book_id, "withdrawal": auth.packed(asked), "request_id": f"a-{number}"
        }  # fmt: skip
        waits = auth.Asked("savings.withdraw", f"a-{number}", "diminta anggota", content=content)
        return auth.ask_second_person(
            waits, cooperative_id=house.desk.cooperative_id, by=maker, now=clock.now()
        )

    results = house.at_once(act)
    assert sum(isinstance(result, SavingsHeld | BelowMinimumBalance) for result in results) == 3
    waiting = any(isinstance(result, int) for result in results)
    assert house.balance() == (100000 if waiting else 40000)
    with house.app.app_context(), transaction():
        assert service.free(desk=house.desk, member_id=house.member_id) == 40000
