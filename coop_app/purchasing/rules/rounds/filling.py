"""The last phase of a round: a change must help to fill the sacks (case P-12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.purchasing.rules.packs import Lot, Wish
from coop_app.refusal import N_, Refused


class EmptiesASack(Refused):
    """Others rely on the sack that was full or nearly full."""

    message = N_(
        "The sacks are being filled now: this change would leave %(missing)s %(unit)s missing."
        " Order more, or raise your tolerance."
    )
    field = "quantity"


@dataclass(frozen=True, slots=True)
class Level:
    """How full the packs of an item are."""

    quantity: int
    tolerance: int
    packs: int
    missing: int

    @classmethod
    def of(cls, pack_size: int, wanted: Sequence[Wish]) -> "Level":
        """The level of all wishes together; minimums do not matter here."""
        lot = Lot(pack_size)
        return cls(
            quantity=sum(wish.quantity for wish in wanted),
            tolerance=sum(wish.tolerance for wish in wanted),
            packs=lot.packs(wanted),
            missing=lot.missing(wanted),
        )


def check(before: Level, after: Level, unit: str = "") -> None:
    """Whether a change is accepted while sacks are filled. Raises `EmptiesASack`."""
    if not helps(before, after):
        raise EmptiesASack(missing=after.missing, unit=unit)


def helps(before: Level, after: Level) -> bool:
    """Only more tolerance; or less missing without losing a pack; or tolerance that became quantity.

    Ours beyond the cases: another whole pack, with nothing more missing than before.
    """
    more = after.quantity - before.quantity
    more_tolerance = after.tolerance - before.tolerance
    keeps_packs = after.packs >= before.packs
    only_tolerance = more == 0 and more_tolerance >= 0
    fills = after.missing < before.missing and keeps_packs and more_tolerance >= 0
    becomes_firm = more > 0 and more == -more_tolerance
    one_more_pack = after.packs > before.packs and after.missing <= before.missing
    return only_tolerance or fills or becomes_firm or one_more_pack
