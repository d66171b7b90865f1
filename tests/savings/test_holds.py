"""Savings that are held: placed, counted everywhere money can go out, released."""

from datetime import date

import pytest

from coop_app import ledger
from coop_app.auth import SecondPersonNeeded
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import queries, service
from coop_app.savings.queries import holds as registry
from coop_app.savings.rules import holds, products
from coop_app.savings.rules.holds import Hold, NewHold
from coop_app.savings.rules.payments import Withdrawal
from tests.make import (
    TODAY,
    agreed,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)


class House:
    """One member with Rp100.000 of simpanan sukarela, of which Rp10.000 must stay."""

    def __init__(self) -> None:
        self.key = make_cooperative()
        self.desk = make_savings(self.key)
        self.sri = make_member(self.key, make_group(self.key), joined_on=date(2026, 6, 1))
        with transaction():
            service.set_minimum(desk=agreed(self.desk), product="sukarela", minimum=Money(10000))
        self.deposit = make_deposit(self.desk, self.sri.id, 100000)

    def hold(self, amount=1000, request_id="h-1", **facts):
        known = {"member_id": self.sri.id, "product": "sukarela", "reason": "sengketa waris"}
        new = NewHold(**known | {"amount": Money(amount)} | facts)
        with transaction():
            return service.place_hold(desk=self.desk, new=new, request_id=request_id)

    def release(self, hold_id, why="selesai"):
        with transaction():
            return service.release_hold(desk=agreed(self.desk), hold_id=hold_id, why=why)

    def withdraw(self, amount, request_id="w-1"):
        asked = Withdrawal(self.sri.id, TODAY, cash_of(self.desk), "sukarela", Money(amount))
        with transaction():
            return service.withdraw(desk=self.desk, withdrawal=asked, request_id=request_id)

    def free(self):
        with transaction():
            return service.free(desk=self.desk, member_id=self.sri.id)


@pytest.fixture
def house(app, monkeypatch):
    monkeypatch.setattr(registry, "_HOLDERS", {})
    made = House()
    yield made
    assert ledger.audit(book_id=made.desk.book_id) == []
    assert queries.check(made.desk.book_id) == []


def test_what_is_held_is_not_free(house) -> None:
    assert house.free() == 90000
    house.hold(60000)
    assert house.free() == 30000
    with pytest.raises(products.SavingsHeld) as refused:
        house.withdraw(30001)
    assert refused.value.facts == {
        "balance": "Rp100.000", "held": "Rp60.000", "reasons": "sengketa waris",
        "available": "Rp30.000",
    }  # fmt: skip
    assert house.withdraw(30000).amount == 30000
    assert house.free() == 0


def test_a_released_hold_frees_the_money(house) -> None:
    placed = house.hold(60000)
    released = house.release(placed.id)
    assert (released.released_by, released.released_why) == (1, "selesai")
    assert house.free() == 90000
    with pytest.raises(holds.AlreadyReleased):
        house.release(placed.id)


def test_a_hold_needs_money_a_reason_and_a_kind_that_goes_out(house) -> None:
    for refusal, facts in [
        (holds.HoldNotCovered, {"amount": Money(90001)}),
        (holds.HoldUnexplained, {"reason": " "}),
        (products.NothingGiven, {"amount": Money(0)}),
        (products.NotWithdrawable, {"product": "wajib"}),
        (products.UnknownProduct, {"product": "emas"}),
        (NotFound, {"member_id": 999999}),
    ]:
        with pytest.raises(refusal):
            house.hold(**facts)
    assert queries.list_holds(house.key, house.sri.id) == []


def test_one_person_alone_releases_nothing(house) -> None:
    placed = house.hold(60000)
    with pytest.raises(SecondPersonNeeded), transaction():
        service.release_hold(desk=house.desk, hold_id=placed.id, why="selesai")
    assert house.free() == 30000


def test_a_release_needs_a_reason(house) -> None:
    placed = house.hold(60000)
    with pytest.raises(holds.ReleaseUnexplained):
        house.release(placed.id, " ")
    assert house.free() == 30000


def test_the_same_request_holds_once(house) -> None:
    assert house.hold(60000).id == house.hold(60000).id
    with pytest.raises(RequestReused):
        house.hold(50000)
    assert house.free() == 30000


def test_another_feature_holds_too(house) -> None:
    asked = []

    def pledges(cooperative_id, member_id):
        asked.append((cooperative_id, member_id))
        return [Hold("jaminan pinjaman Budi", Money(40000)), Hold("nol", Money(0))]

    service.register_holder(pledges, name="pledges")
    service.register_holder(pledges, name="pledges")
    house.hold(20000)
    assert house.free() == 30000
    assert set(asked) == {(house.key, house.sri.id)}
    with pytest.raises(products.SavingsHeld) as refused:
        house.withdraw(40000)
    assert refused.value.facts["reasons"] == "sengketa waris, jaminan pinjaman Budi"
    held = {
        b.product.key: b.held for b in queries.balances(house.key, house.desk.book_id, house.sri.id)
    }
    assert held == {"pokok": 0, "wajib": 0, "sukarela": 60000}


def test_a_deposit_that_is_held_cannot_be_reversed(house) -> None:
    house.hold(60000)
    with pytest.raises(products.SavingsHeld), transaction():
        service.reverse_act(desk=agreed(house.desk), act_id=house.deposit.id, on=TODAY, why="salah")


def test_a_hold_of_another_cooperative_is_not_found(house) -> None:
    placed = house.hold(60000)
    other = make_savings(make_cooperative("Koperasi Lain"))
    with pytest.raises(NotFound), transaction():
        service.release_hold(desk=other, hold_id=placed.id, why="iseng")
    with pytest.raises(NotFound), transaction():
        service.free(desk=other, member_id=house.sri.id)
    assert queries.list_holds(other.cooperative_id, house.sri.id) == []
