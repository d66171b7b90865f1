"""One account with its running balance, and the chart of accounts."""

from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock, ledger
from coop_app.db import transaction
from coop_app.ledger.accounts import Account, NewAccount, Statement, natural_side
from coop_app.ledger.forms import AccountForm, DateForm, PeriodFilter, RenameForm, choices_below
from coop_app.ledger.views import bp
from coop_app.ledger.views.journal import period_note
from coop_app.money import Money
from coop_app.refusal import Refused
from coop_app.web import references, tables
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

_PER_PAGE = 100
_PER_FILE = 20_000


@bp.get("/akun/<int:account_id>")
@requires("ledger.read")
def account(account_id: int) -> Response:
    """One account's lines of a period with the balance after each."""
    person = signed_in()
    found = ledger.account(book_id=person.book_id, id=account_id)
    form = PeriodFilter(request.args)
    form.validate()
    start, end = _period(form)
    lines = ledger.statement(
        book_id=person.book_id,
        account=account_id,
        subject=request.args.get("subject"),
        start=start,
        end=end,
        after=request.args.get("after"),
        limit=_PER_FILE if request.args.get("format") else _PER_PAGE,
    )
    shown = {"account": found, "lines": lines, "side": natural_side(found.kind)}
    table = _table(found, lines, start, end)
    return tables.respond(table, "ledger/account.html", start=start, end=end, form=form, **shown)


def _period(form: PeriodFilter) -> tuple[date, date]:
    today = clock.today()
    start, end = form.start.data or today.replace(month=1, day=1), form.end.data or today
    return (start, end) if start <= end else (end, start)


def _table(account: Account, lines: Statement, start: date, end: date) -> tables.Table:
    columns = [
        tables.Column("on", _("Date"), "date", 9),
        tables.Column("voucher", _("Voucher"), width=13, minor=True),
        tables.Column("memo", _("Description"), width=28),
        tables.Column("who", _("For"), width=16, minor=True),
        tables.Column("debit", _("Debit"), "money", 12),
        tables.Column("credit", _("Credit"), "money", 12),
        tables.Column("balance", _("Balance"), "money", 13),
    ]
    names = references.describe(signed_in().cooperative_id, [row.subject for row in lines.rows])
    side = natural_side(account.kind)
    carried = {"memo": _("Balance before"), "balance": side * lines.carried, "_kind": "heading"}
    rows = [carried] + [
        {
            "on": row.on,
            "voucher": row.voucher,
            "memo": row.memo or row.entry_memo,
            "who": names[row.subject].label if row.subject else "",
            "debit": row.amount if row.amount > 0 else None,
            "credit": -row.amount if row.amount < 0 else None,
            "balance": side * row.balance,
            "_url": url_for("ledger.entry", seq=row.seq),
        }
        for row in lines.rows
    ]
    if lines.next is None:
        closing = side * lines.closing
        rows.append({"memo": _("Balance at the end"), "balance": closing, "_kind": "total"})
    title = f"{account.code} {account.name}"
    note = period_note(start, end)
    return tables.Table(title, columns, rows, [note], name=f"akun-{account.code}", landscape=True)


@bp.get("/akun")
@requires("ledger.read")
def chart() -> Response:
    """All accounts, in the order of their codes, with what they hold today."""
    book_id = signed_in().book_id
    accounts = ledger.accounts(book_id=book_id, active_only=False)
    balances = ledger.trial_balance(book_id=book_id, on=clock.today())
    held = {row.account.id: row.balance for row in balances}
    columns = [
        tables.Column("code", _("Code"), width=8),
        tables.Column("name", _("Account"), width=34),
        tables.Column("kind", _("Kind"), width=12),
        tables.Column("balance", _("Balance"), "money", 14),
    ]
    rows = [_chart_row(account, held.get(account.id)) for account in accounts]
    table = tables.Table(_("Chart of accounts"), columns, rows, name="daftar-akun")
    return tables.respond(table, "ledger/chart.html", depth=_depths(accounts))


