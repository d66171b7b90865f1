"""The statement of cash flows, direct method: what came in and went out, by the account opposite cash."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coop_app.chart.layouts import Layout
from coop_app.chart.statements import AccountAmount
from coop_app.ledger.accounts import Account
from coop_app.money import ZERO, Money
from coop_app.refusal import N_

#: activity → heading, name of its total, what it means
ACTIVITIES = {
    "operating": (
        N_("Cash from operating activities"),
        N_("Net cash from operating activities"),
        N_("Money from daily business: sales, loans to members, costs."),
    ),
    "investing": (
        N_("Cash from investing activities"),
        N_("Net cash from investing activities"),
        N_("Money for things used for years, and from selling them."),
    ),
    "financing": (
        N_("Cash from financing activities"),
        N_("Net cash from financing activities"),
        N_("Money from members' savings, grants and long loans, and back to them."),
    ),
}


@dataclass(frozen=True, slots=True)
class CashMoves:
    """What came in from and went out to one account through cash and bank."""

    received: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line; `amount` is received less paid, except on the cash lines at the end."""

    key: str
    label: str
    level: int
    amount: Money
    received: Money = ZERO
    paid: Money = ZERO
    accounts: tuple[AccountAmount, ...] = ()
    kind: str = "accounts"  # heading | accounts | total
    meaning: str = ""
    #: of a total: the lines it adds up
    parts: tuple[tuple[str, int], ...] = ()


def cash_flow(
    layout: Layout,
    accounts: Sequence[Account],
    moves: Mapping[int, CashMoves],
    *,
    opening: Sequence[AccountAmount],
    closing: Sequence[AccountAmount],
) -> list[FlowLine]:
    """The lines of the statement. An account without an activity counts as operating.

    `opening` and `closing` are what lay in each cash box and bank account before and after.
    `net_cash_change` is the sum of the three activities; a sound book shows opening + change = closing.
    """
    lines: list[FlowLine] = []
    totals: list[FlowLine] = []
    for activity, (heading, total, meaning) in ACTIVITIES.items():
        mine = [a for a in accounts if (a.cash_flow or "operating") == activity and a.id in moves]
        parts = _by_line(layout, activity, mine, moves)
        lines.append(FlowLine(activity, heading, 0, ZERO, kind="heading", meaning=meaning))
        lines += parts
        totals.append(_total(f"net_cash_{activity}", total, 1, parts))
        lines.append(totals[-1])
    change = _total("net_cash_change", N_("Increase or decrease of cash"), 0, totals)
    return [
        *lines,
        change,
        _held("opening_cash", N_("Cash and bank at the beginning"), opening),
        _held("closing_cash", N_("Cash and bank at the end"), closing),
    ]


def _held(key: str, label: str, places: Sequence[AccountAmount]) -> FlowLine:
    held = Money(sum(int(place.amount) for place in places))
    return FlowLine(key, label, 0, held, accounts=tuple(places), kind="total")


def _by_line(
    layout: Layout, activity: str, accounts: Iterable[Account], moves: Mapping[int, CashMoves]
) -> list[FlowLine]:
    by_line: dict[str, list[Account]] = {}
    for account in sorted(accounts, key=lambda account: account.code):
        key = layout.line_of(account.kind, account.statement_line)
        by_line.setdefault(key, []).append(account)
    return [_line(layout, activity, key, mine, moves) for key, mine in by_line.items()]


def _line(
    layout: Layout,
    activity: str,
    key: str,
    accounts: Sequence[Account],
    moves: Mapping[int, CashMoves],
) -> FlowLine:
    received = Money(sum(int(moves[account.id].received) for account in accounts))
    paid = Money(sum(int(moves[account.id].paid) for account in accounts))
    parts = tuple(
        AccountAmount(a.id, a.code, a.name, moves[a.id].received - moves[a.id].paid, a.side, a.role)
        for a in accounts
    )
    label = layout.label_of(key)
    return FlowLine(f"{activity}.{key}", label, 2, received - paid, received, paid, parts)


def _total(key: str, label: str, level: int, parts: Sequence[FlowLine]) -> FlowLine:
    received = Money(sum(int(part.received) for part in parts))
    paid = Money(sum(int(part.paid) for part in parts))
    keys = tuple((part.key, 1) for part in parts)
    return FlowLine(key, label, level, received - paid, received, paid, kind="total", parts=keys)
