"""Whatever is posted, reversed, closed and reopened: the book agrees with a plain dictionary."""

import itertools
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coop_app import db, ledger
from coop_app.dates import Month
from coop_app.ledger.entry import Entry, Line
from coop_app.money import Money
from coop_app.refusal import Refused
from tests.ledger import ground as grounds

ROLES = ("cash_on_hand", "petty_cash", "bank", "mandatory_savings", "other_income", "other_expense")
DAYS = st.dates(date(2025, 1, 1), date(2025, 6, 30))
_count = itertools.count()


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    """Two to five lines on any accounts that sum to zero."""
    amounts = draw(st.lists(st.integers(-9999, 9999).filter(bool), min_size=1, max_size=4))
    rest = -sum(amounts)
    if rest == 0:
        amounts, rest = [*amounts, 7], -7
    roles = [draw(st.sampled_from(ROLES)) for _ in range(len(amounts) + 1)]
    subjects = [f"member:{draw(st.integers(1, 3))}" if role == ROLES[3] else None for role in roles]
    return tuple(
        Line(role, Money(amount), subject)
        for role, amount, subject in zip(roles, [*amounts, rest], subjects, strict=True)
    )


class Book(RuleBasedStateMachine):
    """The model: a list of entries, a lock, nothing else."""

    @initialize()
    def open(self) -> None:
        path = Path(self.folder) / f"{next(_count)}.db"  # type: ignore[attr-defined]
        path.write_bytes(self.template.read_bytes())  # type: ignore[attr-defined]
        self.place = grounds.at(f"sqlite:///{path}")
        self.place.__enter__()
        self.book = ledger.main_book(1)
        self.posted: list[tuple[date, tuple[Line, ...]]] = []
        self.undone: set[int] = set()
        self.locked: date | None = None

    def teardown(self) -> None:
        if hasattr(self, "place"):
            assert ledger.audit(book_id=self.book) == []
            self.place.__exit__(None, None, None)

    def attempt(self, act: Any, **facts: Any) -> bool:
        try:
            with db.transaction():
                act(book_id=self.book, by=1, **facts)
        except Refused:
            return False
        return True

    @rule(on=DAYS, entry=lines())
    def post(self, on: date, entry: tuple[Line, ...]) -> None:
        allowed = self.locked is None or on > self.locked
        source = f"s:{next(_count)}"
        done = self.attempt(ledger.post, entry=Entry(on, "Uji", source, entry))
        assert done == allowed
        if done:
            self.posted.append((on, entry))

    @rule(which=st.integers(0, 20), later=st.integers(-1, 40))
    def reverse(self, which: int, later: int) -> None:
        if not self.posted:
            return
        seq = which % len(self.posted) + 1
        first_on, first = self.posted[seq - 1]
        on = first_on + timedelta(days=later)
        open_day = self.locked is None or on > self.locked
        is_mirror = any(line.memo == "mirror" for line in first)
        allowed = open_day and later >= 0 and not is_mirror and seq not in self.undone
        assert self.attempt(ledger.reverse, seq=seq, on=on, why="Salah") == allowed
        if allowed:
            self.undone.add(seq)
            mirrored = tuple(Line(a.account, -a.amount, a.subject, None, "mirror") for a in first)
            self.posted.append((on, mirrored))

    @rule(month=st.integers(1, 6))
    def close(self, month: int) -> None:
        first = min((on for on, _ in self.posted), default=None)
        turn = self.locked + timedelta(days=1) if self.locked else first
        wanted = Month(2025, month)
        allowed = turn is None or Month.of(turn) == wanted
        assert self.attempt(ledger.close_month, month=wanted) == allowed
        if allowed:
            self.locked = wanted.last

    @rule(month=st.integers(1, 6), second=st.integers(1, 2))
    def reopen(self, month: int, second: int) -> None:
        wanted = Month(2025, month)
        allowed = second == 2 and self.locked == wanted.last
        done = self.attempt(ledger.reopen_month, month=wanted, approved_by=second, why="Salah")
        assert done == allowed
        if done:
            self.locked = wanted.first - timedelta(days=1)

    @invariant()
    def balances_agree(self) -> None:
        if not hasattr(self, "place"):
            return
        days = {on for on, _ in self.posted[-3:]}  # where being a day off would show
        for on in days | {date(2025, 12, 31)}:
            sums: Counter[str | int] = Counter()
            for day, entry in self.posted:
                if day <= on:
                    for line in entry:
                        sums[line.account] += line.amount
            found = {
                row.account.role: int(row.balance)
                for row in ledger.trial_balance(book_id=self.book, on=on)
            }
            assert {role: found[role] for role in ROLES} == {role: sums[role] for role in ROLES}

    @invariant()
    def pages_agree(self) -> None:
        if not hasattr(self, "place"):
            return
        span = {"start": date(2025, 2, 10), "end": date(2025, 12, 31)}
        page = ledger.statement(book_id=self.book, account="cash_on_hand", **span)
        moved = [line.amount for on, entry in self.posted for line in entry
                 if line.account == "cash_on_hand" and on >= span["start"]]  # fmt: skip
        assert page.opening + sum(moved) == page.closing
        assert Counter(int(row.amount) for row in page.rows) == Counter(map(int, moved))
        db.session.rollback()


def test_any_history_agrees_with_the_model(
    built_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Book, "template", built_sqlite, raising=False)
    monkeypatch.setattr(Book, "folder", tmp_path, raising=False)
    settled = settings(
        max_examples=12, stateful_step_count=20, deadline=None,
        suppress_health_check=list(HealthCheck), database=None,
    )  # fmt: skip
    run = Book.TestCase
    run.settings = settled
    run("runTest").runTest()


@pytest.fixture(scope="module")
def built_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "built.db"
    grounds.build(f"sqlite:///{path}")
    return path
