"""Money that members pay in advance for goods, and get back."""

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.purchasing.entries import distributing as entries
from coop_app.purchasing.entries.distributing import Buyer
from coop_app.purchasing.entries.supplying import Paper
from coop_app.purchasing.models import OrderAdvance
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.rules.receiving import refusals, ways
from coop_app.purchasing.rules.receiving.acts import AdvanceMoney, check_day
from coop_app.purchasing.service.receiving.recording import (
    find_earlier,
    made,
    post,
    posted_by,
    queue,
    written,
)

IN, BACK = "in", "back"


def record_advance(*, desk: Desk, advance: AdvanceMoney, request_id: str) -> int:
    """Take a member's advance in, or give one back; returns its key. The same request id posts once.

    Raises `NotFound`, `NothingPaid`, `AdvanceShort`, `PlaceNotChosen`, `DateInFuture`,
    `SecondPersonNeeded` for an older day and for a refund above the limit, `RequestReused`, and what
    `ledger.post` raises.
    """
    members.get_member(desk.cooperative_id, advance.member_id)
    queue(desk, advance.member_id)
    if earlier := find_earlier(OrderAdvance, desk, request_id, advance):
        return earlier.id
    decide_advance(desk=desk, advance=advance)
    auth.check_back_dating(desk, advance.on)
    if advance.kind == BACK:
        auth.check_withdrawal_limit(desk, advance.amount)
    row = written(
        OrderAdvance(
            **made(desk, request_id, advance), **posted_by(desk), member_id=advance.member_id,
            round_id=advance.round_id, kind=advance.kind, paid_on=advance.on,
            place_id=advance.place_id, amount=int(advance.amount), memo=advance.memo.strip(),
        )
    )  # fmt: skip
    post(desk, row, advance_entry(desk=desk, advance=advance, key=row.id))
    return row.id


def decide_advance(*, desk: Desk, advance: AdvanceMoney) -> None:
    """Whether it may be recorded; nothing is written. Raises as `record_advance`."""
    check_day(advance.on, desk.today)
    if advance.amount <= 0:
        raise refusals.NothingPaid
    if advance.place_id not in {place.id for place in ledger.cash_places(book_id=desk.book_id)}:
        raise ways.PlaceNotChosen
    if advance.round_id is not None:
        rounds.get_round(desk.cooperative_id, advance.round_id)
    if advance.kind == BACK and advance.amount > (there := paid_in(desk, advance.member_id)):
        raise ways.AdvanceShort(there=there, field="amount")


def paid_in(desk: Desk, member_id: int) -> Money:
    """What a member has in advance and nothing waits for, in rupiah."""
    account = ledger.account(book_id=desk.book_id, role="member_deposits_orders")
    subject = f"member:{member_id}"
    there = -ledger.balance(book_id=desk.book_id, account=account.id, subject=subject)
    return there - auth.held(book_id=desk.book_id, account_id=account.id, subject=subject)


def advance_entry(*, desk: Desk, advance: AdvanceMoney, key: int = 0) -> Entry:
    """The journal entry it makes; without a key it is only to be shown."""
    member = members.get_member(desk.cooperative_id, advance.member_id)
    came = advance.kind == IN
    words = "Uang muka pesanan" if came else "Uang muka pesanan dikembalikan"
    memo = f"{words} {member.label}" + (f": {advance.memo}" if advance.memo.strip() else "")
    paper = Paper(advance.on, f"purchasing.advance:{key}", memo)
    recipe = entries.advance_in if came else entries.advance_back
    buyer = Buyer(member.id, member.group_id)
    return recipe(paper, buyer, amount=advance.amount, place=advance.place_id)