def _chart_row(account: Account, held: Money | None) -> dict[str, Any]:
    return {
        "code": account.code,
        "name": account.name,
        "kind": account.kind,
        "balance": None if held is None else natural_side(account.kind) * held,
        "account": account,
    }


def _depths(accounts: list[Account]) -> dict[int, int]:
    parents = {account.id: account.parent_id for account in accounts}
    depths: dict[int, int] = {}
    for account in accounts:
        steps, above = 0, account.parent_id
        while above is not None and steps < 6:
            steps, above = steps + 1, parents.get(above)
        depths[account.id] = min(steps, 3)
    return depths


@bp.get("/akun/tambah")
@requires("ledger.chart")
def add_account_form(form: AccountForm | None = None) -> Response:
    """The form for a new account."""
    form = form or AccountForm(formdata=None)
    form.parent.choices = choices_below(ledger.accounts(book_id=signed_in().book_id))
    return page("ledger/add_account_form.html", form=form)


@bp.post("/akun/tambah")
@requires("ledger.chart")
def add_account() -> Response:
    """Open a new account; it stands on the statements where its heading stands."""
    form, book_id = AccountForm.from_request(), signed_in().book_id
    accounts = {one.code: one for one in ledger.accounts(book_id=book_id)}
    form.parent.choices = choices_below(list(accounts.values()))
    if not form.ok:
        return add_account_form(form)
    try:
        with transaction():
            made = ledger.add_account(book_id=book_id, plan=_plan(form, list(accounts.values())))
    except Refused as refusal:
        return add_account_form(form.blame(refusal))
    return see_other("ledger.account", account_id=made.id)


def _plan(form: AccountForm, accounts: list[Account]) -> NewAccount:
    parent = next((one for one in accounts if one.code == form.parent.data), None)
    kind = parent.kind if parent else form.kind.data
    # the new account joins the statement line of its heading, else of the first account of its kind
    alike = parent if parent and parent.statement_line else None
    alike = alike or next(one for one in accounts if one.kind == kind and one.statement_line)
    return NewAccount(
        code=form.code.data,
        name=form.name.data,
        kind=kind,
        statement_line=alike.statement_line,
        cash_flow=alike.cash_flow,
        side=alike.side,
        parent=form.parent.data or None,
    )


@bp.get("/akun/<int:account_id>/ubah")
@requires("ledger.chart")
def edit_account_form(
    account_id: int, form: RenameForm | None = None, closing: DateForm | None = None
) -> Response:
    """Rename or close an account; one with lines is never removed."""
    found = ledger.account(book_id=signed_in().book_id, id=account_id)
    form = form or RenameForm(formdata=None, code=found.code, name=found.name)
    status = 422 if closing else 200
    closing = closing or DateForm(formdata=None, on=clock.today())
    return page(
        "ledger/edit_account_form.html", status=status, form=form, account=found, closing=closing
    )


@bp.post("/akun/<int:account_id>/ubah")
@requires("ledger.chart")
def edit_account(account_id: int) -> Response:
    """Give an account another name or code."""
    form = RenameForm.from_request()
    if not form.ok:
        return edit_account_form(account_id, form)
    try:
        with transaction():
            ledger.rename_account(
                book_id=signed_in().book_id,
                account_id=account_id,
                name=form.name.data,
                code=form.code.data,
            )
    except Refused as refusal:
        return edit_account_form(account_id, form.blame(refusal))
    return see_other("ledger.chart")


@bp.post("/akun/<int:account_id>/tutup")
@requires("ledger.chart")
def deactivate_account(account_id: int) -> Response:
    """Close an account, or open a closed one again."""
    form, book_id = DateForm.from_request(), signed_in().book_id
    found = ledger.account(book_id=book_id, id=account_id)
    if found.closed_on is None and not form.ok:
        return edit_account_form(account_id, closing=form)
    try:
        with transaction():
            if found.closed_on is not None:
                ledger.reactivate_account(book_id=book_id, account_id=account_id)
            else:
                on = form.facts["on"]
                ledger.deactivate_account(book_id=book_id, account_id=account_id, on=on)
    except Refused as refusal:
        return edit_account_form(account_id, closing=form.blame(refusal))
    return see_other("ledger.chart")
