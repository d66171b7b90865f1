"""The voucher of money to a supplier (or of an advance that came back): A5, to be signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from coop_app.money import grouped
from coop_app.purchasing.queries.receiving.payables import Payment
from coop_app.purchasing.views.receiving.counter import Signed
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day
from coop_app.web.papers.receipt import Receipt, a5


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on the voucher."""

    shown: Payment
    supplier: str
    place: str
    lines: Sequence[tuple[str, str]]
    signed: Signed


def voucher(known: Facts, head: Letterhead) -> bytes:
    """One page to sign."""
    shown, titles = known.shown, {
        "payment": _("Payment to a supplier"),
        "advance": _("Advance to a supplier"),
        "advance_back": _("Advance back from a supplier"),
    }  # fmt: skip
    back = shown.kind == "advance_back"
    extra = [
        (label, grouped(amount))
        for label, amount in (
            (_("From the advance"), shown.from_advance), (_("Discount"), shown.discount),
        )
        if amount
    ]  # fmt: skip
    notes = (
        [_("Agreed by %(name)s", name=known.signed.approved_by)] if known.signed.approved_by else []
    )
    return a5(
        Receipt(
            title=titles[shown.kind], voucher=known.signed.voucher,
            cancelled=_("CANCELLED by %(voucher)s", voucher=known.signed.cancelled)
            if known.signed.cancelled
            else "",
            facts=[
                (_("Date"), long_day(shown.on)),
                (_("Received from") if back else _("Paid to"), known.supplier),
                (_("Cash place"), known.place or "—"),
                *([(_("Note"), shown.memo)] if shown.memo else []),
            ],
            amount=shown.cash or shown.settled, lines=[*known.lines, *extra], notes=notes,
            verify=known.signed.verify, code=known.signed.code,
            signatures=[(_("Treasurer"), known.signed.made_by), (_("Supplier"), known.supplier)],
        ),
        head,
    )  # fmt: skip
