"""Trial balance and general ledger."""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.chart.roles import meaning_of
from coop_app.reports.forms import DayFilter, SpanFilter
from coop_app.reports.queries import general_ledger as ledgers
from coop_app.reports.queries import statements as read
from coop_app.reports.rules.periods import Span, year_to
from coop_app.reports.rules.trial import TrialRow, totals
from coop_app.reports.views import bp, presenting
from coop_app.reports.views.presenting import Cell, Row
from coop_app.web import tables
from coop_app.web.access import requires

_ACCOUNTS_A_PAGE = 8
_LINES_AN_ACCOUNT = 50
_LINES_IN_A_FILE = 20_000


@bp.get("/neraca-saldo")
@requires("reports.read")
def trial_balance() -> Response:
    """Every account with its balance on a day, debit or credit."""
    book, form = presenting.current_book(), DayFilter.asked()
    on = form.day(clock.today())
    as_tree = presenting.wants("tree")
    found = read.trial_tree(book, on) if as_tree else read.trial_balance(book, on)
    debit, credit = totals(found)
    rows = [_trial_row(row, year_to(on, book.first_month)) for row in found]
    url = _movements_url(year_to(on, book.first_month))
    rows.append(Row("total", _("Total"), 0, "total", (Cell(debit, url), Cell(credit, url))))
    title, heads, notes = _("Trial balance"), [_("Debit"), _("Credit")], [presenting.on_day(on)]
    name = f"neraca-saldo-{on.isoformat()}"
    table = presenting.table(title, heads, rows, notes=notes, name=name)
    context = {"on": on, "as_tree": as_tree, "balanced": debit == credit}
    context |= presenting.asked(book, form, rows, on)
    return tables.respond(table, "reports/trial_balance.html", **context)


def _movements_url(span: Span) -> str:
    """Every line behind the sums of the trial balance."""
    start, end = span.start.isoformat(), span.end.isoformat()
    return url_for("reports.general_ledger", start=start, end=end)


def _trial_row(row: TrialRow, span: Span) -> Row:
    url = None if row.is_header else presenting.account_url(row.id, span)
    cells = tuple(Cell(amount or None, url) for amount in (row.debit, row.credit))
    kind = "heading" if row.is_header else "account"
    meaning = presenting.said(meaning_of(row.role))
    key = f"account-{row.id}"
    return Row(key, row.name, row.level, kind, cells, row.code, meaning, is_account=True)


@bp.get("/buku-besar")
@requires("reports.read")
def general_ledger() -> Response:
    """All accounts with their lines of a period."""
    book, form = presenting.current_book(), SpanFilter.asked()
    span = form.span(clock.today(), book.first_month)
    in_file = "format" in request.args
    found = ledgers.general_ledger(
        book,
        span,
        page=request.args.get("page", 1, type=int),
        per_page=10_000 if in_file else _ACCOUNTS_A_PAGE,
        lines=_LINES_IN_A_FILE if in_file else _LINES_AN_ACCOUNT,
    )
    table = _ledger_table(found.accounts if in_file else (), span)
    context = presenting.asked(book, form, (), span.end)
    meanings = {one.movement.account.id: _meaning(one) for one in found.accounts}
    return tables.respond(
        table, "reports/general_ledger.html", span=span, found=found, meanings=meanings, **context
    )


def _meaning(one: ledgers.LedgerAccount) -> str:
    return presenting.said(meaning_of(one.movement.account.role))


def _ledger_table(accounts: Sequence[ledgers.LedgerAccount], span: Span) -> tables.Table:
    columns = [
        tables.Column("code", _("Code"), width=9),
        tables.Column("account", _("Account"), width=20),
        tables.Column("on", _("Date"), "date", 10),
        tables.Column("voucher", _("Voucher"), width=15),
        tables.Column("memo", _("Description"), width=30),
        tables.Column("debit", _("Debit"), "money", 12),
        tables.Column("credit", _("Credit"), "money", 12),
        tables.Column("balance", _("Balance"), "money", 13),
    ]
    rows = [row for account in accounts for row in _account_rows(account)]
    name = f"buku-besar-{span.start.isoformat()}-{span.end.isoformat()}"
    notes = [presenting.over(span)]
    return tables.Table(_("General ledger"), columns, rows, notes, name=name, landscape=True)


def _account_rows(one: ledgers.LedgerAccount) -> list[dict[str, Any]]:
    account = one.movement.account
    head = {"code": account.code, "account": account.name}
    before = one.side * one.movement.opening
    opening = {"memo": _("Balance before"), "balance": before, "_kind": "heading"}
    lines = [
        {
            "on": row.on,
            "voucher": row.voucher,
            "memo": row.memo or row.entry_memo,
            "debit": max(int(row.amount), 0) or None,
            "credit": max(-int(row.amount), 0) or None,
            "balance": one.side * row.balance,
            "_url": url_for("ledger.entry", seq=row.seq),
        }
        for row in one.lines.rows
    ]
    return [{**head, **row} for row in (opening, *lines)]
