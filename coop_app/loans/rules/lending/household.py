"""The lines that the household budget of an application offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.loans.rules.lending.affordability import (
    DEBT,
    EXPENSE,
    INCOME,
    REMITTANCE,
    BudgetLine,
)
from coop_app.money import Money
from coop_app.refusal import N_, Refused

#: line → its kind and its name on the screen (English message id)
LINES = {
    "business": (INCOME, N_("Business, farm, trade")),
    "wage": (INCOME, N_("Wages")),
    "partner": (INCOME, N_("Income of wife or husband")),
    "remittance": (REMITTANCE, N_("Money sent from abroad")),
    "other_income": (INCOME, N_("Other income")),
    "food": (EXPENSE, N_("Food and household")),
    "school": (EXPENSE, N_("School and children")),
    "utilities": (EXPENSE, N_("Electricity, water, telephone")),
    "health": (EXPENSE, N_("Health and transport")),
    "other_expense": (EXPENSE, N_("Other living costs")),
    "bank_debt": (DEBT, N_("Instalments to banks or other lenders")),
    "shop_debt": (DEBT, N_("Debts at shops, arisan, family")),
}


class FamilyConsentOver(Refused):
    """What the family no longer lets us read is not taken over."""

    message = N_(
        "The family's consent has ended. Ask the member for the figures and write them yourself."
    )
    field = "budget"


@dataclass(frozen=True, slots=True)
class FamilyBudget:
    """Monthly means of a family's own notes, which it lets an application read."""

    #: line → rupiah a month
    lines: Mapping[str, Money]
    #: so many months are averaged
    months: int
    consented_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class BudgetSource:
    """Where the figures of an application come from, when the family's notes were read."""

    consented_on: date
    months: int
    #: somebody wrote other figures than the notes had
    changed: bool


def differs(budget: Sequence[BudgetLine], family: FamilyBudget) -> bool:
    """Whether an application says something else than the family's notes."""
    return {line.label: line.amount for line in budget} != dict(family.lines)
