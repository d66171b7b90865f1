"""The purchase order: paper with number and signatures, and the same as a message."""

from collections.abc import Mapping

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from coop_app.members.rules.phones import shown as phone_text
from coop_app.money import grouped, terbilang
from coop_app.purchasing.queries.rounds import Item, OrderPaper, Round, SupplierCard
from coop_app.web import paper as sheets
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, long_day, rupiah_text
from coop_app.web.tables import Column, Table

_WIDTH = 180 * mm


def order_paper_pdf(
    order: OrderPaper, shown: Round, supplier: SupplierCard, *, items: Mapping[int, Item],
    head: Letterhead,
) -> bytes:  # fmt: skip
    """The order, a page or two; the same order prints the same bytes."""
    title = _("Purchase order")
    story: list[Flowable] = [
        *sheets.heading(title, [_("No. %(number)s", number=order.label)]),
        *(Paragraph(sheets.escaped(line), sheets.BODY) for line in _facts(order, shown, supplier)),
        Spacer(1, 4 * mm),
        *sheets.table_flowables(_lines(order, items), _WIDTH),
        Spacer(1, 3 * mm),
        *(Paragraph(sheets.escaped(line), sheets.BODY) for line in _below(order)),
        Spacer(1, 8 * mm),
        KeepTogether(
            [
                sheets.signatures(
                    [_("Ordered by (treasurer)"), _("Agreed (chairperson)"), _("Supplier")]
                )
            ]
        ),
    ]
    return sheets.document(story, head, title=f"{title} {order.label}")


def _facts(order: OrderPaper, shown: Round, supplier: SupplierCard) -> list[str]:
    facts = supplier.facts
    reach = ", ".join(filter(None, (facts.contact, phone_text(facts.phone))))
    lines = [
        _("To: %(name)s", name=facts.name),
        facts.address,
        reach,
        _("Date: %(day)s", day=long_day(order.ordered_on)),
        _("For: %(round)s", round=shown.label),
    ]
    if order.wanted_on:
        lines.append(_("Please deliver on: %(day)s", day=long_day(order.wanted_on)))
    if facts.terms_days:
        lines.append(_("Payment: %(days)s days after the bill", days=facts.terms_days))
    return [line for line in lines if line]


def _lines(order: OrderPaper, items: Mapping[int, Item]) -> Table:
    rows: list[dict[str, object]] = [
        {
            "item": items[line.round_item_id].name,
            "packs": f"{grouped(line.packs)} {items[line.round_item_id].pack_unit}",
            "quantity": f"{grouped(line.quantity)} {items[line.round_item_id].order_unit}",
            "price": line.price,
            "value": line.value,
        }
        for line in order.lines
    ]
    rows.append({"item": _("Total"), "value": order.value, "_kind": "total"})
    columns = [
        Column("item", _("Item"), width=30),
        Column("packs", _("Packs"), width=16),
        Column("quantity", _("Quantity"), width=14),
        Column("price", _("Price per unit"), "money", 14),
        Column("value", _("Amount"), "money", 16),
    ]
    return Table(_("Purchase order"), columns, rows)


def _below(order: OrderPaper) -> list[str]:
    words = terbilang(order.value)
    lines = [
        _("In words: %(words)s.", words=words[:1].upper() + words[1:]),
        _("Prices by your list; what is paid follows your bill."),
    ]
    return [*lines, order.note] if order.note else lines


def order_text(order: OrderPaper, items: Mapping[int, Item], head: Letterhead) -> list[str]:
    """The same order as a message to the supplier."""
    lines = [
        _("Order %(number)s of %(house)s, %(day)s",
          number=order.label, house=head.name, day=day(order.ordered_on)),
    ]  # fmt: skip
    for line in order.lines:
        item = items[line.round_item_id]
        lines.append(
            f"- {item.name}: {grouped(line.packs)} {item.pack_unit}"
            f" ({grouped(line.quantity)} {item.order_unit}) x {rupiah_text(line.price)}"
        )
    lines.append(_("Together about %(value)s.", value=rupiah_text(order.value)))
    if order.wanted_on:
        lines.append(_("Please deliver on: %(day)s", day=long_day(order.wanted_on)))
    return [*lines, order.note, _("Please confirm. Thank you.")]
