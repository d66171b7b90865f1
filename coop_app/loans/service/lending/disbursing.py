"""Money into the borrower's hand."""

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.loans import entries, queries
from coop_app.loans.entries import Borrower, Counter
from coop_app.loans.models import Loan, LoanTerm
from coop_app.loans.queries.products import terms_of
from coop_app.loans.rules.lending import payout as rules
from coop_app.loans.rules.lending.application import fingerprint
from coop_app.loans.rules.lending.payout import Payout
from coop_app.loans.rules.schedule import schedule_of
from coop_app.loans.service.schedules import NewVersion, write_schedule
from coop_app.loans.service.steps import Step, locked, take
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.refusal import RequestReused


def disburse(*, desk: Desk, payout: Payout, request_id: str) -> int:
    """Pay an approved loan out, fees cut, and write the schedule; returns the entry's number.

    Raises `NotFound`, `NotAtThisStage`, `DateInFuture`, `FeesTooHigh`, `DueBeforeDisbursed`,
    `RoundingTooCoarse`, `RequestReused` and what `ledger.post` raises.
    """
    row, mark = locked(desk, payout.loan_id), fingerprint(payout)
    if row.payout_request_id == request_id and row.entry_seq is not None:
        if row.payout_fingerprint != mark:
            raise RequestReused
        return row.entry_seq
    rules.check_date(payout.paid_on, desk.today)
    take(desk, row, Step("disburse", payout.paid_on))
    return _pay(desk, row, payout, request_id)


def _pay(desk: Desk, row: Loan, payout: Payout, request_id: str) -> int:
    term = session.get_one(LoanTerm, row.term_id)
    terms = terms_of(term)
    principal = Money(row.principal)
    terms.fees.net_of(principal)
    schedule = schedule_of(
        terms.loan(principal, row.months, disbursed_on=payout.paid_on, first_due=payout.due)
    )
    row.provision, row.admin_fee = int(terms.fees.provision(principal)), int(terms.fees.admin)
    row.disbursed_on, row.first_due, row.place_id = payout.paid_on, payout.due, payout.place_id
    row.payout_request_id, row.payout_fingerprint = request_id, fingerprint(payout)
    row.paid_by = desk.user_id
    new = NewVersion(schedule.instalments, payout.paid_on)
    write_schedule(desk=desk, loan_id=row.id, new=new)
    posted = ledger.post(
        _entry(desk, row), book_id=row.book_id, by=desk.user_id, approved_by=desk.approved_by
    )
    row.entry_seq = posted.seq
    session.flush()
    return posted.seq


def _entry(desk: Desk, row: Loan) -> ledger.Entry:
    loan = queries.get_loan(desk.cooperative_id, row.id)
    member = members.get_member(desk.cooperative_id, loan.member_id)
    memo = f"Pencairan pinjaman {loan.label} {member.label}"
    assert loan.disbursed_on is not None  # noqa: S101 - set by the caller
    assert loan.place_id is not None  # noqa: S101 - set by the caller
    counter = Counter(loan.disbursed_on, loan.place_id, f"loans.payout:{loan.id}", memo)
    fees = entries.Payout(
        principal=loan.principal, provision=loan.provision, admin_fee=loan.admin_fee
    )
    return entries.disbursement(counter, Borrower(loan.id, loan.group_id), fees)
