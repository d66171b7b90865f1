"""The statement of changes in equity: each line of equity from opening to closing."""

from collections.abc import Mapping
from dataclasses import dataclass

from coop_app.chart.layouts import Layout
from coop_app.chart.statements import AccountAmount, Statement
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class EquityLine:
    """One line of equity: opening + increase - decrease = closing (`amount`)."""

    key: str
    label: str
    level: int
    amount: Money
    opening: Money = ZERO
    increase: Money = ZERO
    decrease: Money = ZERO
    accounts: tuple[AccountAmount, ...] = ()
    kind: str = "accounts"  # accounts | total
    meaning: str = ""
    #: of the total: the lines it adds up
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Turnover:
    """Debits and credits of one account in the period."""

    debit: Money
    credit: Money


def equity_changes(
    layout: Layout, before: Statement, after: Statement, turnover: Mapping[int, Turnover]
) -> list[EquityLine]:
    """From the balance sheets before and after a period and what moved on each account between.

    The surplus that is earned but not closed yet comes in as one net figure on its line.
    """
    opening = {line.key: line.amount for line in before.lines}
    keys = {line.key for line in layout.choices("equity")}
    lines = []
    for line in after.lines:
        if line.key in keys and line.kind == "accounts":
            credit = sum(int(_of(turnover, part).credit) for part in line.accounts)
            debit = sum(int(_of(turnover, part).debit) for part in line.accounts)
            change = line.amount - opening[line.key]
            rest = int(change) - (credit - debit)
            lines.append(
                EquityLine(
                    line.key,
                    line.label,
                    1,
                    line.amount,
                    opening[line.key],
                    Money(credit + max(rest, 0)),
                    Money(debit + max(-rest, 0)),
                    line.accounts,
                    meaning=line.meaning,
                )
            )
    return [*lines, _total(lines, after)]


def _of(turnover: Mapping[int, Turnover], part: AccountAmount) -> Turnover:
    return turnover.get(part.id, Turnover(ZERO, ZERO))


def _total(lines: list[EquityLine], after: Statement) -> EquityLine:
    label = next(line.label for line in after.lines if line.key == "total_equity")
    amount, opening, increase, decrease = (
        Money(sum(int(getattr(line, name)) for line in lines))
        for name in ("amount", "opening", "increase", "decrease")
    )
    return EquityLine(
        "total_equity", label, 0, amount, opening, increase, decrease, kind="total",
        parts=tuple((line.key, 1) for line in lines),
    )  # fmt: skip
