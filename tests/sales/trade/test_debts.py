"""Debts for goods by age, payments, losses, produce; totals are the accounts'."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import auth, db
from coop_app.dates import DateInFuture
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products.queries import on_hand
from coop_app.products.rules.dealings import Kind as Dealt
from coop_app.products.rules.items import Kind
from coop_app.products.rules.units import Unit
from coop_app.refusal import NotFound, RequestReused
from coop_app.sales.queries.trade import check, customers, dealings, debts, payments, produce
from coop_app.sales.queries.trade.produce import Bought
from coop_app.sales.rules.trade import owing
from coop_app.sales.rules.trade import produce as produce_rules
from coop_app.sales.rules.trade.ageing import Bucket
from coop_app.sales.rules.trade.owing import CustomerFacts, GivenUp, Payment, Way
from coop_app.sales.rules.trade.produce import ProduceItem, Purchase
from coop_app.sales.service import trade
from tests.make import agreed
from tests.make_products import make_item
from tests.make_trade import Trading, request


@pytest.fixture
def house(app: Flask) -> Trading:
    assert app
    return Trading()


def _debts(house: Trading, role: str, on: date | None = None) -> debts.Debts:
    return debts.debts(house.cooperative_id, house.book, role=role, on=on or house.today)


def test_members_and_others_apart_and_equal_to_the_accounts(house: Trading) -> None:
    tini = house.customer()
    house.bon(100_000, on=house.today - timedelta(days=45))
    house.bon(50_000)
    house.bon(70_000, tini.subject, on=house.today - timedelta(days=130))
    mine = _debts(house, "member_goods_receivable")
    (row,) = mine.rows
    assert (row.debtor.name, row.aged.balance, row.aged.late) == (house.sri.label, 150_000, 100_000)
    assert (row.aged.buckets[Bucket.TO_30], row.aged.buckets[Bucket.NOT_DUE]) == (100_000, 50_000)
    assert row.due == house.today - timedelta(days=15)
    assert (mine.total, mine.balance, mine.unnamed) == (150_000, 150_000, 0)
    others = _debts(house, "nonmember_receivable")
    assert [(one.debtor.name, one.aged.buckets[Bucket.OVER_90]) for one in others.rows] == [
        ("Bu Tini", 70_000)
    ]
    assert others.bucket(Bucket.OVER_90) == others.balance == 70_000
    past = _debts(house, "member_goods_receivable", house.today - timedelta(days=1))
    assert (past.total, past.balance) == (100_000, 100_000)


def test_a_payment_taken_back_leaves_the_debt_as_old_as_it_was(house: Trading) -> None:
    old = house.today - timedelta(days=45)
    house.bon(100_000, on=old)
    paid = house.pay(100_000)
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        trade.reverse_payment(desk=house.desk, payment_id=paid.id, on=house.today, why="Salah")
    with transaction():
        back = trade.reverse_payment(
            desk=agreed(house.desk), payment_id=paid.id, on=house.today, why="Salah"
        )
    assert back.reversed_seq is not None
    (row,) = _debts(house, "member_goods_receivable").rows
    assert (row.aged.oldest, row.aged.balance) == (old, 100_000)
    assert house.is_clean()


def test_every_way_to_pay(house: Trading) -> None:
    subject = f"member:{house.saver.id}"
    house.bon(100_000, subject)
    cash = house.pay(40_000, subject)
    assert house.lines(cash.entry_seq) == [
        ("cash_on_hand", 40_000, None),
        ("member_goods_receivable", -40_000, subject),
    ]
    assert (cash.owed, cash.left) == (100_000, 60_000)
    saved = house.pay(60_000, subject, Way.SAVINGS)
    assert house.lines(saved.entry_seq) == [
        ("voluntary_savings", 60_000, subject),
        ("member_goods_receivable", -60_000, subject),
    ]
    with pytest.raises(owing.NothingOwed):
        house.pay(1, subject)
    house.bon(10_000)
    with pytest.raises(owing.SavingsShort):
        house.pay(10_000, way=Way.SAVINGS)
    with pytest.raises(owing.ProceedsShort):
        house.pay(10_000, way=Way.CONSIGNMENT)
    with pytest.raises(owing.Overpaid):
        house.pay(10_001)
    assert house.is_clean()


def test_a_repeated_tap_pays_once_and_another_amount_is_told(house: Trading) -> None:
    house.bon(50_000)
    first = house.pay(20_000, request_id="satu")
    assert house.pay(20_000, request_id="satu") == first
    with pytest.raises(RequestReused):
        house.pay(30_000, request_id="satu")
    assert len(payments.list_payments(house.book)) == 1


def test_an_old_day_takes_two(house: Trading) -> None:
    house.bon(50_000, on=house.today - timedelta(days=20))
    old = house.today - timedelta(days=10)
    with pytest.raises(auth.SecondPersonNeeded):
        house.pay(1_000, on=old)
    house.pay(1_000, on=old, desk=agreed(house.desk))
    with pytest.raises(DateInFuture):
        house.pay(1_000, on=house.today + timedelta(days=1))


def test_a_loss_takes_two_and_uses_the_allowance_first(house: Trading) -> None:
    tini = house.customer()
    house.bon(80_000, tini.subject)
    given = GivenUp(tini.subject, house.today, Money(80_000), "Pindah ke luar Jawa")
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        trade.write_off(desk=house.desk, given_up=given, request_id=request())
    with pytest.raises(owing.WhyMissing), transaction():
        trade.write_off(
            desk=agreed(house.desk), given_up=replace(given, why=" "), request_id=request()
        )
    with transaction():
        lost = trade.write_off(desk=agreed(house.desk), given_up=given, request_id=request())
    assert house.lines(lost.entry_seq) == [
        ("credit_loss_expense", 80_000, tini.subject),
        ("nonmember_receivable", -80_000, tini.subject),
    ]
    assert lost.approved_by == 2
    assert house.is_clean()


def test_customers(house: Trading) -> None:
    tini = house.customer("  Bu   Tini ", phone="0812 3456 7890", village="Kuripan")
    assert (tini.name, tini.phone) == ("Bu Tini", "6281234567890")
    with pytest.raises(owing.CustomerKnown):
        house.customer("bu tini", village="KURIPAN")
    with pytest.raises(owing.CustomerNameMissing):
        house.customer("  ")
    with transaction():
        trade.change_customer(
            desk=house.desk, customer_id=tini.id, facts=CustomerFacts("Bu Tini"), active=False
        )
    assert customers.list_customers(house.cooperative_id) == []
    assert len(customers.list_customers(house.cooperative_id, "tini", active_only=False)) == 1
    elsewhere = Trading()
    with pytest.raises(NotFound):
        customers.get_customer(elsewhere.cooperative_id, tini.id)
    with pytest.raises(NotFound):
        elsewhere.pay(1, tini.subject)


def _buy(house: Trading, paid: int, **facts: Any) -> Bought:
    item = facts.pop("item", None) or make_item(
        house.desk, "Gula semut", kind=Kind.GOODS, base_unit="g", units=(Unit("kg", 1000),),
        shown_unit="kg",
    )  # fmt: skip
    line = ProduceItem(item.id, 12_500, "kg", Money(20_000), "Kering")
    asked = Purchase(
        house.sri.id, house.point.id, house.today, (line,), Money(paid),
        house.kas if paid else None,
    )  # fmt: skip
    with transaction():
        return trade.buy(
            desk=facts.pop("desk", house.desk), asked=asked,
            request_id=facts.pop("request_id", request()),
        )  # fmt: skip


def test_produce_is_bought_into_the_cooperatives_own_stock(house: Trading) -> None:
    note = _buy(house, 100_000)
    owner = f"member:{house.sri.id}"
    (there,) = on_hand(house.book)
    assert house.lines(note.entry_seq) == [
        ("inventory_goods", 250_000, f"stock:{there.position_id}"),
        ("cash_on_hand", -100_000, None),
        ("trade_payable", -150_000, owner),
    ]
    assert (there.quantity, there.value) == (12_500, 250_000)
    assert produce.purchase_totals(house.book, house.today, house.today) == {house.sri.id: 250_000}
    house.bon(60_000)
    for amount, way, account in (
        (60_000, Way.RECEIVABLE, "member_goods_receivable"),
        (40_000, Way.SAVINGS, "voluntary_savings"),
        (50_000, Way.PLACE, "cash_on_hand"),
    ):
        payment = Payment(
            owner, house.today, Money(amount), way, house.kas if way is Way.PLACE else None
        )
        with transaction():
            paid = trade.pay_produce(desk=house.desk, payment=payment, request_id=request())
        first, second = house.lines(paid.entry_seq)
        assert first == ("trade_payable", amount, owner)
        assert second[:2] == (account, -amount)
    assert produce.all_owed_for_produce(house.book) == {}
    told = dealings(house.cooperative_id, house.sri.id)
    paid_out = [one for one in told if one.kind is Dealt.PAID_OUT]
    assert {one.paid[0].way: int(one.total) for one in paid_out} == {
        "set_off": 60_000, "savings": 40_000, "cash": 50_000,
    }  # fmt: skip
    with pytest.raises(owing.NothingOwed), transaction():
        trade.pay_produce(desk=house.desk, payment=payment, request_id=request())
    assert house.is_clean()


def test_what_a_purchase_refuses(house: Trading) -> None:
    with pytest.raises(produce_rules.PaidTooMuch):
        _buy(house, 250_001)
    with pytest.raises(produce_rules.LeftOnConsignment):
        _buy(house, 0, item=house.product("Emping", base_unit="g", units=(Unit("kg", 1000),)))
    assert on_hand(house.book) == []


def test_a_large_purchase_takes_two_and_a_repeated_tap_buys_once(house: Trading) -> None:
    item = make_item(house.desk, "Gula", kind=Kind.GOODS)
    first = _buy(house, 250_000, item=item, request_id="sekali")
    assert _buy(house, 250_000, item=item, request_id="sekali").id == first.id
    line = ProduceItem(item.id, 300_000, "kg", Money(20_000))
    asked = Purchase(
        house.sri.id, house.point.id, house.today, (line,), Money(6_000_000), house.kas
    )
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        trade.buy(desk=house.desk, asked=asked, request_id=request())
    with transaction():
        trade.buy(desk=agreed(house.desk), asked=asked, request_id=request())
    assert house.is_clean()


def test_the_audit_sees_a_changed_paper(house: Trading) -> None:
    house.bon(50_000)
    house.pay(20_000)
    _buy(house, 0)
    assert check(house.book) == []
    with transaction():
        for table in ("trade_payment", "produce_purchase"):
            db.write_connection().execute(sa.text(f"DROP TRIGGER {table}_fixed"))
        db.write_connection().execute(sa.text("UPDATE trade_payment SET amount = 21000"))
        db.write_connection().execute(sa.text("UPDATE produce_purchase SET total = 1"))
    assert [one.message for one in check(house.book)] == [
        "note Rp1, its lines Rp250.000",
        "Rp1 / Rp250.000",
        "Rp21.000 / Rp20.000",
    ]


def test_a_line_of_produce_that_comes_to_nothing_is_refused(house: Trading) -> None:
    item = make_item(house.desk, "Daun", kind=Kind.GOODS, base_unit="g", units=(Unit("kg", 1000),))
    lines = (
        ProduceItem(item.id, 1000, "kg", Money(20_000)), ProduceItem(item.id, 1, "kg", Money(400)),
    )  # fmt: skip
    asked = Purchase(house.sri.id, house.point.id, house.today, lines)
    with pytest.raises(produce_rules.NothingBought), transaction():
        trade.buy(desk=house.desk, asked=asked, request_id=request())
