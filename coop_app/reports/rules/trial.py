"""The trial balance, as a list or as the tree of the chart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coop_app.ledger.accounts import Account, AccountBalance
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One account, or a header with the sum of those below it; one of `debit` and `credit` is 0."""

    id: int
    code: str
    name: str
    kind: str
    level: int
    debit: Money
    credit: Money
    is_header: bool = False
    role: str | None = None


def flat(balances: Iterable[AccountBalance]) -> list[TrialRow]:
    """Every account with a balance, by code."""
    return [_row(item.account, item.balance, 0) for item in balances if item.balance]


def totals(rows: Iterable[TrialRow]) -> tuple[Money, Money]:
    """Debit and credit of the accounts; they are equal in every sound book."""
    kept = [row for row in rows if not row.is_header]
    return (
        Money(sum(int(row.debit) for row in kept)),
        Money(sum(int(row.credit) for row in kept)),
    )


def tree(accounts: Sequence[Account], balances: Iterable[AccountBalance]) -> list[TrialRow]:
    """The chart with its headers, each with the net of what stands below it; empty branches go."""
    own = {item.account.id: item.balance for item in balances}
    below: dict[int | None, list[Account]] = {}
    known = {account.id for account in accounts}
    for account in sorted(accounts, key=lambda account: account.code):
        parent = account.parent_id if account.parent_id in known else None
        below.setdefault(parent, []).append(account)
    rows: list[TrialRow] = []
    for account in below.get(None, []):
        rows += _branch(account, 0, below, own)
    return rows


def _branch(
    account: Account,
    level: int,
    below: Mapping[int | None, Sequence[Account]],
    own: Mapping[int, Money],
) -> list[TrialRow]:
    children = [
        row for child in below.get(account.id, ()) for row in _branch(child, level + 1, below, own)
    ]
    mine = own.get(account.id, ZERO)
    if account.takes_lines:
        return [_row(account, mine, level), *children] if mine else children
    net = Money(sum(int(row.debit - row.credit) for row in children if not row.is_header))
    return [_row(account, net, level, is_header=True), *children] if children else []


def _row(account: Account, balance: Money, level: int, *, is_header: bool = False) -> TrialRow:
    debit, credit = (balance, ZERO) if balance > 0 else (ZERO, -balance)
    return TrialRow(
        account.id, account.code, account.name, account.kind, level, debit, credit, is_header,
        account.role,
    )  # fmt: skip
