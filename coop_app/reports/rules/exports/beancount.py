"""The book as a Beancount file; `bean-check` accepts it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from coop_app.ledger.accounts import Account
from coop_app.ledger.entry import WrittenEntry
from coop_app.reports.rules.exports.book import ExportedBook, one_line

_ROOTS = {
    "asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "income": "Income",
    "expense": "Expenses",
}
#: accounts are opened before any book of ours begins
_OPENED = date(1900, 1, 1)


def lines(book: ExportedBook) -> Iterator[str]:
    """The file, piece by piece. It ends by asserting every balance as our own totals have it."""
    yield f'option "title" {_text(book.name)}\n'
    yield 'option "operating_currency" "IDR"\n\n'
    yield f"{_OPENED.isoformat()} commodity IDR\n"
    names = _names(book)
    for account in book.accounts:
        if account.takes_lines:
            yield f"{_OPENED.isoformat()} open {names[account.id]} IDR\n"
            yield f"  code: {_text(account.code)}\n  name: {_text(account.name)}\n"
    for entry in book.entries:
        yield _entry(entry, names)
    yield from _assertions(book, names)


def _entry(entry: WrittenEntry, names: dict[int, str]) -> str:
    parts = [
        f"\n{entry.on.isoformat()} * {_text(entry.memo)} ^{entry.voucher}\n",
        f"  seq: {entry.seq}\n  source: {_text(entry.source)}\n",
    ]
    if entry.reverses_seq:
        parts.append(f"  reverses: {entry.reverses_seq}\n")
    for _number, account_id, amount, subject, group_id, memo in entry.lines:
        parts.append(f"  {names[account_id]}  {amount} IDR\n")
        if subject:
            parts.append(f"    subject: {_text(subject)}\n")
        if group_id is not None:
            parts.append(f"    group: {group_id}\n")
        if memo:
            parts.append(f"    memo: {_text(memo)}\n")
    return "".join(parts)


def _assertions(book: ExportedBook, names: dict[int, str]) -> Iterator[str]:
    if book.on is None:
        return
    yield "\n"
    # Beancount's balance holds at the beginning of its day
    after = (book.on + timedelta(days=1)).isoformat()
    for account in book.accounts:
        if account.id in book.balances:
            yield f"{after} balance {names[account.id]}  {int(book.balances[account.id])} IDR\n"


def _names(book: ExportedBook) -> dict[int, str]:
    """Account names, made unique where only signs distinguish two codes."""
    names: dict[int, str] = {}
    for account in book.accounts:
        steps = (_component(step) for step in book.path(account))
        name = ":".join((_ROOTS[account.kind], *steps))
        names[account.id] = f"{name}-{account.id}" if name in names.values() else name
    return names


def _component(account: Account) -> str:
    """Capital letter or digit first, then letters, digits and hyphens."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", f"{account.code} {account.name}").strip("-")
    return words[:1].upper() + words[1:] if words else f"X{account.id}"


def _text(text: str) -> str:
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
