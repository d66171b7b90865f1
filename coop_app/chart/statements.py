"""Builds a statement from balances: pure arithmetic over a layout."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from coop_app.chart.layouts import CREDIT_KINDS, Layout, LayoutLine
from coop_app.money import ZERO, Money, split


class StatedAccount(Protocol):
    """What a statement must know of an account."""

    @property
    def id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def statement_line(self) -> str: ...
    @property
    def side(self) -> str | None: ...
    @property
    def role(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class AccountAmount:
    """An account's part of a line, in the line's sign; `side` None means shared."""

    id: int
    code: str
    name: str
    amount: Money
    side: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One printed line. A heading has no amount (zero) and no accounts."""

    key: str
    label: str
    level: int
    amount: Money
    accounts: tuple[AccountAmount, ...] = ()
    kind: str = "accounts"  # heading | accounts | total
    meaning: str = ""
    #: the amount by side: member, nonmember, shared; they add up to `amount`
    sides: Mapping[str, Money] | None = None
    #: of a total: the lines it adds up (+1) and takes off (-1)
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines in printing order."""

    lines: tuple[StatementLine, ...]

    def amount(self, key: str) -> Money:
        """The amount of a line. Raises `KeyError` when the statement has no such line."""
        for line in self.lines:
            if line.key == key and line.kind != "heading":
                return line.amount
        raise KeyError(key)


Balances = Mapping[int, Money]
SIDES = ("member", "nonmember", "shared")


def balance_sheet(
    layout: Layout, accounts: Sequence[StatedAccount], balances: Balances, *, before_year: Balances
) -> Statement:
    """Assets, liabilities and equity on a day.

    `balances` are debit-positive at the end of the day, `before_year` those at the end of the last
    book year; of the latter only income and expense count. What income and expense have not yet
    been closed into equity is added to the surplus of this year, or of earlier years.
    """
    unclosed_before = _result_of(accounts, before_year)
    unclosed_now = _result_of(accounts, balances) - unclosed_before
    extra = {"prior_surplus": unclosed_before, "current_surplus": unclosed_now}
    return _build(layout, layout.balance_sheet, accounts, balances, extra)


def result_statement(
    layout: Layout, accounts: Sequence[StatedAccount], movements: Balances
) -> Statement:
    """Income and expense of a period; `movements` are debit-positive changes within it."""
    return _build(layout, layout.result, accounts, movements, {})


def surplus_by_side(statement: Statement) -> tuple[Money, Money]:
    """What of the surplus comes from members and from non-members.

    What carries a side counts there; the shared rest is divided in the proportion of net
    participation to the non-members' gross profit, to the members alone when neither is positive.
    """
    line = next(line for line in statement.lines if line.key == "surplus")
    sides = line.sides or {}
    weights = ("net_participation", "nonmember_gross_profit")
    positive = [max(int(_amount_or_zero(statement, key)), 0) for key in weights]
    shared = split(sides["shared"], positive if sum(positive) else [1, 0])
    return sides["member"] + shared[0], sides["nonmember"] + shared[1]


def _amount_or_zero(statement: Statement, key: str) -> Money:
    return next((line.amount for line in statement.lines if line.key == key), ZERO)


def _result_of(accounts: Iterable[StatedAccount], balances: Balances) -> Money:
    flows = (account.id for account in accounts if account.kind in ("income", "expense"))
    return Money(-sum(int(balances.get(key, 0)) for key in flows))


def _build(
    layout: Layout,
    lines: Iterable[LayoutLine],
    accounts: Sequence[StatedAccount],
    balances: Balances,
    extra: Mapping[str, Money],
) -> Statement:
    members = _by_line(layout, accounts)
    done: dict[str, dict[str, Money]] = {}
    built = []
    for line in lines:
        parts = _parts(line, members.get((line.kind, line.key), ()), balances)
        if line.parts:
            done[line.key] = _summed(line, done)
        elif line.kind:
            done[line.key] = _sided(parts, extra.get(line.key, ZERO))
        built.append(_stated(line, parts, done.get(line.key)))
    return Statement(tuple(built))


def _by_line(
    layout: Layout, accounts: Iterable[StatedAccount]
) -> dict[tuple[str, str], list[StatedAccount]]:
    members: dict[tuple[str, str], list[StatedAccount]] = {}
    for account in sorted(accounts, key=lambda account: account.code):
        key = (account.kind, layout.line_of(account.kind, account.statement_line))
        members.setdefault(key, []).append(account)
    return members


def _parts(
    line: LayoutLine, accounts: Iterable[StatedAccount], balances: Balances
) -> tuple[AccountAmount, ...]:
    sign = -1 if line.kind in CREDIT_KINDS else 1
    shown = ((account, Money(sign * int(balances.get(account.id, 0)))) for account in accounts)
    return tuple(
        AccountAmount(account.id, account.code, account.name, amount, account.side, account.role)
        for account, amount in shown
        if amount
    )


def _sided(parts: Iterable[AccountAmount], extra: Money) -> dict[str, Money]:
    sides = dict.fromkeys(SIDES, ZERO)
    for part in parts:
        sides[part.side or "shared"] += part.amount
    sides["shared"] += extra
    return sides


def _summed(line: LayoutLine, done: Mapping[str, Mapping[str, Money]]) -> dict[str, Money]:
    return {
        side: Money(sum(sign * int(done[key][side]) for key, sign in line.parts)) for side in SIDES
    }


def _stated(
    line: LayoutLine, parts: tuple[AccountAmount, ...], sides: Mapping[str, Money] | None
) -> StatementLine:
    amount = Money(sum(int(value) for value in sides.values())) if sides else ZERO
    kind = "heading" if line.is_heading else "total" if line.parts else "accounts"
    return StatementLine(
        line.key, line.label, line.level, amount, parts, kind, line.meaning, sides, line.parts
    )
