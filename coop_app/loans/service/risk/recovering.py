"""Money that comes back of a loan that was given up: income, with a receipt."""

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.loans import queries
from coop_app.loans.queries import Paid
from coop_app.loans.rules import paying, stages
from coop_app.loans.rules.paying import Kind, Source
from coop_app.loans.rules.portfolio import losses as rules
from coop_app.loans.rules.portfolio.losses import Recovery
from coop_app.loans.rules.repayment import Part
from coop_app.loans.service.paying.recording import (
    Asked,
    Document,
    find_earlier,
    member_of,
    placed_for,
    places_of,
    reasons,
    record,
)
from coop_app.loans.service.steps import Step, locked, take
from coop_app.money import ZERO, rupiah


def recover(*, desk: Desk, recovery: Recovery, request_id: str) -> Paid:
    """Take money for a written-off loan; the same request id posts once.

    Raises `NothingPaid`, `MoreThanClaimed`, `PlaceNotChosen`, `PaidBeforeLastAct`, `DateInFuture`,
    `NotAtThisStage`, `SecondPersonNeeded` for an old date, `RequestReused`, what `ledger.post`
    raises, and `NotFound`.
    """
    row = locked(desk, recovery.loan_id)
    asked = Asked(request_id, fingerprint(recovery))
    if earlier := find_earlier(desk, asked):
        return earlier
    stages.after(row.stage, "recover")
    document = decide_recovery(desk=desk, recovery=recovery)
    auth.check_back_dating(desk, recovery.paid_on)
    paid = record(desk=desk, document=document, asked=asked)
    take(desk, row, Step("recover", recovery.paid_on, rupiah(recovery.amount)))
    return paid


def decide_recovery(*, desk: Desk, recovery: Recovery) -> Document:
    """What the receipt will say; nothing is written. Raises as `recover`."""
    placed = placed_for(desk, recovery.loan_id, recovery.paid_on)
    lost = queries.lost_of(desk.cooperative_id, desk.book_id, recovery.loan_id)
    rules.check_recovery(recovery, since=lost.on, claim=queries.claim_of(lost, placed.position))
    paying.check_place(Source.PLACE, recovery.place_id, places_of(desk))
    return Document(
        placed=placed, member=member_of(desk, placed.loan), kind=Kind.RECOVERY,
        paid_on=recovery.paid_on, source=Source.PLACE, place_id=recovery.place_id,
        amount=recovery.amount, parts={Part.PRINCIPAL: recovery.amount},
        why=reasons(placed, ZERO), memo=recovery.memo,
    )  # fmt: skip
