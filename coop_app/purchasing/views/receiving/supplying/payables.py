"""What is owed to suppliers: by lateness, by due day, and one supplier's account."""

from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.money import Money
from coop_app.purchasing.forms.receiving.correcting import KINDS
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.corrections import list_later
from coop_app.purchasing.queries.receiving.payables import (
    Payable,
    list_payments,
    payable_to,
    payables,
)
from coop_app.purchasing.queries.receiving.receipts import Wanted, list_receipts
from coop_app.purchasing.rules.receiving.open_items import ageing
from coop_app.purchasing.service.receiving.paying import advance_at
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving.counter import desk
from coop_app.web import references, tables
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import day as day_text
from coop_app.web.pages import page
from coop_app.web.tables import Column, Table

_SOON = timedelta(days=7)
_AGES = ("current", "to_30", "to_60", "to_90", "later")


@bp.get("/utang")
@requires("purchasing.read")
def payables_list() -> Response:
    """Whom we owe, how much of it is late, and what is due next."""
    person, today = signed_in(), desk().today
    found = payables(person.book_id, today)
    names = references.describe(person.cooperative_id, [one.subject for one in found])
    total = -ledger.balance(book_id=person.book_id, account="trade_payable")
    return tables.respond(
        _table(found, names), "purchasing/payables_list.html", due=_due(found, names), total=total,
        args=request.args, today=today,
    )  # fmt: skip


def _table(found: list[Payable], names: dict[str, references.Reference]) -> Table:
    wanted = request.args.get("cari", "").strip().casefold()
    rows = [
        _row(one, names[one.subject].label)
        for one in found
        if wanted in names[one.subject].label.casefold()
    ]
    if rows:
        rows.append(tables.total_row("name", _("Total"), rows, ["owed", *_AGES]))
    columns = [
        Column("name", _("Supplier"), width=24), Column("owed", _("Still owed"), "money", 13),
        Column("next", _("Next due"), "date", 11), Column("current", _("Not due yet"), "money", 12, minor=True),
        Column("to_30", _("1–30 days late"), "money", 12, minor=True),
        Column("to_60", _("31–60"), "money", 11, minor=True), Column("to_90", _("61–90"), "money", 11, minor=True),
        Column("later", _("over 90"), "money", 11, minor=True),
    ]  # fmt: skip
    notes = [_("On %(day)s, by the bills' due days", day=day_text(desk().today))]
    return Table(_("What we owe suppliers"), columns, rows, notes=notes, name="utang-pemasok",
                  landscape=True)  # fmt: skip


def _row(one: Payable, name: str) -> dict[str, Any]:
    ages = dict(zip(_AGES, ageing(one.items, desk().today), strict=True))
    return {
        "name": name, "owed": one.owed, "next": min((i.debt.due for i in one.items), default=None),
        "_url": _supplier_url(one.subject), **ages,
    }  # fmt: skip


def _supplier_url(subject: str) -> str | None:
    kind, _colon, key = subject.partition(":")
    if kind != "supplier" or not key.isdecimal():
        return None
    return url_for("purchasing.supplier_account", supplier_id=int(key))


def _due(found: list[Payable], names: dict[str, references.Reference]) -> list[dict[str, Any]]:
    """What is late or due within a week, first things first."""
    until = desk().today + _SOON
    rows = [
        {
            "name": names[one.subject].label, "due": item.debt.due, "left": item.left,
            "late": item.days_late(desk().today), "url": _supplier_url(one.subject),
        }
        for one in found
        for item in one.items
        if item.debt.due <= until
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["due"])


@bp.get("/utang/<int:supplier_id>")
@requires("purchasing.read")
def supplier_account(supplier_id: int) -> Response:
    """One supplier: open bills, the advance, payments."""
    person, here = signed_in(), desk()
    supplier = rounds.get_supplier(person.cooperative_id, supplier_id)
    payable = payable_to(person.book_id, supplier_id, here.today)
    bills = {
        one.source: one
        for one in list_receipts(person.cooperative_id, Wanted(supplier_id=supplier_id))
    }
    return page(
        "purchasing/supplier_account.html", supplier=supplier, payable=payable, bills=bills,
        advance=advance_at(here, supplier_id), today=here.today,
        payments=list_payments(person.cooperative_id, supplier_id=supplier_id, standing=True),
        later={one.source: one for one in list_later(person.cooperative_id, supplier_id=supplier_id)},
        kinds=KINDS,
        ages=[Money(one) for one in ageing(payable.items, here.today)],
    )  # fmt: skip
