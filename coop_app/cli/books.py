"""Statements and exports of a book, for auditors and scripts."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from coop_app.cli.output import application, complain, emit

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_book = click.option("--book", "book_name", help="Name of the book; without it the cooperative's.")
_from = click.option("--from", "start", required=True, metavar="DATE", help="First day, ISO.")
_to = click.option("--to", "end", required=True, metavar="DATE", help="Last day, ISO.")
_on = click.option("--on", required=True, metavar="DATE", help="The day, ISO.")


@click.group()
def report() -> None:
    """Print a statement of the book."""


def _day(text: str, field: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    # the spellings of weeks and years that no book of ours can have are refused as well
    if day.isoformat() != text or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        complain("date_unreadable", "Tulis tanggal seperti 2025-12-31.", field)
    return day


def _facts(book_name: str | None) -> Any:
    """The book that is meant: by name, else the main one of the only cooperative."""
    from coop_app import ledger
    from coop_app.auth import queries as auth_queries
    from coop_app.reports.queries.statements import book_facts

    cooperative = auth_queries.only_cooperative()
    if cooperative is None:
        complain("no_cooperative", "Belum ada koperasi, atau ada lebih dari satu.", "book")
    books = ledger.books_of(cooperative_id=cooperative.id)
    wanted = [book for book in books if book.name == book_name or book_name is None]
    if not wanted:
        complain("book_unknown", f"Tidak ada buku bernama {book_name}.", "book")
    return book_facts(cooperative_id=cooperative.id, book_id=wanted[0].id)


def _label(text: str) -> str:
    from coop_app.web.installed.languages import indonesian

    return str(indonesian().gettext(text)) if text else ""


def _print(answer: dict[str, Any], as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    if as_json:
        emit(answer)
        return
    from coop_app.money import bracketed

    for line in answer["lines"]:
        indent = "  " * line["level"]
        amount = "" if line["kind"] == "heading" else bracketed(line["amount"])
        click.echo(f"{indent}{line['label']:<{60 - len(indent)}}{amount:>20}")


def _line(line: Any) -> dict[str, Any]:
    accounts = [
        {"code": part.code, "name": part.name, "amount": int(part.amount)} for part in line.accounts
    ]
    return {
        "key": line.key,
        "label": _label(line.label),
        "amount": int(line.amount),
        "level": line.level,
        "accounts": accounts,
        "kind": line.kind,
    }


def _statement(
    read: Callable[[Any, Any], Any], when: dict[str, str], book_name: str | None, as_json: bool,  # noqa: FBT001 - click passes flags so
    extra: tuple[str, ...] = (),
) -> None:  # fmt: skip
    from coop_app.reports.rules.periods import Span

    days = {name: _day(text, name) for name, text in when.items()}
    with application():
        span = days.get("on") or Span(days["from"], days["to"])
        made = read(_facts(book_name), span)
        lines = getattr(made, "lines", made)
        shown = [_line(line) | {name: int(getattr(line, name)) for name in extra} for line in lines]
    _print({**{name: day.isoformat() for name, day in days.items()}, "lines": shown}, as_json)


@report.command("trial-balance")
@_on
@_book
@_json
def trial_balance(on: str, book_name: str | None, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Every account with a balance at the end of a day."""
    from coop_app.reports.queries import statements
    from coop_app.reports.rules.trial import totals

    day = _day(on, "on")
    with application():
        rows = statements.trial_balance(_facts(book_name), day)
    debit, credit = totals(rows)
    accounts = [
        {
            "code": row.code,
            "name": row.name,
            "kind": row.kind,
            "debit": int(row.debit),
            "credit": int(row.credit),
        }
        for row in rows
    ]
    sums = {"total_debit": int(debit), "total_credit": int(credit)}
    if as_json:
        emit({"on": day.isoformat(), "accounts": accounts, **sums})
        return
    for row in accounts:
        click.echo(f"{row['code']:<10}{row['name']:<45}{row['debit']:>16}{row['credit']:>16}")
    click.echo(f"{'':<55}{int(debit):>16}{int(credit):>16}")


@report.command("balance-sheet")
@_on
@_book
@_json
def balance_sheet(on: str, book_name: str | None, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Assets, liabilities and equity at the end of a day."""
    from coop_app.reports.queries.statements import balance_sheet as read

    _statement(read, {"on": on}, book_name, as_json)


@report.command()
@_from
@_to
@_book
@_json
def result(start: str, end: str, book_name: str | None, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Income and expense of a period (PHU)."""
    from coop_app.reports.queries.statements import result as read

    _statement(read, {"from": start, "to": end}, book_name, as_json)


@report.command("cash-flow")
@_from
@_to
@_book
@_json
def cash_flow(start: str, end: str, book_name: str | None, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Where cash came from and went to, with what was received and paid."""
    from coop_app.reports.queries.statements import cash_flow as read

    _statement(read, {"from": start, "to": end}, book_name, as_json, ("received", "paid"))


@report.command("equity-changes")
@_from
@_to
@_book
@_json
def equity_changes(start: str, end: str, book_name: str | None, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Every line of equity from the beginning to the end of a period."""
    from coop_app.reports.queries.statements import equity_changes as read

    extra = ("opening", "increase", "decrease")
    _statement(read, {"from": start, "to": end}, book_name, as_json, extra)


@click.command()
@click.option("--format", "file_format", required=True, metavar="FORMAT")
@_book
@click.option("-o", "output", required=True, type=click.Path(path_type=Path))
def export(file_format: str, book_name: str | None, output: Path) -> None:
    """Write the whole book: hledger, beancount, csv or xlsx. Nothing stands half-written."""
    from coop_app.reports.queries.books import exported
    from coop_app.reports.rules.exports.writing import ENDINGS, write

    if file_format not in ENDINGS:
        complain("unknown_format", f"Pilih salah satu: {', '.join(ENDINGS)}.", "format")
    if not output.absolute().parent.is_dir():
        complain("folder_missing", f"Map {output.parent} tidak ada.", "o")
    with application(), tempfile.TemporaryDirectory(dir=output.absolute().parent) as folder:
        part = Path(folder) / "export"
        with part.open("wb") as file:
            write(exported(_facts(book_name)), file_format, file)
        part.replace(output)
    click.echo(str(output))
