"""The account sheet of a round for the annual meeting: in, out, remained; every residue is zero."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from coop_app.money import Money
from coop_app.products.queries import Item
from coop_app.purchasing.queries.receiving.account import RoundAccount
from coop_app.purchasing.queries.receiving.settlements import Settlement
from coop_app.purchasing.queries.rounds import Round
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day
from coop_app.web.tables import Column, Table

_WIDTH = 180 * mm


@dataclass(frozen=True, slots=True)
class Facts:
    """A round, its sheet, its goods by name, its end."""

    shown: Round
    sheet: RoundAccount
    items: Mapping[str, Item]
    settled: Settlement | None

    def text(self, name: str, quantity: int) -> str:
        """A quantity of an item as people say it."""
        return self.items[name].text(quantity)


def way_names() -> dict[str, str]:
    """How the five ways of paying are called."""
    return {
        "advance": _("From the advance"), "cash": _("Cash"),
        "savings": _("From simpanan sukarela"), "set_off": _("Set off against what we owe"),
        "credit": _("On credit (bon)"),
    }  # fmt: skip


def goods_table(known: Facts) -> Table:
    """Ordered, billed, received, handed over and left, item by item."""
    rows = [
        {
            "item": one.name,
            "cost": one.cost,
            "sold": one.sold,
            **{
                name: known.text(one.name, getattr(one, name))
                for name in ("ordered", "billed", "received", "delivered", "left", "residue")
            },
        }
        for one in known.sheet.items
    ]
    columns = [
        Column("item", _("Item"), width=16), Column("ordered", _("Ordered"), width=11),
        Column("billed", _("Billed"), width=11), Column("received", _("Received"), width=11),
        Column("delivered", _("Given to members"), width=13), Column("left", _("In stock still"), width=10),
        Column("residue", _("Residue"), width=9), Column("cost", _("Cost in the shed"), "money", 13),
        Column("sold", _("Members paid"), "money", 13),
    ]  # fmt: skip
    return Table(_("Goods"), columns, rows)


def money_table(known: Facts) -> Table:
    """What came in and went out in rupiah."""
    sheet, names = known.sheet, way_names()
    rows: list[tuple[str, Money, str]] = [
        (_("Bills of the supplier"), sheet.billed, ""),
        (_("Paid to carriers"), sheet.carriers, ""),
        (_("became stock"), -sheet.cost, ""),
        (_("became a claim"), -sheet.claimed, ""),
        *(
            [
                (_("Bills that came later"), sheet.later, ""),
                (_("on goods still there"), -sheet.later_stock, ""),
                (_("on goods that were gone, borne by the cooperative"), -sheet.later_gone, ""),
            ]
            if sheet.has_later
            else []
        ),
        (_("Residue"), sheet.residue_in, "total"),
        (_("Goods taken by members"), sheet.sold, ""),
        *((names[way], -amount, "") for way, amount in sheet.paid.items() if amount),
        (_("Residue"), sheet.residue_out, "total"),
        (_("What the goods had cost"), sheet.cost_of_sold, ""),
        (_("Left for the cooperative (margin)"), sheet.earned, "total"),
        (_("Saved by members against the market"), sheet.saved, "total"),
    ]
    shown = [
        {"what": what, "amount": amount, **({"_kind": kind} if kind else {})}
        for what, amount, kind in rows
    ]
    columns = [Column("what", _("What"), width=60), Column("amount", _("Rupiah"), "money", 20)]
    return Table(_("Rupiah"), columns, shown)


def sheet(known: Facts, head: Letterhead) -> bytes:
    """One page with two signatures."""
    title = _("Account of the round")
    notes = [known.shown.label, known.shown.supplier_name]
    if known.settled:
        notes.append(_("Settled on %(day)s", day=long_day(known.settled.settled_on)))
    story: list[Flowable] = [
        *paper.heading(title, notes),
        *paper.table_flowables(goods_table(known), _WIDTH),
        Spacer(1, 6 * mm),
        *paper.table_flowables(money_table(known), _WIDTH * 0.7),
        Spacer(1, 4 * mm),
    ]
    if known.settled and known.settled.explained:
        words = _("What remained: %(why)s", why=known.settled.explained)
        story.append(Paragraph(paper.escaped(words), paper.BODY))
    story += [Spacer(1, 8 * mm), paper.signatures([_("Treasurer"), _("Supervisor")])]
    return paper.document(story, head, title=f"{title} {known.shown.label}")
