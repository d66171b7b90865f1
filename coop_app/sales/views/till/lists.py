"""All sales, and what they come to by day, item and buyer."""

from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.refusal import N_
from coop_app.sales.queries import till as queries
from coop_app.sales.queries import trade
from coop_app.sales.queries.till import Sold, Trade
from coop_app.sales.rules.till.acts import WAYS
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.till.filtering import Asked, asked
from coop_app.web.access import may, requires, signed_in
from coop_app.web.filters import day
from coop_app.web.tables import Column, Table, respond, total_row

#: part of the address → what the sales are added up by
KINDS = {"hari": N_("By day"), "barang": N_("By item"), "pembeli": N_("By buyer")}
_MONEY = (
    "member_sales", "member_cost", "member_profit", "other_sales", "other_cost", "other_profit",
    "consigned",
)  # fmt: skip


@bp.get("/penjualan")
@requires("sales.read")
def sales() -> Response:
    """Every note of a span of days."""
    chosen = asked()
    found = queries.list_sales(signed_in().cooperative_id, chosen.wanted)
    table = _sales_table(found, chosen)
    return respond(table, "sales/sales.html", chosen=chosen, ways=WAYS, count=len(table.rows))


def _sales_table(found: list[Sold], chosen: Asked) -> Table:
    columns = [
        Column("voucher", _("Note"), width=13),
        Column("on", _("Date"), "date", 10),
        Column("buyer", _("Buyer"), width=20),
        Column("side", _("Side"), width=11, minor=True),
        Column("point", _("Point"), width=13, minor=True),
        Column("way", _("Way of paying"), width=12),
        Column("total", _("Amount"), "money", 12),
        Column("back", _("Came back"), "money", 10, minor=True),
        Column("net", _("Left"), "money", 12, minor=True),
    ]
    rows = [row for row in _sales_rows(found) if _fits(row, chosen.text)]
    if rows:
        rows.append(total_row("buyer", _("Total"), rows, ["total", "back", "net"]))
    name = f"penjualan-{chosen.start.isoformat()}-{chosen.end.isoformat()}"
    return Table(
        _("Sales"), columns, rows, notes=chosen.notes, name=name, landscape=True
    )  # fmt: skip


def _fits(row: dict[str, Any], text: str) -> bool:
    return text.casefold() in f"{row['voucher']} {row['buyer']}".casefold()


def _sales_rows(found: list[Sold]) -> list[dict[str, Any]]:
    person = signed_in()
    seqs = [sold.entry_seq for sold in found]
    vouchers = {p.seq: p.voucher for p in ledger.entry_pages(book_id=person.book_id, seqs=seqs)}
    points = {p.id: p.name for p in products.list_points(person.book_id, active_only=False)}
    back: dict[int, int] = {}
    for one in queries.returns_of(person.cooperative_id, [sold.id for sold in found]):
        back[one.sale_id] = back.get(one.sale_id, 0) + one.total
    names = buyer_names(found)
    return [
        {
            "voucher": vouchers.get(sold.entry_seq, ""), "on": sold.sold_on,
            "buyer": names[sold.id], "side": _side(sold.buyer.audience),
            "point": points.get(sold.point_id, ""), "way": _(WAYS[sold.way]),
            "total": sold.total, "back": Money(back.get(sold.id, 0)),
            "net": sold.total - back.get(sold.id, 0),
            "_url": url_for("sales.sale", sale_id=sold.id),
        }
        for sold in found
    ]  # fmt: skip


def _side(audience: str) -> str:
    return str(_("member") if audience == "member" else _("non-member"))


def buyer_names(found: list[Sold]) -> dict[int, str]:
    """Sale → its buyer in words."""
    cooperative_id = signed_in().cooperative_id
    people = members.names(cooperative_id, [one.buyer.member_id or 0 for one in found])
    known = {one.id: one.label for one in trade.list_customers(cooperative_id, active_only=False)}
    return {
        one.id: people.get(one.buyer.member_id or 0)
        or known.get(one.buyer.customer_id or 0)
        or one.buyer.name
        or str(_("anybody"))
        for one in found
    }


