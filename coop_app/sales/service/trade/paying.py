"""Debts for goods are paid or given up, payments taken back, members paid for their produce."""

from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.money import Money
from coop_app.sales.entries import trade as entries
from coop_app.sales.entries.trade import Party, Slip
from coop_app.sales.models.trade import TradePayment
from coop_app.sales.queries.trade import customers, debts, due, payments, produce
from coop_app.sales.queries.trade.payments import Paid
from coop_app.sales.rules.trade import owing, words
from coop_app.sales.rules.trade.owing import GivenUp, Payment, Way
from coop_app.sales.service.trade.neighbours import free_savings
from coop_app.sales.service.trade.recording import (
    check_saved,
    held,
    insert,
    places_of,
    post,
    same,
    wait,
)

_FROM = {Way.SAVINGS: "voluntary_savings", Way.CONSIGNMENT: "consignment_payable"}
_TO = {Way.SAVINGS: "voluntary_savings", Way.RECEIVABLE: "member_goods_receivable"}


def pay(*, desk: Desk, payment: Payment, request_id: str) -> Paid:
    """Take what a debtor pays: cash, bank, from savings, or from what the debtor's goods earned.

    Raises `Overpaid` with both figures, `NothingOwed`, `PaymentEmpty`, `PlaceUnknown`, `OnlyForMembers`,
    `SavingsShort`, `ProceedsShort`, `DateInFuture`, `RequestReused`, `SecondPersonNeeded`, `NotFound`.
    """
    customers.debtor_of(desk.cooperative_id, payment.subject)
    wait(desk=desk, subjects=[payment.subject])
    mark = fingerprint(payment)
    if earlier := same(payments.find_payment_request(desk.cooperative_id, request_id), mark):
        return earlier
    owed = check_payment(desk=desk, payment=payment)
    _check_savings(desk, payment)
    auth.check_back_dating(desk, payment.on)
    key = _write(desk, _facts(payment, payments.RECEIVED, owed), (request_id, mark))
    post(
        desk=desk,
        entry=payment_entry(desk=desk, payment=payment, key=key),
        table=TradePayment,
        key=key,
    )
    _check_after(desk, payment.subject)
    return payments.get_payment(desk.cooperative_id, key)


def check_payment(*, desk: Desk, payment: Payment) -> Money:
    """Whether a payment is possible; returns what is owed. Nothing is written. Raises as `pay`."""
    owing.check_date(payment.on, desk.today)
    owed = debts.owed(desk.book_id, payment.subject)
    owing.check_amount(payment.amount, owed=owed)
    owing.check_way(payment, places_of(desk))
    _check_proceeds(desk, payment)
    return owed


def _check_savings(desk: Desk, payment: Payment) -> None:
    """Asked last, because the saver's other acts wait from here on."""
    if payment.way is Way.SAVINGS:
        free = free_savings(desk, owing.key_of(payment.subject))
        if payment.amount > free:
            raise owing.SavingsShort(free=free)


def _check_proceeds(desk: Desk, payment: Payment) -> None:
    if payment.way is Way.CONSIGNMENT:
        balance = -ledger.balance(
            book_id=desk.book_id, account=due.PAYABLE, subject=payment.subject
        )
        left = balance - held(desk, due.PAYABLE, payment.subject)
        if payment.amount > left:
            raise owing.ProceedsShort(due=Money(max(0, int(left))))


def payment_entry(*, desk: Desk, payment: Payment, key: int = 0) -> Entry:
    """The journal entry of a payment; without a key it is only to be shown."""
    slip, debtor = _slip(desk, payment, payments.RECEIVED, key)
    return entries.debt_paid(slip, debtor, payment.amount, from_role=_FROM.get(payment.way))


def write_off(*, desk: Desk, given_up: GivenUp, request_id: str) -> Paid:
    """Give a debt up; always with a second person.

    Raises `WhyMissing`, `Overpaid`, `NothingOwed`, `PaymentEmpty`, `DateInFuture`, `RequestReused`,
    `SecondPersonNeeded`, `NotFound`.
    """
    customers.debtor_of(desk.cooperative_id, given_up.subject)
    wait(desk=desk, subjects=[given_up.subject])
    mark = fingerprint(given_up)
    if earlier := same(payments.find_payment_request(desk.cooperative_id, request_id), mark):
        return earlier
    owing.check_date(given_up.on, desk.today)
    if not given_up.why.strip():
        raise owing.WhyMissing
    owed = debts.owed(desk.book_id, given_up.subject)
    owing.check_amount(given_up.amount, owed=owed)
    auth.require_second_person(desk)
    lost = Payment(
        given_up.subject, given_up.on, given_up.amount, Way.LOSS, None, given_up.why.strip()
    )
    key = _write(desk, _facts(lost, payments.WRITTEN_OFF, owed), (request_id, mark))
    entry = write_off_entry(desk=desk, given_up=given_up, key=key)
    post(desk=desk, entry=entry, table=TradePayment, key=key)
    return payments.get_payment(desk.cooperative_id, key)


