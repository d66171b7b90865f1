"""The member-benefit report (laporan promosi ekonomi anggota)."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.money import rupiah
from coop_app.reports.forms import SpanFilter
from coop_app.reports.queries import benefit as read
from coop_app.reports.rules.benefit import Benefit, together
from coop_app.reports.rules.periods import Span
from coop_app.reports.views import bp, presenting
from coop_app.web import tables
from coop_app.web.access import requires, signed_in
from coop_app.web.tables import Column, Table

_SUMS = ("paid", "market", "saved", "interest", "total", "sold")


@bp.get("/promosi-ekonomi")
@requires("reports.read")
def member_benefit() -> Response:
    """What membership brought each member in a period."""
    book, form = presenting.current_book(), SpanFilter.asked()
    span = form.span(clock.today(), book.first_month)
    found = read.member_benefits(signed_in().cooperative_id, book, span)
    context = presenting.asked(book, form, [], span.end)
    context["empty"] = not found
    return tables.respond(
        _table(found, span), "reports/member_benefit.html", span=span,
        whole=rupiah(together(found)), **context,
    )  # fmt: skip


def _table(found: list[Benefit], span: Span) -> Table:
    names = read.names(signed_in().cooperative_id, found)
    rows = [_row(one, names.get(one.member_id, "")) for one in found]
    columns = (
        Column("member", _("Member"), width=24),
        Column("paid", _("Bought together"), "money", 14, minor=True),
        Column("market", _("At market price"), "money", 14, minor=True),
        Column("saved", _("Saved"), "money", 12),
        Column("interest", _("Interest on savings"), "money", 12, minor=True),
        Column("total", _("Benefit"), "money", 12),
        Column("sold", _("Sold through us"), "money", 14, minor=True),
    )
    return Table(
        _("Member benefit"), columns,
        [*rows, tables.total_row("member", _("All members"), rows, _SUMS)],
        notes=[presenting.over(span), _(
            "Benefit = saved in rounds against the market price noted for them + interest on savings. "
            "Goods without a market price and what was sold through us are not added.")],
        name=f"promosi-ekonomi-{span.start.isoformat()}-{span.end.isoformat()}",
        landscape=True,
    )  # fmt: skip


def _row(one: Benefit, name: str) -> dict[str, Any]:
    return {
        "member": name, "paid": one.bought.paid, "market": one.bought.market,
        "saved": one.bought.saved, "interest": one.interest, "total": one.total, "sold": one.sold,
        "_url": url_for("members.member_page", member_id=one.member_id),
    }  # fmt: skip
