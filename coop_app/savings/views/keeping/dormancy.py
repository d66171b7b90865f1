"""Savings that nobody has moved for long: whom to visit, and what to watch."""

from datetime import date

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.members.rules import phones
from coop_app.savings import queries, service
from coop_app.savings.queries import Sleeper
from coop_app.savings.views import bp
from coop_app.savings.views.counter import chosen_group, desk, groups
from coop_app.web.access import requires
from coop_app.web.filters import day
from coop_app.web.tables import Column, Table, respond, total_row


@bp.get("/pasif")
@requires("savings.read")
def dormant() -> Response:
    """Members with savings who have moved nothing for so many months."""
    here = desk()
    rule = service.dormant_months(desk=here)
    months = min(max(request.args.get("bulan", rule, type=int), 1), 240)
    group_id = chosen_group(request.args.get("kelompok", type=int))
    rows = queries.sleepers(
        here.cooperative_id, here.book_id, on=here.today, months=months, group_id=group_id
    )
    return respond(
        _table(rows, here.today, months), "savings/dormant.html", rows=rows, groups=groups(),
        group_id=group_id, months=months, rule=rule,
    )  # fmt: skip


def _table(rows: list[Sleeper], on: date, months: int) -> Table:
    columns = [
        Column("name", _("Name"), width=26),
        Column("group", _("Village group"), width=16),
        Column("moved", _("Last movement"), "date", width=12),
        Column("months", _("Months"), "count", width=8),
        Column("balance", _("Simpanan sukarela"), "money", width=14),
        Column("phone", _("Phone"), width=14, minor=True),
    ]
    cells: list[dict[str, object]] = [
        {
            "name": row.member.label,
            "group": row.member.group_name,
            "moved": row.moved_on,
            "months": (on.year - row.moved_on.year) * 12 + on.month - row.moved_on.month,
            "balance": row.balance,
            "phone": phones.shown(row.member.phone),
            "_url": url_for("savings.member", member_id=row.member.id),
        }
        for row in rows
    ]
    if cells:
        cells.append(total_row("name", _("Total"), cells, ["balance"]))
    notes = [
        _("As of %(day)s", day=day(on)),
        _("Nothing paid in or taken out for %(months)s months or longer.", months=months),
    ]
    return Table(_("Savings that sleep"), columns, cells, notes=notes, name="simpanan-pasif")
