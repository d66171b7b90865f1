"""Pillars, equipment grants and mentoring visits: what is asked and what is refused. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from coop_app.literacy.rules.effect.refusals import (
    DaysReversed,
    FindingsMissing,
    ItemMissing,
    NameMissing,
    NotYet,
    PurposeMissing,
    QuantityMissing,
    SourceMissing,
    StepBeforeVisit,
    StepWithoutDay,
    TitleMissing,
    ValueOrVoucher,
    WhoMissing,
)
from coop_app.money import Money
from coop_app.refusal import N_

MEMBER, ENTERPRISE, GROUP = "member", "enterprise", "group"
#: how equipment is found at a visit
CONDITIONS = {
    "used": N_("Used and in order"),
    "idle": N_("In order, not used"),
    "repair": N_("Needs repair"),
    "broken": N_("Broken"),
    "gone": N_("No longer there"),
}


@dataclass(frozen=True, slots=True)
class Whom:
    """A member, an enterprise or a village group, by key."""

    kind: str
    id: int

    def is_of(self, kind: str) -> int | None:
        """The key where it is of this kind."""
        return self.id if self.kind == kind else None


def read_whom(text: str) -> Whom:
    """`member:17` as the form sends it. Raises `WhoMissing`."""
    kind, _colon, number = text.partition(":")
    if kind not in (MEMBER, ENTERPRISE, GROUP) or not number.isdecimal():
        raise WhoMissing
    return Whom(kind, int(number))


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarFacts:
    """One pillar of a programme."""

    programme_id: int
    name: str
    position: int
    valid_from: date
    valid_to: date | None = None

    def check(self) -> None:
        """Raises `NameMissing`, `DaysReversed`."""
        if not self.name:
            raise NameMissing
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise DaysReversed


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFacts:
    """Equipment that was handed over. `value` is on the giver's paper, `voucher` in the cooperative's book."""

    whom: Whom
    item: str
    quantity: int
    source: str
    handed_on: date
    value: Money | None = None
    voucher: str = ""
    serial: str = ""
    note: str = ""
    programme_id: int | None = None

    def check(self, today: date) -> None:
        """Raises `ItemMissing`, `SourceMissing`, `QuantityMissing`, `ValueOrVoucher`, `NotYet`."""
        if not self.item:
            raise ItemMissing
        if not self.source:
            raise SourceMissing
        if self.quantity < 1:
            raise QuantityMissing
        if (self.value is None) == (not self.voucher):
            raise ValueOrVoucher
        if self.handed_on > today:
            raise NotYet(on=self.handed_on, field="handed_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """Somebody was visited."""

    whom: Whom
    visited_on: date
    purpose: str
    findings: str
    place: str = ""
    next_step: str = ""
    next_on: date | None = None
    follows_id: int | None = None
    programme_id: int | None = None

    def check(self, today: date) -> None:
        """Raises `PurposeMissing`, `FindingsMissing`, `StepWithoutDay`, `StepBeforeVisit`, `NotYet`."""
        if self.visited_on > today:
            raise NotYet(on=self.visited_on, field="visited_on")
        if not self.purpose:
            raise PurposeMissing
        if not self.findings:
            raise FindingsMissing
        if bool(self.next_step) != (self.next_on is not None):
            raise StepWithoutDay
        if self.next_on is not None and self.next_on < self.visited_on:
            raise StepBeforeVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    """Something else that was done in a pillar."""

    held_on: date
    title: str
    place: str = ""
    village_group_id: int | None = None
    people: int | None = None
    voucher: str = ""
    note: str = ""

    def check(self, today: date) -> None:
        """Raises `TitleMissing`, `NotYet`."""
        if not self.title:
            raise TitleMissing
        if self.held_on > today:
            raise NotYet(on=self.held_on, field="held_on")


@cache
def usual_pillars() -> tuple[str, ...]:
    """The names that Desmigratif uses."""
    folder = files("coop_app.literacy.rules.effect")
    rows = tomllib.loads(folder.joinpath("data/pillars.toml").read_text("utf-8"))["pillar"]
    return tuple(row["name"] for row in rows)
