"""Money into the borrower's hand."""

from dataclasses import dataclass

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.loans import entries, queries
from coop_app.loans.entries import Borrower, Counter
from coop_app.loans.models import Loan
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending import payout as rules
from coop_app.loans.rules.lending.offer import Offer, Wish, offer_of
from coop_app.loans.rules.lending.payout import Payout
from coop_app.loans.service.lending.approving import check_guarantors
from coop_app.loans.service.schedules import NewVersion, write_schedule
from coop_app.loans.service.steps import Step, locked, take
from coop_app.members import queries as members
from coop_app.refusal import RequestReused


@dataclass(frozen=True, slots=True)
class Paper:
    """What a payout will write: the final offer and the entry."""

    offer: Offer
    entry: Entry


def disburse(*, desk: Desk, payout: Payout, request_id: str) -> int:
    """Pay an approved loan out, fees cut, and write the schedule; returns the entry's number.

    Raises `NotFound`, `NotAtThisStage`, `DateInFuture`, `BeforeApplication`, `PlaceUnknown`, `FeesTooHigh`,
    `DueBeforeDisbursed`, `RoundingTooCoarse`, `GuarantorSavingsGone`, `SecondPersonNeeded`,
    `RequestReused` and what `ledger.post` raises.
    """
    row = locked(desk, payout.loan_id)
    if row.payout_request_id == request_id and row.entry_seq is not None:
        if row.payout_fingerprint != fingerprint(payout):
            raise RequestReused
        return row.entry_seq
    paper = decide_payout(desk=desk, payout=payout)
    check_guarantors(desk, row)
    auth.require_second_person(desk)
    take(desk, row, Step("disburse", payout.paid_on))
    _write(row, payout, paper.offer, request_id)
    row.paid_by = desk.user_id
    new = NewVersion(paper.offer.rows, payout.paid_on)
    write_schedule(desk=desk, loan_id=row.id, new=new)
    posted = ledger.post(
        paper.entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by
    )
    row.entry_seq = posted.seq
    session.flush()
    return posted.seq


def decide_payout(*, desk: Desk, payout: Payout) -> Paper:
    """What a payout will write; nothing is written. Raises as `disburse`."""
    loan = queries.get_loan(desk.cooperative_id, payout.loan_id)
    stages.after(loan.stage, "disburse")
    rules.check_date(payout.paid_on, applied_on=loan.applied_on, today=desk.today)
    places = {place.id for place in ledger.cash_places(book_id=desk.book_id)}
    if payout.place_id not in places:
        raise rules.PlaceUnknown
    wish = Wish(
        principal=loan.principal, months=loan.months, disbursed_on=payout.paid_on,
        first_due=payout.due,
    )  # fmt: skip
    free_days = queries.holidays(desk.cooperative_id)
    offer = offer_of(loan.terms, wish, holidays=free_days)
    return Paper(offer, _entry(desk, loan, payout, offer))


def _write(row: Loan, payout: Payout, offer: Offer, request_id: str) -> None:
    row.provision, row.admin_fee = int(offer.provision), int(offer.admin_fee)
    row.disbursed_on, row.first_due, row.place_id = payout.paid_on, payout.due, payout.place_id
    row.payout_request_id, row.payout_fingerprint = request_id, fingerprint(payout)


def _entry(desk: Desk, loan: queries.Loan, payout: Payout, offer: Offer) -> Entry:
    member = members.get_member(desk.cooperative_id, loan.member_id)
    memo = f"Pencairan pinjaman {loan.label} {member.label}"
    counter = Counter(payout.paid_on, payout.place_id, f"loans.payout:{loan.id}", memo)
    fees = entries.Payout(
        principal=loan.principal, provision=offer.provision, admin_fee=offer.admin_fee
    )
    return entries.disbursement(counter, Borrower(loan.id, loan.group_id), fees)
