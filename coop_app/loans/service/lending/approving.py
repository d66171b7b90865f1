"""From application to approval: one recommends, others decide."""

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.loans import queries
from coop_app.loans.models import Loan
from coop_app.loans.rules.lending import affordability, application
from coop_app.loans.rules.lending.application import Pledge
from coop_app.loans.service.neighbours import free_savings, present_savings
from coop_app.loans.service.steps import Step, locked, take
from coop_app.members import queries as members
from coop_app.refusal import N_, Refused


class RecommendationMissing(Refused):
    """Whoever decides must know what speaks for it."""

    message = N_("Write what speaks for this loan and what you saw at the household.")
    field = "text"


def recommend(*, desk: Desk, loan_id: int, text: str) -> None:
    """One person speaks for a loan; from now on its contents stand still and pledged savings are held.

    Raises `RecommendationMissing`, `BudgetMissing`, `PledgeTooHigh`, `NotFound`, `NotAtThisStage`.
    """
    if not text.strip():
        raise RecommendationMissing
    row = locked(desk, loan_id)
    details = queries.details_of(loan_id)
    affordability.check_present(details.budget)
    for pledge in sorted(details.pledges, key=lambda each: each.member_id):
        if pledge.amount:
            free = free_savings(desk, pledge.member_id)
            application.check_free(_name(desk, pledge), pledge.amount, free)
    take(desk, row, Step("recommend", desk.today, text))


def approve(*, desk: Desk, loan_id: int, text: str) -> None:
    """Others agreed to it. Raises `SecondPersonNeeded`, `GuarantorSavingsGone`, `NotFound`, `NotAtThisStage`."""
    row = locked(desk, loan_id)
    check_guarantors(desk, row)
    auth.require_second_person(desk)
    take(desk, row, Step("approve", desk.today, text))


def reject(*, desk: Desk, loan_id: int, text: str) -> None:
    """Others refused it. Raises `NotFound`, `NotAtThisStage`."""
    row = locked(desk, loan_id)
    take(desk, row, Step("reject", desk.today, text))
    row.ended_on = desk.today
    session.flush()


def give_back(*, desk: Desk, loan_id: int, text: str) -> None:
    """The recommendation was taken back; the application can be written anew.

    Raises `NotFound`, `NotAtThisStage`.
    """
    take(desk, locked(desk, loan_id), Step("return", desk.today, text))


def check_guarantors(desk: Desk, row: Loan) -> None:
    """Raises `GuarantorSavingsGone` when what is pledged is not there any more."""
    pledges = [each for each in queries.details_of(row.id).pledges if each.amount]
    held = queries.pledged_by(desk.cooperative_id, [each.member_id for each in pledges])
    for pledge in sorted(pledges, key=lambda each: each.member_id):
        all_of_them = sum(int(amount) for amount in held.get(pledge.member_id, {}).values())
        if all_of_them > present_savings(desk, pledge.member_id):
            raise application.GuarantorSavingsGone(name=_name(desk, pledge), pledge=pledge.amount)


def _name(desk: Desk, pledge: Pledge) -> str:
    return members.get_member(desk.cooperative_id, pledge.member_id).label