@bp.get("/penjualan/laporan")
@requires("sales.read")
def sales_report() -> Response:
    """What was sold by day, item or buyer, members and others apart, with gross profit."""
    chosen, kind = asked(), request.args.get("menurut", "hari")
    kind = kind if kind in KINDS else "hari"
    table = _report(chosen, kind)
    return respond(
        table, "sales/sales_report.html", chosen=chosen, kind=kind, kinds=KINDS, ways=WAYS
    )


def _report(chosen: Asked, kind: str) -> Table:
    sums, labels = _added(chosen, kind)
    keys = sorted({key for key, _audience in sums}, key=lambda key: str(labels(key)))
    rows = [_report_row(sums, key, _words(labels(key))) for key in keys]
    rows = [row for row in rows if chosen.text.casefold() in str(row["what"]).casefold()]
    if rows:
        rows.append(total_row("what", _("Total"), rows, _MONEY))
    name = f"penjualan-per-{kind}-{chosen.start.isoformat()}-{chosen.end.isoformat()}"
    title = f"{_('Sales')}: {_(KINDS[kind])}"
    return Table(
        title, _report_columns(kind), rows, notes=chosen.notes, name=name, landscape=True
    )  # fmt: skip


def _words(label: str | date) -> str:
    return day(label) if isinstance(label, date) else label


def _report_columns(kind: str) -> list[Column]:
    first = Column("what", _(KINDS[kind]), width=20)
    money = [
        Column("member_sales", _("To members"), "money", 12),
        Column("member_cost", _("Cost, members"), "money", 12, minor=True),
        Column("member_profit", _("Profit, members"), "money", 12, minor=True),
        Column("other_sales", _("To non-members"), "money", 12),
        Column("other_cost", _("Cost, non-members"), "money", 12, minor=True),
        Column("other_profit", _("Profit, non-members"), "money", 12, minor=True),
        Column("consigned", _("Sold for owners"), "money", 12, minor=True),
    ]
    if not may("ledger.read"):
        money = [one for one in money if one.key in ("member_sales", "other_sales", "consigned")]
    return [first, Column("quantity", _("How many"), width=10), *money] if kind == "barang" else [
        first, *money
    ]  # fmt: skip


def _report_row(sums: queries.Sums, key: Any, label: Any) -> dict[str, Any]:
    here, there = sums.get((key, "member"), Trade()), sums.get((key, "other"), Trade())
    row: dict[str, Any] = {"what": label, "consigned": here.consigned + there.consigned}
    for side, one in (("member", here), ("other", there)):
        row |= {f"{side}_sales": one.sales, f"{side}_cost": one.cost, f"{side}_profit": one.profit}
    if isinstance(key, int):
        item = products.get_item(signed_in().book_id, key)
        row["quantity"] = item.text(here.quantity + there.quantity)
    return row


def _added(chosen: Asked, kind: str) -> tuple[queries.Sums, Any]:
    cooperative_id, book_id = signed_in().cooperative_id, signed_in().book_id
    if kind == "hari":
        return queries.by_day(cooperative_id, chosen.wanted), lambda key: key
    if kind == "barang":
        sums = queries.by_item(cooperative_id, chosen.wanted)
        items = products.items_of(book_id, {key for key, _side in sums})
        return sums, lambda key: items[key].name
    sums = queries.by_buyer(cooperative_id, chosen.wanted)
    people = members.names(cooperative_id, [k for (what, k), _s in sums if what == "member"])
    known = {one.id: one.label for one in trade.list_customers(cooperative_id, active_only=False)}
    words = {"member": people, "customer": known}
    return sums, lambda key: words.get(key[0], {}).get(key[1]) or str(_("anybody"))
