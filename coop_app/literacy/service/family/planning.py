"""A period begins, its plan is written, and the income that is divided is chosen."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from coop_app import clock
from coop_app.dates import Month
from coop_app.db import session
from coop_app.literacy.models import FamilyPeriod, FamilyPlan, Household
from coop_app.literacy.queries.family import envelopes, months
from coop_app.literacy.queries.family.households import get_home
from coop_app.literacy.queries.family.months import Period
from coop_app.literacy.rules.budget import BudgetBelowZero
from coop_app.literacy.rules.family import income
from coop_app.literacy.rules.family.keeping import MONTH, Keeper
from coop_app.money import Money
from coop_app.refusal import NotFound


def wait(keeper: Keeper) -> None:
    """Whoever writes in a household waits for the others of it until commit."""
    mine = sa.select(Household.id).where(Household.id == keeper.household_id)
    session.execute(mine.with_for_update())


def period_for(*, keeper: Keeper, on: date) -> Period:
    """The period a day lies in; it begins now, with the plan of the one before, when there is none."""
    home = get_home(keeper.cooperative_id, keeper.household_id)
    wait(keeper)
    if found := months.period_on(home, on):
        return found
    starts_on = Month.of(on).first if home.rhythm == MONTH else on
    return _begin(keeper, starts_on)


def begin_period(*, keeper: Keeper, starts_on: date) -> Period:
    """A new time between two remittances begins on this day; a day that begins one already keeps it."""
    home = get_home(keeper.cooperative_id, keeper.household_id)
    wait(keeper)
    day = Month.of(starts_on).first if home.rhythm == MONTH else starts_on
    known = next((one for one in months.periods_of(home) if one.starts_on == day), None)
    return known or _begin(keeper, day)


def _begin(keeper: Keeper, starts_on: date) -> Period:
    home = get_home(keeper.cooperative_id, keeper.household_id)
    before = [one for one in months.periods_of(home) if one.starts_on < starts_on]
    row = FamilyPeriod(
        household_id=keeper.household_id, starts_on=starts_on, basis=income.NOTED, base=None,
        made_by=keeper.person_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    if before:
        _copy(keeper, before[-1], row)
    return months.get_period(home, row.id)


def _copy(keeper: Keeper, older: Period, row: FamilyPeriod) -> None:
    used = {one.id for one in envelopes.envelopes_of(keeper.household_id)}
    plans = months.plans_of([older.id]).get(older.id, {})
    for key, planned in plans.items():
        if key in used:
            session.add(FamilyPlan(period_id=row.id, envelope_id=key, planned=int(planned)))
    row.basis, row.base = older.basis, None if older.base is None else int(older.base)
    session.flush()


def save_plan(*, keeper: Keeper, period_id: int, plans: Mapping[int, Money]) -> None:
    """How much each envelope gets; what is not named stays as it was. Raises `NotFound`, `BudgetBelowZero`."""
    wait(keeper)
    months.get_period(get_home(keeper.cooperative_id, keeper.household_id), period_id)
    used = {one.id for one in envelopes.envelopes_of(keeper.household_id)}
    if set(plans) - used:
        raise NotFound
    if any(planned < 0 for planned in plans.values()):
        raise BudgetBelowZero
    for key, planned in plans.items():
        row = session.get(FamilyPlan, (period_id, key))
        if row is None:
            session.add(FamilyPlan(period_id=period_id, envelope_id=key, planned=int(planned)))
        else:
            row.planned = int(planned)
    session.flush()


def choose_base(*, keeper: Keeper, period_id: int, basis: str, typed: Money | None = None) -> None:
    """What is divided: what came in, the lowest or the average month, or an amount of one's own.

    Raises `NotFound`, `BudgetBelowZero`.
    """
    home = get_home(keeper.cooperative_id, keeper.household_id)
    period = months.get_period(home, period_id)
    if typed is not None and typed < 0:
        raise BudgetBelowZero(field="base")
    past = months.past_of(months.standings_of(home), period.starts_on)
    base = income.base_of(basis, past, typed)
    row = session.get_one(FamilyPeriod, period_id)
    row.basis, row.base = (income.NOTED, None) if base is None else (basis, int(base))
    session.flush()
