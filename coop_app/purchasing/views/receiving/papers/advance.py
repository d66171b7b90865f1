"""The receipt of an advance for goods, or of its return: A5 to sign."""

from dataclasses import dataclass

from flask_babel import gettext as _

from coop_app.members.queries import MemberCard
from coop_app.purchasing.queries.receiving.deliveries import Advance
from coop_app.purchasing.views.receiving.counter import Signed
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day
from coop_app.web.papers.receipt import Receipt, a5


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on the paper."""

    shown: Advance
    card: MemberCard
    place: str
    round: str
    signed: Signed


def receipt(known: Facts, head: Letterhead) -> bytes:
    """One page to sign."""
    shown, came = known.shown, known.shown.kind == "in"
    facts = [
        (_("Date"), long_day(shown.on)),
        (
            _("Received from") if came else _("Paid to"),
            f"{known.card.label}, {known.card.group_name}",
        ),
        (_("Cash place"), known.place),
    ]
    facts += [(_("Round"), known.round)] if known.round else []
    facts += [(_("Note"), shown.memo)] if shown.memo else []
    note = _("It pays for goods of the next hand-over; what is too much goes back.")
    return a5(
        Receipt(
            title=_("Advance for goods") if came else _("Advance given back"),
            voucher=known.signed.voucher,
            cancelled=_("CANCELLED by %(voucher)s", voucher=known.signed.cancelled)
            if known.signed.cancelled
            else "",
            facts=facts, amount=shown.amount, notes=[note] if came else [],
            verify=known.signed.verify, code=known.signed.code,
            signatures=[(_("Treasurer"), known.signed.made_by), (_("Member"), known.card.name)],
        ),
        head,
    )  # fmt: skip
