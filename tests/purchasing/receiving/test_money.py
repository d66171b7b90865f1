"""Advances of members, set-off, and what suppliers are paid: with the database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from coop_app import auth, ledger
from coop_app.dates import DateInFuture
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from coop_app.purchasing.queries.receiving import proof
from coop_app.purchasing.queries.receiving.payables import payable_to, payables
from coop_app.purchasing.rules.receiving import refusals, ways
from coop_app.purchasing.rules.receiving.acts import SupplierMoney
from coop_app.purchasing.rules.receiving.ways import Ways
from coop_app.purchasing.service.receiving import delivering, paying
from coop_app.refusal import RequestReused
from tests.make import make_deposit
from tests.make_receiving import (
    DAY,
    Village,
    handed,
    later,
    make_advance,
    make_delivery,
    make_receipt,
    make_village,
)


@pytest.fixture
def village(either: Flask) -> Iterator[Village]:
    with either.app_context():
        made = make_village()
        yield made
        made.audit()


def pay(village: Village, request_id: str = "p-1", **facts: object) -> int:
    known: dict[str, object] = {"kind": "payment", "on": DAY, "place_id": village.cash} | facts
    money = SupplierMoney(supplier_id=village.shown.supplier_id, **known)  # type: ignore[arg-type]
    with transaction():
        return paying.pay_supplier(desk=village.desk, money=money, request_id=request_id)


def rich(village: Village, rupiah: int = 3_000_000) -> None:
    make_advance(village, 2, rupiah)


def test_an_advance_comes_in_and_what_is_too_much_goes_back(village: Village) -> None:
    member = f"member:{village.members[0].id}"
    key = make_advance(village, 0, 100_000)
    assert village.lines(f"purchasing.advance:{key}") == [
        ("cash_on_hand", "", 100_000),
        ("member_deposits_orders", member, -100_000),
    ]
    with pytest.raises(ways.AdvanceShort):
        make_advance(village, 0, 100_001, "back")
    back = make_advance(village, 0, 40_000, "back")
    assert village.lines(f"purchasing.advance:{back}") == [
        ("member_deposits_orders", member, 40_000),
        ("cash_on_hand", "", -40_000),
    ]
    with pytest.raises(refusals.NothingPaid):
        make_advance(village, 0, 0)
    with pytest.raises(ways.PlaceNotChosen):
        make_advance(village, 0, 5, place_id=999)


def test_what_the_cooperative_owes_is_set_off(village: Village) -> None:
    make_receipt(village)
    member = f"member:{village.members[0].id}"
    owed = Entry(
        DAY, "Titip jual", "test.consigned:1",
        (debit("cash_on_hand", Money(60_000)),
         credit("consignment_payable", Money(60_000), subject=member)),
    )  # fmt: skip
    with transaction():
        ledger.post(owed, book_id=village.desk.book_id, by=1)
    with pytest.raises(ways.NothingToSetOff):
        make_delivery(village, 0, ways=Ways(set_off=Money(60_001), cash=Money(431_819)))
    key = make_delivery(village, 0, ways=Ways(set_off=Money(60_000), cash=Money(431_820)))
    assert ("consignment_payable", member, 60_000) in village.lines(f"purchasing.delivery:{key}")
    assert village.balance("consignment_payable", member) == 0


def test_savings_pay_no_more_than_is_free(village: Village) -> None:
    make_receipt(village)
    make_deposit(village.desk, village.members[0].id, 100_000)
    with pytest.raises(ways.SavingsShort):
        make_delivery(village, 0, ways=Ways(savings=Money(100_001), cash=Money(391_819)))
    make_delivery(village, 0, ways=Ways(savings=Money(100_000), cash=Money(391_820)))


def test_credit_and_its_due_day_follow_the_limits(village: Village) -> None:
    make_receipt(village)
    make_delivery(village, 0, ways=Ways(credit=Money(491_820)))
    make_delivery(village, 1, ways=Ways(credit=Money(421_560)))
    member = f"member:{village.members[0].id}"
    assert village.balance("member_goods_receivable", member) == 491_820
    means = delivering.means_of(village.desk, village.members[0].id)
    assert (means.owes, means.room) == (491_820, 508_180)


def test_bills_are_paid_by_name_and_the_rest_oldest_first(village: Village) -> None:
    rich(village)
    first = make_receipt(village, billed=50, received=50)
    second = make_receipt(village, billed=50, received=50)
    supplier = f"supplier:{village.shown.supplier_id}"
    key = pay(village, cash=Money(625_000), bills=((second, Money(625_000)),))
    assert village.lines(f"purchasing.payment:{key}") == [
        ("trade_payable", supplier, 625_000),
        ("cash_on_hand", "", -625_000),
    ]
    left = payable_to(village.desk.book_id, village.shown.supplier_id, DAY)
    assert [(item.debt.key, item.left) for item in left.items] == [
        (f"purchasing.receipt:{first}", 625_000)
    ]
    assert left.items[0].debt.due == date(2026, 9, 3)
    assert left.items[0].days_late(later(15)) == 1
    pay(village, "p-2", cash=Money(100_000))
    assert payable_to(village.desk.book_id, village.shown.supplier_id, DAY).owed == 525_000
    with pytest.raises(refusals.MoreThanOwed):
        pay(village, "p-3", cash=Money(525_001))
    with pytest.raises(refusals.MoreThanOwed):
        pay(village, "p-3", cash=Money(1), bills=((second, Money(1)),))
    with pytest.raises(refusals.BillsDiffer):
        pay(village, "p-3", cash=Money(2), bills=((first, Money(1)),))


def test_a_reversed_payment_is_owed_again(village: Village) -> None:
    rich(village)
    receipt = make_receipt(village)
    key = pay(village, cash=Money(1_150_000), bills=((receipt, Money(1_150_000)),))
    assert payables(village.desk.book_id, DAY) == []
    entry = ledger.find_by_source(
        book_id=village.desk.book_id, source=f"purchasing.payment:{key}"
    )  # fmt: skip
    assert entry is not None
    with transaction():
        ledger.reverse(
            book_id=village.desk.book_id, seq=entry.seq, on=DAY, why="Salah", by=1, approved_by=2
        )
    assert payable_to(village.desk.book_id, village.shown.supplier_id, DAY).owed == 1_150_000


def test_an_advance_to_a_supplier_is_used_for_a_bill(village: Village) -> None:
    rich(village)
    supplier = f"supplier:{village.shown.supplier_id}"
    pay(village, kind="advance", cash=Money(400_000))
    make_receipt(village)
    with pytest.raises(refusals.AdvanceShort):
        pay(village, "p-2", from_advance=Money(400_001))
    key = pay(village, "p-2", from_advance=Money(300_000), place_id=None)
    assert village.lines(f"purchasing.payment:{key}") == [
        ("trade_payable", supplier, 300_000),
        ("supplier_advances", supplier, -300_000),
    ]
    with pytest.raises(refusals.AdvanceShort):
        pay(village, "p-3", kind="advance_back", cash=Money(100_001))
    pay(village, "p-3", kind="advance_back", cash=Money(100_000))
    assert village.balance("supplier_advances") == 0


def test_a_discount_at_payment_makes_the_goods_cheaper(village: Village) -> None:
    rich(village)
    receipt = make_receipt(village)
    bills = ((receipt, Money(1_150_000)),)
    key = pay(village, cash=Money(1_130_000), discount=Money(20_000), bills=bills)
    lines = village.lines(f"purchasing.payment:{key}")
    assert (lines[2][0], lines[2][2]) == ("inventory_raw_materials", -20_000)
    assert village.balance("inventory_raw_materials") == 1_130_000


def test_a_discount_after_the_goods_went_lowers_their_cost_of_sale(village: Village) -> None:
    rich(village)
    receipt = make_receipt(village)
    for member in range(3):
        make_delivery(village, member)
    bills = ((receipt, Money(1_150_000)),)
    key = pay(village, cash=Money(1_130_000), discount=Money(20_000), bills=bills)
    assert village.lines(f"purchasing.payment:{key}")[2] == ("cogs_members", "", -20_000)


def test_payments_are_made_once_and_above_the_limit_by_two(village: Village) -> None:
    rich(village, 9_000_000)
    make_receipt(village, amount=8_000_000)
    assert pay(village, cash=Money(100)) == pay(village, cash=Money(100))
    with pytest.raises(RequestReused):
        pay(village, cash=Money(101))
    with pytest.raises(auth.SecondPersonNeeded):
        pay(village, "p-2", cash=Money(5_000_001))
    with pytest.raises(auth.SecondPersonNeeded):
        pay(village, "p-2", cash=Money(5), on=date(2026, 8, 12))
    with pytest.raises(refusals.NothingPaid):
        pay(village, "p-2")
    with pytest.raises(ways.PlaceNotChosen):
        pay(village, "p-2", cash=Money(5), place_id=None)


def test_the_audit_finds_what_has_no_paper(app: Flask) -> None:
    village = make_village()
    make_receipt(village)
    stray = Entry(
        DAY, "Tanpa bukti", "purchasing.payment:77",
        (debit("trade_payable", Money(5), subject="supplier:1"),
         credit("other_income", Money(5))),
    )  # fmt: skip
    with transaction():
        ledger.post(stray, book_id=village.desk.book_id, by=1)
    (finding,) = proof.check(village.desk.book_id)
    assert "without a paper" in finding.message


def test_nothing_is_handed_over_tomorrow(village: Village) -> None:
    make_receipt(village)
    asked = replace(handed(village, 0), on=later(1))
    with pytest.raises(DateInFuture), transaction():
        delivering.hand_over(desk=village.desk, handed=asked, request_id="d-1")
