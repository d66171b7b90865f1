"""The lines that the household budget of an application offers."""

from coop_app.loans.rules.lending.affordability import DEBT, EXPENSE, INCOME, REMITTANCE
from coop_app.refusal import N_

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
