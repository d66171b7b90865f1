"""The door: what is posted is numbered, chained, summed and readable."""

from datetime import UTC, date, datetime

import pytest

from coop_app import db, ledger
from coop_app.dates import Month
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.ledger.reading import search
from coop_app.money import Money
from coop_app.refusal import NotFound
from tests.ledger.ground import Ground, dues

MARCH = (date(2025, 3, 1), date(2025, 3, 31))


def clean(ground: Ground) -> bool:
    return ledger.audit(book_id=ground.book) == []


def test_series_and_numbers(ground: Ground) -> None:
    day, rp = date(2025, 3, 4), Money(1000)
    found = [
        ground.post(day, "a", debit("cash_on_hand", rp), credit("other_income", rp)),
        ground.post(day, "b", debit("other_expense", rp), credit("petty_cash", rp)),
        ground.post(day, "c", debit("bank", rp), credit("other_income", rp)),
        ground.post(day, "d", debit("other_expense", rp), credit("bank", rp)),
        ground.post(day, "e", debit("bank", rp), credit("cash_on_hand", rp)),
        ground.post(day, "f", debit("petty_cash", rp), credit("cash_on_hand", rp)),
        ground.post(day, "g", debit("other_expense", rp), credit("other_income", rp)),
        ground.post(date(2024, 12, 31), "h", debit("cash_on_hand", rp), credit("other_income", rp)),
    ]
    assert [posted.voucher for posted in found] == [
        "BKM/2025/03/0001", "BKK/2025/03/0001", "BBM/2025/03/0001", "BBK/2025/03/0001",
        "BM/2025/03/0001", "BM/2025/03/0002", "BM/2025/03/0003", "BKM/2024/12/0001",
    ]  # fmt: skip
    assert [posted.seq for posted in found] == list(range(1, 9))
    assert clean(ground)


def test_balances_before_within_and_after_a_month(ground: Ground) -> None:
    for n, (day, amount) in enumerate(
        [(date(2025, 1, 31), 5), (date(2025, 3, 1), 20), (date(2025, 3, 17), 100)]
    ):
        ground.pay(day, amount, f"s:{n}")
    book = ground.book

    def held(on: date | None = None) -> int:
        return ledger.balance(book_id=book, account="cash_on_hand", on=on)

    assert [held(date(2025, 1, 30)), held(date(2025, 1, 31)), held(date(2025, 2, 28))] == [0, 5, 5]
    assert [held(date(2025, 3, 1)), held(date(2025, 3, 16)), held(date(2025, 3, 17))] == [
        25,
        25,
        125,
    ]
    assert held() == 125
    saved = {"book_id": book, "account": "mandatory_savings", "subject": "member:17"}
    assert ledger.balance(**saved) == -125
    assert ledger.balance(**saved, on=date(2025, 3, 16)) == -25
    assert clean(ground)


def test_trial_balance_and_movements(ground: Ground) -> None:
    ground.pay(date(2025, 2, 28), 70, "s:1")
    ground.pay(date(2025, 3, 5), 30, "s:2")
    ground.post(date(2025, 3, 6), "x", debit("bank", Money(60)), credit("cash_on_hand", Money(60)))
    by_code = {
        row.account.code: int(row.balance)
        for row in ledger.trial_balance(book_id=ground.book, on=date(2025, 3, 5))
    }
    assert by_code["1.1"] == 100
    assert by_code["3.2"] == -100
    assert sum(by_code.values()) == 0
    cash = next(
        row
        for row in ledger.movements(book_id=ground.book, start=MARCH[0], end=MARCH[1])
        if row.account.code == "1.1"
    )
    assert (cash.opening, cash.debit, cash.credit, cash.closing) == (70, 30, 60, 40)


def test_subject_balances_by_group(ground: Ground) -> None:
    ground.post(date(2025, 3, 5), "a", *dues(10, member=1, group_id=1))
    ground.post(date(2025, 3, 5), "b", *dues(20, member=2, group_id=2))
    ground.post(date(2025, 3, 6), "c", *dues(5, member=1, group_id=None))
    every = {"book_id": ground.book, "account": "mandatory_savings"}
    assert ledger.subject_balances(**every) == {"member:1": -15, "member:2": -20}
    assert ledger.subject_balances(**every, group_id=1) == {"member:1": -10}


