"""The grammar of a cash book's formulas: sums, differences, SUM and a plain IF. Nothing else runs."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

from coop_app.cashbook.excel.reading.addresses import (
    Address,
    NotComputed,
    corner,
    sheet_and_cells,
)

Token = tuple[str, str]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<ref>(?:'(?:[^']|'')+'!|[^\W\d][\w.]*!)?\$?[A-Za-z]{1,3}\$?\d{1,7}"
    r"(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?)(?![\w(!])"
    r"|(?P<function>SUM|IF|AND|OR|ISBLANK)(?=\s*\()"
    r'|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<mark><=|>=|<>|[-+*(),;<>=]))",
    re.IGNORECASE,
)
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
}


class Sheets(Protocol):
    """What formulas may ask."""

    def value(self, at: Address) -> Decimal: ...
    def is_blank(self, at: Address) -> bool: ...
    def total(self, sheet: str, column: int, first: int, last: int) -> Decimal: ...


def tokens(formula: str) -> list[Token]:
    """The parts of a formula after its "=". Raises `NotComputed`."""
    found: list[Token] = []
    place, text = 1, formula.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None or len(found) > 400:
            raise NotComputed
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


class Reader:
    """Computes one formula; an empty text ("") counts as nothing, as a balance of an empty row does."""

    def __init__(self, book: Sheets, sheet: str, parts: list[Token]) -> None:
        self.book, self.sheet, self.parts, self.place = book, sheet, parts, 0

    def whole(self) -> Decimal | None:
        """The result; None when it is the empty text. Raises `NotComputed`."""
        result = self.choice()
        if self.place != len(self.parts):
            raise NotComputed
        return result

    def choice(self) -> Decimal | None:
        """An IF as a whole, an empty text, or a sum."""
        kind, text = self.peek()
        if kind == "text":
            self.place += 1
            if text != '""':
                raise NotComputed
            return None
        if (kind, text.upper()) == ("function", "IF"):
            self.place += 2
            met = self.condition()
            self.must(",;")
            yes = self.choice()
            self.must(",;")
            no = self.choice()
            self.must(")")
            return yes if met else no
        return self.sum()

    def condition(self) -> bool:
        kind, text = self.peek()
        if kind == "function" and text.upper() in ("AND", "OR"):
            self.place += 2
            parts = [self.condition()]
            while self.takes(",;"):
                parts.append(self.condition())
            self.must(")")
            return all(parts) if text.upper() == "AND" else any(parts)
        if (kind, text.upper()) == ("function", "ISBLANK"):
            self.place += 2
            blank = self.book.is_blank(self.address(self.next()[1]))
            self.must(")")
            return blank
        return self.comparison()

    def comparison(self) -> bool:
        if [part[0] for part in self.parts[self.place : self.place + 3]] == ["ref", "mark", "text"]:
            reference, sign, text = (self.next()[1] for _ in range(3))
            if text != '""' or sign not in ("=", "<>"):
                raise NotComputed
            return self.book.is_blank(self.address(reference)) == (sign == "=")
        one = self.sum()
        sign = self.next()[1]
        if sign not in _COMPARE:
            raise NotComputed
        return _COMPARE[sign](one, self.sum())

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
            return self.book.value(self.address(text))
        if (kind, text.upper()) == ("function", "SUM"):
            return self.sum_of()
        if text == "(":
            result = self.sum()
            self.must(")")
            return result
        if text in ("+", "-"):
            result = self.factor()
            return -result if text == "-" else result
        raise NotComputed

    def sum_of(self) -> Decimal:
        self.must("(")
        result = Decimal(0)
        while True:
            kind, text = self.peek()
            result += self.range(self.next()[1]) if kind == "ref" and ":" in text else self.sum()
            if self.takes(")"):
                return result
            self.must(",;")

    def range(self, text: str) -> Decimal:
        sheet, cells = sheet_and_cells(text, self.sheet)
        first, last = cells.split(":")
        (top, left), (bottom, right) = corner(first), corner(last)
        if right - left > 60 or bottom < top or bottom > 200_000:
            raise NotComputed
        columns = range(left, right + 1)
        return sum((self.book.total(sheet, column, top, bottom) for column in columns), Decimal(0))

    def address(self, text: str) -> Address:
        sheet, cells = sheet_and_cells(text, self.sheet)
        if ":" in cells:
            raise NotComputed
        return (sheet, *corner(cells))

    def peek(self) -> Token:
        return self.parts[self.place] if self.place < len(self.parts) else ("end", "")

    def next(self) -> Token:
        part = self.peek()
        self.place += 1
        return part

    def takes(self, marks: str) -> str:
        kind, text = self.peek()
        if kind == "mark" and len(text) == 1 and text in marks:
            self.place += 1
            return text
        return ""

    def must(self, marks: str) -> None:
        if not self.takes(marks):
            raise NotComputed
