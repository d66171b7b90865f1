"""From goods left to money paid: cases E10 and K-1, set-off, savings, what is refused."""

import pytest
from flask import Flask

from coop_app import auth
from coop_app.refusal import RequestReused
from coop_app.sales.queries.trade import due
from coop_app.sales.rules.trade import settling
from coop_app.sales.rules.trade.owing import Way as In
from coop_app.sales.rules.trade.settling import Way
from tests.make_trade import Trading


@pytest.fixture
def house(app: Flask) -> Trading:
    assert app
    return Trading()


def test_case_e10(house: Trading) -> None:
    # 10.000.000 sold, 25 % commission, 50.000 freight for the owner: 2.500.000 and 7.450.000
    house.leave(1_000)
    sale = house.sell(1_000, 10_000_000)
    owner = f"member:{house.sri.id}"
    assert house.lines_of(sale) == [
        ("cash_on_hand", 10_000_000, None),
        ("consignment_payable", -10_000_000, owner),
        ("consignment_payable", 2_500_000, owner),
        ("consignment_commission", -2_500_000, owner),
    ]
    cost = house.cost(50_000)
    assert house.lines(cost.entry_seq) == [
        ("consignment_payable", 50_000, owner),
        ("cash_on_hand", -50_000, None),
    ]
    assert due.standing_of(house.book, house.sri.id).due.due == 7_450_000
    act = house.settle(7_450_000)
    assert house.lines(act.entry_seq) == [
        ("consignment_payable", 7_450_000, owner),
        ("cash_on_hand", -7_450_000, None),
    ]
    assert (act.gross, act.commission, act.cost, act.paid, act.left_over) == (
        10_000_000, 2_500_000, 50_000, 7_450_000, 0,
    )  # fmt: skip
    assert house.due() == 0
    assert house.is_clean()


def test_case_k1(app: Flask) -> None:
    # 100 at 500.000, commission 15 %, 200.000 assembly paid by the shop: 42.300.000 remitted
    assert app
    house = Trading(mille=15_000)
    house.leave(100, 500_000)
    house.sell(100, 50_000_000)
    house.cost(200_000, "Perakitan")
    act = house.settle(42_300_000)
    assert (act.commission, act.paid, act.left_over) == (7_500_000, 42_300_000, 0)
    # the owner's own profit: remitted less 100 × 300.000 and 500.000 freight she paid herself
    assert int(act.paid) - 100 * 300_000 - 500_000 == 11_800_000
    assert house.is_clean()


def test_a_debt_for_goods_is_set_off_and_the_rest_goes_to_savings(house: Trading) -> None:
    house.leave(100)
    house.sell(40, 400_000)
    house.bon(120_000)
    owner = f"member:{house.sri.id}"
    act = house.settle(180_000, set_off=120_000, way=Way.SAVINGS)
    assert house.lines(act.entry_seq) == [
        ("consignment_payable", 120_000, owner),
        ("member_goods_receivable", -120_000, owner),
        ("consignment_payable", 180_000, owner),
        ("voluntary_savings", -180_000, owner),
    ]
    assert house.balance("member_goods_receivable", owner) == 0
    assert house.is_clean()


def test_what_is_left_over_is_carried_and_counted_once(house: Trading) -> None:
    house.leave(100)
    house.sell(10, 100_000)
    first = house.settle(50_000)
    assert (first.gross, first.commission, first.left_over) == (100_000, 25_000, 25_000)
    house.sell(10, 100_000)
    second = house.settle(100_000)
    assert (second.carried, second.gross, second.left_over) == (25_000, 100_000, 0)
    assert house.is_clean()


def test_what_another_feature_took_from_the_proceeds_is_counted(house: Trading) -> None:
    house.leave(100)
    house.sell(10, 100_000)
    house.bon(30_000)
    house.pay(30_000, way=In.CONSIGNMENT)
    standing = due.standing_of(house.book, house.sri.id)
    assert (standing.due.other, standing.due.due, standing.agrees) == (30_000, 45_000, True)
    act = house.settle(45_000)
    assert (act.other, act.left_over) == (30_000, 0)
    assert due.standing_of(house.book, house.sri.id).due.due == 0
    assert house.is_clean()


def test_a_buyer_brings_goods_back(house: Trading) -> None:
    house.leave(10)
    sale = house.sell(3, 30_001)  # commission 7.500,25 → 7.500
    house.take_back(sale, 1, 10_000)
    house.take_back(sale, 2, 20_001, spoiled=True)
    assert house.due() == 0
    assert house.balance("consignment_commission") == 0
    standing = due.standing_of(house.book, house.sri.id)
    assert (standing.due.gross, standing.due.commission, standing.due.due) == (0, 0, 0)
    assert house.is_clean()


def test_refusals(house: Trading) -> None:
    house.leave(100)
    with pytest.raises(settling.NothingToSettle):
        house.settle(1)
    house.sell(10, 100_000)
    with pytest.raises(settling.MoreThanDue):
        house.settle(75_001)
    with pytest.raises(settling.SetOffTooMuch):
        house.settle(0, set_off=1)
    with pytest.raises(settling.NothingGiven):
        house.settle(0)
    assert house.due() == 75_000
    assert house.is_clean()


def test_a_payout_above_the_limit_takes_two(house: Trading) -> None:
    house.leave(1_000)
    house.sell(1_000, 10_000_000)
    with pytest.raises(auth.SecondPersonNeeded):
        house.settle(7_500_000, desk=house.desk)
    assert house.settle(7_500_000).approved_by == 2
    assert house.is_clean()


def test_a_repeated_tap_pays_once(house: Trading) -> None:
    house.leave(100)
    house.sell(10, 100_000)
    first = house.settle(70_000, request_id="sekali")
    assert house.settle(70_000, request_id="sekali").id == first.id
    with pytest.raises(RequestReused):
        house.settle(5_000, request_id="sekali")
    assert house.due() == 5_000
    assert house.is_clean()
