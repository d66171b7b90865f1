"""The receipt of a payment for goods, and of a member who is paid for produce."""

from flask_babel import gettext as _

from coop_app.ledger.accounts import EntryPage
from coop_app.sales.queries.trade import payments
from coop_app.sales.queries.trade.customers import Debtor
from coop_app.sales.queries.trade.payments import Paid
from coop_app.sales.views.trade.shared import people, place_name, verify_link
from coop_app.web.access import letterhead
from coop_app.web.filters import day, long_day, rupiah_text
from coop_app.web.papers.receipt import Receipt, check_code


def title(paid: Paid) -> str:
    """What the paper is called."""
    words = {
        payments.RECEIVED: _("Payment for goods on credit"),
        payments.WRITTEN_OFF: _("Debt for goods given up"),
        payments.PAID: _("Payment for produce"),
    }
    return str(words[paid.kind])


def paper_of(paid: Paid, debtor: Debtor, entry: EntryPage) -> Receipt:
    """Everything that stands on A5 and on the slip."""
    names, undone = people(paid.made_by, paid.approved_by), entry.reversed_by
    lost = paid.kind == payments.WRITTEN_OFF
    facts = [
        (_("Date"), long_day(paid.on)),
        (
            whom(paid),
            ", ".join(filter(None, (debtor.name, debtor.village))),
        ),
        (_("Cash place"), place_name(paid.place_id, paid.way)),
    ]
    if paid.memo:
        facts.append((_("Note"), paid.memo))
    notes = (
        [_("Agreed by %(name)s", name=names[paid.approved_by])] if paid.approved_by in names else []
    )
    return Receipt(
        title=title(paid).upper(), voucher=entry.voucher,
        cancelled=_("CANCELLED by %(voucher)s", voucher=undone.voucher) if undone else "",
        facts=facts, amount=paid.amount, lines=_lines(paid), notes=notes,
        verify=verify_link(entry), code=check_code(entry.hash),
        signatures=[
            (_("Treasurer"), names.get(paid.made_by, "")),
            (_("Agreed by"), names.get(paid.approved_by or 0, "")) if lost else (_("Paid to") if paid.kind == payments.PAID else _("Paid by"), debtor.name),
        ],
    )  # fmt: skip


def whom(paid: Paid) -> str:
    """What the other side is called: nobody pays where a debt is given up."""
    words = {payments.PAID: _("Paid to"), payments.WRITTEN_OFF: _("Debtor")}
    return str(words.get(paid.kind, _("Received from")))


def _lines(paid: Paid) -> list[tuple[str, str]]:
    lost = paid.kind == payments.WRITTEN_OFF
    return [
        (_("Owed before"), rupiah_text(paid.owed)),
        (_("Debt given up") if lost else _("Paid"), rupiah_text(paid.amount)),
        (_("Still owed"), rupiah_text(paid.left)),
    ]


def message(paid: Paid, debtor: Debtor, verify: str) -> list[str]:
    """A few lines for WhatsApp."""
    return [
        letterhead().name, title(paid), day(paid.on), debtor.name,
        *(f"{label}: {amount}" for label, amount in _lines(paid)),
        _("Check: %(address)s", address=verify) if verify else "",
    ]  # fmt: skip
