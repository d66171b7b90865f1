"""A member applies for a loan."""

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.loans import queries
from coop_app.loans.models import Loan, LoanProduct
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending import application as rules
from coop_app.loans.rules.lending.application import Application
from coop_app.loans.service.steps import Step, note
from coop_app.members import queries as members
from coop_app.refusal import N_, Refused, RequestReused


class NoTerms(Refused):
    """A kind of loan without terms on this day lends nothing."""

    message = N_("This kind of loan has no terms on this day. Choose another one.")
    field = "product"


def apply(*, desk: Desk, application: Application, request_id: str) -> int:
    """Write an application down; the same request id writes once. Returns the loan's key.

    Raises `PurposeMissing`, `NoTerms`, `PrincipalOutsideProduct`, `MonthsOutsideProduct`,
    `RequestReused` and `NotFound`.
    """
    mark = rules.fingerprint(application)
    member = members.get_member(desk.cooperative_id, application.member_id)
    number = _next_number(desk)
    if earlier := queries.find_request(desk.cooperative_id, request_id):
        if earlier[1] != mark:
            raise RequestReused
        return earlier[0]
    rules.check(application)
    dated = _terms(desk, application)
    row = Loan(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, number=number,
        member_id=member.id, group_id=member.group_id, product_id=application.product_id,
        term_id=dated.id, stage=stages.APPLIED, principal=int(application.principal),
        months=application.months, purpose=application.purpose.strip(),
        applied_on=application.applied_on, officer_id=desk.user_id, request_id=request_id,
        fingerprint=mark, made_at=clock.now(), provision=0, admin_fee=0,
    )  # fmt: skip
    session.add(row)
    session.flush()
    note(desk, row, Step("apply", application.applied_on))
    return row.id


def _terms(desk: Desk, application: Application) -> queries.DatedTerms:
    queries.get_product(desk.cooperative_id, application.product_id)
    held = queries.terms_on(desk.cooperative_id, application.applied_on)
    dated = held.get(application.product_id)
    if dated is None:
        raise NoTerms
    dated.terms.check(application.principal, application.months)
    return dated


def _next_number(desk: Desk) -> int:
    """Applications of a cooperative queue at its first kind of loan, so that no number comes twice."""
    mine = LoanProduct.cooperative_id == desk.cooperative_id
    first = sa.select(LoanProduct.id).where(mine).order_by(LoanProduct.id).limit(1)
    session.execute(first.with_for_update())
    newest = sa.select(sa.func.max(Loan.number)).where(Loan.cooperative_id == desk.cooperative_id)
    return 1 + (session.scalar(newest) or 0)
