"""A household's income in envelopes (cases 7.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused


class BudgetBelowZero(Refused):
    """Income, plans and spending are written without a sign."""

    message = N_("Income, plans and spending cannot be below zero.")
    field = "envelopes"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Money for one purpose. Raises `BudgetBelowZero`."""

    name: str
    planned: Money
    spent: Money

    def __post_init__(self) -> None:
        if self.planned < 0 or self.spent < 0:
            raise BudgetBelowZero

    @property
    def left(self) -> Money:
        """Below zero when more was spent than planned."""
        return self.planned - self.spent


@dataclass(frozen=True, slots=True)
class Budget:
    """An income and its envelopes. Raises `BudgetBelowZero`."""

    income: Money
    envelopes: Sequence[Envelope]

    def __post_init__(self) -> None:
        if self.income < 0:
            raise BudgetBelowZero(field="income")

    @property
    def allocated(self) -> Money:
        """What is planned."""
        return sum((envelope.planned for envelope in self.envelopes), ZERO)

    @property
    def unallocated(self) -> Money:
        """What has no purpose yet; below zero when more is planned than comes in (case L-7)."""
        return self.income - self.allocated
