"""What a QRIS payment costs the seller: a table with dates; the buyer never pays it on top."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from importlib import resources

from coop_app.money import ZERO, Money, half_up
from coop_app.refusal import N_

#: thousandths of a percent in the whole
_WHOLE = 100_000


class Scale(StrEnum):
    """The size of merchant that the provider has registered."""

    MICRO = "micro"
    SMALL = "small"


#: scale → its name on the screen (English message id)
SCALES = {
    Scale.MICRO: N_("Micro business (UMI)"),
    Scale.SMALL: N_("Small business or larger (UKE, UME, UBE)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """From a day on: one percentage up to an amount, another one above it, in thousandths of a percent."""

    scale: Scale
    valid_from: date
    up_to: Money = ZERO
    mille_up_to: int = 0
    mille_above: int
    decided_by: str = ""
    #: 0 for the national table
    id: int = 0

    @property
    def up_to_text(self) -> str:
        """`0%`."""
        return percent_text(self.mille_up_to)

    @property
    def above_text(self) -> str:
        """`0,3%`."""
        return percent_text(self.mille_above)


@dataclass(frozen=True, slots=True)
class Fee:
    """Rupiah, and the thousandths of a percent they were computed with."""

    amount: Money = ZERO
    mille: int = 0


def percent_text(mille: int) -> str:
    """Thousandths of a percent as people write it: `0,3%`."""
    whole, part = divmod(mille, 1000)
    decimals = f"{part:03d}".rstrip("0")
    return f"{whole}{',' + decimals if decimals else ''}%"


def national() -> tuple[Tariff, ...]:
    """The table of the central bank, from the data file beside this module."""
    text = resources.files(__package__).joinpath("qris_fees.toml").read_text("utf-8")
    return tuple(
        Tariff(
            scale=Scale(row["scale"]), valid_from=row["valid_from"], up_to=Money(row["up_to"]),
            mille_up_to=row["mille_up_to"], mille_above=row["mille_above"],
            decided_by=row["decided_by"],
        )
        for row in tomllib.loads(text)["tariff"]
    )  # fmt: skip


def tariff_on(tariffs: Iterable[Tariff], scale: Scale, on: date) -> Tariff | None:
    """The one that holds on a day; of one day the cooperative's own before the national one."""
    held = [one for one in tariffs if one.scale == scale and one.valid_from <= on]
    return max(held, key=lambda one: (one.valid_from, one.id), default=None)


def fee_of(amount: Money, tariff: Tariff | None) -> Fee:
    """The fee of one payment, half-up to the rupiah (cases Q-1, Q-2)."""
    if tariff is None:
        return Fee()
    mille = tariff.mille_up_to if amount <= tariff.up_to else tariff.mille_above
    return Fee(Money(half_up(Fraction(int(amount) * mille, _WHOLE))), mille)
