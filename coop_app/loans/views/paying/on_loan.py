"""What the page of a loan shows of its life: where it stands, its payments, what can be done."""

from typing import Any

from coop_app.loans import queries
from coop_app.loans.forms.words import PARTS
from coop_app.loans.queries import Loan
from coop_app.loans.views.lending.loans import add_part
from coop_app.loans.views.paying import words
from coop_app.loans.views.paying.showing import shown_of
from coop_app.web.pages import link
from coop_app.web.whatsapp import link_to


def paying(loan: Loan) -> dict[str, Any]:
    """Names for `loans/_payments.html`; nothing before the payout."""
    if loan.disbursed_on is None or loan.entry_seq is None:
        return {"life": None}
    shown = shown_of(loan.id)
    text = words.reminder(shown.placed, shown.member.name)
    due = shown.position.next_row or shown.position.total_owed
    return {
        "life": shown,
        "payments": queries.list_payments(loan.cooperative_id, loan.id),
        "payment_titles": words.TITLES,
        "parts": PARTS,
        "reminder": link_to(shown.member.phone, text) if due else None,
        "ledger_url": _ledger(loan),
    }


def _ledger(loan: Loan) -> str | None:
    return link("ledger.journal", subject=loan.subject)


add_part(paying)