def write_off_entry(*, desk: Desk, given_up: GivenUp, key: int = 0) -> Entry:
    """The journal entry of a debt given up: the allowance first, the rest is a cost."""
    lost = Payment(given_up.subject, given_up.on, given_up.amount, Way.LOSS, None, given_up.why)
    slip, debtor = _slip(desk, lost, payments.WRITTEN_OFF, key)
    covered = Money(min(int(debts.allowance(desk.book_id)), int(given_up.amount)))
    return entries.debt_lost(slip, debtor, given_up.amount, covered=covered)


def pay_produce(*, desk: Desk, payment: Payment, request_id: str) -> Paid:
    """Pay a member what is owed for produce: cash, bank, to savings, or set off against a debt.

    Raises as `pay`, `CashShort`, and `SecondPersonNeeded` above the limit or for an old day.
    """
    customers.debtor_of(desk.cooperative_id, payment.subject)
    wait(desk=desk, subjects=[payment.subject])
    mark = fingerprint(payment)
    if earlier := same(payments.find_payment_request(desk.cooperative_id, request_id), mark):
        return earlier
    owed = check_produce(desk=desk, payment=payment)
    auth.check_back_dating(desk, payment.on)
    auth.check_withdrawal_limit(desk, payment.amount)
    key = _write(desk, _facts(payment, payments.PAID, owed), (request_id, mark))
    post(
        desk=desk,
        entry=produce_entry(desk=desk, payment=payment, key=key),
        table=TradePayment,
        key=key,
    )
    _check_after(desk, payment.subject)
    return payments.get_payment(desk.cooperative_id, key)


def check_produce(*, desk: Desk, payment: Payment) -> Money:
    """Whether a payment for produce is possible; returns what is owed. Raises as `pay_produce`."""
    owing.check_date(payment.on, desk.today)
    waiting = held(desk, produce.PAYABLE, payment.subject)
    owed = produce.owed_for_produce(desk.book_id, owing.key_of(payment.subject)) - waiting
    owing.check_amount(payment.amount, owed=owed)
    owing.check_way(payment, places_of(desk))
    if payment.way is Way.RECEIVABLE:
        debt = debts.owed(desk.book_id, payment.subject)
        owing.check_amount(payment.amount, owed=debt)
    return owed


def produce_entry(*, desk: Desk, payment: Payment, key: int = 0) -> Entry:
    """The journal entry of a payment for produce; without a key it is only to be shown."""
    slip, seller = _slip(desk, payment, payments.PAID, key)
    return entries.produce_paid(slip, seller, payment.amount, to_role=_TO.get(payment.way))


def reverse_payment(*, desk: Desk, payment_id: int, on: date, why: str) -> Paid:
    """Take a payment back with a reason; always with a second person.

    Raises `DateInFuture`, `SecondPersonNeeded`, `ReasonMissing`, `AlreadyReversed`, `CashShort`, `SavingsGone`
    when what went into savings is gone, and `NotFound`.
    """
    paid = payments.get_payment(desk.cooperative_id, payment_id)
    wait(desk=desk, subjects=[paid.subject])
    owing.check_date(on, desk.today)
    auth.require_second_person(desk)
    if paid.kind == payments.PAID and paid.way == Way.SAVINGS:
        check_saved(desk, paid.subject, paid.amount)
    posted = ledger.reverse(
        book_id=paid.book_id, seq=paid.entry_seq, on=on, why=why, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    ledger.refuse_short(book_id=paid.book_id, seq=posted.seq)
    mark = sa.update(TradePayment).where(TradePayment.id == paid.id)
    db.write_connection().execute(mark.values(reversed_seq=posted.seq))
    return payments.get_payment(desk.cooperative_id, payment_id)


def _slip(desk: Desk, payment: Payment, kind: str, key: int) -> tuple[Slip, Party]:
    debtor = customers.debtor_of(desk.cooperative_id, payment.subject)
    memo = words.memo(kind, debtor.name, payment.memo)
    slip = Slip(payment.on, f"sales.payment:{key}", memo, payment.place_id)
    return slip, Party(debtor.subject, debtor.group_id)


def _facts(payment: Payment, kind: str, owed: Money) -> dict[str, object]:
    key, member = owing.key_of(payment.subject), payment.subject.startswith("member:")
    return {
        "kind": kind, "member_id": key if member else None,
        "customer_id": None if member else key, "on_date": payment.on,
        "way": payment.way.value, "place_id": payment.place_id, "amount": int(payment.amount),
        "owed": int(owed), "memo": payment.memo.strip(),
    }  # fmt: skip


def _write(desk: Desk, facts: dict[str, object], request: tuple[str, str]) -> int:
    request_id, mark = request
    known = {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id, "request_id": request_id,
        "fingerprint": mark, "made_by": desk.user_id, "approved_by": desk.approved_by,
        "made_at": clock.now(),
    }  # fmt: skip
    return insert(TradePayment, known | facts)


def _check_after(desk: Desk, subject: str) -> None:
    """Inside the journal's own lock: whoever paid the same debt meanwhile came first."""
    owed = debts.owed(desk.book_id, subject)
    if owed < 0:
        raise owing.Overpaid(paid=-owed, owed=Money(0))
