"""Tells the rows of a sheet apart: transactions, opening balance, totals, signatures, empty ones."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from coop_app.cashbook.excel.reading.cells import (
    MONTH_WORD,
    WrittenDay,
    month_heading,
    text_of,
)
from coop_app.cashbook.excel.reading.days import DayEntry
from coop_app.cashbook.excel.reading.layout import repeats
from coop_app.cashbook.excel.reading.raw import RawLine, raw_line
from coop_app.cashbook.excel.values import Cells, Findings, Grid, Layout

_I = re.IGNORECASE
_OPENING = re.compile(
    rf"^(?:jumlah |sisa |total )?saldo\b.*\b(?:lalu|awal|sebelum\w*|kemarin|pindahan|{MONTH_WORD})"
    r"|^sisa\b.*\b(?:lalu|awal|sebelum\w*)|^pindahan|^(?:kas|bank) awal\b|^dari (?:halaman|bulan) (?:lalu|sebelum\w*)"
    r"|^saldo(?: (?:kas|bank|tunai|kas umum|buku))?$", _I,
)  # fmt: skip
_CARRIED = re.compile(r"\b(?:lalu|awal|sebelum\w*|pindahan)\b", _I)
_TOTAL = re.compile(
    r"^(?:sub\s?|grand\s)?(?:jumlah|total|jml)\b|^transaksi bulan|^mutasi bulan|^saldo akhir|^(?:di)?pindahkan"
    r"|^saldo (?:kas |bank )?(?:bulan ini|per|sekarang|dipindahkan|tanggal|tgl)|^s[/.]?d\.? bulan|^sampai (?:dengan )?bulan"
    r"|^sisa (?:kas|saldo)|^saldo (?:kas|bank|tunai)$|^saldo$", _I,
)  # fmt: skip
_ONLY_TOTAL = re.compile(
    r"^(?:(?:sub|grand)\s?)?(?:jumlah|total|jml)(?:[\s:/.]+(?:transaksi|mutasi|penerimaan|pengeluaran|debet|kredit"
    rf"|kas|bank|bulan|ini|s|d|sd|sampai|dengan|akhir|saldo|seluruhnya|semua|dan|tahun|{MONTH_WORD}|\d+))*[\s:.]*$", _I,
)  # fmt: skip
_SIGNATURE = re.compile(
    r"mengetahui|menyetujui|bendahara|\bketua\b|sekretaris|pengawas|dibuat oleh|diperiksa|disetujui|manajer"
    rf"|hormat kami|\bttd\b|^[A-Za-z .]+,\s*(?:tgl\.?)?\s*[\d.…_ ]*\s*(?:{MONTH_WORD}|[.…_]+)\s*[\d.…_]*$", _I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Total:
    """A total row and after how many transactions it stands."""

    line: RawLine
    after: int


@dataclass(slots=True)
class RawSheet:
    """The rows of one sheet, told apart but not yet weighed against each other."""

    layout: Layout
    lines: list[RawLine] = field(default_factory=list)
    opening: RawLine | None = None
    totals: list[Total] = field(default_factory=list)
    carried: list[Total] = field(default_factory=list)
    months: list[tuple[int | None, int | None]] = field(default_factory=list)  # headings, per line
    findings: Findings = field(default_factory=Findings)
    ended: bool = False
    heading: tuple[int | None, int | None] = (None, None)

    def day_entries(self, month: int | None) -> list[DayEntry]:
        return [
            DayEntry(line.row, line.written, line.day_text, heading[0] or month, heading[1])
            for line, heading in zip(self.lines, self.months, strict=True)
        ]

    def opening_day(self) -> WrittenDay | None:
        """The day beside the opening balance, for blank dates right below it."""
        return self.opening.written if self.opening else None


def read_lines(grid: Grid, layout: Layout) -> RawSheet:
    """Every row below the header, each either a transaction or reported with the reason."""
    sheet = RawSheet(layout)
    for row in grid.rows:
        if row.number > layout.ends:
            _place(sheet, row)
    return sheet


def _place(sheet: RawSheet, row: Cells) -> None:
    line = raw_line(row, sheet.layout)
    if named := month_heading(text_of(row.at(sheet.layout.column("month")))):
        sheet.heading = named  # a column of its own names the month
    code = _not_a_line(sheet, row, line)
    if code:
        sheet.findings.ignore(row.number, code, _whole_text(row))
        return
    if not line.description and not line.name:
        sheet.findings.problem(row.number, "description_missing")
    if line.hidden:
        sheet.findings.problem(row.number, "hidden_row")
    sheet.ended = False
    sheet.lines.append(line)
    sheet.months.append(sheet.heading)


def _not_a_line(sheet: RawSheet, row: Cells, line: RawLine) -> str:
    """Why a row is no transaction; empty when it is one."""
    if repeats(sheet.layout, row):
        return "repeated_header"
    if _counts_columns(row):
        return "column_numbers"
    if heading := month_heading(line.label) if not line.moves else None:
        sheet.heading = heading
        return "month_heading"
    return _summary(sheet, line) or _without_amount(sheet, line) or _afterwards(sheet, line)


def _summary(sheet: RawSheet, line: RawLine) -> str:
    """Opening balance, balance carried on, and totals."""
    figures = line.moves or line.balance is not None or line.debit == 0 or line.credit == 0
    if not sheet.lines and sheet.opening is None and _opens(line):
        sheet.opening = line
        return "opening"
    if not figures or not (sheet.lines or sheet.opening):
        return ""
    if _OPENING.search(line.label) and _CARRIED.search(line.label):
        sheet.carried.append(Total(line, len(sheet.lines)))
        return "carried_forward"
    if _is_total(sheet, line):
        sheet.totals.append(Total(line, len(sheet.lines)))
        sheet.ended = True
        return "total"
    return ""


def _opens(line: RawLine) -> bool:
    """By its words, or because nothing above it moves and only a balance stands in it."""
    return bool(_OPENING.search(line.label)) or (
        bool(line.label) and line.balance is not None and not line.moves and not line.unreadable
    )


def _is_total(sheet: RawSheet, line: RawLine) -> bool:
    if _ONLY_TOTAL.match(line.label):
        return not _moves_balance(sheet, line)
    if _TOTAL.search(line.label):
        return not (line.placed or _moves_balance(sheet, line)) or _equals_sums(sheet, line)
    return not line.label and not line.placed and _equals_sums(sheet, line)


def _moves_balance(sheet: RawSheet, line: RawLine) -> bool:
    """The running balance changes by the row's amount, as only a transaction does."""
    former = sheet.lines[-1].balance if sheet.lines else None
    if former is None or line.balance is None or not line.moves:
        return False
    net = (line.debit or Decimal(0)) - (line.credit or Decimal(0))
    return net != 0 and abs(line.balance - former) == abs(net)


