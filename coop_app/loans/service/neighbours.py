"""What loans ask of features beside them; the storey above connects it."""

from collections.abc import Callable

from coop_app.auth.rules.desk import Desk
from coop_app.loans.rules.lending.household import FamilyBudget
from coop_app.money import Money

#: (desk, member) → rupiah of simpanan sukarela
Savings = Callable[[Desk, int], Money]
_KNOWN: dict[str, Savings] = {}
#: (desk, member) → what the family lets an application read, None without its consent
Families = Callable[[Desk, int], FamilyBudget | None]
_FAMILIES: list[Families] = []


def connect(*, free: Savings, present: Savings) -> None:
    """Tell where a member's savings are read: what is free to be taken, and what is there at all."""
    _KNOWN.update(free=free, present=present)


def free_savings(desk: Desk, member_id: int) -> Money:
    """What may be taken from simpanan sukarela now, in rupiah; the saver's acts wait until commit.

    Balance less the minimum, less everything held or waiting. Raises `NotFound`.
    """
    return _KNOWN["free"](desk, member_id)


def present_savings(desk: Desk, member_id: int) -> Money:
    """What simpanan sukarela holds above the minimum, held or not; the saver's acts wait. Raises `NotFound`."""
    return _KNOWN["present"](desk, member_id)


def connect_families(read: Families) -> None:
    """Tell where a family's budget is read, if the family agrees."""
    _FAMILIES[:] = [read]


def family_budget(desk: Desk, member_id: int) -> FamilyBudget | None:
    """The household's monthly means, in rupiah; None unless a consent of the family holds today."""
    return _FAMILIES[0](desk, member_id) if _FAMILIES else None
