"""A year of a small cooperative, from the first start to the statements, told on both databases."""

from datetime import date

from flask import Flask

from coop_app import ledger
from coop_app.app.audit import audit_all
from coop_app.app.demo.build import House, Wish, build
from coop_app.dates import Month
from coop_app.db import transaction

TODAY = date(2026, 8, 14)


def live(app: Flask) -> House:
    with app.app_context():
        return build(Wish(1, 12, 3, "kopi-gula-kelapa-417", TODAY), lambda _done, _of: None)


def test_a_year_of_a_cooperative(either: Flask) -> None:
    house = live(either)
    with either.app_context():
        the_statements_agree(house)
        what_members_have_is_what_the_control_accounts_say(house)
        a_mistake_of_a_closed_month_is_undone_in_the_open_one(house)
        assert audit_all() == []


def the_statements_agree(house: House) -> None:
    balances = ledger.trial_balance(book_id=house.book_id, on=TODAY)
    held = {row.account.role: int(row.balance) for row in balances if row.account.role}
    assert sum(int(row.balance) for row in balances) == 0
    assert held["principal_savings"] == -12 * 100_000
    assert held["equipment"] == 4_800_000
    assert held["grants"] == -15_000_000
    assert held["cash_on_hand"] >= 0
    assert held["bank"] > 0
    assert held["mandatory_savings"] % 20_000 == 0
    assert ledger.locked_through(book_id=house.book_id) == Month(2026, 6).last
    assert audit_all() == []


def what_members_have_is_what_the_control_accounts_say(house: House) -> None:
    for role in ("principal_savings", "mandatory_savings", "voluntary_savings"):
        each = ledger.subject_balances(book_id=house.book_id, account=role)
        assert sum(each.values()) == ledger.balance(book_id=house.book_id, account=role)
        assert set(each) <= {f"member:{key}" for key in house.members.values()}


def a_mistake_of_a_closed_month_is_undone_in_the_open_one(house: House) -> None:
    found = ledger.journal(book_id=house.book_id, text="Fotokopi dan buku kuitansi", limit=500)
    oldest = found.rows[-1]
    before = ledger.balance(book_id=house.book_id, account="office_supplies")
    with transaction():
        mirror = ledger.reverse(
            book_id=house.book_id, seq=oldest.seq, on=TODAY, why="dobel", by=house.treasurer
        )
    assert Month.of(oldest.on) < Month(2026, 7) <= Month.of(mirror.on)
    after = ledger.balance(book_id=house.book_id, account="office_supplies")
    assert before - after == oldest.total
    page = ledger.entry_page(book_id=house.book_id, seq=oldest.seq)
    assert page.reversed_by is not None
    assert page.reversed_by.seq == mirror.seq
