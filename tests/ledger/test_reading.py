"""Light reads: numbers of entries, some entries at once, the accounts as they are now."""

from datetime import date

import pytest

from coop_app import db, ledger
from coop_app.ledger.accounts import NewAccount
from coop_app.ledger.refusals import UnknownAccount, UnknownRole
from tests.ledger.ground import Ground

DAY = date(2025, 3, 4)


def numbers(ground: Ground, **facts: int) -> list[int]:
    cash = ledger.account(book_id=ground.book, role="cash_on_hand").id
    return ledger.numbers(book_id=ground.book, account=cash, start=DAY, end=DAY, **facts)


def test_numbers_leave_reversals_and_other_days_out(ground: Ground) -> None:
    first, second = ground.pay(DAY, 1000, "a"), ground.pay(DAY, 2000, "b")
    ground.pay(date(2025, 3, 5), 3000, "c")
    with db.transaction():
        ledger.reverse(book_id=ground.book, seq=first.seq, on=DAY, why="salah", by=1)
    assert numbers(ground) == [first.seq, second.seq]
    assert numbers(ground, limit=1) == [first.seq]


def test_some_entries_at_once(ground: Ground) -> None:
    seqs = [ground.pay(DAY, 1000 + n, f"s:{n}").seq for n in range(3)]
    found = ledger.entry_pages(book_id=ground.book, seqs=[seqs[2], seqs[0], 999])
    assert [page.seq for page in found] == [seqs[0], seqs[2]]
    assert all(len(page.lines) == 2 for page in found)
    assert ledger.entry_pages(book_id=ground.other, seqs=seqs) == []


def test_a_changed_chart_is_seen_at_once_and_forgotten_with_its_transaction(ground: Ground) -> None:
    before = ledger.accounts(book_id=ground.book)
    plan = NewAccount("5.2", "Beban baru", "expense", "other_expense")

    def give_up() -> None:
        with db.transaction():
            ledger.add_account(book_id=ground.book, plan=plan)
            assert len(ledger.accounts(book_id=ground.book)) == len(before) + 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        give_up()
    assert ledger.accounts(book_id=ground.book) == before
    with db.transaction():
        made = ledger.add_account(book_id=ground.book, plan=plan)
    assert ledger.account(book_id=ground.book, id=made.id).name == "Beban baru"
    with db.transaction():
        ledger.rename_account(
            book_id=ground.book, account_id=made.id, code="5.2", name="Beban lain lagi"
        )
    assert ledger.account(book_id=ground.book, id=made.id).name == "Beban lain lagi"


def test_an_account_of_another_book_is_unknown(ground: Ground) -> None:
    other = {row.id for row in ledger.accounts(book_id=ground.other)}
    mine = ledger.account(book_id=ground.book, code="1.1")
    assert mine.id not in other
    with pytest.raises(UnknownAccount):
        ledger.account(book_id=ground.other, id=mine.id)
    with pytest.raises(UnknownRole):
        ledger.account(book_id=ground.book, role="no_such_role")
    with pytest.raises(UnknownAccount):
        ledger.account(book_id=ground.book, code="9.9")
    assert ledger.accounts(book_id=987654) == []


def test_subjects_on_a_day_leave_later_entries_out(ground: Ground) -> None:
    ground.pay(DAY, 1000, "a", member=1)
    ground.pay(date(2025, 3, 5), 2000, "b", member=1)
    ground.pay(date(2025, 4, 1), 4000, "c", member=2)

    def known(on: date) -> dict[str, int]:
        found = ledger.subject_balances_on(book_id=ground.book, account="mandatory_savings", on=on)
        return {subject: int(amount) for subject, amount in found.items()}

    assert known(date(2025, 3, 3)) == {"member:1": 0, "member:2": 0}
    assert known(DAY) == {"member:1": -1000, "member:2": 0}
    assert known(date(2025, 3, 5)) == {"member:1": -3000, "member:2": 0}
    assert known(date(2025, 4, 1)) == {"member:1": -3000, "member:2": -4000}
