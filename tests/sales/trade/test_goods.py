"""Goods of members move between places and shops; the quantity ledger never tells a lie."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import auth, db
from coop_app.db import session, transaction
from coop_app.ledger import find_by_source
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import on_hand
from coop_app.products.rules.dealings import Kind
from coop_app.refusal import NotFound
from coop_app.sales.queries.trade import acts, check, dealings, due, lying, on_shelf
from coop_app.sales.rules.trade import consignment as rules
from coop_app.sales.rules.trade.consignment import ReportLine
from coop_app.sales.service import trade
from coop_app.sales.service.trade import credit
from tests.make import agreed
from tests.make_trade import Trading


@pytest.fixture
def house(app: Flask) -> Trading:
    assert app
    return Trading()


def _there(house: Trading, point_id: int) -> int:
    return lying.quantity_at(house.keripik.id, point_id)


def test_goods_go_their_way(house: Trading) -> None:
    shop = house.shop()
    received = house.leave(20, 120_000, unit="lusin")
    assert received.entry_seq is None, "no money moves"
    house.step("moved", 8, to_point_id=shop.point_id)
    house.step("returned", 3)
    house.step("spoiled", 2, why="Kena air")
    house.sell(4, 40_000)
    assert (_there(house, house.point.id), _there(house, shop.point_id)) == (3, 8)
    assert on_shelf(house.cooperative_id, house.point.id) == {house.keripik.id: 3}
    assert on_hand(house.book) == [], "never on the cooperative's own stock"
    (here, there) = lying.lying(house.book)
    assert here.agreed is not None
    assert here.agreed.amount(6) == 60_000, "agreed by the dozen"
    assert (here.since, there.worth) == (house.today, 80_000)
    assert house.is_clean()


def test_never_more_than_lies_there(house: Trading) -> None:
    house.leave(5)
    shop = house.shop()
    for way in (
        lambda: house.sell(6, 60_000),
        lambda: house.step("returned", 6),
        lambda: house.step("spoiled", 6, why="Hilang"),
        lambda: house.step("moved", 6, to_point_id=shop.point_id),
        lambda: house.report(shop, [ReportLine(house.keripik.id, 1)], 0),
    ):
        with pytest.raises(rules.ConsignedShort):
            way()
    assert _there(house, house.point.id) == 5
    assert acts.list_acts(house.book, kinds=("returned", "spoiled", "moved", "report")) == []
    assert house.is_clean()


def test_what_is_not_agreed_is_not_sold(app: Flask) -> None:
    assert app
    house = Trading(mille=-1)
    with pytest.raises(rules.CommissionUnknown):
        house.leave(5)
    house.rate(10_000)
    with pytest.raises(rules.PriceMissing):
        house.leave(5, 0)
    own = house.product("Keripik koperasi", consigned=False, owner_member_id=None)
    with pytest.raises(rules.NotConsigned):
        house.leave(5, item=own)
    with pytest.raises(rules.NotTheOwners):
        house.leave(5, member_id=house.saver.id)


def test_a_shop_reports(house: Trading) -> None:
    shop = house.shop(share=10_000)
    house.leave(20)
    house.step("moved", 12, to_point_id=shop.point_id)
    lines = [ReportLine(house.keripik.id, sold=6, back=2, spoiled=1)]
    act = house.report(shop, lines, 50_000, back_to=house.point.id)
    owner, keeper = f"member:{house.sri.id}", f"customer:{shop.customer_id}"
    assert house.lines(act.entry_seq) == [
        ("cash_on_hand", 50_000, None),
        ("nonmember_receivable", 4_000, keeper),
        ("consignment_payable", -60_000, owner),
        ("consignment_payable", 6_000, owner),
        ("consignment_payable", 15_000, owner),
        ("consignment_commission", -15_000, owner),
    ]
    assert (_there(house, shop.point_id), _there(house, house.point.id)) == (3, 10)
    assert due.standing_of(house.book, house.sri.id).due.due == 39_000
    house.pay(4_000, keeper)
    assert house.balance("nonmember_receivable") == 0
    with pytest.raises(rules.ReceivedTooMuch):
        house.report(shop, [ReportLine(house.keripik.id, 1)], 9_001)
    with pytest.raises(rules.SamePoint):
        house.report(shop, [ReportLine(house.keripik.id, back=1)], 0)
    with pytest.raises(rules.NoGoods):
        house.report(shop, [ReportLine(house.keripik.id)], 0)
    assert house.is_clean()


def test_a_report_of_goods_alone_moves_no_money(house: Trading) -> None:
    shop = house.shop()
    house.leave(5)
    house.step("moved", 5, to_point_id=shop.point_id)
    act = house.report(shop, [ReportLine(house.keripik.id, spoiled=2)], 0, memo="Basi")
    assert act.entry_seq is None
    assert _there(house, shop.point_id) == 3
    assert house.is_clean()


def test_more_never_comes_back_than_was_sold(house: Trading) -> None:
    house.leave(10)
    sale = house.sell(3, 30_000)
    house.take_back(sale, 2, 20_000)
    with pytest.raises(rules.MoreBackThanSold):
        house.take_back(sale, 2, 20_000)
    with pytest.raises(rules.MoreBackThanSold):
        house.take_back("test.sale:none", 1, 10_000)
    assert (_there(house, house.point.id), house.due()) == (9, 7_500)
    assert house.is_clean()


def test_an_old_day_takes_two(house: Trading) -> None:
    old = house.today - timedelta(days=9)
    house.rate(10_000, valid_from=house.today)
    with pytest.raises(rules.CommissionUnknown):
        house.leave(5, on=old)
    with pytest.raises(rules.CommissionInThePast):
        house.rate(10_000, valid_from=old)
    house.leave(5)
    with pytest.raises(auth.SecondPersonNeeded):
        house.step("returned", 1, on=old)


def test_another_cooperatives_goods_are_not_found(house: Trading) -> None:
    elsewhere = Trading()
    act = house.leave(5)
    with pytest.raises(NotFound):
        acts.get_act(elsewhere.cooperative_id, act.id)
    with pytest.raises(NotFound):
        elsewhere.leave(5, item=house.keripik)
    with pytest.raises(NotFound):
        elsewhere.leave(5, point=house.point)
    assert lying.lying(elsewhere.book) == []
    assert on_shelf(elsewhere.cooperative_id, house.point.id) == {}


def test_the_dealings_a_member_may_take_over(house: Trading) -> None:
    house.leave(10)
    house.sell(4, 40_000)
    house.step("returned", 1)
    house.bon(5_000)
    house.cost(2_000)
    house.settle(20_000, set_off=5_000)
    found = {one.kind: one for one in dealings(house.cooperative_id, house.sri.id)}
    left, settled = found[Kind.LEFT], found[Kind.SETTLED]
    assert [(one.quantity, one.amount) for one in left.items] == [(10, 100_000)]
    assert [(one.quantity, one.amount) for one in settled.items] == [(4, 40_000)]
    assert {one.way: int(one.amount) for one in settled.paid} == {
        "commission": 10_000, "cost": 2_000, "set_off": 5_000, "cash": 20_000, "credit": 3_000,
    }  # fmt: skip
    assert sum(int(one.amount) for one in settled.paid) == settled.total == 40_000
    assert Kind.TAKEN_BACK in found
    assert dealings(house.cooperative_id, house.saver.id) == []


@pytest.mark.parametrize("table", ["consignment_move", "consignment_act", "consignment_rate"])
def test_nothing_of_it_is_changed_afterwards(house: Trading, table: str) -> None:
    house.leave(5)
    for statement in (f"UPDATE {table} SET id = id + 90", f"DELETE FROM {table}"):
        with pytest.raises(sa.exc.DBAPIError, match="seal"), transaction():
            db.write_connection().execute(sa.text(statement))


def test_no_shelf_goes_below_nothing(house: Trading) -> None:
    house.leave(5)
    text = sa.text("UPDATE consignment_position SET quantity = -1")
    with pytest.raises(sa.exc.IntegrityError), transaction():
        db.write_connection().execute(text)


def test_the_audit_sees_a_shelf_and_an_account_that_lie(house: Trading) -> None:
    house.leave(5)
    house.sell(2, 20_000)
    assert check(house.book) == []
    with transaction():
        session.execute(sa.text("UPDATE consignment_position SET quantity = 4"))
    assert [one.message for one in check(house.book)] == ["lies 4, moved 3"]
    with transaction():
        session.execute(sa.text("UPDATE consignment_position SET quantity = 3"))
        session.execute(sa.text("DROP TRIGGER consignment_move_no_update"))
        session.execute(sa.text("UPDATE consignment_move SET commission = 1 WHERE amount > 0"))
    assert [one.message for one in check(house.book)] == ["Rp19.999 / Rp15.000"]


def test_on_both_databases(either: Flask) -> None:
    with either.app_context():
        house = Trading()
        shop = house.shop(share=5_000)
        house.leave(20)
        house.step("moved", 10, to_point_id=shop.point_id)
        house.report(shop, [ReportLine(house.keripik.id, 5, 0, 1)], 30_000)
        sale = house.sell(4, 40_000)
        house.take_back(sale, 1, 10_000)
        house.cost(1_000)
        house.bon(9_000)
        house.settle(20_000, set_off=9_000)
        house.pay(17_500, f"customer:{shop.customer_id}")
        assert house.is_clean()
        assert find_by_source(book_id=house.book, source=sale) is not None
        assert products.get_item(house.book, house.keripik.id).consigned


def test_credit_has_a_limit(house: Trading) -> None:
    subject = f"member:{house.sri.id}"
    house.bon(900_000)
    assert credit.room(desk=house.desk, subject=subject) == 100_000
    with transaction():
        credit.check(desk=house.desk, subject=subject, amount=_money(100_000))
    with pytest.raises(credit.owing.CreditLimitExceeded), transaction():
        credit.check(desk=house.desk, subject=subject, amount=_money(100_001))
    own = house.customer("Bu Tini", credit_limit=_money(0))
    with pytest.raises(credit.owing.CreditLimitExceeded), transaction():
        credit.check(desk=house.desk, subject=own.subject, amount=_money(1))


def _money(amount: int) -> Money:
    return Money(amount)


def test_a_shop_may_keep_another_part(house: Trading) -> None:
    shop = house.shop(share=10_000)
    with transaction():
        changed = trade.change_shop(
            desk=agreed(house.desk), point_id=shop.point_id, share_mille=0, active=False
        )
    assert (changed.share_mille, changed.is_active) == (0, False)
    with pytest.raises(NotFound), transaction():
        trade.change_shop(desk=house.desk, point_id=house.point.id, share_mille=0, active=True)
