"""Computes the simple formulas of a cash book: sums, differences and figures of other sheets."""

import re
from datetime import date
from decimal import Decimal

from openpyxl.utils import column_index_from_string

from coop_app.cashbook.excel.values import CellValue

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<ref>(?:'(?:[^']|'')+'!|[^\W\d][\w.]*!)?\$?[A-Za-z]{1,3}\$?\d{1,7}"
    r"(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?)(?![\w(!])"
    r"|(?P<function>SUM)(?=\s*\()"
    r"|(?P<mark>[-+*(),;]))",
    re.IGNORECASE,
)
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_MOST_CELLS = 3_000_000  # looked at in one file, so that nobody can keep the server busy
_DEEPEST = 40

Address = tuple[str, int, int]  # sheet name in lower case, row from 1, column from 0


class NotComputed(Exception):
    """The formula is more than a sum; nothing else is ever evaluated."""


class Formulas:
    """The cells of a workbook: plain values, formulas as text, and the values Excel kept for them."""

    def __init__(self) -> None:
        self.plain: dict[Address, CellValue] = {}
        self.formulas: dict[Address, str] = {}
        self.kept: dict[Address, CellValue] = {}
        self._known: dict[Address, Decimal] = {}
        self._failed: set[Address] = set()
        self._sums: dict[tuple[str, int, int], tuple[int, Decimal]] = {}
        self._looked_at = 0
        self._depth = 0

    def value(self, at: Address) -> Decimal:
        """The number in a cell; text and empty cells count as nothing. Raises `NotComputed`."""
        if at in self._known:
            return self._known[at]
        formula = self.formulas.get(at)
        if formula is None:
            plain = self.plain.get(at)
            return plain if isinstance(plain, Decimal) else Decimal(0)
        self._known[at] = self._computed(at, formula)
        return self._known[at]

    def _computed(self, at: Address, formula: str) -> Decimal:
        if self._depth >= _DEEPEST or at in self._failed:
            raise NotComputed
        self._depth += 1
        try:
            return _Reader(self, at[0], _tokens(formula)).whole()
        except NotComputed:
            kept = self.kept.get(at)
            if isinstance(kept, Decimal):
                return kept
            self._failed.add(at)
            raise
        finally:
            self._depth -= 1

    def all_values(self) -> dict[Address, CellValue]:
        """Every formula's value: ours where it is a sum, otherwise the one Excel kept."""
        results: dict[Address, CellValue] = {}
        pending = list(self.formulas)
        for _ in range(3):  # a figure that refers to a later cell needs another round
            missing = []
            for at in pending:
                kept = self.kept.get(at)
                if isinstance(kept, (str, date)):  # its result is text or a day: Excel's word
                    results[at] = kept
                    continue
                try:
                    results[at] = self.value(at)
                except NotComputed:
                    missing.append(at)
            self._failed.clear()
            pending = missing[::-1]
        return results

    def total(self, sheet: str, column: int, first: int, last: int) -> Decimal:
        """SUM over one column; a running SUM that grows row by row is continued, not repeated."""
        start, sofar = self._sums.get((sheet, column, first), (first - 1, Decimal(0)))
        if start > last:
            start, sofar = first - 1, Decimal(0)
        self._looked_at += last - start
        if self._looked_at > _MOST_CELLS:
            raise NotComputed
        for row in range(start + 1, last + 1):
            sofar += self.value((sheet, row, column))
        self._sums[sheet, column, first] = (last, sofar)
        return sofar


def _tokens(formula: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place, text = 1, formula.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None or len(tokens) > 400:
            raise NotComputed
        tokens.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return tokens


class _Reader:
    """Reads sum := product {(+|-) product}; product := factor {* factor}."""

    def __init__(self, book: Formulas, sheet: str, tokens: list[tuple[str, str]]) -> None:
        self.book, self.sheet, self.tokens, self.place = book, sheet, tokens, 0

    def whole(self) -> Decimal:
        result = self.sum()
        if self.place != len(self.tokens):
            raise NotComputed
        return result

    def next(self) -> tuple[str, str]:
        if self.place >= len(self.tokens):
            raise NotComputed
        self.place += 1
        return self.tokens[self.place - 1]

    def takes(self, marks: str) -> str:
        if self.place < len(self.tokens):
            kind, text = self.tokens[self.place]
            if kind == "mark" and text in marks:
                self.place += 1
                return text
        return ""

    def sum(self) -> Decimal:
        result = self.product()
        while mark := self.takes("+-"):
            other = self.product()
            result = result + other if mark == "+" else result - other
        return result

    def product(self) -> Decimal:
        result = self.factor()
        while self.takes("*"):
            result *= self.factor()
        return result

    def factor(self) -> Decimal:
        kind, text = self.next()
        if kind == "number":
            return Decimal(text)
        if kind == "ref":
            return self.reference(text)
        if kind == "function":
            return self.sum_of()
        if text == "(":
            result = self.sum()
            if not self.takes(")"):
                raise NotComputed
            return result
        if text in "+-":
            result = self.factor()
            return -result if text == "-" else result
        raise NotComputed

    def sum_of(self) -> Decimal:
        self.next()  # the opening bracket, which the token pattern has seen
        result = Decimal(0)
        while True:
            if self.place < len(self.tokens) and ":" in self.tokens[self.place][1]:
                result += self.range(self.next()[1])
            else:
                result += self.sum()
            if self.takes(")"):
                return result
            if not self.takes(",;"):
                raise NotComputed

    def reference(self, text: str) -> Decimal:
        sheet, cells = self.place_of(text)
        if ":" in cells:
            raise NotComputed
        return self.book.value((sheet, *_corner(cells)))

    def range(self, text: str) -> Decimal:
        sheet, cells = self.place_of(text)
        first, last = cells.split(":")
        (top, left), (bottom, right) = _corner(first), _corner(last)
        if right - left > 60 or bottom < top or bottom > 200_000:
            raise NotComputed
        columns = range(left, right + 1)
        return sum((self.book.total(sheet, column, top, bottom) for column in columns), Decimal(0))

    def place_of(self, text: str) -> tuple[str, str]:
        sheet, _, cells = text.rpartition("!")
        return sheet.strip("'").replace("''", "'").lower() or self.sheet, cells


def _corner(text: str) -> tuple[int, int]:
    match = _CELL.fullmatch(text)
    if match is None:
        raise NotComputed
    return int(match[2]), column_index_from_string(match[1]) - 1
