"""Pay out what is left after a settlement, in parts if wanted."""

from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.closing import entries, queries
from coop_app.closing.entries import Leaver, Paper
from coop_app.closing.models import ExitPayment
from coop_app.closing.queries import Payment
from coop_app.closing.rules import refunds as rules
from coop_app.closing.rules.refunds import Refund
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings.service.recording import queue

SOURCE = "closing.refund"


def pay_refund(*, desk: Desk, refund: Refund, request_id: str) -> Payment:
    """Pay a member who left, or an heir; the same request id pays once.

    Raises what `rules.refunds.check` raises, `RefundPlaceUnknown`, `SecondPersonNeeded`, `RequestReused`,
    what `ledger.post` raises, and `NotFound`.
    """
    members.get_member(desk.cooperative_id, refund.member_id)
    queue(desk, [refund.member_id])
    if earlier := queries.find_payment(desk.cooperative_id, request_id):
        if earlier.fingerprint != fingerprint(refund):
            raise RequestReused
        return earlier
    _check(desk, refund)
    auth.check_back_dating(desk, refund.paid_on)
    auth.check_withdrawal_limit(desk, refund.amount)
    row = _write(desk, refund, request_id)
    posted = ledger.post(
        refund_entry(desk=desk, refund=refund, key=row.id), book_id=desk.book_id, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    row.entry_seq = posted.seq
    session.flush()
    return queries.get_payment(desk.cooperative_id, row.id)


def _check(desk: Desk, refund: Refund) -> None:
    owed = queries.owed_to(desk.cooperative_id, desk.book_id, refund.member_id)
    rules.check(refund, owed, today=desk.today)
    if refund.place_id not in {place.id for place in ledger.cash_places(book_id=desk.book_id)}:
        raise rules.RefundPlaceUnknown


def _write(desk: Desk, refund: Refund, request_id: str) -> ExitPayment:
    row = ExitPayment(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, member_id=refund.member_id,
        paid_on=refund.paid_on, place_id=refund.place_id, amount=int(refund.amount),
        receiver=refund.receiver, relation=refund.relation, documents=",".join(refund.documents),
        memo=refund.memo, request_id=request_id, fingerprint=fingerprint(refund),
        made_by=desk.user_id, approved_by=desk.approved_by, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def refund_entry(*, desk: Desk, refund: Refund, key: int = 0) -> Entry:
    """The entry a payment makes; without a key it is only to be shown."""
    card = members.get_member(desk.cooperative_id, refund.member_id)
    text = f"Pembayaran simpanan anggota keluar: {card.label}"
    if refund.receiver:
        text = f"{text}, diterima {refund.receiver}"
    paper = Paper(refund.paid_on, f"{SOURCE}:{key}", text)
    return entries.refund(paper, Leaver(card.id, card.group_id), refund.place_id, refund.amount)


def reverse_refund(*, desk: Desk, payment_id: int, on: date, why: str) -> Payment:
    """Take a payment back with a reason, by two people.

    Raises `SecondPersonNeeded`, `ReasonMissing`, `AlreadyReversed`, `ReversalTooEarly`, `PeriodClosed`,
    `DateInFuture`, `NotFound`.
    """
    paid = queries.get_payment(desk.cooperative_id, payment_id)
    queue(desk, [paid.member_id])
    auth.require_second_person(desk)
    posted = ledger.reverse(
        book_id=paid.book_id, seq=paid.entry_seq, on=on, why=why, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    row = session.scalar(
        sa.select(ExitPayment).where(
            ExitPayment.id == payment_id, ExitPayment.cooperative_id == desk.cooperative_id
        )
    )
    if row is None:
        raise NotFound
    row.reversed_seq = posted.seq
    session.flush()
    auth.audit_trail(
        "closing.refund_reversed", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"{SOURCE}:{payment_id}", after={"entry": posted.voucher}, reason=why,
    )  # fmt: skip
    return queries.get_payment(desk.cooperative_id, payment_id)
