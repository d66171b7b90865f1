"""A bill that comes after its goods, and papers that are taken back: every rupiah, on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from coop_app import db
from coop_app.auth import SecondPersonNeeded
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.purchasing.queries.receiving.account import account_of
from coop_app.purchasing.queries.receiving.payables import payable_to
from coop_app.purchasing.rules.receiving import later as rules
from coop_app.purchasing.rules.receiving import refusals
from coop_app.purchasing.rules.receiving import undoing as undo_rules
from coop_app.purchasing.rules.receiving.acts import GoodsBack, Sending, ShareMove, SupplierMoney
from coop_app.purchasing.rules.receiving.later import Kind, Later, Side
from coop_app.purchasing.rules.receiving.undoing import Undoing
from coop_app.purchasing.service.correcting import later, undoing
from coop_app.purchasing.service.receiving import dispatching, paying, returning, settling
from coop_app.purchasing.service.receiving.sharing import move_share
from coop_app.refusal import NotFound, RequestReused
from tests.make import make_cooperative, make_savings
from tests.make_products import make_stock
from tests.make_receiving import (
    DAY,
    Village,
    make_advance,
    make_delivery,
    make_receipt,
    make_short,
    make_village,
)
from tests.make_rounds import make_supplier

COST = 1_150_000  # four sacks at Rp1.050.000 and Rp100.000 of freight


@pytest.fixture
def village(either: Flask) -> Iterator[Village]:
    with either.app_context():
        made = make_village()
        yield made
        made.audit()


def add(village: Village, receipt: int, amount: int, request_id: str = "l-1", **facts: Any) -> int:
    known: dict[str, Any] = {
        "kind": Kind.FREIGHT, "on": DAY, "supplier_id": village.shown.supplier_id,
        "bill_number": "ONGKOS-1",
    }  # fmt: skip
    asked = Later(receipt_id=receipt, amount=Money(amount), **(known | facts))
    with transaction():
        return later.add_bill(desk=village.desk, later=asked, request_id=request_id)


def undo(village: Village, source: str, why: str = "Salah ketik", desk: Any = None) -> int:
    with transaction():
        return undoing.undo(desk=desk or village.agreed, undoing=Undoing(source, DAY, why))


def pay(village: Village, amount: int, kind: str = "payment", **facts: Any) -> int:
    money = SupplierMoney(
        supplier_id=village.shown.supplier_id, kind=kind, on=DAY, place_id=village.cash,
        cash=Money(amount), **facts,
    )  # fmt: skip
    with transaction():
        return paying.pay_supplier(
            desk=village.agreed, money=money, request_id=f"p-{amount}-{kind}"
        )


def owed(village: Village) -> int:
    return int(payable_to(village.desk.book_id, village.shown.supplier_id, DAY).owed)


def value(village: Village) -> int:
    return sum(int(one.value) for one in products.on_hand(village.desk.book_id))


def wholes(village: Village) -> list[int]:
    return [int(share.whole) for share in village.shared.shares]


def test_freight_before_anybody_fetched_falls_on_the_goods_and_on_all_members(village) -> None:
    receipt = make_receipt(village)
    # A 42, B 36, C 22 kg: all 100 kg are waited for
    before = wholes(village)
    key = add(village, receipt, 50_000)
    supplier = f"supplier:{village.shown.supplier_id}"
    lines = village.lines(f"purchasing.later:{key}")
    assert [(role, amount) for role, _subject, amount in lines] == [
        ("inventory_raw_materials", 50_000), ("trade_payable", -50_000),
    ]  # fmt: skip
    assert lines[1][1] == supplier
    assert (value(village), owed(village)) == (COST + 50_000, COST + 50_000)
    assert sum(wholes(village)) == sum(before) + 50_000
    sheet = account_of(village.shown)
    assert (int(sheet.later), int(sheet.later_stock), int(sheet.later_gone)) == (50_000, 50_000, 0)
    assert sheet.is_even


def test_what_falls_on_goods_that_were_fetched_is_the_cooperatives(village) -> None:
    receipt = make_receipt(village)
    first = village.shared.shares[0]
    make_delivery(village, 0)
    paid, before = int(village.shared.shares[0].charged), wholes(village)
    key = add(village, receipt, 50_000)
    on_gone = 50_000 * first.quantity // 100_000
    lines = [(role, amount) for role, _s, amount in village.lines(f"purchasing.later:{key}")]
    assert lines == [
        ("inventory_raw_materials", 50_000 - on_gone), ("cogs_members", on_gone),
        ("trade_payable", -50_000),
    ]  # fmt: skip
    after = wholes(village)
    assert after[0] == paid == before[0]
    assert sum(after) == sum(before) + 50_000 - on_gone
    for member in (1, 2):
        make_delivery(village, member)
    sheet = account_of(village.shown)
    assert int(sheet.later_gone) == on_gone
    assert sheet.is_even
    assert value(village) == 0


def test_after_the_round_is_settled_nobody_pays_more(village) -> None:
    receipt = make_receipt(village)
    for member in (0, 1, 2):
        make_delivery(village, member)
    with transaction():
        settling.settle(desk=village.desk, round_id=village.round_id, on=DAY, explained="habis")
    before = wholes(village)
    key = add(village, receipt, 30_000, place_id=village.cash, supplier_id=None)
    assert [(role, amount) for role, _s, amount in village.lines(f"purchasing.later:{key}")] == [
        ("cogs_members", 30_000), ("cash_on_hand", -30_000),
    ]  # fmt: skip
    assert wholes(village) == before
    assert account_of(village.shown).is_even


def test_a_corrected_bill_lowers_the_debt_of_its_own_bill(village) -> None:
    receipt = make_receipt(village)
    before = sum(wholes(village))
    add(village, receipt, -105_000, kind=Kind.PRICE, why="harga salah hitung")
    payable = payable_to(village.desk.book_id, village.shown.supplier_id, DAY)
    assert [(item.debt.key, int(item.left)) for item in payable.items] == [
        (f"purchasing.receipt:{receipt}", COST - 105_000)
    ]
    assert value(village) == COST - 105_000
    # the cooperative's 2 % are on the supplier's price: 105.000 and 2.100 less
    assert sum(wholes(village)) == before - 107_100


def test_goods_never_cost_less_than_nothing(village) -> None:
    receipt = make_receipt(village)
    add(village, receipt, -(COST + 5_000), kind=Kind.PRICE, why="semua gratis")
    assert value(village) == 0
    assert village.balance("cogs_members") == -5_000


def test_another_supplier_carries_and_others_bought(village) -> None:
    carrier = make_supplier(village.desk, "Truk Slamet")
    receipt = make_receipt(village)
    for member in (0, 1, 2):
        make_delivery(village, member)
    key = add(village, receipt, 9_000, supplier_id=carrier, side=Side.OTHERS)
    assert village.lines(f"purchasing.later:{key}") == [
        ("cogs_nonmembers", "", 9_000), ("trade_payable", f"supplier:{carrier}", -9_000),
    ]  # fmt: skip
    with pytest.raises(rules.NotTheirBill):
        add(village, receipt, 1, "l-2", kind=Kind.PRICE, supplier_id=carrier, why="x")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"amount": 0}, rules.AmountMissing),
        ({"amount": -5}, refusals.WhyMissing),
        ({"supplier_id": None}, rules.OwesNobody),
        ({"place_id": 1}, rules.OwesNobody),
        ({"on": DAY.replace(day=19)}, rules.BeforeTheGoods),
        ({"bill_number": " "}, refusals.BillNumberMissing),
        ({"kind": Kind.PRICE}, refusals.WhyMissing),
        ({"supplier_id": 999}, NotFound),
    ],
)
def test_what_cannot_be_meant_is_refused(village, facts, refusal) -> None:
    receipt = make_receipt(village)
    with pytest.raises(refusal):
        add(village, receipt, **({"amount": 5_000} | facts))
    assert value(village) == COST


def test_the_same_request_posts_once_and_another_cooperative_finds_nothing(village) -> None:
    receipt = make_receipt(village)
    first = add(village, receipt, 5_000)
    assert add(village, receipt, 5_000) == first
    with pytest.raises(RequestReused):
        add(village, receipt, 6_000)
    assert value(village) == COST + 5_000
    other = make_savings(make_cooperative("Koperasi Lain"))
    asked = Later(receipt_id=receipt, kind=Kind.FREIGHT, on=DAY, amount=Money(5), place_id=1)
    with pytest.raises(NotFound), transaction():
        later.add_bill(desk=other, later=asked, request_id="x")


def test_a_receipt_is_taken_back_and_entered_anew(village) -> None:
    receipt = make_receipt(village, bill_number="F-1")
    with pytest.raises(SecondPersonNeeded):
        undo(village, f"purchasing.receipt:{receipt}", desk=village.desk)
    undo(village, f"purchasing.receipt:{receipt}")
    assert (value(village), owed(village), village.shown.state) == (0, 0, "ordered")
    assert village.shared.received == 0
    with pytest.raises(undo_rules.UndoneAlready):
        undo(village, f"purchasing.receipt:{receipt}")
    make_receipt(village, bill_number="F-1", billed=75, received=75)
    assert (village.shared.received, village.shown.state) == (75_000, "received")
    assert account_of(village.shown).is_even


def test_moves_of_shares_make_no_goods_when_the_receipt_goes(village) -> None:
    receipt = make_receipt(village)
    one, two = (card.id for card in village.members[:2])
    asked = ShareMove(
        round_item_id=village.item.id, from_member_id=one, to_member_id=two, quantity=5_000, why="tukar"
    )  # fmt: skip
    with transaction():
        move_share(desk=village.desk, move=asked, request_id="m-1")
    undo(village, f"purchasing.receipt:{receipt}")
    assert [share.quantity for share in village.shared.shares] == [0, 0, 0]
    assert village.shared.left == 0


def test_a_receipt_stays_once_something_rests_on_it(village) -> None:
    receipt = make_receipt(village)
    bill = add(village, receipt, 5_000)
    with pytest.raises(undo_rules.CorrectedMeanwhile):
        undo(village, f"purchasing.receipt:{receipt}")
    undo(village, f"purchasing.later:{bill}")
    assert (value(village), owed(village)) == (COST, COST)
    make_advance(village, 0, 2_000_000)
    paid = pay(village, 100_000, bills=((receipt, Money(100_000)),))
    with pytest.raises(undo_rules.PaidMeanwhile):
        undo(village, f"purchasing.receipt:{receipt}")
    undo(village, f"purchasing.payment:{paid}")
    assert owed(village) == COST
    # enough lies there, but it is the cooperative's own: members have part of this receipt's
    sugar = products.get_item(village.desk.book_id, village.item.item_id)
    make_stock(village.desk, sugar, village.office, 50_000, 575_000)
    make_delivery(village, 0)
    with pytest.raises(undo_rules.HandedMeanwhile):
        undo(village, f"purchasing.receipt:{receipt}")


def test_a_claim_goes_with_its_receipt(village) -> None:
    receipt = make_short(village)
    undo(village, f"purchasing.receipt:{receipt}")
    assert (value(village), owed(village), village.balance("inventory_raw_materials")) == (0, 0, 0)


def test_an_advance_that_was_used_stays(village) -> None:
    make_advance(village, 0, 2_000_000)
    ahead = pay(village, 200_000, "advance")
    make_receipt(village)
    used = pay(village, 0, from_advance=Money(200_000))
    with pytest.raises(undo_rules.AdvanceUsedMeanwhile):
        undo(village, f"purchasing.payment:{ahead}")
    undo(village, f"purchasing.payment:{used}")
    undo(village, f"purchasing.payment:{ahead}")
    assert village.balance("supplier_advances") == 0
    assert owed(village) == COST


def test_a_discount_comes_back_onto_the_goods(village) -> None:
    receipt = make_receipt(village)
    make_advance(village, 0, 2_000_000)
    paid = pay(village, COST - 20_000, discount=Money(20_000), bills=((receipt, Money(COST)),))
    assert value(village) == COST - 20_000
    undo(village, f"purchasing.payment:{paid}")
    assert (value(village), owed(village)) == (COST, COST)


@pytest.mark.parametrize(
    "source", ["purchasing.receipt:999", "purchasing.delivery:1", "x", "purchasing.later:"]
)
def test_what_is_not_there_cannot_be_taken_back(village, source) -> None:
    with pytest.raises(NotFound):
        undo(village, source)


def test_corrections_never_change(village) -> None:
    receipt = make_receipt(village)
    bill = add(village, receipt, 5_000)
    undo(village, f"purchasing.later:{bill}")
    for statement in (
        "UPDATE later_bill SET amount = 1", "DELETE FROM later_bill",
        "UPDATE later_bill_line SET gone = 1", "DELETE FROM later_bill_line",
        "UPDATE purchase_reversal SET why = 'lain'", "DELETE FROM purchase_reversal",
    ):  # fmt: skip
        with pytest.raises(DBAPIError), transaction():
            db.write_connection().execute(sa.text(statement))


def test_goods_leave_no_earlier_than_they_came(village) -> None:
    make_receipt(village)
    before = DAY.replace(day=19)
    with pytest.raises(rules.BeforeTheGoods):
        make_delivery(village, 0, on=before)
    sending = Sending(
        round_id=village.round_id, from_point_id=village.office.id, to_point_id=999, on=before,
        lines=((village.item.id, 1000),),
    )  # fmt: skip
    with pytest.raises(rules.BeforeTheGoods), transaction():
        dispatching.send(desk=village.desk, sending=sending, request_id="sj")
    key = make_delivery(village, 0)
    back = GoodsBack(
        delivery_id=key,
        on=before,
        lines=((village.item.id, 1000),),
        why="salah",
        place_id=village.cash,
    )
    with pytest.raises(undo_rules.UndoneTooEarly), transaction():
        returning.take_back(desk=village.desk, back=back, request_id="back")
