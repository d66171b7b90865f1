"""Statement layouts: which lines a statement has, in which order, and how they add up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from coop_app.chart.files import read

#: Lines of accounts whose balance is shown turned round, so that the usual side is positive.
CREDIT_KINDS = ("liability", "equity", "income")
#: The statement on which accounts of a kind appear.
STATEMENT_OF = {
    "asset": "balance_sheet",
    "liability": "balance_sheet",
    "equity": "balance_sheet",
    "income": "result",
    "expense": "result",
}


class LayoutBroken(Exception):
    """A data file of ours contradicts itself; found by the tests, never by a user."""


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """One line: it takes accounts of a `kind`, or adds up `parts` (key, +1 or -1), or is a heading.

    `label` and `meaning` are gettext ids; level 0 stands leftmost.
    """

    key: str
    label: str
    level: int
    kind: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    meaning: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it carries no amount."""
        return not self.kind and not self.parts


@dataclass(frozen=True, slots=True)
class Layout:
    """The balance sheet and the result statement of one kind of book."""

    name: str
    balance_sheet: tuple[LayoutLine, ...]
    result: tuple[LayoutLine, ...]
    #: where an account goes whose line the layout does not know, by kind
    fallback: Mapping[str, str]

    def lines(self, statement: str) -> tuple[LayoutLine, ...]:
        """The lines of `balance_sheet` or `result`."""
        return self.balance_sheet if statement == "balance_sheet" else self.result

    def line_of(self, kind: str, statement_line: str) -> str:
        """The line on which an account stands; an unknown one goes to its kind's "other" line."""
        fitting = {line.key for line in self.lines(STATEMENT_OF[kind]) if line.kind == kind}
        return statement_line if statement_line in fitting else self.fallback[kind]

    def choices(self, kind: str) -> list[LayoutLine]:
        """The lines an account of this kind may stand on, for the chart editor."""
        return [line for line in self.lines(STATEMENT_OF[kind]) if line.kind == kind]

    def label_of(self, key: str) -> str:
        """The gettext id of a line's label; the key itself when there is none."""
        both = (*self.balance_sheet, *self.result)
        return next((line.label for line in both if line.key == key), key)


@cache
def layout(kind: str) -> Layout:
    """The layout for a book's kind (`cooperative`, `enterprise`). Raises `LayoutBroken`."""
    data = read(f"{kind}_layout")
    statements = {name: _lines(rows) for name, rows in data["statements"].items()}
    made = Layout(kind, statements["balance_sheet"], statements["result"], data["fallback"])
    for kind_name, key in made.fallback.items():
        if made.line_of(kind_name, key) != key:
            raise LayoutBroken(key)
    return made


def _lines(rows: Iterable[Mapping[str, object]]) -> tuple[LayoutLine, ...]:
    lines: dict[str, LayoutLine] = {}
    for row in rows:
        line = _line(row)
        unknown = [key for key, _sign in line.parts if key not in lines]
        if line.key in lines or unknown or (line.kind and line.kind not in STATEMENT_OF):
            raise LayoutBroken(line.key, unknown)
        lines[line.key] = line
    return tuple(lines.values())


def _line(row: Mapping[str, object]) -> LayoutLine:
    summed = row.get("sum", ())
    parts = [str(part) for part in summed] if isinstance(summed, list) else []
    return LayoutLine(
        key=str(row["key"]),
        label=str(row["label"]),
        level=int(str(row["level"])),
        kind=str(row.get("kind", "")),
        parts=tuple((part.removeprefix("-"), -1 if part.startswith("-") else 1) for part in parts),
        meaning=str(row.get("meaning", "")),
    )
