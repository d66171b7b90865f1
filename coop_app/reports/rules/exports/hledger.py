"""The book as a journal of hledger; `hledger check --strict` accepts it."""

from collections.abc import Iterator

from coop_app.ledger.accounts import Account, EntryLine, EntryPage
from coop_app.reports.rules.exports.book import ExportedBook, one_line

#: our kinds → hledger's usual roots and account types
_ROOTS = {
    "asset": ("assets", "A"),
    "liability": ("liabilities", "L"),
    "equity": ("equity", "E"),
    "income": ("revenues", "R"),
    "expense": ("expenses", "X"),
}


def lines(book: ExportedBook) -> Iterator[str]:
    """The file, line by line. It ends by asserting every balance as our own totals have it."""
    yield f"; {_comment(book.name)}\n"
    yield "decimal-mark .\ncommodity 1000. IDR\n\n"
    names = {account.id: _name(book, account) for account in book.accounts}
    for account in book.accounts:
        if account.takes_lines:
            kind = "C" if account.place else _ROOTS[account.kind][1]
            yield f"account {names[account.id]}  ; type:{kind}\n"
    for entry in book.entries:
        yield from _entry(entry, names)
    yield from _assertions(book, names)


def _entry(entry: EntryPage, names: dict[int, str]) -> Iterator[str]:
    memo = one_line(entry.memo).replace(";", ",").replace("|", "/")
    tags = f"seq:{entry.seq}, source:{_comment(entry.source)}"
    if entry.reverses:
        tags += f", reverses:{entry.reverses.seq}"
    yield f"\n{entry.on.isoformat()} ({entry.voucher}) {memo}  ; {tags}\n"
    for line in entry.lines:
        yield f"    {names[line.account_id]}  {int(line.amount)} IDR{_notes(line)}\n"


def _notes(line: EntryLine) -> str:
    notes = []
    if line.subject:
        notes.append(f"subject:{_comment(line.subject)}")
    if line.group_id is not None:
        notes.append(f"group:{line.group_id}")
    if line.memo:
        notes.append(_comment(line.memo))
    return "  ; " + ", ".join(notes) if notes else ""


def _assertions(book: ExportedBook, names: dict[int, str]) -> Iterator[str]:
    moved = [account for account in book.accounts if account.id in book.balances]
    if book.on is None or not moved:
        return
    yield f"\n{book.on.isoformat()} Saldo menurut program  ; check:balances\n"
    for account in moved:
        balance = int(book.balances[account.id])
        yield f"    {names[account.id]}  0 IDR = {balance} IDR\n"


def _name(book: ExportedBook, account: Account) -> str:
    steps = (_component(f"{step.code} {step.name}") for step in book.path(account))
    return ":".join((_ROOTS[account.kind][0], *steps))


def _component(text: str) -> str:
    # a colon would begin a sub-account; a semicolon a comment
    return one_line(text).replace(":", "-").replace(";", ",")


def _comment(text: str) -> str:
    # hledger reads "date:" and "[2026-01-01]" inside a comment as dates of the posting
    return one_line(text).replace(":", "/").replace("[", "(").replace("]", ")").replace(",", " ")
