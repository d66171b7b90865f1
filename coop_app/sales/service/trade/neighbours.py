"""What this trade asks of savings beside it; the storey above connects it."""

from collections.abc import Callable

from coop_app.auth.rules.desk import Desk
from coop_app.money import Money

#: (desk, member) → rupiah of simpanan sukarela
Savings = Callable[[Desk, int], Money]
_KNOWN: dict[str, Savings] = {}


def connect(*, free: Savings) -> None:
    """Tell where it is read what of a member's savings is free to be taken."""
    _KNOWN.update(free=free)


def free_savings(desk: Desk, member_id: int) -> Money:
    """What may be taken from simpanan sukarela now, in rupiah; the saver's acts wait until commit.

    Raises `NotFound`.
    """
    return _KNOWN["free"](desk, member_id)
