"""The rows of integrity 8.3: no act that takes two is done by one, whichever form it comes through."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from coop_app import clock, ledger
from coop_app.app.audit import audit_all
from coop_app.auth import queries, rules, service
from coop_app.auth.rules.second_person import ContentsDiffer, SamePerson
from coop_app.cashbook import service as cashbook
from coop_app.cashbook.rules.recording import Move
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.savings.rules.payments import Desk
from tests.make import (
    TODAY,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.people import Browser, add_person, signed_in

TREASURER, CHAIR = "Sri Wahyuni", "Bambang Riyadi"
OLD = "2026-08-05"


@dataclass(frozen=True)
class House:
    """A cooperative with some money, its treasurer at the screen, its chairperson at home."""

    app: Flask
    desk: Desk
    treasurer: Browser
    chair: int
    member: int
    group: int
    receipt: int
    entry: int

    def account(self, role: str) -> int:
        return ledger.account(book_id=self.desk.book_id, role=role).id

    def entries(self) -> int:
        with self.app.app_context():
            return len(ledger.journal(book_id=self.desk.book_id, limit=500).rows)

    def waiting(self) -> queries.ApprovalRow:
        (row,) = queries.approvals(self.desk.cooperative_id, waiting=True)
        return row

    def decide(self, by: int, *, shown: str | None = None) -> None:
        row = self.waiting()
        decision = service.Decision(agree=True, shown=shown or row.fingerprint)
        facts = {"cooperative_id": self.desk.cooperative_id, "by": by, "now": clock.now()}
        with transaction():
            service.decide(row.id, decision=decision, **facts)


@pytest.fixture
def house(bare_app: Flask, time_machine: TimeMachineFixture) -> House:
    time_machine.move_to(datetime(2026, 8, 14, 3, tzinfo=UTC))
    with bare_app.app_context():
        coop = make_cooperative()
        desk = make_savings(coop)
        group = make_group(coop)
        member = make_member(coop, group).id
        receipt = make_deposit(desk, member, 9_000_000)
        gift = Move(cash_of(desk), "other_income", Money(500_000), TODAY, "Sumbangan")
        with transaction():
            entry = cashbook.receive(
                desk=desk, request_id="gift", move=gift, category="other_income"
            )
        chair, _ = add_person(coop, rules.KETUA, display_name=CHAIR)
    browser = signed_in(bare_app, coop, display_name=TREASURER)
    mine = replace(desk, user_id=browser.user_id)
    return House(bare_app, mine, browser, chair, member, group, receipt.id, entry)


Typed = dict[str, Any]


def voucher(_house: House) -> tuple[str, Typed]:
    return "/buku/memorial", {
        "on": OLD, "memo": "Hibah timbangan", "account": ["1-3400 Peralatan", "3-1400 Hibah"],
        "debit": ["250.000", ""], "credit": ["", "250.000"], "line_memo": ["", ""],
    }  # fmt: skip


def opening(_house: House) -> tuple[str, Typed]:
    return "/buku/saldo-awal", {
        "on": str(TODAY), "account": ["1-1200 Bank", "3-1400 Hibah"], "debit": ["5.000.000", ""],
        "credit": ["", "5.000.000"], "line_memo": ["", ""],
    }  # fmt: skip


def undoing(house: House) -> tuple[str, Typed]:
    return f"/buku/bukti/{house.entry}/batal", {"on": str(TODAY), "why": "dobel"}


def cash(house: House, **typed: str) -> Typed:
    return {
        "direction": "in", "place_id": house.account("cash_on_hand"), "description": "Sumbangan warga",
        "category": "grant", "amount": "250.000", "on": OLD, "group_id": 0, "step": "save", **typed,
    }  # fmt: skip


def money_in(house: House) -> tuple[str, Typed]:
    return "/kas/catat", cash(house)


def money_out(house: House) -> tuple[str, Typed]:
    # the box was filled yesterday only, so this is dated four days after what it pays from
    return "/kas/catat", cash(house, direction="out", category="office_expense", on="2026-08-10")


def transfer(house: House) -> tuple[str, Typed]:
    bank, typed = house.account("bank"), cash(house, on="2026-08-10", description="")
    return "/kas/pindah", typed | {"to_id": bank, "step": "save"}


def count(house: House) -> tuple[str, Typed]:
    place = house.account("cash_on_hand")
    typed = {"on": "2026-08-10", "witnesses": "Wati", "book_balance": "9000000"}
    return f"/kas/{place}/hitung", typed | {"pieces-100000": "95"}


def deposit(house: House) -> tuple[str, Typed]:
    typed = {"on": OLD, "place": house.account("cash_on_hand"), "sukarela": "50.000"}
    return f"/simpanan/setor/{house.member}", typed


def deposit_before_the_book(house: House) -> tuple[str, Typed]:
    capital = house.account("opening_balance_equity")
    typed = {"on": str(TODAY), "place": capital, "sukarela": "50.000"}
    return f"/simpanan/setor/{house.member}", typed


def sheet(house: House) -> tuple[str, Typed]:
    typed = {"on": OLD, "place": house.account("cash_on_hand")}
    return f"/simpanan/rapat/{house.group}", typed | {f"sukarela-{house.member}": "20.000"}


def withdrawal(house: House) -> tuple[str, Typed]:
    typed = {"on": str(TODAY), "place": house.account("cash_on_hand"), "product": "sukarela"}
    return f"/simpanan/tarik/{house.member}", typed | {"amount": "5.000.001"}


def cancelled_receipt(house: House) -> tuple[str, Typed]:
    return f"/simpanan/bukti/{house.receipt}/batal", {"on": str(TODAY), "why": "salah orang"}


ACTS: tuple[Callable[[House], tuple[str, Typed]], ...] = (
    voucher, opening, undoing, money_in, money_out, transfer, count, deposit, deposit_before_the_book,
    sheet, withdrawal, cancelled_receipt,
)  # fmt: skip


def filled(house: House, act: Callable[[House], tuple[str, Typed]]) -> tuple[str, Typed]:
    with house.app.app_context():
        if act in (money_out, transfer, count):  # something must lie in the box on that day
            early = replace(house.desk, today=date(2026, 8, 10))
            make_deposit(early, house.member, 9_000_000, paid_on=early.today)
        path, typed = act(house)
    return path, {"request_id": f"one-{act.__name__}", **typed}


@pytest.mark.parametrize("act", ACTS, ids=[act.__name__ for act in ACTS])
def test_it_takes_two(house: House, act: Callable[[House], tuple[str, Typed]]) -> None:
    path, typed = filled(house, act)
    before = house.entries()
    alone = house.treasurer.post(path, typed)
    assert alone.status_code == 422
    assert "orang kedua" in alone.get_data(as_text=True)
    assert house.entries() == before

    ask = {"second_person": "ask", "second_reason": "baru ketemu notanya"}
    asked = house.treasurer.post(path, typed | ask)
    assert asked.status_code == 303, asked.get_data(as_text=True)
    again = house.treasurer.post(path, typed | ask)
    assert again.status_code == 303, again.get_data(as_text=True)
    assert again.headers["Location"] == asked.headers["Location"]
    assert house.entries() == before
    shown = signed_in(house.app, house.desk.cooperative_id, rules.PENGAWAS)
    assert "Yang akan dicatat" in shown.get(asked.headers["Location"]).get_data(as_text=True)

    with house.app.app_context():
        twin, _ = add_person(house.desk.cooperative_id, rules.KETUA, display_name=TREASURER.upper())
        for same in (house.treasurer.user_id, twin):
            with pytest.raises(SamePerson):
                house.decide(same)
        with pytest.raises(ContentsDiffer):
            house.decide(house.chair, shown="something else")
        expected = house.waiting().journal
        house.decide(house.chair)
        seq = before + 1
        entry = ledger.entry_page(book_id=house.desk.book_id, seq=seq)
        assert (entry.made_by, entry.approved_by) == (house.treasurer.user_id, house.chair)
        lines = [(line["account"], line["amount"]) for line in expected[0]["lines"]]
        assert lines == [(f"{x.account_code} {x.account_name}", x.amount) for x in entry.lines]
        assert audit_all() == []
    assert house.entries() == seq
    for address in (f"/buku/bukti/{seq}", f"/kas/bukti/{seq}"):
        page = house.treasurer.get(address).get_data(as_text=True)
        assert TREASURER in page
        assert CHAIR in page


@pytest.mark.parametrize("act", ACTS, ids=[act.__name__ for act in ACTS])
def test_no_setting_lets_one_person_do_it(
    house: House, act: Callable[[House], tuple[str, Typed]]
) -> None:
    with house.app.app_context(), transaction():
        for name in rules.limits.LIMITS:
            service.set_value(
                name, cooperative_id=house.desk.cooperative_id, value="999999999999",
                valid_from=date(2020, 1, 1), by=None, now=clock.now(),
            )  # fmt: skip
    path, typed = filled(house, act)
    typed |= {"on": "2026-08-01"} if typed["on"] != str(TODAY) else {}
    typed |= {"amount": "25.000.001"} if act is withdrawal else {}
    before = house.entries()
    assert house.treasurer.post(path, typed).status_code == 422
    assert house.entries() == before
