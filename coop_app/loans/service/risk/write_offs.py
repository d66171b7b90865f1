"""A loan that is given up: two persons take it off the books; the claim stays."""

from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.loans import entries, queries
from coop_app.loans.entries import Borrower, MonthEnd
from coop_app.loans.models import LoanWriteOff
from coop_app.loans.queries import Loan
from coop_app.loans.rules import stages
from coop_app.loans.rules.portfolio import losses as rules
from coop_app.loans.rules.portfolio.losses import Left, WriteOff
from coop_app.loans.service.steps import Step, locked, take
from coop_app.members import queries as members
from coop_app.refusal import RequestReused


def write_off(*, desk: Desk, asked: WriteOff, request_id: str) -> int:
    """Take a loan off the books: what was set aside is used, the rest is a cost; returns its key.

    Interest that was accrued is taken back. Raises `SecondPersonNeeded`, `NotAtThisStage`,
    `ReasonMissing`, `NotYet`, `NothingLeft`, `MoneyHeld`, `PaidLater`, `RequestReused`, `NotFound`
    and what `ledger.post` raises.
    """
    row, mark = locked(desk, asked.loan_id), fingerprint(asked)
    if earlier := queries.find_write_off(desk.cooperative_id, request_id):
        if earlier[1] != mark:
            raise RequestReused
        return earlier[0]
    stages.after(row.stage, "write_off")
    loan, left = decide_write_off(desk=desk, asked=asked)
    auth.require_second_person(desk)
    take(desk, row, Step("write_off", asked.on, asked.why))
    row.ended_on = asked.on
    key = _write(desk, asked, left, request_id)
    posted = ledger.post(
        write_off_entry(desk=desk, loan=loan, left=left, on=asked.on, key=key),
        book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by,
    )  # fmt: skip
    mine = LoanWriteOff.id == key
    db.write_connection().execute(sa.update(LoanWriteOff).where(mine).values(entry_seq=posted.seq))
    return key


def decide_write_off(*, desk: Desk, asked: WriteOff) -> tuple[Loan, Left]:
    """What would be given up; nothing is written. Raises as `write_off`."""
    loan = queries.get_loan(desk.cooperative_id, asked.loan_id)
    left = queries.left_of(desk.book_id, loan)
    rules.check(asked, left, today=desk.today)
    return loan, left


def write_off_entry(*, desk: Desk, loan: Loan, left: Left, on: date, key: int = 0) -> Entry:
    """The journal entry of a write-off; without a key it is only to be shown."""
    member = members.get_member(desk.cooperative_id, loan.member_id)
    memo = f"Hapus buku pinjaman {loan.label} {member.label}"
    return entries.write_off(
        MonthEnd(on, f"loans.write_off:{key}", memo),
        Borrower(loan.id, loan.group_id),
        principal=left.principal,
        set_aside=left.set_aside,
        interest=left.interest,
    )


def _write(desk: Desk, asked: WriteOff, left: Left, request_id: str) -> int:
    facts = {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id, "loan_id": asked.loan_id,
        "written_off_on": asked.on, "principal": int(left.principal),
        "interest": int(left.interest), "reason": asked.why.strip(), "request_id": request_id,
        "fingerprint": fingerprint(asked), "made_by": desk.user_id,
        "approved_by": desk.approved_by, "made_at": clock.now(),
    }  # fmt: skip
    made = db.write_connection().execute(sa.insert(LoanWriteOff).values(facts)).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return int(made[0])
