"""The book as rows: for spreadsheets and for programs that read CSV."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

import xlsxwriter

from coop_app.reports.rules.exports.book import ExportedBook

HEAD = (
    "seq", "date", "voucher", "memo", "source", "reverses", "line", "account", "account_name",
    "debit", "credit", "subject", "group", "line_memo", "hash",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
_ROWS_A_SHEET = 1_000_000

Cell = str | int | None


def rows(book: ExportedBook) -> Iterator[Sequence[Cell]]:
    """One row for each journal line, in the order of `HEAD`."""
    for entry in book.entries:
        reverses = entry.reverses.seq if entry.reverses else None
        head = (entry.seq, entry.on.isoformat(), entry.voucher, entry.memo, entry.source, reverses)
        for line in entry.lines:
            debit, credit = max(int(line.amount), 0), max(-int(line.amount), 0)
            account = (line.line_no, line.account_code, line.account_name, debit, credit)
            yield (*head, *account, line.subject, line.group_id, line.memo, entry.hash)


def csv_lines(book: ExportedBook) -> Iterator[str]:
    """Semicolons after a byte-order mark; text that begins like a formula gets an apostrophe."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + str(writer.writerow(HEAD))
    for row in rows(book):
        yield str(writer.writerow([_guarded(cell) for cell in row]))


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _guarded(cell: Cell) -> Cell:
    risky = isinstance(cell, str) and cell.startswith(_FORMULA_STARTS)
    return f"'{cell}" if risky else cell


def write_xlsx(book: ExportedBook, file: BinaryIO) -> None:
    """Journal lines, accounts and balances, on a sheet each; a long journal takes several."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(file, options)
    looks = {
        "head": workbook.add_format({"bold": True, "bottom": 1}),
        "money": workbook.add_format({"num_format": "#,##0;[Red](#,##0)"}),
    }
    stream = rows(book)
    number = 1
    while True:
        sheet = workbook.add_worksheet("Jurnal" if number == 1 else f"Jurnal {number}")
        count = _fill(sheet, HEAD, islice(stream, _ROWS_A_SHEET), looks)
        if count < _ROWS_A_SHEET:
            break
        number += 1
    _fill(workbook.add_worksheet("Akun"), *_accounts(book), looks)
    workbook.close()


def _accounts(book: ExportedBook) -> tuple[Sequence[str], Iterator[Sequence[Cell]]]:
    head = ("code", "name", "kind", "statement_line", "side", "role", "balance")
    codes = (
        (a.code, a.name, a.kind, a.statement_line, a.side, a.role, _balance(book, a.id))
        for a in book.accounts
    )
    return head, codes


def _balance(book: ExportedBook, account_id: int) -> int:
    return int(book.balances.get(account_id, 0))


def _fill(
    sheet: Any, head: Sequence[str], body: Iterator[Sequence[Cell]], looks: dict[str, Any]
) -> int:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(head) - 1, 16)
    for column, title in enumerate(head):
        sheet.write_string(0, column, title, looks["head"])
    count = 0
    for count, row in enumerate(body, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                money = head[column] in {"debit", "credit", "balance"}
                sheet.write_number(count, column, cell, looks["money"] if money else None)
            elif cell:
                sheet.write_string(count, column, cell)
    return count
