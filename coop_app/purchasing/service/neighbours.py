"""What collective purchase asks of features beside it; the storey above connects it."""

from collections.abc import Callable

from coop_app.auth.rules.desk import Desk
from coop_app.money import Money

#: (desk, member) → rupiah of simpanan sukarela that are free
Savings = Callable[[Desk, int], Money]
_KNOWN: dict[str, Savings] = {}


def connect(*, free: Savings, shown: Savings) -> None:
    """Tell where a member's free savings are read: with the saver's acts waiting, and only to be shown."""
    _KNOWN.update(free=free, shown=shown)


def free_savings(desk: Desk, member_id: int) -> Money:
    """What may be taken from simpanan sukarela now; the saver's acts wait until commit. Raises `NotFound`."""
    return _KNOWN["free"](desk, member_id)


def shown_savings(desk: Desk, member_id: int) -> Money:
    """The same for a page; nobody waits. Raises `NotFound`."""
    return _KNOWN["shown"](desk, member_id)
