"""Dues: member × month, and who is behind."""

from datetime import date

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.members.rules import phones
from coop_app.savings import queries
from coop_app.savings.queries import GridRow
from coop_app.savings.views import bp
from coop_app.savings.views.counter import chosen_group, desk, groups
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import short_months
from coop_app.web.pages import page
from coop_app.web.tables import FORMATS, Column, Table, respond, total_row

_ROWS = 40


@bp.get("/iuran")
@requires("savings.read")
def dues() -> Response:
    """Every member's months of a year; paid, partly paid, missing, paid ahead."""
    today = desk().today
    year = min(max(request.args.get("tahun", today.year, type=int), 1950), today.year + 5)
    group_id = chosen_group(request.args.get("kelompok", type=int))
    everybody = queries.payers(signed_in().cooperative_id, group_id)
    start = max(request.args.get("mulai", 0, type=int), 0)
    in_file = request.args.get("format") in FORMATS
    shown = everybody if in_file else everybody[start : start + _ROWS]
    rows = queries.grid_of(signed_in().cooperative_id, shown, year=year, on=today)
    return respond(
        _grid_table(rows if in_file else [], year), "savings/dues.html", rows=rows, start=start,
        count=len(everybody), size=_ROWS, year=year, today=today, groups=groups(), group_id=group_id,
        months=short_months(),
    )  # fmt: skip


@bp.get("/tunggakan")
@requires("savings.read")
def arrears() -> Response:
    """Who is behind, by how many months and rupiah."""
    today = desk().today
    group_id = chosen_group(request.args.get("kelompok", type=int))
    rows = queries.arrears(signed_in().cooperative_id, on=today, group_id=group_id)
    table = _arrears_table(rows, today)
    if request.args.get("format"):
        return respond(table, "savings/arrears.html")
    return page("savings/arrears.html", table=table, rows=rows, groups=groups(), group_id=group_id)


def _grid_table(rows: list[GridRow], year: int) -> Table:
    columns = [
        Column("number", _("No."), width=6),
        Column("name", _("Name"), width=20),
        *(Column(f"m{n}", name, "money", width=7) for n, name in enumerate(short_months(), 1)),
        Column("paid", _("Paid"), "money", width=9),
        Column("arrears_months", _("Months behind"), "count", width=11),
        Column("arrears", _("Arrears"), "money", width=11),
        Column("prepaid", _("Paid ahead"), "money", width=10),
    ]
    cells = [_grid_row(row) for row in rows]
    if cells:
        keys = [f"m{n}" for n in range(1, 13)] + ["paid", "arrears_months", "arrears", "prepaid"]
        cells.append(total_row("name", _("Total"), cells, keys))
    title = _("Dues %(year)s", year=year)
    return Table(title, columns, cells, name=f"simpanan-wajib-{year}", landscape=True)


def _grid_row(row: GridRow) -> dict[str, object]:
    now = row.standing.on
    # a month to come that nobody has paid stays blank; a month due shows its nought
    months = {
        f"m{n}": cell.paid if cell and (cell.paid or cell.month <= now) else None
        for n, cell in enumerate(row.cells, 1)
    }
    return {
        "number": row.member.number_text,
        "name": row.member.name,
        **months,
        "paid": row.paid,
        "arrears_months": row.standing.arrears_months,
        "arrears": row.standing.arrears,
        "prepaid": row.standing.prepaid,
    }


def _arrears_table(rows: list[GridRow], on: date) -> Table:
    columns = [
        Column("name", _("Name"), width=26),
        Column("group", _("Village group"), width=16),
        Column("since", _("Oldest unpaid month"), width=14),
        Column("months", _("Months behind"), "count", width=10),
        Column("arrears", _("Arrears"), "money", width=12),
        Column("phone", _("Phone"), width=14),
    ]
    cells: list[dict[str, object]] = [
        {
            "name": row.member.label,
            "group": row.member.group_name,
            "since": row.standing.unpaid[0].month.name,
            "months": row.standing.arrears_months,
            "arrears": row.standing.arrears,
            "phone": phones.shown(row.member.phone),
            "_url": url_for("savings.member", member_id=row.member.id),
        }
        for row in rows
    ]
    if cells:
        cells.append(total_row("name", _("Total"), cells, ["months", "arrears"]))
    notes = [_("As of %(day)s", day=on.strftime("%d/%m/%Y"))]
    return Table(_("Dues in arrears"), columns, cells, notes=notes, name="tunggakan-wajib")
