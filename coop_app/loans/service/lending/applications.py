"""A member applies for a loan, and the application is written anew until somebody recommends it."""

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.loans import queries
from coop_app.loans.models import Loan, LoanBudgetLine, LoanDocument, LoanGuarantor, LoanProduct
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending import application as rules
from coop_app.loans.rules.lending.application import DOCUMENTS, Application, Pledge
from coop_app.loans.service.lending.family_budget import write_source
from coop_app.loans.service.neighbours import free_savings
from coop_app.loans.service.steps import Step, locked, note, take
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.members.rules.standing import ACTIVE
from coop_app.refusal import N_, Refused, RequestReused


class NoTerms(Refused):
    """A kind of loan without terms on this day lends nothing."""

    message = N_("This kind of loan has no terms on this day. Choose another one.")
    field = "product_id"


class WhyMissing(Refused):
    """Who reads it later must know why."""

    message = N_("Write in a few words why.")
    field = "why"


def apply(*, desk: Desk, application: Application, request_id: str) -> int:
    """Write an application down; the same request id writes once. Returns the loan's key.

    Raises `PurposeMissing`, `BorrowerNotActive`, `NoTerms`, `PrincipalOutsideProduct`,
    `MonthsOutsideProduct`, `GuarantorIsBorrower`, `GuarantorTwice`, `GuarantorNotActive`, `PledgeTooHigh`,
    `FamilyConsentOver`, `DateInFuture`, `RequestReused` and `NotFound`.
    """
    mark = fingerprint(application)
    number = next_number(desk)
    if earlier := queries.find_request(desk.cooperative_id, request_id):
        if earlier[1] != mark:
            raise RequestReused
        return earlier[0]
    member = _borrower(desk, application)
    row = Loan(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, number=number,
        member_id=member.id, stage=stages.APPLIED, officer_id=desk.user_id, request_id=request_id,
        fingerprint=mark, made_at=clock.now(), provision=0, admin_fee=0,
    )  # fmt: skip
    _fill(desk, row, application, member)
    session.add(row)
    session.flush()
    _write_details(desk, row, application, member)
    note(desk, row, Step("apply", application.applied_on))
    auth.audit_trail(
        "loans.apply", cooperative_id=desk.cooperative_id, by=desk.user_id, object=f"loan:{row.id}",
        after={"member_id": row.member_id, "principal": row.principal, "months": row.months},
    )  # fmt: skip
    return row.id


def edit(*, desk: Desk, loan_id: int, application: Application) -> None:
    """Write an application anew. Raises as `apply`, and `NotAtThisStage` once it is recommended."""
    row = locked(desk, loan_id)
    stages.after(row.stage, "edit")
    member = _borrower(desk, application)
    row.member_id = member.id
    _fill(desk, row, application, member)
    _write_details(desk, row, application, member)
    take(desk, row, Step("edit", desk.today))


def withdraw(*, desk: Desk, loan_id: int, why: str) -> None:
    """The member no longer wants it. Raises `WhyMissing`, `NotFound`, `NotAtThisStage`."""
    if not why.strip():
        raise WhyMissing
    row = locked(desk, loan_id)
    take(desk, row, Step("withdraw", desk.today, why))
    row.ended_on = desk.today
    session.flush()


def _borrower(desk: Desk, application: Application) -> MemberCard:
    rules.check(application, desk.today)
    member = members.get_member(desk.cooperative_id, application.member_id)
    if member.status != ACTIVE:
        raise rules.BorrowerNotActive(name=member.name)
    return member


def _fill(desk: Desk, row: Loan, application: Application, member: MemberCard) -> None:
    dated = _terms(desk, application)
    row.group_id, row.product_id, row.term_id = member.group_id, dated.product_id, dated.id
    row.principal, row.months = int(application.principal), application.months
    row.purpose, row.applied_on = application.purpose.strip(), application.applied_on


def _terms(desk: Desk, application: Application) -> queries.DatedTerms:
    queries.get_product(desk.cooperative_id, application.product_id)
    held = queries.terms_on(desk.cooperative_id, application.applied_on)
    dated = held.get(application.product_id)
    if dated is None:
        raise NoTerms
    dated.terms.check(application.principal, application.months)
    return dated


def _write_details(desk: Desk, row: Loan, application: Application, member: MemberCard) -> None:
    write_source(desk, row, application)
    for table in (LoanBudgetLine, LoanGuarantor, LoanDocument):
        session.execute(sa.delete(table).where(table.loan_id == row.id))
    session.add_all(
        LoanBudgetLine(
            loan_id=row.id, position=position, kind=line.kind, label=line.label.strip(),
            amount=int(line.amount),
        )
        for position, line in enumerate(application.budget, 1)
    )  # fmt: skip
    session.add_all(
        LoanDocument(loan_id=row.id, kind=kind)
        for kind in sorted(set(application.documents) & set(DOCUMENTS))
    )
    session.add_all(
        LoanGuarantor(
            cooperative_id=desk.cooperative_id, loan_id=row.id, member_id=pledge.member_id,
            pledge=int(pledge.amount),
        )
        for pledge in _guarantors(desk, application, member)
    )  # fmt: skip
    session.flush()


def _guarantors(desk: Desk, application: Application, member: MemberCard) -> tuple[Pledge, ...]:
    for pledge in sorted(application.pledges, key=lambda each: each.member_id):
        guarantor = members.get_member(desk.cooperative_id, pledge.member_id)
        if guarantor.status != ACTIVE:
            raise rules.GuarantorNotActive(name=guarantor.name)
        if pledge.amount:
            free = free_savings(desk, guarantor.id)
            rules.check_free(guarantor.label, pledge.amount, free)
    if not _terms(desk, application).terms.group_liability:
        return application.pledges
    group = members.members_of_group(desk.cooperative_id, member.group_id)
    keys = [card.id for card in group if card.status == ACTIVE]
    return rules.with_group(application.pledges, keys, member.id)


def next_number(desk: Desk) -> int:
    """Applications of a cooperative queue at its first kind of loan, so that no number comes twice."""
    mine = LoanProduct.cooperative_id == desk.cooperative_id
    first = sa.select(LoanProduct.id).where(mine).order_by(LoanProduct.id).limit(1)
    session.execute(first.with_for_update())
    newest = sa.select(sa.func.max(Loan.number)).where(Loan.cooperative_id == desk.cooperative_id)
    return 1 + (session.scalar(newest) or 0)
