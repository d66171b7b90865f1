"""Eight writers, one reader, deliberate rollbacks: nothing lost, nothing doubled, no gap, always zero."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date

import pytest
import sqlalchemy as sa

from coop_app import db, ledger
from coop_app.dates import Month
from coop_app.ledger.entry import Entry
from tests.ledger.ground import Ground, dues

WRITERS, EACH = 8, 25


@pytest.fixture(autouse=True, params=["turns", "no turns"])
def turns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once as one server works, once with only the database's own locks, as several processes would."""
    if request.param == "no turns":
        monkeypatch.setattr(db, "_turn", nullcontext())


class DeliberateError(Exception):
    """The act fails after it has posted."""


def write(ground: Ground, writer: int) -> list[tuple[str, int]]:
    """Post dues, roll three in ten back; returns what was acknowledged."""
    chance, kept = random.Random(writer), []
    with ground.app.app_context():
        for n in range(EACH):
            fails, amount = chance.random() < 0.3, chance.randrange(1, 1000)
            try:
                post(ground, f"w:{writer}:{n}", amount, fails=fails)
            except DeliberateError:
                continue
            kept.append((f"w:{writer}:{n}", amount))
    return kept


def post(ground: Ground, source: str, amount: int, *, fails: bool) -> None:
    with db.transaction():
        day = date(2025, 1 + amount % 6, 1 + amount % 28)
        entry = Entry(day, "Iuran", source, dues(amount, member=amount % 5))
        ledger.post(entry, book_id=ground.book, by=1)
        if fails:
            raise DeliberateError


def read(ground: Ground, done: threading.Event) -> list[int]:
    """Sum the whole book again and again, from totals and from lines."""
    seen = []
    with ground.app.app_context():
        while not done.is_set():
            balances = ledger.trial_balance(book_id=ground.book, on=date(2025, 12, 31))
            cash = ledger.balance(book_id=ground.book, account="cash_on_hand")
            members = ledger.subject_balances(book_id=ground.book, account="mandatory_savings")
            lines = db.session.connection().execute(sa.text("SELECT sum(amount) FROM journal_line"))
            seen += [sum(row.balance for row in balances), lines.scalar() or 0]
            seen.append(cash + sum(members.values()))
            db.session.remove()
            done.wait(0.005)
    return seen


def test_writers_lose_nothing_and_readers_see_zero(ground: Ground) -> None:
    db.session.remove()
    done = threading.Event()
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(read, ground, done)
        writers = [pool.submit(write, ground, n) for n in range(WRITERS)]
        try:
            kept = dict(pair for writer in writers for pair in writer.result(timeout=60))
        finally:
            done.set()
        seen = reader.result(timeout=60)
    rows = ledger.journal(book_id=ground.book, limit=1000).rows
    assert {row.source: int(row.total) for row in rows} == kept
    assert [row.seq for row in rows] == list(range(len(kept), 0, -1))
    assert sorted(row.number for row in rows) == list(range(1, len(kept) + 1))
    assert ledger.balance(book_id=ground.book, account="cash_on_hand") == sum(kept.values())
    assert len(seen) > 3
    assert set(seen) == {0}
    assert 0 < len(kept) < WRITERS * EACH
    assert ledger.audit(book_id=ground.book) == []


def race(ground: Ground, act: str, turn: int) -> str:
    with ground.app.app_context():
        try:
            with db.transaction():
                if act == "reverse":
                    ledger.reverse(
                        book_id=ground.book, seq=1, on=date(2025, 3, 9), why="Salah", by=turn
                    )
                elif act == "close":
                    ledger.close_month(book_id=ground.book, month=Month(2025, 3), by=turn)
                else:
                    entry = Entry(date(2025, 3, 9), "", "the same", dues(5))
                    ledger.post(entry, book_id=ground.book, by=turn)
        except (ledger.AlreadyReversed, ledger.AlreadyPosted, ledger.MonthsCloseInOrder):
            return "refused"
        return "done"


@pytest.mark.parametrize("act", ["reverse", "close", "post"])
def test_of_racing_acts_one_wins(act: str, ground: Ground) -> None:
    ground.pay(date(2025, 3, 2), 50, "a")
    db.session.remove()
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda turn: race(ground, act, turn), range(1, 7)))
    assert sorted(outcomes) == ["done"] + ["refused"] * 5
    assert ledger.audit(book_id=ground.book) == []


def test_posting_races_the_closing_of_its_month(ground: Ground) -> None:
    """Whichever comes first, no entry is later than the closing of its month."""
    ground.pay(date(2025, 3, 2), 50, "a")
    db.session.remove()

    def post_one(n: int) -> bool:
        with ground.app.app_context():
            try:
                post_in_march(ground, n)
            except ledger.PeriodClosed:
                return False
            return True

    with ThreadPoolExecutor(5) as pool:
        posts = [pool.submit(post_one, n) for n in range(8)]
        closing = pool.submit(race, ground, "close", 1)
        posts += [pool.submit(post_one, n) for n in range(8, 16)]
        kept = sum(each.result() for each in posts)
        assert closing.result() == "done"
    assert len(ledger.journal(book_id=ground.book, limit=100).rows) == kept + 1
    assert not post_one(99)
    assert ledger.audit(book_id=ground.book) == []


def post_in_march(ground: Ground, n: int) -> None:
    with db.transaction():
        entry = Entry(date(2025, 3, 5), "", f"n:{n}", dues(5))
        ledger.post(entry, book_id=ground.book, by=1)
