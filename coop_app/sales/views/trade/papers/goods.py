"""Papers of goods: delivery slip, way bill, report of a shop, settlement slip that shows the sum."""

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from coop_app.money import terbilang
from coop_app.refusal import N_
from coop_app.sales.queries.trade import acts
from coop_app.sales.queries.trade.acts import Act, Move
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.tables import Column, Table, total_row

if TYPE_CHECKING:
    from coop_app.sales.views.trade.goods.documents import Shown

_WIDTH = 180 * mm


def paper_of(shown: "Shown", head: Letterhead) -> bytes:
    """One sheet to sign."""
    act = shown.act
    story: list[Flowable] = [
        *paper.heading(f"{shown.title} {shown.number}", []),
        facts_grid(_facts(shown)),
        Spacer(1, 4 * mm),
    ]
    if act.kind == acts.SETTLED:
        story += [*paper.table_flowables(_sold(shown), _WIDTH), Spacer(1, 4 * mm)]
        story += paper.table_flowables(_sums(act), _WIDTH)
        words = terbilang(act.paid).capitalize() if act.paid else ""
        story += [Spacer(1, 2 * mm), Paragraph(paper.escaped(words), paper.BODY)]
    elif act.kind == acts.COST:
        story.append(Paragraph(paper.escaped(f"{act.memo}: {rupiah_text(act.cost)}"), paper.BODY))
    else:
        story += paper.table_flowables(_moved(shown), _WIDTH)
    story.append(Spacer(1, 2 * mm))
    story += [Paragraph(paper.escaped(note), paper.NOTE) for note in _notes(shown)]
    names = [
        _("For the cooperative"),
        _("Shop") if act.kind == acts.REPORT else _("Owner of the goods"),
    ]
    story.append(KeepTogether([Spacer(1, 8 * mm), paper.signatures(names)]))
    return paper.document(story, head, title=f"{shown.title} {shown.number}")


