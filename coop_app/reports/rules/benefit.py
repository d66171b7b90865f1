"""What membership brought each member: the member-benefit report (LPEA, domain.md 1.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Bought:
    """What members bought together: what they paid, and what the market asked for the same goods."""

    paid: Money = ZERO
    market: Money = ZERO

    @property
    def saved(self) -> Money:
        """Below zero where the market was cheaper."""
        return self.market - self.paid


@dataclass(frozen=True, slots=True)
class Benefit:
    """One member's period, in rupiah; what was sold through the cooperative is told, not added."""

    member_id: int
    bought: Bought = Bought()
    sold: Money = ZERO
    interest: Money = ZERO

    @property
    def total(self) -> Money:
        """What can be proved: cheaper goods and interest on savings."""
        return self.bought.saved + self.interest


def benefits(
    *,
    bought: Mapping[int, Bought],
    sold: Mapping[int, Money],
    interest: Mapping[int, Money],
) -> list[Benefit]:
    """One line for every member to whom anything happened, by key."""
    members = sorted({*bought, *sold, *interest})
    found = (
        Benefit(key, bought.get(key, Bought()), sold.get(key, ZERO), interest.get(key, ZERO))
        for key in members
    )
    return [one for one in found if one != Benefit(one.member_id)]


def together(rows: Iterable[Benefit]) -> Money:
    """What the members had of it altogether."""
    return sum((row.total for row in rows), ZERO)
