"""From application to approval: one recommends, another decides."""

from datetime import date

from coop_app.auth.rules.desk import Desk
from coop_app.loans.service.steps import Step, locked, take


def recommend(*, desk: Desk, loan_id: int, text: str, on: date) -> None:
    """One person speaks for the loan. Raises `NotFound`, `NotAtThisStage`."""
    take(desk, locked(desk, loan_id), Step("recommend", on, text))


def approve(*, desk: Desk, loan_id: int, text: str, on: date) -> None:
    """Others agreed to it. Raises `NotFound`, `NotAtThisStage`."""
    take(desk, locked(desk, loan_id), Step("approve", on, text))
