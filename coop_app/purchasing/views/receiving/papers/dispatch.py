"""Surat jalan: what is on the way, from where to where, three signatures."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from coop_app.purchasing.queries.receiving.deliveries import Dispatch
from coop_app.purchasing.queries.receiving.sharings import Shared
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day
from coop_app.web.tables import Column, Table

_WIDTH = 180 * mm


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on the paper."""

    one: Dispatch
    round: str
    goods: Mapping[int, Shared]
    points: Mapping[int, str]


def note(known: Facts, head: Letterhead) -> bytes:
    """One page to sign three times."""
    one = known.one
    title = _("Delivery note %(number)s", number=f"SJ-{one.id}")
    notes = [
        f"{long_day(one.on)} · {known.round}",
        _("From %(here)s to %(there)s", here=known.points[one.from_point_id],
          there=known.points[one.to_point_id]),
    ]  # fmt: skip
    if one.carrier:
        notes.append(_("Carried by %(who)s", who=one.carrier))
    rows = [
        {
            "number": number, "item": known.goods[key].item.name,
            "quantity": known.goods[key].text(quantity), "came": "…" * 12,
        }
        for number, (key, quantity, _cost) in enumerate(one.lines, 1)
    ]  # fmt: skip
    columns = [
        Column("number", _("No."), "count", 6), Column("item", _("Item"), width=40),
        Column("quantity", _("Sent"), width=18), Column("came", _("Arrived"), width=22),
    ]  # fmt: skip
    story: list[Flowable] = [
        *paper.heading(title, notes),
        *paper.table_flowables(Table(title, columns, rows), _WIDTH),
        Spacer(1, 10 * mm),
        paper.signatures([_("Sent by"), _("Carrier"), _("Received by")]),
    ]
    return paper.document(story, head, title=title)
