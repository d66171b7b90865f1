"""The minutes of an equipment handover: what, from whom, to whom, signed by three."""

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from coop_app.literacy.queries.effect import Grant
from coop_app.money import grouped, terbilang
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, rupiah_text
from coop_app.web.tables import Column, Table

_WIDTH = 180 * mm


def handover(grant: Grant, head: Letterhead) -> bytes:
    """One page to sign."""
    title = _("Minutes of an equipment handover")
    story: list[Flowable] = paper.heading(
        title, [_("Number %(n)s", n=f"{grant.id:04d}/{grant.handed_on.year}")]
    )
    story.append(
        _said(_("On %(day)s the following equipment was handed over.", day=day(grant.handed_on)))
    )
    story += [Spacer(1, 4 * mm), *paper.table_flowables(_facts(grant), _WIDTH), Spacer(1, 5 * mm)]
    story.append(
        _said(
            _(
                "Whoever receives it keeps it in order, uses it for the enterprise and does not sell it without talking to the giver. The cooperative comes to look at it."
            )
        )
    )
    story += [
        Spacer(1, 10 * mm),
        paper.signatures([_("Handed over by"), _("Received by"), _("Witness")]),
    ]
    return paper.document(story, head, title=title)


def _said(text: str) -> Paragraph:
    return Paragraph(paper.escaped(text), paper.BODY)


def _facts(grant: Grant) -> Table:
    rows = [
        (_("What"), grant.item), (_("How many"), grouped(grant.quantity)),
        (_("Brand and serial number"), grant.serial or "-"), (_("From whom"), grant.source),
        (_("Who received it"), f"{grant.whom.name}, {grant.whom.village}"),
        (_("Value"), f"{rupiah_text(grant.value)} ({terbilang(grant.value)})"),
    ]  # fmt: skip
    if grant.booked:
        rows.append((_("Voucher"), grant.booked.voucher))
    if grant.note:
        rows.append((_("Note"), grant.note))
    columns = [Column("name", _("Fact"), width=30), Column("value", _("Entry"), width=70)]
    return Table("", columns, [{"name": name, "value": value} for name, value in rows])
