"""The purchase note of produce."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from coop_app.members.queries import MemberCard
from coop_app.money import terbilang
from coop_app.products.queries import Item
from coop_app.sales.queries.trade.produce import Bought
from coop_app.sales.views.trade.papers.goods import facts_grid
from coop_app.web import paper
from coop_app.web.access import Letterhead, letterhead
from coop_app.web.filters import day, long_day, rupiah_text
from coop_app.web.tables import Column, Table, total_row


@dataclass(frozen=True, slots=True)
class Shown:
    """A note with the words around it."""

    note: Bought
    member: MemberCard
    voucher: str
    items: Mapping[int, Item]
    point: str
    place: str
    people: Mapping[int, str]


def paper_of(shown: Shown, head: Letterhead) -> bytes:
    """One sheet to sign."""
    note, member = shown.note, shown.member
    title = f"{_('Purchase of produce')} {shown.voucher}"
    facts = [
        (_("Date"), long_day(note.on)),
        (_("Bought from"), f"{member.name} ({_('No.')} {member.number_text}, {member.group_name})"),
        (_("Goods go to"), shown.point),
        (_("Paid at once"), f"{rupiah_text(note.paid)} ({shown.place})" if note.paid else ""),
        (_("To be paid later"), rupiah_text(note.owed) if note.owed else ""),
        (_("Note"), note.memo),
    ]
    story: list[Flowable] = [
        *paper.heading(title, []),
        facts_grid(facts),
        Spacer(1, 4 * mm),
        *paper.table_flowables(table_of(shown), 180 * mm),
        Spacer(1, 2 * mm),
        Paragraph(paper.escaped(terbilang(note.total).capitalize()), paper.BODY),
        Paragraph(
            paper.escaped(_("Recorded by %(name)s.", name=shown.people.get(note.made_by, ""))),
            paper.NOTE,
        ),
        KeepTogether(
            [Spacer(1, 8 * mm), paper.signatures([_("For the cooperative"), _("Seller")])]
        ),
    ]
    return paper.document(story, head, title=title)


def table_of(shown: Shown) -> Table:
    """What was weighed, looked at and priced."""
    columns = [
        Column("item", _("Goods"), width=26), Column("quality", _("Quality"), width=22),
        Column("quantity", _("Quantity"), width=14), Column("price", _("Price"), width=18),
        Column("amount", _("Amount"), "money", 16),
    ]  # fmt: skip
    rows: list[dict[str, Any]] = [
        {
            "item": shown.items[line.item_id].name, "quality": line.quality,
            "quantity": shown.items[line.item_id].text(line.quantity),
            "price": f"{rupiah_text(line.price)}/{line.unit}", "amount": line.amount,
        }
        for line in shown.note.items
    ]  # fmt: skip
    rows.append(total_row("item", _("Total"), rows, ["amount"]))
    return Table(_("Purchase of produce"), columns, rows)


def message(note: Bought, items: Mapping[int, Item], verify: str) -> list[str]:
    """A few lines for WhatsApp."""
    lines = [letterhead().name, str(_("Purchase of produce")), day(note.on)]
    lines += [
        f"{items[line.item_id].name} {items[line.item_id].text(line.quantity)}: {rupiah_text(line.amount)}"
        for line in note.items
    ]
    lines.append(_("Paid now: %(amount)s", amount=rupiah_text(note.paid)))
    if note.owed:
        lines.append(_("To be paid later: %(amount)s", amount=rupiah_text(note.owed)))
    return [*lines, _("Check: %(address)s", address=verify)] if verify else lines
