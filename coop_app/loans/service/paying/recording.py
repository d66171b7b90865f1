"""How an act on a loan is written: know a repeated request, decide, write rows, post."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Entry
from coop_app.loans import entries, queries
from coop_app.loans.entries import Borrower, Repaid, Slip
from coop_app.loans.models import LoanAllocation, LoanPayment
from coop_app.loans.queries import Loan, Paid, Placed
from coop_app.loans.rules import paying, stages
from coop_app.loans.rules.paying import Kind, Since, Source
from coop_app.loans.rules.position import Share
from coop_app.loans.rules.repayment import Part
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import ZERO, Money, rupiah
from coop_app.refusal import RequestReused

_POSTED = (
    sa.update(LoanPayment)
    .where(LoanPayment.id == sa.bindparam("key"))
    .values(entry_seq=sa.bindparam("seq"))
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The request behind an act: its id, the mark of its contents, the sheet it belongs to."""

    request_id: str
    fingerprint: str
    batch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stands on the receipt; nothing is written yet."""

    placed: Placed
    member: MemberCard
    kind: Kind
    paid_on: date
    source: Source
    place_id: int | None
    amount: Money
    from_held: Money = ZERO
    parts: dict[Part, Money] = field(default_factory=dict)
    shares: tuple[Share, ...] = ()
    waived: tuple[Share, ...] = ()
    left_over: Money = ZERO
    left_over_to: str = ""
    accrued: Money = ZERO
    why: dict[str, Any] = field(default_factory=dict)
    memo: str = ""

    @property
    def loan(self) -> Loan:
        """Whose money it is."""
        return self.placed.loan

    @property
    def interest(self) -> Money:
        """Interest of arrears and of the running instalment."""
        return self._sum(Part.INTEREST_ARREARS, Part.INTEREST)

    @property
    def principal(self) -> Money:
        """Principal of arrears and of the running instalment."""
        return self._sum(Part.PRINCIPAL_ARREARS, Part.PRINCIPAL)

    @property
    def closes(self) -> bool:
        """Whether nothing is left of the loan afterwards."""
        position = self.placed.position
        waived = sum((share.amount for share in self.waived), ZERO)
        return self.kind in (Kind.PAYMENT, Kind.SETTLEMENT) and (
            self.principal == position.principal_left
            and self.interest + waived == position.interest_left
            and self.parts[Part.PENALTY] == position.penalty
        )

    def _sum(self, *parts: Part) -> Money:
        return Money(sum(self.parts.get(part, ZERO) for part in parts))


def find_earlier(desk: Desk, asked: Asked) -> Paid | None:
    """The first result of the same request. Raises `RequestReused` when its contents differ."""
    earlier = queries.find_payment_request(desk.cooperative_id, asked.request_id)
    if earlier is not None and earlier.fingerprint != asked.fingerprint:
        raise RequestReused
    return earlier


def placed_for(desk: Desk, loan_id: int, on: date) -> Placed:
    """The loan on a day on which an act may lie.

    Raises `NotFound`, `DateInFuture`, `PaidBeforePayout`, `PaidBeforeLastAct`, `LedgerDisagrees`.
    """
    placed = queries.position_of(desk.cooperative_id, loan_id, on=on)
    loan = placed.loan
    disbursed = loan.disbursed_on or desk.today
    paying.check_date(on, Since(disbursed, queries.last_act(loan_id), desk.today))
    journal = ledger.balance(book_id=loan.book_id, account="loans_to_members", subject=loan.subject)
    if loan.stage != stages.WRITTEN_OFF and journal != placed.position.principal_left:
        said = rupiah(placed.position.principal_left)
        raise paying.LedgerDisagrees(journal=rupiah(journal), payments=said)
    return placed


def accrued_of(loan: Loan, interest: Money, on: date) -> Money:
    """How much of the interest paid is in the books already, on its day and now."""
    expected = [
        ledger.balance(
            book_id=loan.book_id, account="accrued_loan_interest", subject=loan.subject, on=day
        )
        for day in (on, None)
    ]
    return Money(max(0, min(interest, *expected)))


def reasons(placed: Placed, held: Money) -> dict[str, Any]:
    """What was owed and by which order it was paid, kept with the receipt."""
    position = placed.position
    return {
        "owed": {part.value: int(position.owed[part]) for part in Part},
        "order": [part.value for part in placed.loan.terms.allocation],
        "days_late": position.days_late,
        "principal_before": int(position.principal_left),
        "held": int(held),
        "version": placed.version.version,
    }


def places_of(desk: Desk) -> set[int]:
    """The cash places of the book."""
    return {place.id for place in ledger.cash_places(book_id=desk.book_id)}


def member_of(desk: Desk, loan: Loan) -> MemberCard:
    """The borrower."""
    return members.get_member(desk.cooperative_id, loan.member_id)


def entry_of(*, document: Document, payment_id: int = 0) -> Entry:
    """The journal entry an act makes; without a key it is only to be shown."""
    loan = document.loan
    memo = paying.memo_of(document.kind, loan.label, document.member.label, document.memo)
    source = f"loans.{document.kind}:{payment_id}"
    slip = Slip(document.paid_on, source, memo, loan.member_id, document.place_id)
    borrower = Borrower(loan.id, loan.group_id)
    if document.kind is Kind.RECOVERY:
        return entries.recovery(slip, borrower, document.amount)
    return entries.repayment(slip, borrower, _repaid(document))


def _repaid(document: Document) -> Repaid:
    fresh, to = document.amount - document.from_held, document.left_over_to
    return Repaid(
        from_place=fresh if document.source is Source.PLACE else ZERO,
        from_savings=fresh if document.source is Source.SAVINGS else ZERO,
        from_held=document.from_held,
        penalty=document.parts.get(Part.PENALTY, ZERO), accrued=document.accrued,
        interest=document.interest - document.accrued, principal=document.principal,
        to_held=document.left_over if to == "held" else ZERO,
        to_savings=document.left_over if to == "savings" else ZERO,
        to_place=document.left_over if to == "place" else ZERO,
    )  # fmt: skip


def record(*, desk: Desk, document: Document, asked: Asked) -> Paid:
    """Write the act with its shares, post its entry, note its number. Raises what `ledger.post` raises."""
    key = write(desk=desk, document=document, asked=asked)
    posted = ledger.post(
        entry_of(document=document, payment_id=key), book_id=document.loan.book_id,
        by=desk.user_id, approved_by=desk.approved_by,
    )  # fmt: skip
    note_entry(payment_id=key, seq=posted.seq)
    return queries.get_payment(desk.cooperative_id, key)


def note_entry(*, payment_id: int, seq: int) -> None:
    """Which entry a written act made."""
    db.write_connection().execute(_POSTED, {"key": payment_id, "seq": seq})


def write(*, desk: Desk, document: Document, asked: Asked) -> int:
    """The act's rows with its shares, without an entry yet; returns its key."""
    key = _write(desk, document, asked)
    rows = [
        {"payment_id": key, "number": one.number, "part": part, "amount": int(one.amount)}
        for shares, name in ((document.shares, ""), (document.waived, queries.WAIVED))
        for one in shares
        for part in [name or one.part.value]
    ]
    if rows:
        db.write_connection().execute(sa.insert(LoanAllocation), rows)
    return key


def _write(desk: Desk, document: Document, asked: Asked) -> int:
    loan = document.loan
    facts = {
        "cooperative_id": desk.cooperative_id, "book_id": loan.book_id, "loan_id": loan.id,
        "kind": document.kind.value, "paid_on": document.paid_on, "source": document.source.value,
        "place_id": document.place_id, "amount": int(document.amount),
        "from_held": int(document.from_held), "left_over": int(document.left_over),
        "left_over_to": document.left_over_to, "accrued": int(document.accrued),
        "why": json.dumps(document.why, sort_keys=True), "memo": document.memo,
        "request_id": asked.request_id, "batch": asked.batch, "fingerprint": asked.fingerprint,
        "made_by": desk.user_id, "approved_by": desk.approved_by, "made_at": clock.now(),
        **{part.value: int(document.parts.get(part, ZERO)) for part in Part},
    }  # fmt: skip
    made = db.write_connection().execute(sa.insert(LoanPayment), facts).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return int(made[0])
