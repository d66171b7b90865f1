"""What may stand twice in one file: equal rows, and months that one person pays again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from coop_app.cashbook.excel.proposing.words import normal
from coop_app.cashbook.excel.values import (
    BookSheet,
    Line,
    Proposal,
    Reason,
    Workbook,
    in_time_order,
)

_NAMED = 20  # more equal rows than this are not listed one by one
_AGAIN_COSTS = 15


def lines_in_time_order(workbook: Workbook) -> Iterator[tuple[BookSheet, Line]]:
    """All transactions of a file, sheet by sheet in the order of the months."""
    for sheet in in_time_order(workbook.sheets):
        for line in sheet.lines:
            yield sheet, line


class Equals:
    """Rows that look exactly alike: legitimate inside one file, but worth a mark."""

    def __init__(self, workbook: Workbook) -> None:
        self._rows: dict[tuple[object, ...], list[tuple[str, int]]] = {}
        self._seen: Counter[tuple[object, ...]] = Counter()
        self._troubled = {
            (sheet.name, problem.row) for sheet in workbook.sheets for problem in sheet.problems
        }
        for sheet, line in lines_in_time_order(workbook):
            self._rows.setdefault(_key(line), []).append((sheet.name, line.row))

    def rows(self, sheet: str, line: Line) -> list[tuple[str, int]]:
        """The other rows that look like this one."""
        return [place for place in self._rows[_key(line)][:_NAMED] if place != (sheet, line.row)]

    def nth(self, line: Line) -> int:
        """How many rows like this one have been asked for, this one included."""
        key = _key(line)
        self._seen[key] += 1
        return self._seen[key]

    def troubled(self, sheet: str, row: int) -> bool:
        """True when reading found a problem in that row."""
        return (sheet, row) in self._troubled


class PaidMonths:
    """Which months each person has paid so far in the file."""

    def __init__(self) -> None:
        self._where: dict[tuple[str, str], str] = {}

    def checked(self, proposal: Proposal) -> Proposal:
        """The proposal, marked when an earlier row already pays one of its months."""
        who = proposal.member or normal(proposal.written_name)
        if not who or "several_people" in proposal.flags:
            return proposal
        keys = [(who, str(month)) for month in proposal.months]
        again = [key for key in keys if key in self._where]
        here = f"{proposal.sheet} {proposal.line.row}"
        for key in keys:
            self._where.setdefault(key, here)
        if not again:
            return proposal
        reason = Reason.of(
            "months_again",
            months=", ".join(month for _, month in again),
            rows=", ".join(dict.fromkeys(self._where[key] for key in again)),
        )
        return replace(
            proposal,
            confidence=max(5, proposal.confidence - _AGAIN_COSTS),
            why=(*proposal.why, reason),
            flags=(*proposal.flags, "months_again"),
        )


def _key(line: Line) -> tuple[object, ...]:
    words = normal(f"{line.description} {line.note}")
    return line.on, line.money_in, line.money_out, words
