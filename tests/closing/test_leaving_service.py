"""Settling members who leave, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from coop_app import auth, db, ledger
from coop_app.auth.service import cooperatives
from coop_app.closing import queries, service
from coop_app.closing.rules import leaving as rules
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.members import service as members_service
from coop_app.members.rules.standing import StatusTooEarly
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import service as savings
from coop_app.savings.rules.holds import NewHold
from coop_app.savings.rules.products import MemberNotActive, SettledOnLeaving
from tests.closing.house import House
from tests.make import NOW, TODAY, make_cooperative, make_deposit, make_savings


@pytest.fixture
def house(either):
    with either.app_context():
        made = House()
        yield made
        assert made.faults() == []


def test_one_entry_settles_everything(house) -> None:
    house.goods_on_credit(90000)
    sri = f"member:{house.sri.id}"
    settled = house.leave()
    assert house.lines(settled.entry_seq) == [
        ("principal_savings", 100000, sri),
        ("mandatory_savings", 40000, sri),
        ("voluntary_savings", 250000, sri),
        ("member_goods_receivable", -90000, sri),
        ("exit_refund_payable", -300000, sri),
    ]
    assert (settled.payable, settled.approved_by, settled.settled_on) == (300000, 2, TODAY)
    entry = ledger.entry_page(book_id=house.book_id, seq=settled.entry_seq)
    assert (entry.series, entry.approved_by) == ("BM", 2)
    assert entry.memo == "Penyelesaian anggota keluar: 0001 Sri Wahyuni"
    assert queries.payable_of(house.book_id, house.sri.id) == 300000


def test_the_register_keeps_number_and_history(house) -> None:
    house.leave(ended_on=TODAY - timedelta(days=1))
    file = members.get_file(house.cooperative_id, house.sri.id)
    assert (file.card.number, file.card.status, file.row.left_on) == (1, "left", date(2026, 8, 13))
    assert [line.status for line in file.history] == ["candidate", "active", "left"]
    assert file.history[-1].reason == "pindah ke Magelang"
    with pytest.raises(MemberNotActive):
        make_deposit(house.alone, house.sri.id, 5000)


def test_nobody_settles_alone(house) -> None:
    with pytest.raises(auth.SecondPersonNeeded):
        house.leave(desk=house.alone)
    assert house.status() == "active"
    assert queries.list_settlements(house.cooperative_id) == []


def test_debts_above_savings(house) -> None:
    house.goods_on_credit(390001)
    with pytest.raises(rules.SettlementNegative) as refusal:
        house.leave()
    assert refusal.value.facts == {"short": "Rp1"}
    assert house.status() == "active"


def test_what_changed_since_it_was_shown_is_refused(house) -> None:
    shown = house.sheet().mark
    make_deposit(house.alone, house.sri.id, 1000)
    with pytest.raises(rules.FiguresChanged):
        house.leave(shown=shown)
    house.leave()


def test_held_savings_are_released_first(house) -> None:
    new = NewHold(house.sri.id, "sukarela", Money(50000), "jaminan pinjaman Budi")
    with transaction():
        held = savings.place_hold(desk=house.alone, new=new, request_id="h")
    with pytest.raises(rules.SavingsHeld) as refusal:
        house.leave()
    assert refusal.value.facts == {"amount": "Rp50.000", "reason": "jaminan pinjaman Budi"}
    with transaction():
        savings.release_hold(desk=house.desk, hold_id=held.id, why="diganti")
    house.leave()


def test_the_same_request_settles_once(house) -> None:
    asked = house.leaving()
    first = house.leave(asked=asked)
    assert house.leave(asked=asked) == first
    with pytest.raises(RequestReused):
        house.leave(asked=replace(asked, reason="lain"))
    assert len(queries.list_settlements(house.cooperative_id)) == 1


def test_the_day_it_ended_fits_the_history(house) -> None:
    with pytest.raises(StatusTooEarly):
        house.leave(ended_on=date(2026, 7, 1))
    with pytest.raises(rules.EndedInFuture):
        house.leave(ended_on=TODAY + timedelta(days=1))
    assert house.status() == "active"
    assert queries.payable_of(house.book_id, house.sri.id) == 0


def test_unpaid_dues_are_taken_only_if_the_by_laws_say_so(house) -> None:
    late = house.member("Tini", joined_on=date(2026, 6, 1))
    make_deposit(house.alone, late.id, 100000, product="pokok")
    assert house.sheet(late.id).payable == 100000
    with transaction():
        cooperatives.set_value(
            rules.DUES_SETTING, cooperative_id=house.cooperative_id, value=rules.TAKEN,
            valid_from=date(2026, 1, 1), by=1, now=NOW,
        )  # fmt: skip
    settled = house.leave(member_id=late.id)
    assert house.lines(settled.entry_seq) == [
        ("principal_savings", 100000, f"member:{late.id}"),
        ("other_member_income", -60000, f"member:{late.id}"),
        ("exit_refund_payable", -40000, f"member:{late.id}"),
    ]


def test_who_has_nothing_leaves_without_an_entry(house) -> None:
    tini = house.member("Tini", active=False)
    settled = house.leave(member_id=tini.id)
    assert (settled.entry_seq, settled.payable, settled.figures) == (None, 0, ())
    assert members.get_member(house.cooperative_id, tini.id).status == "left"
    with pytest.raises(rules.NothingToSettle):
        house.leave(request_id="again", member_id=tini.id)


def test_who_comes_back_begins_anew(house) -> None:
    """Months paid ahead were settled with the rest: they are owed again, and old receipts stay."""
    ahead = make_deposit(house.alone, house.sri.id, 60000, product="wajib")
    assert house.standing().prepaid_months == 3
    house.leave()
    with transaction():
        members_service.readmit(
            member_id=house.sri.id, cooperative_id=house.cooperative_id, on=TODAY,
            reason="pulang kampung", by=1, today=TODAY,
        )  # fmt: skip
    back = members.get_member(house.cooperative_id, house.sri.id)
    assert (back.number, back.status, back.joined_on) == (1, "candidate", TODAY)
    assert (house.standing().arrears_months, house.standing().prepaid) == (1, 0)
    make_deposit(house.alone, house.sri.id, 100000, product="pokok")
    assert house.status() == "active"
    make_deposit(house.alone, house.sri.id, 500000)
    with pytest.raises(SettledOnLeaving), transaction():
        savings.reverse_act(desk=house.desk, act_id=ahead.id, on=TODAY, why="salah")
    file = members.get_file(house.cooperative_id, house.sri.id)
    assert [line.status for line in file.history] == [
        "candidate", "active", "left", "candidate", "active",
    ]  # fmt: skip
    again = house.leave("exit-2")
    assert (again.payable, house.payable()) == (600000, 1050000)


def test_another_cooperative_sees_nothing(house) -> None:
    settled = house.leave()
    other = make_cooperative("Koperasi Lain")
    desk = replace(make_savings(other), approved_by=2)
    with pytest.raises(NotFound):
        queries.get_settlement(other, settled.id)
    with pytest.raises(NotFound):
        queries.owed_to(other, desk.book_id, house.sri.id)
    with pytest.raises(NotFound):
        queries.sheet_of(other, desk.book_id, house.sri.id, TODAY)
    with pytest.raises(NotFound), transaction():
        service.leave(desk=desk, leaving=house.leaving(shown="x"), request_id="x")


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE exit_line SET amount = 1",
        "DELETE FROM exit_line",
        "INSERT OR REPLACE INTO exit_line SELECT * FROM exit_line",
        "INSERT INTO exit_line SELECT * FROM exit_line",
    ],
)
def test_the_figures_of_a_settlement_stay(house, attack) -> None:
    house.leave()
    with pytest.raises(DBAPIError), transaction():
        db.write_connection().execute(sa.text(attack))


def test_a_settlement_that_was_touched_is_found(house) -> None:
    settled = house.leave()
    wrong = sa.text("UPDATE exit_settlement SET payable = payable + 1")
    with transaction():
        db.write_connection().execute(wrong)
    assert {finding.where for finding in queries.check(house.book_id)} == {
        f"exit {settled.id}",
        f"member:{house.sri.id}",
    }
    with transaction():
        db.write_connection().execute(sa.text("UPDATE exit_settlement SET payable = payable - 1"))
