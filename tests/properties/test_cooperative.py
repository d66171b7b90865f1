"""Whatever members, savings, loans, months and departures do: the books agree with a plain dictionary."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coop_app import db
from coop_app.app import create_app
from coop_app.dates import Month
from coop_app.loans.rules.paying import Source
from tests.conftest import _migrate, settings_for
from tests.postgres import postgres_cluster
from tests.properties.cooperative import FIRST_DAY, ROLES, Cooperative

WHO = st.integers(0, 5)
RUPIAH = st.integers(1, 40).map(lambda thousands: thousands * 25_000) | st.integers(1, 999_999)
_count = itertools.count()


class Life(RuleBasedStateMachine):
    """Each rule tries an act on the real cooperative; the model moves only when it succeeds."""

    open_database: Callable[[], tuple[Any, Callable[[], None]]]

    @initialize()
    def begin(self) -> None:
        self.app, self.drop = type(self).open_database()
        self.context = self.app.app_context()
        self.context.__enter__()
        self.coop = Cooperative()
        for _someone in range(3):
            self.coop.deposit(self.coop.admit(), "sukarela", 900_000)
        for borrower in self.coop.members[:2]:
            loan = self.coop.lend(borrower, 600_000, 3)
            assert loan is not None
            self.coop.allow(loan, in_part=True)
        self.model.day += timedelta(days=30)

    def teardown(self) -> None:
        if hasattr(self, "coop"):
            assert self.coop.faults() == []
            db.session.remove()
            db.engine().dispose()
            self.context.__exit__(None, None, None)
            self.drop()

    @property
    def model(self):
        return self.coop.model

    def who(self, number: int) -> int:
        return self.coop.members[number % len(self.coop.members)]

    def loan(self, number: int) -> int:
        return list(self.model.lent)[number % len(self.model.lent)]

    @rule(days=st.sampled_from([5, 20, 31, 31]))
    def time_passes(self, days: int) -> None:
        self.model.day = min(self.model.day + timedelta(days=days), FIRST_DAY.replace(month=12))

    @precondition(lambda self: len(self.coop.members) < 5)
    @rule()
    def somebody_joins(self) -> None:
        self.coop.admit()

    @rule(who=WHO, kind=st.sampled_from(["wajib", "sukarela", "sukarela"]), amount=RUPIAH,
          back=st.integers(0, 3))  # fmt: skip
    def deposit(self, who: int, kind: str, amount: int, back: int) -> None:
        member, on = self.who(who), self.model.day - timedelta(days=back)
        locked = self.model.locked is not None and on <= self.model.locked
        done = self.coop.deposit(member, kind, min(amount, 200_000), back)
        assert done == (member not in self.model.left and not locked)

    @rule(who=WHO, amount=RUPIAH.map(lambda amount: amount // 3 + 1))
    def withdraw(self, who: int, amount: int) -> None:
        member = self.who(who)
        before = self.model.saved[member, "sukarela"]
        locked = self.model.locked is not None and self.model.day <= self.model.locked
        assert self.coop.withdraw(member, amount) == (amount <= before and not locked)

    @precondition(lambda self: self.coop.receipts)
    @rule(which=st.integers(0, 50), two=st.booleans())
    def take_back_receipt(self, which: int, two: bool) -> None:
        self.coop.take_back_receipt(which % len(self.coop.receipts), two=two)

    @precondition(lambda self: len(self.model.lent) < 4)
    @rule(who=WHO, amount=st.integers(1, 60), months=st.integers(1, 6))
    def lend(self, who: int, amount: int, months: int) -> None:
        member = self.who(who)
        loan = self.coop.lend(member, 100_000 + amount * 33_333, months)
        assert loan is None or member not in self.model.left

    @precondition(lambda self: self.model.lent)
    @rule(which=WHO, amount=RUPIAH, source=st.sampled_from([Source.PLACE, Source.SAVINGS]))
    def repay(self, which: int, amount: int, source: Source) -> None:
        loan = self.loan(which)
        open_before = self.model.lent[loan]
        done = self.coop.repay(loan, amount, source)
        assert not (done and open_before == 0)

    @precondition(lambda self: self.model.lent)
    @rule(which=WHO)
    def settle(self, which: int) -> None:
        loan = self.loan(which)
        if self.coop.settle(loan):
            assert self.model.lent[loan] == 0

    @precondition(lambda self: self.coop.payments)
    @rule(which=st.integers(0, 20), two=st.booleans())
    def take_back_payment(self, which: int, two: bool) -> None:
        self.coop.take_back_payment(which % len(self.coop.payments), two=two)

    @precondition(lambda self: self.model.lent)
    @rule(which=WHO, in_part=st.booleans())
    def allow(self, which: int, in_part: bool) -> None:
        self.coop.allow(self.loan(which), in_part=in_part)

    @precondition(lambda self: any(self.model.lent.values()))
    @rule()
    def run_instructions(self) -> None:
        self.coop.run_instructions()

    @precondition(lambda self: Month.of(self.model.day) > Month.of(FIRST_DAY))
    @rule(back=st.integers(1, 2))
    def month_runs(self, back: int) -> None:
        month = max(Month.of(self.model.day).plus(-back), Month.of(FIRST_DAY))
        self.coop.pay_interest(month)
        self.coop.judge(month)

    @rule(skip=st.sampled_from([0, 0, 0, 1]))
    def close_a_month(self, skip: int) -> None:
        turn = Month.of(FIRST_DAY)
        if self.model.locked is not None:
            turn = Month.of(self.model.locked).next()
        over = turn < Month.of(self.model.day)
        assert self.coop.close(turn.plus(skip)) == (over and not skip)

    @precondition(lambda self: len(self.model.left) < len(self.coop.members) - 1)
    @rule(who=WHO, two=st.sampled_from([True, True, False]),
          stale=st.sampled_from([False, False, False, True]))  # fmt: skip
    def leave(self, who: int, two: bool, stale: bool) -> None:
        self.coop.leave(self.who(who), two=two, stale=stale)

    @precondition(lambda self: any(self.model.payable.values()))
    @rule(which=WHO, amount=RUPIAH)
    def pay_out(self, which: int, amount: int) -> None:
        owed = [member for member, left in self.model.payable.items() if left]
        member = owed[which % len(owed)]
        locked = self.model.locked is not None and self.model.day <= self.model.locked
        done = self.coop.pay_out(member, amount)
        assert done == (amount <= self.model.payable[member] + (amount if done else 0)
                        and not locked)  # fmt: skip

    @invariant()
    def the_book_is_balanced(self) -> None:
        if hasattr(self, "coop"):
            assert sum(self.coop.balances(FIRST_DAY.replace(year=2028)).values()) == 0

    @invariant()
    def everybody_has_what_the_model_says(self) -> None:
        if not hasattr(self, "coop"):
            return
        for kind, role in ROLES.items():
            wanted = {
                f"member:{member}": amount
                for (member, key), amount in self.model.saved.items()
                if key == kind and amount
            }
            assert self.coop.held(role) == wanted
            assert min(wanted.values(), default=0) >= 0
        lent = {f"loan:{loan}": -left for loan, left in self.model.lent.items() if left}
        assert self.coop.held("loans_to_members") == lent
        owed = {f"member:{key}": left for key, left in self.model.payable.items() if left}
        assert self.coop.held("exit_refund_payable") == owed

    @invariant()
    def closed_months_stay_as_they_were(self) -> None:
        if hasattr(self, "coop"):
            for day, balances in self.model.closed.items():
                assert self.coop.balances(day) == balances
            db.session.rollback()


def _run(machine: type[Life], examples: int, steps: int) -> None:
    run = machine.TestCase
    run.settings = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
        # a history of twenty acts is read as it is: making it shorter takes minutes
        phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip
    run("runTest").runTest()


def test_any_life_agrees_with_the_model(migrated_sqlite: Path, tmp_path: Path) -> None:
    def fresh() -> tuple[Any, Callable[[], None]]:
        path = tmp_path / f"{next(_count)}.db"
        path.write_bytes(migrated_sqlite.read_bytes())
        return create_app(settings_for(f"sqlite:///{path}", tmp_path)), path.unlink

    machine = type("OnSQLite", (Life,), {"open_database": staticmethod(fresh)})
    _run(machine, examples=8, steps=20)


@pytest.mark.postgres
def test_any_life_agrees_with_the_model_on_postgresql(tmp_path: Path) -> None:
    cluster = postgres_cluster()
    cluster.template("empty", migrate=_migrate)

    def fresh() -> tuple[Any, Callable[[], None]]:
        name = cluster.fresh("empty")
        app = create_app(settings_for(cluster.url(name), tmp_path))
        return app, lambda: cluster.drop(name)

    machine = type("OnPostgreSQL", (Life,), {"open_database": staticmethod(fresh)})
    _run(machine, examples=3, steps=15)
