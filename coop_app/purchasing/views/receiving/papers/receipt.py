"""Tanda terima barang: what was billed, what came, why they differ, two signatures."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from coop_app.products.queries import Item
from coop_app.purchasing.forms.receiving.supplying import REASONS
from coop_app.purchasing.queries.receiving.receipts import Receipt
from coop_app.purchasing.rules.receiving.landing import Reason
from coop_app.purchasing.views.receiving.counter import Signed
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.tables import Column, Table, total_row

_WIDTH = 180 * mm


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on the paper."""

    shown: Receipt
    supplier: str
    items: Mapping[int, Item]
    point: str
    round: str
    signed: Signed


def receipt(known: Facts, head: Letterhead) -> bytes:
    """The paper for the file; the supplier gets a copy."""
    shown = known.shown
    title = _("Goods receipt")
    notes = [
        _("Voucher %(voucher)s · %(day)s", voucher=known.signed.voucher, day=long_day(shown.received_on)),
        _("From %(supplier)s, bill %(bill)s of %(day)s", supplier=known.supplier, bill=shown.bill_number,
          day=long_day(shown.bill_date)),
        _("Stored at %(point)s", point=known.point) + (f" · {known.round}" if known.round else ""),
    ]  # fmt: skip
    story: list[Flowable] = [
        *paper.heading(title, notes),
        *paper.table_flowables(_table(known), _WIDTH),
        Spacer(1, 4 * mm),
        *[Paragraph(paper.escaped(line), paper.BODY) for line in _bill(known)],
        *_cancelled(known),
        Spacer(1, 8 * mm),
        paper.signatures([_("Delivered by"), _("Received by"), _("Checked by")]),
    ]
    return paper.document(story, head, title=f"{title} {known.signed.voucher}")


def _cancelled(known: Facts) -> list[Flowable]:
    if not known.signed.cancelled:
        return []
    words = _("CANCELLED by %(voucher)s", voucher=known.signed.cancelled)
    return [Paragraph(paper.escaped(words), paper.TITLE)]


def _table(known: Facts) -> Table:
    rows = [
        {
            "item": known.items[line.item_id].name,
            "billed": known.items[line.item_id].text(line.billed),
            "received": known.items[line.item_id].text(line.received),
            "why": str(REASONS[Reason(line.reason)]) if line.reason else "",
            "amount": line.amount, "cost": line.cost,
        }
        for line in known.shown.lines
    ]  # fmt: skip
    rows.append(total_row("item", _("Total"), rows, ["amount", "cost"]))
    columns = [
        Column("item", _("Item"), width=24), Column("billed", _("Billed"), width=14),
        Column("received", _("Received"), width=14), Column("why", _("Difference"), width=22),
        Column("amount", _("On the bill"), "money", 14),
        Column("cost", _("Cost in the shed"), "money", 14),
    ]  # fmt: skip
    return Table(_("Goods"), columns, rows)


def _bill(known: Facts) -> list[str]:
    shown = known.shown
    words = [
        (_("Freight on the bill"), shown.freight_billed),
        (_("Loading on the bill"), shown.loading_billed),
        (_("Discount on the bill"), -shown.discount),
        (_("Paid to carriers"), shown.carrier_paid),
        (_("The bill asks for"), shown.bill_total),
    ]
    rows = [f"{label}: {rupiah_text(amount)}" for label, amount in words if amount]
    rows.append(_("Due on %(day)s", day=long_day(shown.due_on)))
    if shown.memo:
        rows.append(shown.memo)
    return rows
