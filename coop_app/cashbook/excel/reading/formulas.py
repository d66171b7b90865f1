"""Computes the simple formulas of a cash book: sums, differences and figures of other sheets."""

from datetime import date
from decimal import Decimal

from coop_app.cashbook.excel.reading.addresses import Address, NotComputed
from coop_app.cashbook.excel.reading.arithmetic import Reader, tokens
from coop_app.cashbook.excel.values import CellValue

_MOST_CELLS = 3_000_000  # looked at in one file, so that nobody can keep the server busy
_DEEPEST = 40


class Formulas:
    """The cells of a workbook: plain values, formulas as text, and the values Excel kept for them."""

    def __init__(self) -> None:
        self.plain: dict[Address, CellValue] = {}
        self.formulas: dict[Address, str] = {}
        self.kept: dict[Address, CellValue] = {}
        self._known: dict[Address, Decimal] = {}
        self._blank: set[Address] = set()  # formulas that give the empty text
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
            result = Reader(self, at[0], tokens(formula)).whole()
        except (NotComputed, RecursionError):
            kept = self.kept.get(at)
            if isinstance(kept, Decimal):
                return kept
            self._failed.add(at)
            raise NotComputed from None
        finally:
            self._depth -= 1
        if result is None:
            self._blank.add(at)
        return result or Decimal(0)

    def is_blank(self, at: Address) -> bool:
        """True for a cell without anything, or whose formula gives the empty text."""
        if at in self.formulas:
            self.value(at)
            return at in self._blank
        return self.plain.get(at) is None

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
                    value = self.value(at)
                    results[at] = None if at in self._blank else value
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
