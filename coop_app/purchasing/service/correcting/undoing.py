"""A receipt, a payment or a later bill is taken back: goods and entry mirrored, with a reason, by two people."""

from collections.abc import Callable
from datetime import date

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import plain_date
from coop_app.ledger.accounts import Posted
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.purchasing.models import PurchaseReversal
from coop_app.purchasing.queries.receiving import corrections as queries
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.queries.receiving.corrections import LATER, PAYMENT, RECEIPT
from coop_app.purchasing.queries.receiving.deliveries import list_deliveries
from coop_app.purchasing.queries.receiving.payables import get_payment, list_payments, payable_to
from coop_app.purchasing.queries.receiving.receipts import (
    Receipt,
    Wanted,
    get_receipt,
    list_receipts,
)
from coop_app.purchasing.queries.receiving.sharings import sharings_of
from coop_app.purchasing.queries.rounds import get_round, items_of
from coop_app.purchasing.rules.receiving import refusals
from coop_app.purchasing.rules.receiving import undoing as rules
from coop_app.purchasing.rules.receiving.acts import check_day
from coop_app.purchasing.rules.receiving.undoing import Undoing
from coop_app.purchasing.rules.rounds import life as stages
from coop_app.purchasing.service.receiving.paying import ADVANCE, advance_at
from coop_app.purchasing.service.receiving.recording import (
    locked_round,
    locked_supplier,
    moment_of,
    written,
)
from coop_app.purchasing.service.receiving.sharing import share_items
from coop_app.purchasing.service.rounds import life
from coop_app.refusal import NotFound

#: day it was recorded on, its entry, and what is looked at once everything is mirrored
Found = tuple[date, int, Callable[[], None]]


def undo(*, desk: Desk, undoing: Undoing) -> int:
    """Take a paper back; returns the number of the mirrored entry. Taking it back twice is refused.

    Raises `NotFound`, `WhyMissing`, `DateInFuture`, `SecondPersonNeeded`, `CashShort`, the refusals of
    `rules.undoing`, and what `stock.mirror` and `ledger.reverse` raise.
    """
    check_day(undoing.on, desk.today)
    if not undoing.why.strip():
        raise refusals.WhyMissing
    recorded, seq, after = _FIND[undoing.kind](desk, undoing) if undoing.kind in _FIND else _none()
    _refuse_undone(desk, undoing)
    if undoing.on < recorded:
        raise rules.UndoneTooEarly(on=plain_date(recorded))
    auth.require_second_person(desk)
    posted = _mirror(desk, undoing, seq)
    after()
    ledger.refuse_short(book_id=desk.book_id, seq=posted.seq)
    return posted.seq


def _refuse_undone(desk: Desk, undoing: Undoing) -> None:
    if known := queries.find_undone(desk.book_id, undoing.source):
        raise rules.UndoneAlready(on=plain_date(known.on))


def _none() -> Found:
    raise NotFound


