"""Money out: what a member takes back."""

from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.savings import entries, queries
from coop_app.savings.entries import Slice
from coop_app.savings.queries import Act
from coop_app.savings.rules import payments, products, words
from coop_app.savings.rules.payments import WITHDRAWAL, Desk, Withdrawal
from coop_app.savings.service.agreement import check_withdrawal
from coop_app.savings.service.recording import (
    Asked,
    Document,
    counter_of,
    find_earlier,
    post_act,
    queue,
    write_act,
)


def withdraw(*, desk: Desk, withdrawal: Withdrawal, request_id: str) -> Act:
    """Pay out savings down to the minimum; the balance is read while nobody else can take from it.

    Raises `NotWithdrawable`, `BelowMinimumBalance`, `SavingsHeld`, `DateInFuture`, `PlaceUnknown`, `RequestReused`,
    `SecondPersonNeeded` above the limit, for an older day and from an account that sleeps,
    `DormantUnexplained`, what `ledger.post` raises, and `NotFound`.
    """
    members.get_member(desk.cooperative_id, withdrawal.member_id)
    queue(desk, [withdrawal.member_id])
    asked = Asked(request_id, fingerprint(withdrawal))
    if earlier := find_earlier(desk, asked):
        return earlier
    document = decide_withdrawal(desk=desk, withdrawal=withdrawal)
    check_withdrawal(desk=desk, withdrawal=withdrawal)
    written = write_act(desk, document, asked)
    return post_act(desk, written, withdrawal_entry(document=document, act_id=written.id))


def decide_withdrawal(*, desk: Desk, withdrawal: Withdrawal) -> Document:
    """What the receipt will say; nothing is written. Raises as `withdraw`."""
    payments.check_date(withdrawal.paid_on, desk.today)
    payments.check_place(withdrawal.place_id, dict(queries.place_choices(desk.book_id)))
    member = members.get_member(desk.cooperative_id, withdrawal.member_id)
    product = queries.get_product(desk.cooperative_id, withdrawal.product)
    balance = queries.balance_of(desk.book_id, product, member.id)
    held = queries.holds_on(desk.cooperative_id, desk.book_id, member.id, product)
    products.check_withdrawal(product, withdrawal.amount, balance=balance, held=held)
    lines = {product.key: withdrawal.amount}
    on, place = withdrawal.paid_on, withdrawal.place_id
    return Document(member, WITHDRAWAL, on, place, withdrawal.memo, lines, (product,))


def withdrawal_entry(*, document: Document, act_id: int = 0) -> Entry:
    """The journal entry a withdrawal makes; without a key it is only to be shown."""
    (product,) = document.products
    text = words.memo(document.kind, document.member.label, [product.name], (), document.memo)
    counter = counter_of(document, act_id, text)
    return entries.withdrawal(counter, document.saver, Slice(product.role, document.total))