def test_statement_pages_carry_the_balance(ground: Ground) -> None:
    for n in range(7):
        ground.pay(date(2025, 3, 1 + n // 3), 10 + n, f"s:{n}")
    ground.pay(date(2025, 2, 1), 1000, "before")
    whole = ledger.statement(
        book_id=ground.book, account="cash_on_hand", start=MARCH[0], end=MARCH[1]
    )
    assert (whole.opening, whole.closing, whole.next) == (1000, 1091, None)
    assert [int(row.balance) for row in whole.rows][-1] == 1091
    pages, after = [], None
    while True:
        page = ledger.statement(
            book_id=ground.book, account="cash_on_hand", start=MARCH[0], end=MARCH[1],
            after=after, limit=3,
        )  # fmt: skip
        assert page.carried == (pages[-1].balance if pages else whole.opening)
        pages += page.rows
        after = page.next
        if after is None:
            break
    assert tuple(pages) == whole.rows


def test_member_statement(ground: Ground) -> None:
    ground.pay(date(2025, 2, 1), 10, "a")
    ground.pay(date(2025, 3, 2), 5, "b")
    ground.pay(date(2025, 3, 2), 7, "c", member=18)
    for account in ("mandatory_savings", None):
        found = ledger.statement(
            book_id=ground.book, account=account, subject="member:17", start=MARCH[0], end=MARCH[1]
        )
        assert (found.opening, found.closing) == (-10, -15)
        assert [(row.source, int(row.amount), int(row.balance)) for row in found.rows] == [
            ("b", -5, -15)
        ]


def test_reversal_mirrors_and_is_final(ground: Ground) -> None:
    first = ground.pay(date(2025, 3, 2), 50, "a")
    with db.transaction():
        undone = ledger.reverse(
            book_id=ground.book, seq=first.seq, on=date(2025, 3, 9), why="Salah anggota", by=2
        )
    assert undone.voucher == "BKK/2025/03/0001"
    page = ledger.entry_page(book_id=ground.book, seq=first.seq)
    mirror = ledger.entry_page(book_id=ground.book, seq=undone.seq)
    assert page.reversed_by
    assert page.reversed_by.seq == undone.seq
    assert mirror.reverses
    assert mirror.reverses.voucher == first.voucher
    assert mirror.memo == "Salah anggota (BKM/2025/03/0001: Uji)"
    assert [(a.account_id, a.amount, a.subject, a.group_id) for a in page.lines] == [
        (b.account_id, -b.amount, b.subject, b.group_id) for b in mirror.lines
    ]
    for seq, refusal in ((1, ledger.AlreadyReversed), (2, ledger.ReversalOfReversal)):
        with pytest.raises(refusal), db.transaction():
            ledger.reverse(book_id=ground.book, seq=seq, on=date(2025, 3, 9), why="x", by=2)
    with pytest.raises(ledger.ReasonMissing), db.transaction():
        ledger.reverse(book_id=ground.book, seq=1, on=date(2025, 3, 9), why=" ", by=2)
    assert ledger.balance(book_id=ground.book, account="cash_on_hand") == 0
    assert clean(ground)


def test_reversal_is_not_dated_before_its_entry(ground: Ground) -> None:
    ground.pay(date(2025, 3, 2), 50, "a")
    with pytest.raises(ledger.ReversalTooEarly), db.transaction():
        ledger.reverse(book_id=ground.book, seq=1, on=date(2025, 3, 1), why="x", by=2)


def test_the_same_source_posts_once(ground: Ground) -> None:
    first = ground.pay(date(2025, 3, 2), 50, "a")
    with pytest.raises(ledger.AlreadyPosted) as caught:
        ground.pay(date(2025, 3, 2), 50, "a")
    assert caught.value.facts["voucher"] == first.voucher
    assert len(ledger.journal(book_id=ground.book).rows) == 1
    found = ledger.find_by_source(book_id=ground.book, source="a")
    assert found
    assert found.hash == first.hash
    assert ledger.find_by_token(first.token) == found
    assert ledger.find_by_source(book_id=ground.other, source="a") is None


def test_refused_accounts(ground: Ground) -> None:
    day, rp = date(2025, 3, 2), Money(5)
    heading = ledger.account(book_id=ground.book, code="1")
    foreign = ledger.account(book_id=ground.other, code="1.1")
    old = ledger.account(book_id=ground.book, code="5.9")
    with db.transaction():
        ledger.deactivate_account(book_id=ground.book, account_id=old.id, on=date(2025, 3, 1))
    cases = (
        ("no_such_role", ledger.UnknownRole),
        (heading.id, ledger.AccountTakesNoLines),
        (foreign.id, ledger.UnknownAccount),
        (old.id, ledger.AccountClosed),
    )
    for account, refusal in cases:
        with pytest.raises(refusal):
            ground.post(day, "a", debit(account, rp), credit("other_income", rp))
    ground.post(date(2025, 2, 28), "b", debit(old.id, rp), credit("other_income", rp))
    assert clean(ground)


def test_dates(ground: Ground) -> None:
    moment = datetime(2025, 3, 1, 16, 59, tzinfo=UTC)  # one minute to midnight in the office
    entry = Entry(date(2025, 3, 2), "Besok", "a", dues(5))
    with pytest.raises(ledger.DateInFuture), db.transaction():
        ledger.post(entry, book_id=ground.book, by=1, at=moment)
    with db.transaction():
        ledger.post(entry, book_id=ground.book, by=1, at=moment.replace(hour=17))
    assert clean(ground)


def test_months_close_in_order_and_open_with_two(ground: Ground) -> None:
    book = ground.book
    ground.pay(date(2025, 3, 2), 5, "a")

    def close(number: int) -> None:
        with db.transaction():
            ledger.close_month(book_id=book, month=Month(2025, number), by=1)

    def reopen(number: int, second: int | None, why: str = "Salah") -> None:
        with db.transaction():
            ledger.reopen_month(
                book_id=book, month=Month(2025, number), by=1, approved_by=second, why=why
            )

    with pytest.raises(ledger.MonthsCloseInOrder):
        close(4)
    close(3)
    close(4)
    assert ledger.locked_through(book_id=book) == date(2025, 4, 30)
    with pytest.raises(ledger.PeriodClosed):
        ground.pay(date(2025, 4, 30), 5, "b")
    for second, refusal in ((1, ledger.NeedsSecondPerson), (None, ledger.NeedsSecondPerson)):
        with pytest.raises(refusal):
            reopen(4, second)
    with pytest.raises(ledger.MonthsCloseInOrder):
        reopen(3, 2)
    with pytest.raises(ledger.ReasonMissing):
        reopen(4, 2, " ")
    reopen(4, 2)
    ground.pay(date(2025, 4, 30), 5, "b")
    assert [event.action for event in ledger.period_events(book_id=book)] == [
        "close", "close", "reopen",
    ]  # fmt: skip
    assert clean(ground)


def test_a_month_closes_after_its_last_day(ground: Ground) -> None:
    with pytest.raises(ledger.MonthNotOver), db.transaction():
        ledger.close_month(
            book_id=ground.book, month=Month(2025, 3), by=1,
            at=datetime(2025, 3, 31, 12, tzinfo=UTC),
        )  # fmt: skip


def test_journal_search(ground: Ground) -> None:
    ground.post(date(2025, 3, 2), "a", *dues(10, member=1), memo="Iuran Siti")
    ground.post(date(2025, 3, 3), "b", *dues(25, member=2), memo="Iuran 100%")
    ground.post(
        date(2025, 4, 3), "c", debit("other_expense", Money(25), memo="Kertas"),
        credit("cash_on_hand", Money(25)), memo="Belanja",
    )  # fmt: skip

    def seqs(**search: object) -> list[int]:
        return [row.seq for row in ledger.journal(book_id=ground.book, **search).rows]

    assert seqs() == [3, 2, 1]
    assert seqs(text="iuran") == [2, 1]
    assert seqs(text="%") == [2]
    assert seqs(text="kertas") == [3]
    assert seqs(amount=25) == [3, 2]
    assert seqs(subject="member:1") == [1]
    assert seqs(voucher="bkk/2025/04/0001") == [3]
    assert seqs(voucher="2") == [2]
    assert seqs(voucher="zzz") == []
    assert seqs(start=date(2025, 3, 3), end=date(2025, 3, 31)) == [2]
    assert seqs(series="BKK") == [3]
    page = ledger.journal(book_id=ground.book, limit=2)
    assert ([row.seq for row in page.rows], page.next) == ([3, 2], 2)
    assert seqs(before=page.next) == [1]
    assert ledger.journal(book_id=ground.other).rows == ()


def test_a_text_search_goes_on_where_it_stopped(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "WINDOW", 4)
    for n in range(10):
        ground.post(date(2025, 3, 2), f"s:{n}", *dues(5), memo="Iuran" if n in (1, 2) else "Lain")
    found, before = [], None
    for _ in range(3):
        page = ledger.journal(book_id=ground.book, text="iuran", before=before)
        found.append([row.seq for row in page.rows])
        before = page.next
    assert (found, before) == ([[], [3], [2]], None)


def test_chart_changes(ground: Ground) -> None:
    book = ground.book
    ground.pay(date(2025, 3, 2), 10, "a")
    cash = ledger.account(book_id=book, role="cash_on_hand")
    with db.transaction():
        ledger.rename_account(book_id=book, account_id=cash.id, name="Kas Umum", code="1.10")
        plan = ledger.NewAccount("1.4", "Kas pasar", "asset", "cash", place="cash", parent="1")
        market = ledger.add_account(book_id=book, plan=plan)
    assert ledger.account(book_id=book, code="1.10").name == "Kas Umum"
    assert market in ledger.cash_places(book_id=book)
    for plan, refusal in (
        (ledger.NewAccount("1.4", "X", "asset", "cash"), ledger.CodeTaken),
        (ledger.NewAccount("1.5", "X", "asset", "cash", role="bank"), ledger.RoleTaken),
    ):
        with pytest.raises(refusal), db.transaction():
            ledger.add_account(book_id=book, plan=plan)
    with pytest.raises(ledger.AccountHasRole), db.transaction():
        ledger.deactivate_account(book_id=book, account_id=cash.id, on=date(2025, 4, 1))
    posted = ground.post(
        date(2025, 3, 3), "b", debit(market.id, Money(5)), credit("other_income", Money(5))
    )
    assert posted.series == "BKM"
    with pytest.raises(ledger.AccountHasBalance), db.transaction():
        ledger.deactivate_account(book_id=book, account_id=market.id, on=date(2025, 4, 1))
    with pytest.raises(NotFound):
        ledger.account(book_id=ground.other, id=market.id)
    assert clean(ground)


def test_a_rolled_back_chart_is_forgotten(ground: Ground) -> None:
    plan = ledger.NewAccount("6.1", "Sementara", "expense", "x", role="suspense")
    lines = (debit("suspense", Money(5)), credit("cash_on_hand", Money(5)))

    def post_then_fail() -> None:
        ledger.add_account(book_id=ground.book, plan=plan)
        ledger.post(Entry(date(2025, 3, 2), "", "a", lines), book_id=ground.book, by=1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), db.transaction():
        post_then_fail()
    with pytest.raises(ledger.UnknownRole):
        ground.post(date(2025, 3, 2), "a", *lines)


def test_post_many_is_one_act(ground: Ground) -> None:
    entries = [Entry(date(2025, 3, 1), f"Baris {n}", f"i:{n}", dues(n + 1)) for n in range(450)]
    heard: list[int] = []
    with db.transaction():
        posted = ledger.post_many(entries, book_id=ground.book, by=1, progress=heard.append)
    assert [one.number for one in posted] == list(range(1, 451))
    assert heard == [200, 400, 450]
    doubled = [*entries[:0], Entry(date(2025, 3, 1), "", "j", dues(1)), entries[3]]
    with pytest.raises(ledger.AlreadyPosted), db.transaction():
        ledger.post_many(doubled, book_id=ground.book, by=1)
    assert len(ledger.journal(book_id=ground.book, limit=1000).rows) == 450
    assert clean(ground)


def test_unknown_places_are_not_found(ground: Ground) -> None:
    with pytest.raises(NotFound):
        ledger.entry_page(book_id=ground.book, seq=99)
    with pytest.raises(NotFound):
        ledger.main_book(99)
    with pytest.raises(NotFound), db.transaction():
        ledger.post(Entry(date(2025, 3, 1), "", "a", dues(1)), book_id=99, by=1)
    with pytest.raises(NotFound):
        ledger.statement(
            book_id=ground.book, account="bank", start=MARCH[0], end=MARCH[1], after="x"
        )
