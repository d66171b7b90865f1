"""Where the figures of an application's household come from, when the family let us read its notes."""

import sqlalchemy as sa

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.loans.models import Loan, LoanBudgetLine, LoanBudgetSource
from coop_app.loans.rules.lending.application import Application
from coop_app.loans.rules.lending.household import FamilyConsentOver, differs
from coop_app.loans.service.neighbours import family_budget


def write_source(desk: Desk, row: Loan, application: Application) -> None:
    """Keep it beside the lines, before they are written anew.

    What was taken over stays when the consent ends later; nothing new is taken over then.
    Raises `FamilyConsentOver`.
    """
    known = session.get(LoanBudgetSource, row.id)
    if not application.from_family:
        if known is not None:
            session.delete(known)
        return
    family = family_budget(desk, application.member_id)
    if family is None:
        if known is None or row.member_id != application.member_id:
            raise FamilyConsentOver
        known.changed = known.changed or _lines(row.id) != _new(application)
        return
    if known is None:
        known = LoanBudgetSource(loan_id=row.id)
        session.add(known)
    known.consented_on, known.months = family.consented_on, family.months
    known.changed = differs(application.budget, family)


def _lines(loan_id: int) -> set[tuple[str, int]]:
    lines = sa.select(LoanBudgetLine.label, LoanBudgetLine.amount)
    rows = session.execute(lines.where(LoanBudgetLine.loan_id == loan_id))
    return {(label, int(amount)) for label, amount in rows}


def _new(application: Application) -> set[tuple[str, int]]:
    return {(line.label, int(line.amount)) for line in application.budget}
