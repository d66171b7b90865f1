"""A payout that was a mistake is taken back, by two people, as long as nothing followed it."""

from datetime import date

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.ledger.refusals import ReasonMissing
from coop_app.loans import queries
from coop_app.loans.models import Loan
from coop_app.loans.rules import stages
from coop_app.loans.service.steps import Step, locked, take
from coop_app.refusal import N_, Refused

#: an entry of a month's end may speak of the loan already
_LATER = ("accrued_loan_interest", "loan_loss_allowance", "member_deposits_orders")


class PayoutStands(Refused):
    """Something else was recorded on the loan since."""

    message = N_(
        "Payments or a month's end were already recorded on this loan, so its payout stays."
        " Take those back first, or let the borrower pay the loan off."
    )


def cancel_payout(*, desk: Desk, loan_id: int, on: date, why: str) -> int:
    """Mirror the payout's entry; the loan ends as withdrawn. Returns the mirror's number.

    The schedule stays as it was written; whoever still wants the money applies anew. Raises
    `ReasonMissing`, `PayoutStands`, `SecondPersonNeeded`, `NotAtThisStage`, `NotFound` and what
    `ledger.reverse` raises.
    """
    if not why.strip():
        raise ReasonMissing
    row = locked(desk, loan_id)
    stages.after(row.stage, "cancel_payout")
    _check_nothing_followed(row)
    auth.require_second_person(desk)
    posted = ledger.reverse(
        book_id=row.book_id, seq=row.entry_seq or 0, on=on, why=why, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    row.reversed_seq, row.ended_on = posted.seq, on
    take(desk, row, Step("cancel_payout", on, why))
    session.flush()
    return posted.seq


def _check_nothing_followed(row: Loan) -> None:
    entry = ledger.entry_page(book_id=row.book_id, seq=row.entry_seq or 0)
    if not entry.source.startswith(("loans.payout:", "loans.takeover:")):
        raise PayoutStands
    if queries.last_payment(row.id) or len(queries.schedules_of([row.id])[row.id]) > 1:
        raise PayoutStands
    book_id, subject = row.book_id, f"loan:{row.id}"
    if any(ledger.balance(book_id=book_id, account=role, subject=subject) for role in _LATER):
        raise PayoutStands
