"""The surplus of a year shared into funds and members' parts, to the rupiah (domain.md 4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coop_app.money import ZERO, Money, rupiah, split
from coop_app.refusal import N_, Refused


class Source(StrEnum):
    """Whose business the surplus comes from."""

    MEMBER = "member"
    NONMEMBER = "nonmember"


class SharesNotWhole(Refused):
    """The annual meeting shares out all of it, no more and no less (case A15)."""

    message = N_("The shares add up to %(total)s%%. They must be exactly 100%%.")
    field = "shares"


class ShareBelowZero(Refused):
    """No fund gives."""

    message = N_("The share of %(fund)s is below zero. Correct it.")
    field = "shares"


class LossNotShared(Refused):
    """A loss is covered by decision of the annual meeting, never charged to members (domain.md 4)."""

    message = N_("A loss of %(loss)s is not shared out. Cover it from the reserve.")
    field = "sources"


class PoolUnknown(Refused):
    """Members can only get a fund that the shares name."""

    message = N_("The fund %(fund)s has no share. Name it in the shares or leave it out.")
    field = "member_pools"


class BaseBelowZero(Refused):
    """Savings and purchases of a member are counted upwards."""

    message = N_("Member %(number)s has a basis below zero. Correct it.")
    field = "members"


class PoolWithoutBase(Refused):
    """Nobody has a claim to the fund that should take the residue."""

    message = N_("No member has a basis for %(fund)s. Choose another fund for the residue.")
    field = "residue_fund"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the annual meeting decided: percentages by source, and which funds go to members by what.

    Raises `SharesNotWhole`, `ShareBelowZero`, `PoolUnknown`.
    """

    shares: Mapping[Source, Mapping[str, Decimal]]
    #: fund → the basis on which it is shared among members
    member_pools: Mapping[str, str]
    residue_fund: str

    def __post_init__(self) -> None:
        for source in Source:
            percents = self.shares[source]
            below = next((fund for fund, percent in percents.items() if percent < 0), None)
            if below is not None:
                raise ShareBelowZero(fund=below)
            total = sum((Fraction(percent) for percent in percents.values()), Fraction(0))
            if total != 100:
                raise SharesNotWhole(total=_shown(total), field=f"shares.{source}")
        named = {fund for percents in self.shares.values() for fund in percents}
        for pool in self.member_pools:
            if pool not in named:
                raise PoolUnknown(fund=pool)

    @property
    def funds(self) -> list[str]:
        """Every fund once, as the shares name them; the residue's last if they do not."""
        named = [fund for percents in self.shares.values() for fund in percents]
        return list(dict.fromkeys([*named, self.residue_fund]))


@dataclass(frozen=True, slots=True)
class Member:
    """A member's number and how much of each basis is theirs."""

    number: int | str
    bases: Mapping[str, Money]


@dataclass(frozen=True, slots=True)
class Distribution:
    """Rupiah by fund, and by member and fund, in the order they were given."""

    funds: Mapping[str, Money]
    parts: Sequence[Mapping[str, Money]]


def distribute(
    sources: Mapping[Source, Money], plan: Plan, members: Sequence[Member]
) -> Distribution:
    """All of the surplus, to the rupiah.

    Each fund is cut to the rupiah and the rest goes to the residue fund, as does a pool that nobody
    has a basis for. Pools are split by largest remainder, ties to the member first in the list.
    Raises `LossNotShared`, `BaseBelowZero`, `PoolWithoutBase`.
    """
    bases = {base: _column(members, base) for base in plan.member_pools.values()}
    funds = dict.fromkeys(plan.funds, ZERO)
    for source in Source:
        _add(funds, sources[source], source=source, plan=plan)
    for pool, base in plan.member_pools.items():
        if not any(bases[base]):
            _give_back(funds, pool, plan.residue_fund)
    columns = {
        pool: split(funds[pool], bases[base]) if funds[pool] else [ZERO] * len(members)
        for pool, base in plan.member_pools.items()
    }
    parts = [{pool: column[i] for pool, column in columns.items()} for i in range(len(members))]
    return Distribution(funds, parts)


def _add(funds: dict[str, Money], amount: Money, *, source: Source, plan: Plan) -> None:
    """One source into the funds."""
    if amount < 0:
        raise LossNotShared(loss=rupiah(-amount), field=f"sources.{source}")
    left = amount
    for fund, percent in plan.shares[source].items():
        part = Money(int(Fraction(amount) * Fraction(percent) / 100))
        funds[fund] = funds[fund] + part
        left = left - part
    funds[plan.residue_fund] = funds[plan.residue_fund] + left


def _give_back(funds: dict[str, Money], pool: str, residue_fund: str) -> None:
    if not funds[pool]:
        return
    if pool == residue_fund:
        raise PoolWithoutBase(fund=pool)
    funds[residue_fund] = funds[residue_fund] + funds[pool]
    funds[pool] = ZERO


def _column(members: Sequence[Member], base: str) -> list[Money]:
    """One basis of all members."""
    for member in members:
        if member.bases[base] < 0:
            raise BaseBelowZero(number=member.number)
    return [member.bases[base] for member in members]


def _shown(total: Fraction) -> str:
    return f"{Decimal(total.numerator) / total.denominator:f}"
