"""A household's periods and how they stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from coop_app.dates import Month
from coop_app.db import session
from coop_app.literacy.models import FamilyNote, FamilyPeriod, FamilyPlan
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.households import Home
from coop_app.literacy.rules.family.income import LEFT_OVER, Past
from coop_app.literacy.rules.family.keeping import MONTH
from coop_app.literacy.rules.family.standing import Standing, Sums, standings
from coop_app.money import ZERO, Money
from coop_app.refusal import NotFound

#: so many past months tell what is usual
_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or the time from one remittance to the next; `last` is None while it is the newest."""

    id: int
    starts_on: date
    last: date | None
    basis: str
    base: Money | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.starts_on <= day and (self.last is None or day <= self.last)


_ROWS = sa.select(
    FamilyPeriod.id, FamilyPeriod.starts_on, FamilyPeriod.basis, FamilyPeriod.base
).order_by(FamilyPeriod.starts_on)
_N = FamilyNote
_SUMS = (
    sa.select(_N.period_id, _N.source, _N.envelope_id, _N.to_envelope_id, sa.func.sum(_N.amount))
    .where(_N.undone_on.is_(None))
    .group_by(_N.period_id, _N.source, _N.envelope_id, _N.to_envelope_id)
)  # fmt: skip


def periods_of(home: Home) -> list[Period]:
    """All of them, oldest first."""
    rows = session.execute(_ROWS.where(FamilyPeriod.household_id == home.id)).all()
    found = []
    for number, (key, starts_on, basis, base) in enumerate(rows):
        following = rows[number + 1][1] if number + 1 < len(rows) else None
        if home.rhythm == MONTH:
            last: date | None = Month.of(starts_on).last
        else:
            last = following - timedelta(days=1) if following else None
        found.append(
            Period(key, starts_on, last, basis, None if base is None else Money(int(base)))
        )
    return found


def get_period(home: Home, period_id: int) -> Period:
    """One of them. Raises `NotFound`, also for another household's."""
    found = next((one for one in periods_of(home) if one.id == period_id), None)
    if found is None:
        raise NotFound
    return found


def period_on(home: Home, day: date) -> Period | None:
    """The period a day lies in."""
    return next((one for one in reversed(periods_of(home)) if one.holds(day)), None)


def plans_of(period_ids: Sequence[int]) -> dict[int, dict[int, Money]]:
    """Period → envelope → what it gets."""
    rows = session.execute(
        sa.select(FamilyPlan.period_id, FamilyPlan.envelope_id, FamilyPlan.planned).where(
            FamilyPlan.period_id.in_(period_ids)
        )
    )
    found: dict[int, dict[int, Money]] = defaultdict(dict)
    for period_id, envelope_id, planned in rows:
        found[period_id][envelope_id] = Money(int(planned))
    return found


def sums_of(home: Home, periods: Sequence[Period]) -> list[Sums]:
    """What the notes of each period add up to."""
    income: dict[int, dict[str, Money]] = defaultdict(dict)
    spent: dict[int, dict[int, Money]] = defaultdict(dict)
    moved: dict[int, dict[int, Money]] = defaultdict(dict)
    rows = session.execute(_SUMS.where(_N.household_id == home.id))
    for period_id, source, envelope_id, to_id, total in rows:
        amount = Money(int(total))
        if envelope_id is None:
            income[period_id][source] = amount
        elif to_id is None:
            spent[period_id][envelope_id] = amount
        else:
            there = moved[period_id]
            there[envelope_id] = there.get(envelope_id, ZERO) - amount
            there[to_id] = there.get(to_id, ZERO) + amount
    plans = plans_of([one.id for one in periods])
    return [
        Sums(
            one.id, one.starts_on, income[one.id], plans.get(one.id, {}), spent[one.id],
            moved[one.id], one.base,
        )
        for one in periods
    ]  # fmt: skip


def standings_of(home: Home) -> dict[int, Standing]:
    """Every period by its key: what is carried on runs through all of them."""
    carrying = {one.id for one in envelopes_of(home.id, ended=True) if one.carries}
    return standings(sums_of(home, periods_of(home)), carrying)


def past_of(found: dict[int, Standing], before: date) -> Past:
    """What the last twelve periods before a day brought, without what was only brought along."""
    sums = [one.sums for one in found.values() if one.sums.starts_on < before]
    brought = [one.came_in - one.income.get(LEFT_OVER, ZERO) for one in sums]
    return Past(tuple(amount for amount in brought[-_LOOKED_AT:] if amount > 0))


@dataclass(frozen=True, slots=True)
class Calendar:
    """What was noted in a month of the calendar, also where the family plans from remittance to remittance."""

    #: source → what came, envelope → what went
    came: Mapping[str, Money]
    went: Mapping[int, Money]

    @property
    def spent(self) -> Money:
        """All that went."""
        return sum(self.went.values(), ZERO)


def calendar_of(household_id: int, before: date) -> list[Calendar]:
    """Whole months before the month of a day in which anything was noted, the oldest first."""
    rows = session.execute(
        sa.select(_N.on_date, _N.source, _N.envelope_id, sa.func.sum(_N.amount))
        .where(_N.household_id == household_id, _N.undone_on.is_(None))
        .where(_N.on_date < Month.of(before).first, _N.to_envelope_id.is_(None))
        .group_by(_N.on_date, _N.source, _N.envelope_id)
        .order_by(_N.on_date)
    )
    came: dict[Month, dict[str, Money]] = defaultdict(dict)
    went: dict[Month, dict[int, Money]] = defaultdict(dict)
    for day, source, envelope_id, total in rows:
        month = Month.of(day)
        if envelope_id is None:
            came[month][source] = came[month].get(source, ZERO) + int(total)
        else:
            went[month][envelope_id] = went[month].get(envelope_id, ZERO) + int(total)
    return [Calendar(came[month], went[month]) for month in sorted({*came, *went})]


def usual_spending(household_id: int, before: date) -> Money:
    """What a month costs: the mean of the last twelve in which anything was spent."""
    spent = [one.spent for one in calendar_of(household_id, before) if one.spent]
    return Past(tuple(spent[-_LOOKED_AT:])).average
