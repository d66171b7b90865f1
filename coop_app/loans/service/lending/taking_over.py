"""A running loan comes into the book, as an opening balance does: by two people."""

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.loans import entries, queries
from coop_app.loans.entries import Borrower
from coop_app.loans.models import Loan
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending import takeover as rules
from coop_app.loans.rules.lending.application import BorrowerNotActive
from coop_app.loans.rules.lending.takeover import Takeover
from coop_app.loans.rules.schedule import Instalment
from coop_app.loans.service.lending.applications import NoTerms, next_number
from coop_app.loans.service.schedules import NewVersion, write_schedule
from coop_app.loans.service.steps import Step, take
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.members.rules.standing import ENDED
from coop_app.refusal import RequestReused


def take_over(*, desk: Desk, takeover: Takeover, request_id: str) -> int:
    """Register an old loan with what is left of it, and post that; returns the loan's key.

    Raises `BorrowerNotActive`, `NoTerms`, `DateInFuture`, `TakenOverBeforePayout`, `TooManyPaid`,
    `NothingLeftOfIt`, `LeftDiffers`, `SecondPersonNeeded`, `RequestReused`, what `ledger.post`
    raises, and `NotFound`.
    """
    mark, number = fingerprint(takeover), next_number(desk)
    if earlier := queries.find_request(desk.cooperative_id, request_id):
        if earlier[1] != mark:
            raise RequestReused
        return earlier[0]
    rows = decide_takeover(desk=desk, takeover=takeover)
    auth.require_second_person(desk)
    member = members.get_member(desk.cooperative_id, takeover.member_id)
    row = _write(desk, takeover, member, rows)
    row.number, row.request_id, row.fingerprint = number, request_id, mark
    session.add(row)
    session.flush()
    text = f"{takeover.old_number} {takeover.paid_instalments}/{takeover.months}".strip()
    take(desk, row, Step("take_over", takeover.on, text))
    write_schedule(desk=desk, loan_id=row.id, new=NewVersion(rows, takeover.on))
    posted = ledger.post(
        takeover_entry(takeover=takeover, member=member, rows=rows, key=row.id),
        book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by,
    )  # fmt: skip
    row.entry_seq = posted.seq
    session.flush()
    return row.id


def decide_takeover(*, desk: Desk, takeover: Takeover) -> tuple[Instalment, ...]:
    """The instalments that would run on; nothing is written. Raises as `take_over`."""
    rules.check_days(takeover, desk.today)
    member = members.get_member(desk.cooperative_id, takeover.member_id)
    if member.status in ENDED:
        raise BorrowerNotActive(name=member.name)
    return rules.rows_left(takeover, _terms(desk, takeover).terms)


def _terms(desk: Desk, takeover: Takeover) -> queries.DatedTerms:
    queries.get_product(desk.cooperative_id, takeover.product_id)
    held = queries.terms_on(desk.cooperative_id, desk.today).get(takeover.product_id)
    if held is None:
        raise NoTerms
    return held


def takeover_entry(
    *, takeover: Takeover, member: MemberCard, rows: tuple[Instalment, ...], key: int = 0
) -> Entry:
    """The journal entry it makes; without a key it is only to be shown."""
    old = f" {takeover.old_number}" if takeover.old_number else ""
    memo = f"Saldo awal pinjaman{old} {member.label}"
    return entries.taken_over(
        entries.Opening(takeover.on, f"loans.takeover:{key}", memo),
        Borrower(key, member.group_id),
        rules.principal_of(rows),
    )


def _write(
    desk: Desk, takeover: Takeover, member: MemberCard, rows: tuple[Instalment, ...]
) -> Loan:
    dated = _terms(desk, takeover)
    return Loan(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, member_id=member.id,
        group_id=member.group_id, product_id=dated.product_id, term_id=dated.id,
        stage=stages.APPLIED, principal=int(rules.principal_of(rows)), months=len(rows),
        purpose=takeover.old_number.strip(), applied_on=takeover.on, officer_id=desk.user_id,
        made_at=clock.now(), disbursed_on=takeover.on, first_due=rows[0].due, provision=0,
        admin_fee=0,
    )  # fmt: skip
