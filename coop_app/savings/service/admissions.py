"""A new member and the first payment, in one transaction."""

from dataclasses import dataclass
from datetime import date

from coop_app.fingerprint import fingerprint
from coop_app.members import service as members
from coop_app.members.rules.facts import MemberFacts
from coop_app.money import ZERO, Money
from coop_app.savings import queries
from coop_app.savings.queries import Act
from coop_app.savings.rules.payments import Desk, Part, Payment
from coop_app.savings.rules.products import POKOK, WAJIB
from coop_app.savings.service.deposits import take
from coop_app.savings.service.recording import Asked, find_earlier, queue_one


@dataclass(frozen=True, slots=True)
class Admission:
    """Who joins and what is paid at once; `dues` may be zero."""

    facts: MemberFacts
    paid_on: date
    place_id: int
    pokok: Money
    dues: Money = ZERO
    despite_double: bool = False


def admit_with_payment(
    *, desk: Desk, admission: Admission, request_id: str, identity_key: str = ""
) -> Act:
    """Enter a member, take simpanan pokok and first dues; the payment makes the membership active.

    Raises what `members.service.admit` and `activate` and `deposit` raise.
    """
    card = members.admit(
        admission.facts, cooperative_id=desk.cooperative_id, by=desk.user_id, on=desk.today,
        request_id=request_id, identity_key=identity_key, despite_double=admission.despite_double,
    )  # fmt: skip
    view = queue_one(desk, card.id)
    payment = _payment(admission, card.id)
    asked = Asked(request_id, fingerprint(payment))
    if earlier := find_earlier(desk, asked):
        return earlier
    return take(desk=desk, payment=payment, asked=asked, view=view)


def usual_payment(*, desk: Desk) -> tuple[Money, Money]:
    """Simpanan pokok and one month's dues as decided, to offer on the form."""
    pokok = queries.amount_on(desk.cooperative_id, POKOK, desk.today)
    return pokok, queries.amount_on(desk.cooperative_id, WAJIB, desk.today)


def _payment(admission: Admission, member_id: int) -> Payment:
    parts = [Part(POKOK, admission.pokok)]
    if admission.dues:
        parts.append(Part(WAJIB, admission.dues))
    return Payment(member_id, admission.paid_on, admission.place_id, tuple(parts))
