"""Money in: deposits, dues of chosen months, several kinds on one receipt."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.members import service as register
from coop_app.members.queries import MemberCard
from coop_app.members.rules.standing import CANDIDATE, ENDED
from coop_app.money import Money
from coop_app.refusal import Refused
from coop_app.savings import entries, queries
from coop_app.savings.entries import Slice
from coop_app.savings.queries import Act, View
from coop_app.savings.rules import dues, payments, products, words
from coop_app.savings.rules.dues import Share
from coop_app.savings.rules.payments import ADMISSION, DEPOSIT, Desk, Part, Payment
from coop_app.savings.rules.products import POKOK, WAJIB, Product
from coop_app.savings.service.agreement import check_deposits
from coop_app.savings.service.marks import note_reversals
from coop_app.savings.service.recording import (
    Asked,
    Document,
    counter_of,
    find_earlier,
    post_act,
    queue_one,
    write_act,
)


def deposit(*, desk: Desk, payment: Payment, request_id: str) -> Act:
    """Take a member's money and post it; the same request id posts once.

    Raises `MemberNotActive`, `PrincipalOverpaid`, `MonthAlreadyPaid`, `WrongDuesAmount`,
    `DateInFuture`, `PlaceUnknown`, `RequestReused`, `SecondPersonNeeded` for an older day and for opening
    balances, what `ledger.post` raises, and `NotFound`.
    """
    view = queue_one(desk, payment.member_id)
    asked = Asked(request_id, fingerprint(payment))
    if earlier := find_earlier(desk, asked):
        return earlier
    return take(desk=desk, payment=payment, asked=asked, view=view)


def pay_dues(*, desk: Desk, payment: Payment, request_id: str) -> Act:
    """Rapel: one receipt for chosen months, all or none. Raises as `deposit`."""
    payments.check_months(payment)
    return deposit(desk=desk, payment=payment, request_id=request_id)


def take(*, desk: Desk, payment: Payment, asked: Asked, view: View) -> Act:
    """Decide, write and post a payment that is known to be new; pokok makes a candidate a member.

    Raises as `deposit`, and what `members.service.activate` raises.
    """
    joins = _joins(view.cards[payment.member_id], payment)
    document = _decide_twice(desk, payment, view, ADMISSION if joins else DEPOSIT)
    if asked.batch is None:  # a meeting sheet is one act and asks as a whole
        check_deposits(desk=desk, paid=[payment], view=view)
    written = write_act(desk, document, asked)
    act = post_act(desk, written, entry_of(document=document, act_id=written.id))
    if joins:
        register.activate(
            member_id=payment.member_id, cooperative_id=desk.cooperative_id, on=payment.paid_on,
            by=desk.user_id, today=desk.today,
        )  # fmt: skip
    return act


def _joins(card: MemberCard, payment: Payment) -> bool:
    return card.status == CANDIDATE and any(part.product == POKOK for part in payment.parts)


def _decide_twice(desk: Desk, payment: Payment, view: View, kind: str) -> Document:
    """A month that seems paid may be free, because its receipt was reversed in the journal itself."""
    try:
        return decide(desk=desk, payment=payment, view=view, kind=kind)
    except dues.MonthAlreadyPaid:
        if not note_reversals(desk=desk, member_id=payment.member_id):
            raise
    cards = [view.cards[payment.member_id]]
    fresh = queries.view_of(desk.cooperative_id, desk.book_id, cards)
    return decide(desk=desk, payment=payment, view=fresh, kind=kind)


def preview(*, desk: Desk, payment: Payment) -> Document:
    """What a payment's receipt would say; nothing is written. Raises as `deposit`."""
    card = members.get_member(desk.cooperative_id, payment.member_id)
    view = queries.view_of(desk.cooperative_id, desk.book_id, [card])
    return decide(desk=desk, payment=payment, view=view)


def decide(*, desk: Desk, payment: Payment, view: View, kind: str = DEPOSIT) -> Document:
    """What a payment's receipt will say. Raises as `deposit`."""
    payments.check_date(payment.paid_on, desk.today)
    payments.check_parts(payment)
    payments.check_place(payment.place_id, view.places)
    member = view.cards[payment.member_id]
    if member.status in ENDED:
        raise products.MemberNotActive(name=member.name)
    shares: tuple[Share, ...] = ()
    lines: dict[str, Money] = {}
    for part in payment.parts:
        with _blaming(part):
            product = products.find(view.products, part.product)
            amount = part.amount or _cost(view, member, part)
            products.check_deposit(product, amount)
            lines[product.key] = amount
            if product.key == POKOK:
                _check_pokok(desk, view, payment, amount)
            if product.key == WAJIB:
                shares = _months(view, member, replace(part, amount=amount))
    kinds = tuple(view.products[key] for key in lines)
    on, place = payment.paid_on, payment.place_id
    return Document(member, kind, on, place, payment.memo, lines, kinds, shares)


@contextmanager
def _blaming(part: Part) -> Iterator[None]:
    """On a receipt of several kinds the amount to blame is that of the kind."""
    try:
        yield
    except Refused as refusal:
        if refusal.field == "amount":
            refusal.field = part.product
        raise


def _check_pokok(desk: Desk, view: View, payment: Payment, amount: Money) -> None:
    due = view.amount_on(POKOK, payment.paid_on)
    paid = queries.balance_of(desk.book_id, view.products[POKOK], payment.member_id)
    products.check_principal(amount, due=due, paid=paid)


def _cost(view: View, member: MemberCard, part: Part) -> Money:
    """Months named without an amount cost what is still open for them."""
    if part.product != WAJIB or not part.months:
        return part.amount
    return dues.cost(part.months, view.calendar(member.id), view.paid_by(member.id))


def _months(view: View, member: MemberCard, part: Part) -> tuple[Share, ...]:
    calendar, paid = view.calendar(member.id), view.paid_by(member.id)
    shares = dues.allocate(part.amount, calendar, paid, part.months or None)
    if part.months:
        dues.check_covers(shares, part.months, dues.cost(part.months, calendar, paid))
    return shares


def entry_of(*, document: Document, act_id: int = 0) -> Entry:
    """The journal entry a receipt makes; without a key it is only to be shown."""
    months = [share.month for share in document.shares]
    kinds = document.products
    slices = [
        Slice(kind.role, document.lines[kind.key], words.months_text(months))
        if kind.key == WAJIB
        else Slice(kind.role, document.lines[kind.key])
        for kind in kinds
    ]
    text = words.memo(document.kind, document.member.label, _names(kinds), months, document.memo)
    return entries.receipt(counter_of(document, act_id, text), document.saver, slices)


def _names(kinds: Sequence[Product]) -> list[str]:
    return [kind.name for kind in kinds]