def _mirror(desk: Desk, undoing: Undoing, seq: int) -> Posted:
    why = undoing.why.strip()
    stock.mirror(
        desk=desk, source=undoing.source,
        into={"on": undoing.on, "source": f"reversal:{seq}", "kind": MoveKind.REVERSAL, "memo": why},
    )  # fmt: skip
    posted = ledger.reverse(
        book_id=desk.book_id, seq=seq, on=undoing.on, why=why, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    written(
        PurchaseReversal(
            cooperative_id=desk.cooperative_id, book_id=desk.book_id, source=undoing.source,
            on_date=undoing.on, why=why, made_by=desk.user_id, approved_by=desk.approved_by,
            made_at=clock.now(), entry_seq=posted.seq,
        )
    )  # fmt: skip
    auth.audit_trail(
        "purchasing.undone", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=undoing.source, after={"entry": posted.voucher}, reason=why,
    )  # fmt: skip
    return posted


def _receipt(desk: Desk, undoing: Undoing) -> Found:
    receipt = get_receipt(desk.cooperative_id, undoing.key)
    locked_supplier(desk, receipt.supplier_id)
    if receipt.round_id is not None:
        round_ = locked_round(desk, receipt.round_id)
        if round_.state == stages.SETTLED:
            raise rules.RoundSettled
    if list_payments(desk.cooperative_id, receipt_id=receipt.id, standing=True):
        raise rules.PaidMeanwhile
    claims = list_claims(desk.cooperative_id, supplier_id=receipt.supplier_id)
    if any(one.receipt_id == receipt.id and not one.is_open for one in claims):
        raise rules.ClaimEndedMeanwhile
    _refuse_corrected(desk, receipt)
    return receipt.received_on, receipt.entry_seq, lambda: _after_receipt(desk, receipt)


def _refuse_corrected(desk: Desk, receipt: Receipt) -> None:
    """A later bill of this receipt stands, or one of another was divided while these goods were there."""
    mine = {line.round_item_id for line in receipt.lines}
    others = queries.items_with_later(receipt.round_id) if receipt.round_id else frozenset[int]()
    if mine & others or queries.list_later(
        desk.cooperative_id, receipt_id=receipt.id, standing=True
    ):
        raise rules.CorrectedMeanwhile


def _after_receipt(desk: Desk, receipt: Receipt) -> None:
    """What is left is shared anew; without any goods the round waits for them again."""
    _owed_to(desk, receipt.supplier_id)
    if receipt.round_id is None:
        return
    keys = [line.round_item_id for line in receipt.lines if line.round_item_id]
    share_items(desk=desk, round_id=receipt.round_id, round_item_ids=keys)
    shown = get_round(desk.cooperative_id, receipt.round_id)
    for shared in sharings_of(shown):
        # whoever fetched keeps it, also where the new sharing gives less
        if sum(max(share.delivered, share.quantity) for share in shared.shares) > shared.received:
            raise rules.HandedMeanwhile(item=shared.item.name)
    others = list_receipts(desk.cooperative_id, Wanted(round_id=shown.id, standing=True))
    if not others and shown.state == stages.RECEIVED:
        life.take(desk=desk, round_id=shown.id, act="unreceive", at=moment_of(desk))


def _owed_to(desk: Desk, supplier_id: int) -> None:
    """Nobody ends up paid for what was not delivered. Raises `PaidMeanwhile`."""
    if payable_to(desk.book_id, supplier_id, desk.today).owed < 0:
        raise rules.PaidMeanwhile


def _payment(desk: Desk, undoing: Undoing) -> Found:
    paid = get_payment(desk.cooperative_id, undoing.key)
    locked_supplier(desk, paid.supplier_id)

    def look() -> None:
        if paid.kind == ADVANCE and advance_at(desk, paid.supplier_id) < 0:
            raise rules.AdvanceUsedMeanwhile

    return paid.on, paid.entry_seq, look


def _later(desk: Desk, undoing: Undoing) -> Found:
    bill = queries.get_later(desk.cooperative_id, undoing.key)
    receipt = get_receipt(desk.cooperative_id, bill.receipt_id)
    # whoever is owed the bill may be another: both wait for payments, in the order of their keys
    for key in sorted({receipt.supplier_id, bill.supplier_id or receipt.supplier_id}):
        locked_supplier(desk, key)
    if receipt.round_id is not None:
        locked_round(desk, receipt.round_id)
    _refuse_undone(desk, undoing)
    _refuse_left(desk, bill, receipt)
    owed = bill.supplier_id

    def look() -> None:
        if owed is not None and bill.amount > 0:
            _owed_to(desk, owed)

    return bill.on, bill.entry_seq, look


def _refuse_left(desk: Desk, bill: queries.LaterShown, receipt: Receipt) -> None:
    """Nothing of it has left with its cost, to members or otherwise. Raises `LeftMeanwhile`."""
    points = [point.id for point in products.list_points(desk.book_id, active_only=False)]
    stock.lock(desk=desk, wanted=[(one.item_id, key) for one in receipt.lines for key in points])
    if left := products.left_since(desk.book_id, bill.source):
        raise rules.LeftMeanwhile(item=left)
    if receipt.round_id is None:
        return
    names = {one.id: one.name for one in items_of(get_round(desk.cooperative_id, receipt.round_id))}
    dearer = {line.round_item_id for line in bill.lines if line.stock or line.members}
    for one in list_deliveries(desk.cooperative_id, round_id=receipt.round_id):
        if one.is_return or one.entry_seq < bill.entry_seq:
            continue
        for line in one.lines:
            if line.round_item_id in dearer:
                raise rules.LeftMeanwhile(item=names[line.round_item_id])


_FIND: dict[str, Callable[[Desk, Undoing], Found]] = {
    RECEIPT: _receipt, PAYMENT: _payment, LATER: _later,
}  # fmt: skip
