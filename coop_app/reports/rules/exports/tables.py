"""The book as rows: for spreadsheets and for programs that read CSV."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from coop_app.reports.rules.exports.book import ExportedBook
from coop_app.reports.rules.exports.sheets import Cell, Workbook

HEAD = (
    "seq", "date", "voucher", "memo", "source", "reverses", "line", "account", "account_name",
    "debit", "credit", "subject", "group", "line_memo", "hash",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
_ROWS_A_SHEET = 1_000_000


def rows(book: ExportedBook) -> Iterator[Sequence[Cell]]:
    """One row for each journal line, in the order of `HEAD`."""
    names = {account.id: (account.code, account.name) for account in book.accounts}
    for seq, on, voucher, memo, source, reverses, digest, lines in book.entries:
        head = (seq, on.isoformat(), voucher, memo, source, reverses)
        for number, account_id, amount, subject, group_id, line_memo in lines:
            sides = (amount, 0) if amount > 0 else (0, -amount)
            yield (
                *head, number, *names[account_id], *sides, subject, group_id, line_memo, digest,
            )  # fmt: skip


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
    workbook, stream, number = Workbook(file), rows(book), 1
    while True:
        name = "Jurnal" if number == 1 else f"Jurnal {number}"
        if workbook.add(name, HEAD, islice(stream, _ROWS_A_SHEET)) < _ROWS_A_SHEET:
            break
        number += 1
    workbook.add("Akun", *_accounts(book))
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
