"""What waits keeps its money back, and what is done is what was shown."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import auth, db, ledger
from coop_app.auth import queries, rules, service
from coop_app.auth.rules.desk import Desk
from coop_app.auth.rules.second_person import JournalDiffers
from coop_app.db import transaction
from coop_app.ledger import manual
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.ledger.views import second
from coop_app.money import Money
from tests.make import TODAY, make_cooperative, make_savings
from tests.people import add_person

NOW = datetime(2026, 8, 14, 3, tzinfo=UTC)


@pytest.fixture
def desk(app: Flask) -> Desk:
    """A treasurer's desk with Rp100.000 in the box, and a chairperson elsewhere."""
    return opened()


def opened() -> Desk:
    coop = make_cooperative()
    maker, _ = add_person(coop, rules.BENDAHARA)
    add_person(coop, rules.KETUA)
    made = replace(make_savings(coop), user_id=maker)
    pay(made, "came", 100_000, out=False)
    return made


def lines(desk: Desk, amount: int, *, out: bool = True) -> list[ledger.entry.Line]:
    cash, other = (
        ledger.account(book_id=desk.book_id, role=role).id for role in ("cash_on_hand", "grants")
    )
    to, come = (other, cash) if out else (cash, other)
    return [debit(to, Money(amount)), credit(come, Money(amount))]


def pay(desk: Desk, request_id: str, amount: int, *, out: bool = True, on: date = TODAY) -> int:
    what = {
        "request_id": request_id,
        "on": on,
        "memo": "Uji",
        "lines": lines(desk, amount, out=out),
    }
    with transaction():
        return manual.post_voucher(desk=desk, **what)


def ask(desk: Desk, amount: int) -> int:
    """A payout of an old date; the money came later, so the ledger itself would let it pass."""
    facts = {"on": TODAY, "memo": "Uji", "request_id": f"asked-{amount}"}
    content = {
        "book_id": desk.book_id, "facts": auth.packed(facts), "lines": auth.packed(lines(desk, amount))
    }  # fmt: skip
    asked = auth.Asked(second.VOUCHER, f"asked-{amount}", "perlu", content=content)
    with transaction():
        return auth.ask_second_person(
            asked, cooperative_id=desk.cooperative_id, by=desk.user_id, now=NOW
        )


def decide(desk: Desk, approval_id: int, *, agree: bool = True) -> None:
    row = queries.find_approval(approval_id, desk.cooperative_id)
    assert row is not None
    decision = service.Decision(agree=agree, shown=row.fingerprint)
    (chair,) = [who.id for who in queries.users(desk.cooperative_id) if who.role == rules.KETUA]
    with transaction():
        service.decide(
            approval_id, decision=decision, cooperative_id=desk.cooperative_id, by=chair, now=NOW
        )


def held(desk: Desk) -> int:
    cash = ledger.account(book_id=desk.book_id, role="cash_on_hand").id
    return auth.held(book_id=desk.book_id, account_id=cash)


def test_asking_writes_nothing_and_keeps_the_money_back(desk: Desk) -> None:
    approval = ask(desk, 60_000)
    assert len(ledger.journal(book_id=desk.book_id).rows) == 1
    assert held(desk) == 60_000
    assert queries.reserved_by(approval) == 60_000
    pay(desk, "fits", 40_000)
    with pytest.raises(ledger.CashReserved) as refused:
        pay(desk, "too much", 1)
    assert refused.value.facts == {"place": "Kas", "held": 60_000, "short": 1}
    assert ledger.audit(book_id=desk.book_id) == []


def test_two_that_wait_do_not_share_the_money(desk: Desk) -> None:
    ask(desk, 60_000)
    with pytest.raises(ledger.CashReserved):
        ask(desk, 40_001)
    ask(desk, 40_000)
    assert held(desk) == 100_000


def test_agreeing_uses_the_money_and_refusing_gives_it_back(desk: Desk) -> None:
    first, other = ask(desk, 60_000), ask(desk, 40_000)
    decide(desk, first)
    assert held(desk) == 40_000
    decide(desk, other, agree=False)
    assert held(desk) == 0
    assert ledger.balance(book_id=desk.book_id, account="cash_on_hand") == 40_000
    assert queries.entries_of(first) == {first: [(desk.book_id, 2)]}
    assert queries.entries_of(other) == {other: []}
    assert ledger.audit(book_id=desk.book_id) == []


def test_taking_it_back_gives_the_money_back(desk: Desk) -> None:
    approval = ask(desk, 60_000)
    with transaction():
        service.withdraw(approval, cooperative_id=desk.cooperative_id, by=desk.user_id)
    assert held(desk) == 0


def test_what_the_act_refuses_cannot_be_asked_for(desk: Desk) -> None:
    with pytest.raises(ledger.CashShort):
        ask(desk, 100_001)
    assert queries.approvals(desk.cooperative_id, waiting=True) == []
    assert held(desk) == 0


def test_other_lines_than_those_shown_are_never_written(desk: Desk) -> None:
    approval = ask(desk, 60_000)
    grants = ledger.account(book_id=desk.book_id, role="grants")
    with transaction():
        ledger.rename_account(book_id=desk.book_id, account_id=grants.id, name="Pendapatan lain")
    with pytest.raises(JournalDiffers):
        decide(desk, approval)
    assert len(ledger.journal(book_id=desk.book_id).rows) == 1
    assert held(desk) == 60_000
    decide(desk, approval, agree=False)


def test_maker_and_approver_of_an_entry_are_two_in_the_database(desk: Desk) -> None:
    entry = Entry(TODAY, "Uji", "test:1", tuple(lines(desk, 5)))
    with pytest.raises(sqlite3.IntegrityError, match="maker and approver are two"), transaction():
        ledger.post(entry, book_id=desk.book_id, by=3, approved_by=3)
    with transaction():
        db.write_connection().execute(sa.text("DROP TRIGGER journal_entry_two_persons"))
        ledger.post(entry, book_id=desk.book_id, by=3, approved_by=3)


def test_one_persons_date_may_lie_three_days_back(desk: Desk) -> None:
    pay(desk, "late", 5, out=False, on=date(2026, 8, 11))
    with pytest.raises(auth.SecondPersonNeeded):
        pay(desk, "too late", 5, out=False, on=date(2026, 8, 10))
    seq = pay(replace(desk, approved_by=9), "agreed", 5, out=False, on=date(2026, 8, 10))
    assert ledger.entry_page(book_id=desk.book_id, seq=seq).approved_by == 9


def test_asking_and_agreeing_on_both_databases(either: Flask) -> None:
    with either.app_context():
        desk = opened()
        first, other = ask(desk, 60_000), ask(desk, 40_000)
        with pytest.raises(ledger.CashReserved):
            pay(desk, "too much", 1)
        decide(desk, first)
        decide(desk, other, agree=False)
        assert held(desk) == 0
        assert ledger.balance(book_id=desk.book_id, account="cash_on_hand") == 40_000
        entry = ledger.entry_page(book_id=desk.book_id, seq=2)
        assert entry.approved_by not in (None, entry.made_by)
        assert auth.chain_faults(desk.cooperative_id) == []
        assert ledger.audit(book_id=desk.book_id) == []
