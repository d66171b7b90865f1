"""What was billed and did not come: the supplier credits it, pays it back, brings it, or it is lost."""

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Entry
from coop_app.money import ZERO
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.purchasing.entries import supplying as entries
from coop_app.purchasing.entries.supplying import MadeGood, Paper
from coop_app.purchasing.models import ClaimSettlement
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.claims import Claim, get_claim
from coop_app.purchasing.queries.receiving.corrections import find_undone
from coop_app.purchasing.queries.receiving.receipts import source_of
from coop_app.purchasing.rules.receiving import refusals, ways
from coop_app.purchasing.rules.receiving.acts import ClaimEnd, check_day
from coop_app.purchasing.rules.receiving.later import ReceiptTakenBack
from coop_app.purchasing.service.receiving.recording import (
    find_earlier,
    locked_round,
    locked_supplier,
    made,
    post,
    posted_by,
    written,
)
from coop_app.purchasing.service.receiving.sharing import share_items


def end_claim(*, desk: Desk, end: ClaimEnd, request_id: str) -> int:
    """End a claim with the supplier's credit note or with what came later; returns the paper's key.

    Raises `NotFound`, `ReceiptTakenBack`, `ClaimEnded`, `ClaimNotCovered`, `WhyMissing` (for a loss),
    `PlaceNotChosen`, `DateInFuture`, `SecondPersonNeeded` for an older day and for a loss, `RequestReused`.
    """
    claim = get_claim(desk.cooperative_id, end.claim_id)
    locked_supplier(desk, claim.supplier_id)
    if claim.round_id is not None:
        locked_round(desk, claim.round_id)
    if earlier := find_earlier(ClaimSettlement, desk, request_id, end):
        return earlier.id
    claim = decide_end(desk=desk, end=end)
    auth.check_back_dating(desk, end.on)
    if end.lost:
        auth.require_second_person(desk)
    row = written(
        ClaimSettlement(
            **made(desk, request_id, end), **posted_by(desk), claim_id=claim.id,
            settled_on=end.on, note_number=end.note_number.strip(), credited=int(end.credited),
            refunded=int(end.refunded), lost=int(end.lost),
            delivered=claim.quantity if end.delivered else 0,
            place_id=end.place_id if end.refunded else None, why=end.why.strip(),
        )
    )  # fmt: skip
    post(desk, row, _entry(desk, end, claim, row.id))
    if end.delivered and claim.round_id is not None and claim.round_item_id is not None:
        share_items(desk=desk, round_id=claim.round_id, round_item_ids=[claim.round_item_id])
    return row.id


def decide_end(*, desk: Desk, end: ClaimEnd) -> Claim:
    """The claim, when it may end so; nothing is written. Raises as `end_claim`."""
    claim = get_claim(desk.cooperative_id, end.claim_id)
    check_day(end.on, desk.today)
    if find_undone(desk.book_id, source_of(claim.receipt_id)):
        raise ReceiptTakenBack
    if claim.settled_on is not None:
        raise refusals.ClaimEnded(on=claim.settled_on)
    given = end.credited + end.refunded + end.lost
    if min(end.credited, end.refunded, end.lost) < 0 or given != (
        ZERO if end.delivered else claim.amount
    ):
        raise refusals.ClaimNotCovered(claim=claim.amount, given=given)
    if end.lost and not end.why.strip():
        raise refusals.WhyMissing
    places = {place.id for place in ledger.cash_places(book_id=desk.book_id)}
    if end.refunded and end.place_id not in places:
        raise ways.PlaceNotChosen
    return claim


def credit_entry(desk: Desk, end: ClaimEnd, claim: Claim, key: int = 0) -> Entry:
    """The journal entry of a credit note; without a key it is only to be shown."""
    supplier = rounds.get_supplier(desk.cooperative_id, claim.supplier_id)
    note = f" {end.note_number.strip()}" if end.note_number.strip() else ""
    paper = Paper(end.on, f"purchasing.claim:{key}", f"Nota kredit{note} {supplier.name}")
    good = MadeGood(credited=end.credited, refunded=end.refunded, lost=end.lost)
    return entries.credit_note(
        paper, entries.Claim(claim.id, claim.role, claim.amount), supplier_id=claim.supplier_id,
        good=good, place=end.place_id,
    )  # fmt: skip


def _entry(desk: Desk, end: ClaimEnd, claim: Claim, key: int) -> Entry:
    if not end.delivered:
        return credit_entry(desk, end, claim, key)
    paper = Paper(end.on, f"purchasing.claim:{key}", "Barang susulan atas klaim")
    moved = stock.take_in(
        desk=desk, item_id=claim.item_id, point_id=claim.point_id, quantity=claim.quantity,
        cost=claim.amount, on=end.on, source=paper.source, kind=MoveKind.RECEIPT, memo=paper.memo,
    )  # fmt: skip
    known = entries.Claim(claim.id, claim.role, claim.amount)
    return entries.claim_delivered(paper, known, moved.lines)