def _without_amount(sheet: RawSheet, line: RawLine) -> str:
    if line.moves:
        return ""
    if line.unreadable and line.placed and line.description:
        sheet.findings.problem(line.row, "amount_unreadable", text=line.unreadable)
        return "amount_unreadable"
    if not line.label and not line.unreadable:
        return "empty_numbered"
    if _SIGNATURE.search(line.label or line.unreadable):
        sheet.ended = True
        return "signature"
    if line.placed and line.description and not sheet.ended:
        sheet.findings.problem(line.row, "amount_missing")
        return "no_amount"
    return "after_end" if sheet.ended else "text_only"


def _afterwards(sheet: RawSheet, line: RawLine) -> str:
    """Sums scribbled below the totals (a cash count, debts) are no transactions."""
    if line.unreadable:
        sheet.findings.problem(line.row, "amount_unreadable", text=line.unreadable)
    if sheet.ended and not line.placed and not _moves_balance(sheet, line):
        sheet.findings.problem(line.row, "after_end")
        return "after_end"
    return ""


def _equals_sums(sheet: RawSheet, line: RawLine) -> bool:
    if not line.moves or len(sheet.lines) < 2:
        return False
    since = sheet.totals[-1].after if sheet.totals else 0
    for first in {0, since}:
        debit = sum((one.debit or 0 for one in sheet.lines[first:]), Decimal(0))
        credit = sum((one.credit or 0 for one in sheet.lines[first:]), Decimal(0))
        if (line.debit or 0, line.credit or 0) == (debit, credit):
            return True
    return False


def _counts_columns(row: Cells) -> bool:
    """The row "1 2 3 4 …" or "(1) (2) …" that numbers the columns under a header."""
    texts = [text_of(value).strip("() .") for value in row.values if value is not None]
    return len(texts) >= 4 and texts == [str(i) for i in range(1, len(texts) + 1)]


def _whole_text(row: Cells) -> str:
    return " | ".join(text_of(value) for value in row.values if value is not None)
