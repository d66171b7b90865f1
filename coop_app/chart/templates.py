"""Chart templates: the accounts with which a book opens, checked as they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from coop_app.chart.files import read
from coop_app.chart.layouts import STATEMENT_OF, layout
from coop_app.chart.roles import ROLES

#: The kinds of book for which there is a chart.
KINDS = ("cooperative", "enterprise")
_ACTIVITIES = (None, "operating", "investing", "financing")
_PLACES = (None, "cash", "bank")
_SIDES = (None, "member", "nonmember")
_WORDS = {
    "code", "name", "kind", "line", "flow", "place", "side", "role", "parent", "header",
}  # fmt: skip


class TemplateBroken(Exception):
    """A chart template of ours is wrong; found by the tests, never by a user."""


@dataclass(frozen=True, slots=True)
class PlannedAccount:
    """One account of a template, an AccountPlan of the ledger.

    A header takes no lines; its line, activity and side are meant for accounts added below it.
    """

    code: str
    name: str
    kind: str
    statement_line: str
    cash_flow: str | None = None
    place: str | None = None
    side: str | None = None
    role: str | None = None
    parent: str | None = None
    takes_lines: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """A named chart; parents stand before their children."""

    kind: str
    name: str
    accounts: tuple[PlannedAccount, ...]

    def by_role(self, role: str) -> PlannedAccount:
        """The account that plays a role. Raises `LookupError` when the chart has none."""
        for account in self.accounts:
            if account.role == role:
                return account
        raise LookupError(role)


@cache
def template(kind: str) -> Template:
    """The chart for a book's kind. Raises `TemplateBroken` when its file contradicts itself."""
    data = read(kind)
    accounts: dict[str, PlannedAccount] = {}
    roles: set[str] = set()
    for row in data["accounts"]:
        account = _account(row)
        _check(account, data["layout"], accounts)
        if account.code in accounts or account.role in roles:
            raise TemplateBroken(account.code, "code or role twice")
        accounts[account.code] = account
        roles |= {account.role} if account.role else set()
    return Template(kind, data["name"], tuple(accounts.values()))


def _account(row: Mapping[str, Any]) -> PlannedAccount:
    unknown = set(row) - _WORDS
    if unknown:
        raise TemplateBroken(row, unknown)
    return PlannedAccount(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        statement_line=row["line"],
        cash_flow=row.get("flow"),
        place=row.get("place"),
        side=row.get("side"),
        role=row.get("role"),
        parent=row.get("parent"),
        takes_lines=not row.get("header", False),
    )


def _check(
    account: PlannedAccount, layout_name: str, earlier: Mapping[str, PlannedAccount]
) -> None:
    line = account.statement_line
    if account.kind not in STATEMENT_OF:
        raise TemplateBroken(account.code, "kind")
    facts = {
        "flow": account.cash_flow in _ACTIVITIES,
        "place": account.place in _PLACES,
        "side": account.side in _SIDES,
        "role": account.role is None or account.role in set(ROLES),
        "line": layout(layout_name).line_of(account.kind, line) == line,
        "cash has no activity, everything else has one": _has_activity(account),
        "parent": account.parent is None or _fits_parent(account, earlier),
    }
    wrong = [fact for fact, holds in facts.items() if not holds]
    if wrong:
        raise TemplateBroken(account.code, wrong)


def _has_activity(account: PlannedAccount) -> bool:
    if not account.takes_lines and (account.role or account.place):
        return False
    return (account.cash_flow is None) == (account.place is not None)


def _fits_parent(account: PlannedAccount, earlier: Mapping[str, PlannedAccount]) -> bool:
    parent = earlier.get(account.parent or "")
    return parent is not None and parent.kind == account.kind and not parent.takes_lines
