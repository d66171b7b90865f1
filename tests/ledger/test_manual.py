"""General vouchers and opening balances: posted once, or refused with nothing written."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.ledger import manual
from coop_app.ledger.entry import Line, credit, debit
from coop_app.ledger.reading import places
from coop_app.money import Money
from coop_app.refusal import RequestReused
from tests.make import make_cooperative, make_savings

ON = date(2026, 8, 3)


@pytest.fixture
def desk(app: object) -> Desk:
    return replace(make_savings(make_cooperative()), today=ON)


@pytest.fixture
def book(desk: Desk) -> int:
    return desk.book_id


def lines(book: int, *, debited: int = 250_000, credited: int = 250_000) -> list[Line]:
    found = {one.role: one.id for one in ledger.accounts(book_id=book)}
    return [
        debit(found["equipment"], Money(debited), memo="Timbangan"),
        credit(found["grants"], Money(credited)),
    ]


def voucher(book: int, request_id: str, typed: list[Line], memo: str = "Hibah timbangan") -> int:
    with transaction():
        return manual.post_voucher(
            desk=Desk(1, book, 1, ON), request_id=request_id, on=ON, memo=memo, lines=typed
        )


def test_a_general_voucher_is_a_memorial_with_its_lines(book: int) -> None:
    seq = voucher(book, "a", lines(book))
    entry = ledger.entry_page(book_id=book, seq=seq)
    assert (entry.series, entry.number, entry.memo) == ("BM", 1, "Hibah timbangan")
    assert [(line.account_code, int(line.amount), line.memo) for line in entry.lines] == [
        ("1-3400", 250_000, "Timbangan"),
        ("3-1400", -250_000, ""),
    ]
    assert ledger.audit(book_id=book) == []


def test_the_same_form_sent_twice_is_one_entry(book: int) -> None:
    assert voucher(book, "a", lines(book)) == voucher(book, "a", lines(book))
    assert len(ledger.journal(book_id=book).rows) == 1


def test_the_same_form_with_other_contents_is_refused(book: int) -> None:
    voucher(book, "a", lines(book))
    with pytest.raises(RequestReused):
        voucher(book, "a", lines(book, debited=1, credited=1))
    with pytest.raises(RequestReused):
        voucher(book, "a", lines(book), memo="Lain")
    assert len(ledger.journal(book_id=book).rows) == 1


def test_what_does_not_balance_is_refused_whole(book: int) -> None:
    with pytest.raises(ledger.Unbalanced):
        voucher(book, "a", lines(book, credited=249_999))
    assert ledger.journal(book_id=book).rows == ()


def test_a_voucher_needs_words(book: int) -> None:
    with pytest.raises(manual.MemoMissing):
        voucher(book, "a", lines(book), memo="   ")


def test_opening_balances_must_even_out(desk: Desk, book: int) -> None:
    two = replace(desk, approved_by=2)
    with pytest.raises(manual.OpeningUnbalanced) as refused, transaction():
        manual.post_opening(desk=two, request_id="o", on=ON, lines=lines(book, credited=100_000))
    assert refused.value.facts["difference"] == 150_000
    with transaction():
        manual.post_opening(desk=two, request_id="o", on=ON, lines=lines(book))
    assert ledger.balance(book_id=book, account="equipment") == 250_000
    assert ledger.audit(book_id=book) == []


def test_a_voucher_or_a_reversal_that_leaves_a_cash_box_short_is_refused(book: int) -> None:
    role = {one.role: one.id for one in ledger.accounts(book_id=book)}
    cash, other = role["cash_on_hand"], role["grants"]
    came = voucher(book, "in", [debit(cash, Money(100)), credit(other, Money(100))])
    voucher(book, "out", [debit(other, Money(60)), credit(cash, Money(60))])
    with pytest.raises(ledger.CashShort):
        voucher(book, "more", [debit(other, Money(41)), credit(cash, Money(41))])
    with transaction():
        mirror = ledger.reverse(book_id=book, seq=came, on=ON, why="Salah", by=1)
    with pytest.raises(ledger.CashShort) as refused:
        ledger.refuse_short(book_id=book, seq=mirror.seq)
    assert (refused.value.facts["short"], refused.value.facts["on"]) == (60, ON)
    assert ledger.balance(book_id=book, account="cash_on_hand") == -60
    assert ledger.audit(book_id=book) == []


def test_the_lowest_day() -> None:
    days = [(date(2026, 8, 2), -90), (date(2026, 8, 1), -20), (date(2026, 8, 3), 500)]
    assert places.lowest(Money(100), days) == (date(2026, 8, 2), -10)
    assert places.lowest(Money(100), []) == (None, 100)
