"""Savings that may not be taken out for now."""

from collections.abc import Iterable
from dataclasses import dataclass

from coop_app.money import Money, rupiah
from coop_app.refusal import N_, Refused


class HoldUnexplained(Refused):
    """Whoever wants the money back must be told why it is held."""

    message = N_("Write why this money is held.")
    field = "reason"


class HoldNotCovered(Refused):
    """Only what is there and free can be held."""

    message = N_("Only %(free)s is free. Hold at most that much.")
    field = "amount"


class AlreadyReleased(Refused):
    """Somebody released it before."""

    message = N_("This money was released already.")


class ReleaseUnexplained(Refused):
    """The reason of a release is kept beside the reason of the hold."""

    message = N_("Write why the money is released.")
    field = "why"


@dataclass(frozen=True, slots=True)
class Hold:
    """So much of a member's simpanan sukarela stays, and why."""

    reason: str
    amount: Money


@dataclass(frozen=True, slots=True)
class NewHold:
    """What somebody wants to hold of a member's savings."""

    member_id: int
    product: str
    amount: Money
    reason: str


def total(holds: Iterable[Hold]) -> Money:
    """All holds together."""
    return Money(sum(int(hold.amount) for hold in holds))


def reasons(holds: Iterable[Hold]) -> str:
    """`jaminan pinjaman, menunggu persetujuan`: each reason once, in order."""
    return ", ".join(dict.fromkeys(hold.reason for hold in holds))


def check_new(new: NewHold, *, free: Money) -> None:
    """Raises `HoldUnexplained`, `HoldNotCovered`."""
    if not new.reason.strip():
        raise HoldUnexplained
    if new.amount > free:
        raise HoldNotCovered(free=rupiah(free))


def check_release(why: str, *, is_released: bool) -> None:
    """Raises `AlreadyReleased`, `ReleaseUnexplained`."""
    if is_released:
        raise AlreadyReleased
    if not why.strip():
        raise ReleaseUnexplained
