"""Statements side by side, and what of them is worth printing."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.chart.statements import Statement, StatementLine
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the first statement with its amounts in all of them."""

    line: StatementLine
    amounts: tuple[Money, ...]


def compare(statements: Sequence[Statement]) -> list[ComparedLine]:
    """The same layout at several moments; the first statement leads."""
    columns = [{line.key: line.amount for line in statement.lines} for statement in statements]
    return [
        ComparedLine(line, tuple(column.get(line.key, ZERO) for column in columns))
        for line in statements[0].lines
    ]


def without_empty(rows: Sequence[ComparedLine]) -> list[ComparedLine]:
    """Leaves out lines that are zero everywhere, and headings with nothing below them.

    The totals at the left margin (level 0) always stay.
    """
    full = [row for row in rows if row.line.kind == "heading" or _says_something(row)]
    return [
        row for i, row in enumerate(full) if row.line.kind != "heading" or _heads_lines(full, i)
    ]


def _says_something(row: ComparedLine) -> bool:
    return any(row.amounts) or (row.line.kind == "total" and row.line.level == 0)


def _heads_lines(rows: Sequence[ComparedLine], at: int) -> bool:
    for row in rows[at + 1 :]:
        if row.line.kind == "accounts":
            return True
        if row.line.level <= rows[at].line.level:
            return False
    return False
