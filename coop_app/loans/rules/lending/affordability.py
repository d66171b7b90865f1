"""Whether a household can carry an instalment."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused

INCOME, REMITTANCE, EXPENSE, DEBT = "income", "remittance", "expense", "debt"
COMING_IN = (INCOME, REMITTANCE)
#: line of the budget → its name on the screen (English message id)
KINDS = {
    INCOME: N_("Income"),
    REMITTANCE: N_("Money sent from abroad"),
    EXPENSE: N_("Living cost"),
    DEBT: N_("Instalment of another debt"),
}
#: the setting: the share of what is left over that an instalment may take, in percent
SHARE_SETTING = "loan_affordable_share"
#: a convention of ours until the meeting decides otherwise
USUAL_SHARE = 50


class BudgetMissing(Refused):
    """Nobody lends without knowing how it will be paid back."""

    message = N_("Write the household budget first: at least one income.")
    field = "budget"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of the household budget per month."""

    kind: str
    label: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes in, what goes out, and whether the instalment fits into the rest."""

    income: Money
    remittance: Money
    spent: Money
    debts: Money
    share: int
    instalment: Money

    @property
    def left_over(self) -> Money:
        """What is left each month; below zero when more goes out than comes in."""
        return self.income + self.remittance - self.spent - self.debts

    @property
    def most(self) -> Money:
        """The largest instalment that fits, in whole rupiah downwards."""
        return Money(max(int(self.left_over), 0) * self.share // 100)

    @property
    def fits(self) -> bool:
        """Whether the household can carry it."""
        return self.instalment <= self.most

    @property
    def leans_on_remittance(self) -> bool:
        """Whether it fits only as long as money comes from abroad."""
        own = max(int(self.left_over - self.remittance), 0) * self.share // 100
        return self.fits and self.instalment > own


def judge(
    budget: Sequence[BudgetLine], instalment: Money, *, share: int = USUAL_SHARE
) -> Verdict | None:
    """The verdict, or None without a budget."""
    if not budget:
        return None
    sums = {kind: _sum(budget, kind) for kind in KINDS}
    return Verdict(sums[INCOME], sums[REMITTANCE], sums[EXPENSE], sums[DEBT], share, instalment)


def check_present(budget: Sequence[BudgetLine]) -> None:
    """Raises `BudgetMissing` without any income."""
    if not any(line.kind in COMING_IN for line in budget):
        raise BudgetMissing


def _sum(budget: Sequence[BudgetLine], kind: str) -> Money:
    return sum((line.amount for line in budget if line.kind == kind), ZERO)
