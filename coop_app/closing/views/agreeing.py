"""Acts of closing that wait for a second person: what is asked, how it reads, how it is then done."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from coop_app import auth, clock, ledger
from coop_app.auth import Agreed, Asked, Kind
from coop_app.closing import queries, service
from coop_app.closing.forms import LeavingForm, RefundForm, ReversalForm
from coop_app.closing.rules.leaving import WAYS, Leaving
from coop_app.closing.rules.refunds import DOCUMENTS, ReceiverMissing, Refund
from coop_app.closing.views.blueprint import words_of
from coop_app.members import queries as members
from coop_app.refusal import N_
from coop_app.web.access import signed_in
from coop_app.web.filters import long_day, rupiah_text

Words = list[tuple[str, str]]
LEAVE, PAY, REVERSE = "closing.leave", "closing.refund", "closing.reverse_refund"


def _asked(kind: str, form: Any, content: dict[str, Any], **facts: Any) -> Asked:
    here = {"book_id": signed_in().book_id, "request_id": form.request_id.data}
    return Asked(kind=kind, content=here | content, **facts)


def of_leaving(form: LeavingForm, leaving: Leaving) -> Asked:
    """A settlement, with the figures that were looked at in words."""
    person = signed_in()
    sheet = queries.sheet_of(
        person.cooperative_id, person.book_id, leaving.member_id, clock.today()
    )
    figures = [[words_of(figure), int(figure.amount)] for figure in sheet.figures]
    content = {"leaving": auth.packed(leaving), "figures": figures, "payable": int(sheet.payable)}
    return _asked(
        LEAVE, form, content, subject=f"member:{leaving.member_id}", reason=leaving.reason
    )


def of_refund(form: RefundForm, member_id: int, heirs: list[tuple[str, str]]) -> Asked:
    """A payment above the limit, or of an older day."""
    try:
        content = {"refund": auth.packed(form.refund(member_id, heirs))}
    except ReceiverMissing:
        content = {}
    return _asked(PAY, form, content, subject=f"member:{member_id}")


def of_reversal(form: ReversalForm, payment_id: int) -> Asked:
    """A payment that is taken back."""
    on: date = form.facts["on"]
    content = {"payment_id": payment_id, "on": on.isoformat(), "why": form.why.data}
    subject = f"closing.refund:{payment_id}"
    return _asked(REVERSE, form, content, subject=subject, reason=form.why.data or "")


def _leaving_words(cooperative_id: int, content: dict[str, Any]) -> Words:
    leaving = auth.unpacked(Leaving, content["leaving"])
    card = members.get_member(cooperative_id, leaving.member_id)
    return [
        (_("Member"), f"{card.label} – {card.group_name}"),
        (_("How does the membership end?"), _(WAYS[leaving.status])),
        (_("Ended on"), long_day(leaving.ended_on)),
        *((name, rupiah_text(amount)) for name, amount in content["figures"]),
        (_("To be paid out"), rupiah_text(content["payable"])),
    ]


def _refund_words(cooperative_id: int, content: dict[str, Any]) -> Words:
    refund = auth.unpacked(Refund, content["refund"])
    card = members.get_member(cooperative_id, refund.member_id)
    place = ledger.account(book_id=content["book_id"], id=refund.place_id)
    return [
        (_("Member"), card.label),
        (_("Received by"), refund.receiver or card.name),
        (_("Papers that were shown"), ", ".join(_(DOCUMENTS[key]) for key in refund.documents)),
        (_("Amount"), rupiah_text(refund.amount)),
        (_("Cash place"), place.name),
        (_("Date"), long_day(refund.paid_on)),
    ]


def _reversal_words(cooperative_id: int, content: dict[str, Any]) -> Words:
    paid = queries.get_payment(cooperative_id, content["payment_id"])
    card = members.get_member(cooperative_id, paid.member_id)
    return [
        (_("Member"), card.label),
        (_("Amount"), rupiah_text(paid.amount)),
        (_("Date of the receipt"), long_day(paid.paid_on)),
        (_("Reason"), content["why"]),
    ]


def _leave(agreed: Agreed) -> None:
    asked = auth.unpacked(Leaving, agreed.content["leaving"])
    service.leave(desk=agreed.desk, leaving=asked, request_id=agreed.content["request_id"])


def _pay(agreed: Agreed) -> None:
    refund = auth.unpacked(Refund, agreed.content["refund"])
    here = agreed.desk
    paid = service.pay_refund(desk=here, refund=refund, request_id=agreed.content["request_id"])
    ledger.refuse_short(book_id=here.book_id, seq=paid.entry_seq)


def _reverse(agreed: Agreed) -> None:
    content = agreed.content
    service.reverse_refund(
        desk=agreed.desk, payment_id=content["payment_id"], on=date.fromisoformat(content["on"]),
        why=content["why"],
    )  # fmt: skip


auth.register_kind(Kind(LEAVE, N_("Settlement of a member who leaves"), _leaving_words, _leave))
auth.register_kind(Kind(PAY, N_("Payment to a member who left"), _refund_words, _pay))
auth.register_kind(
    Kind(REVERSE, N_("Take back a payment to a member who left"), _reversal_words, _reverse)
)