def facts_grid(pairs: list[tuple[str, str]]) -> Flowable:
    """Labels and texts in two columns."""
    cells = [
        [Paragraph(paper.escaped(label), paper.NOTE), Paragraph(paper.escaped(text), paper.BODY)]
        for label, text in pairs
        if text
    ]
    style = TableStyle(
        [("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)]
    )
    return Grid(cells, colWidths=[42 * mm, _WIDTH - 42 * mm], style=style, hAlign="LEFT")


def _facts(shown: "Shown") -> list[tuple[str, str]]:
    act, member = shown.act, shown.member
    whom = f"{member.name} ({_('No.')} {member.number_text}, {member.group_name})" if member else ""
    return [
        (_("Date"), long_day(act.on_date)),
        (_("Owner"), whom),
        (_("Where it lies"), shown.points.get(act.point_id or 0, "")),
        (_("To"), shown.points.get(act.to_point_id or 0, "")),
        (_("Paid how"), shown.place if act.kind in (acts.COST, acts.SETTLED) else ""),
        (_("Note"), act.memo if act.kind != acts.COST else ""),
    ]


def _moved(shown: "Shown") -> Table:
    report = shown.act.kind == acts.REPORT
    columns = [
        Column("item", _("Goods"), width=26),
        *([Column("owner", _("Owner"), width=20)] if report else []),
        Column("what", _("What happened"), width=16),
        Column("quantity", _("Quantity"), width=14),
        Column("price", _("Agreed price"), width=21),
        Column("amount", _("Amount"), "money", 14),
        *([Column("net", _("For the owner"), "money", 14)] if report else []),
    ]
    rows = [_row(shown, move) for move in shown.moves if move.kind != "moved_in"]
    if report and rows:
        rows.append(total_row("item", _("Total"), rows, ["amount", "net"]))
    return Table(shown.title, columns, rows)


def _row(shown: "Shown", move: Move) -> dict[str, Any]:
    item = shown.items[move.item_id]
    worth = int(move.price) * abs(move.quantity) // move.factor
    sold = move.kind == "sold"
    return {
        "item": item.name, "owner": shown.owners.get(move.member_id, ""),
        "what": _(WHAT[move.kind]), "quantity": item.text(abs(move.quantity)),
        "price": price_text(move), "amount": move.amount if sold else worth if not _is_report(shown) else None,
        "net": move.amount - move.shop_share - move.commission if sold else None,
    }  # fmt: skip


#: step → word (English message id)
WHAT = {
    "received": N_("left here"), "moved_in": N_("came"), "moved_out": N_("moved on"), "sold": N_("sold"),
    "taken_back": N_("brought back by a buyer"), "returned": N_("given back"), "spoiled": N_("spoiled"),
}  # fmt: skip


def _is_report(shown: "Shown") -> bool:
    return shown.act.kind == acts.REPORT


def price_text(move: Move) -> str:
    """`Rp10.000/bungkus`."""
    return f"{rupiah_text(move.price)}/{move.unit}" if move.price else ""


def _sold(shown: "Shown") -> Table:
    columns = [
        Column("item", _("Goods"), width=28), Column("quantity", _("Sold"), width=14),
        Column("gross", _("Sold for"), "money", 14),
        Column("share", _("Kept by shops"), "money", 14),
        Column("commission", _("Commission"), "money", 14),
        Column("net", _("For the owner"), "money", 14),
    ]  # fmt: skip
    rows: list[dict[str, Any]] = [
        {
            "item": row.item.name, "quantity": row.item.text(row.quantity), "gross": row.gross,
            "share": row.shop_share, "commission": row.commission, "net": row.net,
        }
        for row in shown.sold
    ]  # fmt: skip
    if rows:
        rows.append(total_row("item", _("Total"), rows, ["gross", "share", "commission", "net"]))
    return Table(_("Sold"), columns, rows)


def sums(act: Act) -> list[tuple[str, int]]:
    """How a settlement comes about, line by line: added, then taken off."""
    return [
        (_("Left from the settlement before"), int(act.carried)),
        (_("Sold for"), int(act.gross)),
        (_("Kept by shops"), -int(act.shop_share)),
        (_("Commission of the cooperative"), -int(act.commission)),
        (_("Costs paid for the owner"), -int(act.cost)),
        (_("Taken for other purchases and debts"), -int(act.other)),
        (_("Due to the owner"), int(act.due)),
        (_("Cut for goods on credit"), -int(act.set_off)),
        (_("Paid to the owner"), int(act.paid)),
        (_("Still due afterwards"), int(act.left_over)),
    ]


def _sums(act: Act) -> Table:
    columns = [
        Column("what", _("How it is computed"), width=60),
        Column("amount", _("Amount"), "money", 20),
    ]
    strong = {_("Due to the owner"), _("Paid to the owner")}
    rows = [
        {"what": label, "amount": amount} | ({"_kind": "total"} if label in strong else {})
        for label, amount in sums(act)
        if amount or label in strong
    ]
    return Table(_("Settlement"), columns, rows)


def _notes(shown: "Shown") -> list[str]:
    act = shown.act
    notes = []
    if act.reversed_seq and shown.entry and shown.entry.reversed_by:
        undone = shown.entry.reversed_by.voucher
        notes.append(_("CANCELLED by %(voucher)s", voucher=undone))
    if act.kind == acts.RECEIVED:
        notes.append(_("The goods stay the owner's until they are sold."))
    if act.kind == acts.REPORT and shown.whole:
        owed = int(act.gross) - int(act.shop_share) - int(act.received)
        notes.append(_("Handed over: %(amount)s.", amount=rupiah_text(act.received)))
        notes += (
            [_("Still to be handed over: %(amount)s.", amount=rupiah_text(owed))] if owed else []
        )
    who = shown.people.get(act.made_by, "")
    notes.append(_("Recorded by %(name)s.", name=who))
    if act.approved_by:
        notes.append(_("Agreed by %(name)s", name=shown.people.get(act.approved_by, "")))
    return [str(note) for note in notes]
