"""Nota: what a member took, how it was paid, what was saved; A5 to sign."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from coop_app.members.queries import MemberCard
from coop_app.money import grouped
from coop_app.purchasing.queries.receiving.deliveries import Delivery
from coop_app.purchasing.queries.receiving.sharings import Shared
from coop_app.purchasing.views.receiving.counter import Signed
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, long_day, rupiah_text
from coop_app.web.papers.receipt import Receipt, a5


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on the paper."""

    shown: Delivery
    card: MemberCard
    round: str
    goods: Mapping[int, Shared]
    signed: Signed


def invoice(known: Facts, head: Letterhead) -> bytes:
    """One page: goods at the left, how they were paid at the right."""
    shown = known.shown
    return a5(
        Receipt(
            title=_("Return of goods") if shown.is_return else _("Invoice of goods"),
            voucher=known.signed.voucher,
            cancelled=_("CANCELLED by %(voucher)s", voucher=known.signed.cancelled)
            if known.signed.cancelled
            else "",
            facts=[
                (_("Date"), long_day(shown.on)),
                (_("Member"), f"{known.card.label}, {known.card.group_name}"),
                (_("Round"), known.round),
            ],
            amount=shown.total, lines=_lines(known), notes=_notes(shown),
            verify=known.signed.verify, code=known.signed.code,
            signatures=[(_("Handed over by"), known.signed.made_by), (_("Received by"), known.card.name)],
        ),
        head,
    )  # fmt: skip


def _lines(known: Facts) -> list[tuple[str, str]]:
    return [
        (f"{shared.item.name} {shared.text(line.quantity)}", grouped(line.amount))
        for line in known.shown.lines
        for shared in [known.goods[line.round_item_id]]
    ]


def _notes(shown: Delivery) -> list[str]:
    words = {
        "advance": _("From the advance"), "cash": _("Cash"),
        "savings": _("From simpanan sukarela"), "set_off": _("Set off against what we owe"),
        "credit": _("On credit (bon)"),
    }  # fmt: skip
    paid = [
        f"{label}: {rupiah_text(amount)}"
        for way, label in words.items()
        if (amount := getattr(shown.ways, way))
    ]
    if shown.due_on and shown.ways.credit:
        paid.append(_("To be paid by %(day)s", day=day(shown.due_on)))
    if shown.saved > 0 and not shown.is_return:
        paid.append(_("Cheaper than the market by %(amount)s", amount=rupiah_text(shown.saved)))
    if shown.why:
        paid.append(_("Reason: %(why)s", why=shown.why))
    return paid
