"""Papers of consignment taken back: the journal mirrored, goods where they lay, the owner's account as before."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import auth, db
from coop_app.db import transaction
from coop_app.ledger.refusals import AlreadyReversed
from coop_app.refusal import NotFound
from coop_app.sales.models.trade.consignment import ConsignmentAct
from coop_app.sales.queries.trade import due, lying
from coop_app.sales.queries.trade.acts import Act
from coop_app.sales.queries.trade.dealings import dealings
from coop_app.sales.queries.trade.volumes import sold_through
from coop_app.sales.rules.trade.consignment import ConsignedShort, ReportLine
from coop_app.sales.rules.trade.owing import SavingsGone
from coop_app.sales.rules.trade.owing import Way as In
from coop_app.sales.rules.trade.settling import Way
from coop_app.sales.service import trade
from coop_app.sales.service.trade.undoing import SettledSince
from tests.make import agreed, make_cooperative, make_savings
from tests.make_trade import Trading

FORGED = ("id", "request_id", "reversed_seq")


@pytest.fixture
def house(either: Flask) -> Iterator[Trading]:
    with either.app_context():
        house = Trading()
        yield house
        assert house.is_clean()


def undo(house: Trading, act: Act, **facts: object) -> Act:
    known = {"desk": agreed(house.desk), "on": house.today, "why": "Salah ketik"} | facts
    with transaction():
        return trade.undo(act_id=act.id, **known)


def reported(house: Trading, **facts: int) -> tuple[object, Act]:
    """Twelve packs lie at a shop that keeps a tenth: six sold for 60.000, two given back, one spoiled."""
    house.leave(20)
    shop = house.shop(share=10_000)
    house.step("moved", 12, to_point_id=shop.point_id)
    line = ReportLine(house.keripik.id, sold=6, back=2, spoiled=1)
    return shop, house.report(shop, [line], 50_000, back_to=house.point.id, **facts)


def test_a_report_of_a_shop_is_taken_back(house: Trading) -> None:
    shop, act = reported(house)
    owner, keeper = f"member:{house.sri.id}", f"customer:{shop.customer_id}"
    assert house.due() == 39_000
    undone = undo(house, act)
    # cash and what the shop owed go, so do the owner's money and the commission
    assert sorted(house.lines(undone.reversed_seq), key=str) == sorted(
        [
            ("cash_on_hand", -50_000, None),
            ("nonmember_receivable", -4_000, keeper),
            ("consignment_payable", 60_000, owner),
            ("consignment_payable", -6_000, owner),
            ("consignment_payable", -15_000, owner),
            ("consignment_commission", 15_000, owner),
        ],
        key=str,
    )
    assert lying.quantity_at(house.keripik.id, shop.point_id) == 12
    assert lying.quantity_at(house.keripik.id, house.point.id) == 8
    assert house.due() == 0
    standing = due.standing_of(house.book, house.sri.id)
    assert (standing.due.due, standing.agrees) == (0, True)
    assert sold_through(house.book, house.today, house.today) == {}
    line = ReportLine(house.keripik.id, sold=3)
    house.report(shop, [line], 27_000)
    assert house.due() == 19_500


def test_goods_that_came_back_and_are_gone_stop_it(house: Trading) -> None:
    _shop, act = reported(house)
    house.step("returned", 10)
    with pytest.raises(ConsignedShort):
        undo(house, act)


def test_a_cost_is_taken_back_before_and_after_its_settlement(house: Trading) -> None:
    house.leave(10)
    house.sell(10, 100_000)
    first = undo(house, house.cost(20_000))
    assert house.lines(first.reversed_seq) == [
        ("consignment_payable", -20_000, f"member:{house.sri.id}"),
        ("cash_on_hand", 20_000, None),
    ]
    assert due.standing_of(house.book, house.sri.id).due.due == 75_000
    later = house.cost(5_000)
    house.settle(70_000)
    undo(house, later)
    standing = due.standing_of(house.book, house.sri.id)
    assert (standing.due.due, standing.agrees) == (5_000, True)


def test_a_settlement_is_taken_back_and_done_again(house: Trading) -> None:
    house.leave(10)
    house.sell(10, 100_000)
    wrong = house.settle(50_000)
    undone = undo(house, wrong)
    assert house.lines(undone.reversed_seq) == [
        ("consignment_payable", -50_000, f"member:{house.sri.id}"),
        ("cash_on_hand", 50_000, None),
    ]
    standing = due.standing_of(house.book, house.sri.id)
    assert (standing.due.due, standing.due.gross, standing.agrees) == (75_000, 100_000, True)
    right = house.settle(75_000)
    assert (right.gross, right.commission, right.carried, right.left_over) == (
        100_000, 25_000, 0, 0,
    )  # fmt: skip
    settled = [one for one in dealings(house.cooperative_id, house.sri.id) if one.paid]
    assert [one.key for one in settled] == [right.source]


def test_only_the_last_settlement_is_taken_back(house: Trading) -> None:
    house.leave(10)
    house.sell(10, 100_000)
    first, second = house.settle(30_000), house.settle(20_000)
    with pytest.raises(SettledSince):
        undo(house, first)
    undo(house, second)
    undo(house, first)
    assert due.standing_of(house.book, house.sri.id).due.due == 75_000


def test_what_went_into_savings_and_was_taken_out_stays(house: Trading) -> None:
    house.leave(10)
    house.sell(10, 100_000)
    act = house.settle(75_000, way=Way.SAVINGS)
    house.bon(40_000)
    house.pay(40_000, way=In.SAVINGS)
    with pytest.raises(SavingsGone):
        undo(house, act)


def test_it_takes_two_once_and_only_papers_with_money(house: Trading) -> None:
    goods = house.leave(10)
    house.sell(10, 100_000)
    act = house.settle(75_000)
    with pytest.raises(auth.SecondPersonNeeded):
        undo(house, act, desk=house.desk)
    undo(house, act)
    with pytest.raises(AlreadyReversed):
        undo(house, act)
    with pytest.raises(NotFound):
        undo(house, goods)
    with pytest.raises(NotFound):
        undo(house, act, desk=agreed(make_savings(make_cooperative("Koperasi Lain"))))


def test_only_the_entry_that_reverses_it_marks_a_paper(house: Trading) -> None:
    house.leave(10)
    house.sell(10, 100_000)
    act = house.settle(75_000)
    assert act.entry_seq is not None
    for seq in (999_999, 1, act.entry_seq):
        with pytest.raises(sa.exc.DBAPIError, match="seal: only the entry"), transaction():
            db.write_connection().execute(
                sa.text(f"UPDATE consignment_act SET reversed_seq = {seq} WHERE id = {act.id}")
            )
    columns = ", ".join(one.name for one in ConsignmentAct.__table__.c if one.name not in FORGED)
    forged = (
        f"INSERT INTO consignment_act (id, request_id, reversed_seq, {columns})"
        f" SELECT 999, 'x', {act.entry_seq}, {columns} FROM consignment_act WHERE id = {act.id}"
    )
    stands = pytest.raises(sa.exc.DBAPIError, match="seal: a document of consignment stands")
    with stands, transaction():
        db.write_connection().execute(sa.text(forged))


def test_the_mark_stays(house: Trading) -> None:
    house.leave(10)
    house.sell(10, 100_000)
    act = undo(house, house.settle(75_000))
    for change in ("reversed_seq = NULL", "paid = 1"):
        with pytest.raises(sa.exc.DBAPIError, match="seal"), transaction():
            db.write_connection().execute(
                sa.text(f"UPDATE consignment_act SET {change} WHERE id = {act.id}")
            )
