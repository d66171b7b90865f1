"""Kartu pinjaman: the statement of a loan, every act with what is left after it."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.loans import queries
from coop_app.loans.queries import Paid
from coop_app.loans.rules.repayment import Part
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.paying import words
from coop_app.loans.views.paying.showing import Shown, shown_of
from coop_app.money import Money
from coop_app.web import tables
from coop_app.web.access import requires
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.tables import Column, Table

_KEYS = ("amount", "principal", "interest", "penalty", "left_over")


@bp.get("/<int:loan_id>/kartu")
@requires("loans.read")
def loan_card(loan_id: int) -> Response:
    """On the screen, or as PDF, Excel, CSV."""
    shown = shown_of(loan_id)
    return tables.respond(_table(shown), "loans/loan_card.html", shown=shown)


def _table(shown: Shown) -> Table:
    loan = shown.loan
    rows = _rows(shown)
    rows.append(tables.total_row("what", _("Total paid"), rows, _KEYS))
    columns = [
        Column("on", _("Date"), "date", width=12),
        Column("voucher", _("Voucher"), width=18, minor=True),
        Column("what", _("What"), width=20),
        Column("amount", _("Paid"), "money", width=14),
        Column("principal", _("Principal"), "money", width=14, minor=True),
        Column("interest", _("Interest"), "money", width=12, minor=True),
        Column("penalty", _("Penalty"), "money", width=10, minor=True),
        Column("left_over", _("Too much"), "money", width=12, minor=True),
        Column("left", _("Principal left"), "money", width=14),
    ]
    paid_out = long_day(loan.disbursed_on) if loan.disbursed_on else ""
    notes = [
        f"{shown.member.label}, {shown.member.group_name}",
        f"{loan.label} · {loan.product} · {rupiah_text(loan.principal)}, {paid_out}",
        *words.afterwards(shown.placed),
    ]
    return Table(
        _("Loan card"), columns, rows, notes, name=f"kartu-{loan.label}",
        signatures=[_("Treasurer"), _("Borrower")], landscape=True,
    )  # fmt: skip


def _rows(shown: Shown) -> list[dict[str, Any]]:
    loan, left = shown.loan, shown.loan.principal
    payments = queries.list_payments(loan.cooperative_id, loan.id)
    entries = ledger.entry_pages(book_id=loan.book_id, seqs=[act.entry_seq for act in payments])
    vouchers = {entry.seq: entry.voucher for entry in entries}
    rows: list[dict[str, Any]] = [
        {"on": loan.disbursed_on, "what": _("Paid out"), "left": left, "_kind": "heading"}
    ]
    for act in payments:
        if act.reversed_seq is None:
            left = left - act.principal
        rows.append(_row(act, vouchers.get(act.entry_seq, ""), left))
    return rows


def _row(act: Paid, voucher: str, left: Money) -> dict[str, Any]:
    facts = {"on": act.paid_on, "voucher": voucher, "what": words.title(act), "left": left}
    facts["_url"] = url_for("loans.payment", payment_id=act.id)
    if act.reversed_seq is not None:
        return facts | {"what": f"{words.title(act)} ({_('cancelled')})"}
    return facts | {
        "amount": act.amount, "principal": act.principal, "interest": act.interest,
        "penalty": act.parts[Part.PENALTY], "left_over": act.left_over,
    }  # fmt: skip
