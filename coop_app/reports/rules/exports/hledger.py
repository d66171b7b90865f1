"""The book as a journal of hledger; `hledger check --strict` accepts it."""

from collections.abc import Iterator

from coop_app.ledger.accounts import Account
from coop_app.ledger.entry import WrittenEntry
from coop_app.reports.rules.exports.book import ExportedBook, one_line

#: our kinds → hledger's usual roots and account types
_ROOTS = {
    "asset": ("assets", "A"),
    "liability": ("liabilities", "L"),
    "equity": ("equity", "E"),
    "income": ("revenues", "R"),
    "expense": ("expenses", "X"),
}
_IN_COMMENTS = str.maketrans({":": "/", "[": "(", "]": ")", ",": " "})


def lines(book: ExportedBook) -> Iterator[str]:
    """The file, piece by piece. It ends by asserting every balance as our own totals have it."""
    yield f"; {_comment(book.name)}\n"
    yield "decimal-mark .\ncommodity 1000. IDR\n\n"
    names = {account.id: _name(book, account) for account in book.accounts}
    for account in book.accounts:
        if account.takes_lines:
            kind = "C" if account.place else _ROOTS[account.kind][1]
            yield f"account {names[account.id]}  ; type:{kind}\n"
    for entry in book.entries:
        yield _entry(entry, names)
    yield from _assertions(book, names)


def _entry(entry: WrittenEntry, names: dict[int, str]) -> str:
    memo = one_line(entry.memo).replace(";", ",").replace("|", "/")
    tags = f"seq:{entry.seq}, source:{_comment(entry.source)}"
    if entry.reverses_seq:
        tags += f", reverses:{entry.reverses_seq}"
    parts = [f"\n{entry.on.isoformat()} ({entry.voucher}) {memo}  ; {tags}\n"]
    for _number, account_id, amount, subject, group_id, memo in entry.lines:
        notes = _notes(subject, group_id, memo) if subject or group_id is not None or memo else ""
        parts.append(f"    {names[account_id]}  {amount} IDR{notes}\n")
    return "".join(parts)


def _notes(subject: str | None, group_id: int | None, memo: str) -> str:
    notes = []
    if subject:
        notes.append(f"subject:{_comment(subject)}")
    if group_id is not None:
        notes.append(f"group:{group_id}")
    if memo:
        notes.append(_comment(memo))
    return "  ; " + ", ".join(notes)


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
    return one_line(text).translate(_IN_COMMENTS)
