"""Keeping a calculation for a household, and throwing one away."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from coop_app import clock
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.literacy.models import Household, KeptCalculation
from coop_app.literacy.queries.calculators import shelf as queries
from coop_app.literacy.rules.calculators.keeping import Calculation, check
from coop_app.literacy.service.family.deleting import also_forget
from coop_app.refusal import NotFound, RequestReused


def keep(
    *,
    cooperative_id: int,
    household_id: int,
    tool: str,
    inputs: Mapping[str, Sequence[str]],
    request_id: str,
    today: date,
    title: str = "",
) -> int:
    """Keep what was typed; the same request keeps it once. Returns its key.

    Raises `ToolUnknown`, `NothingTyped`, `TooMuchTyped`, `ShelfFull`, `RequestReused`, `NotFound`.
    """
    _lock(cooperative_id, household_id)
    new = Calculation(tool, title.strip()[:60], inputs)
    text = json.dumps({name: list(column) for name, column in inputs.items()}, ensure_ascii=False)
    mark = fingerprint((household_id, tool, new.title, text))
    earlier = session.execute(
        sa.select(KeptCalculation.id, KeptCalculation.fingerprint).where(
            KeptCalculation.cooperative_id == cooperative_id,
            KeptCalculation.request_id == request_id,
        )
    ).first()
    if earlier:
        if earlier.fingerprint != mark:
            raise RequestReused
        return int(earlier.id)
    check(new, count=queries.count_kept(household_id))
    row = KeptCalculation(
        cooperative_id=cooperative_id, household_id=household_id, tool=tool, title=new.title,
        inputs=text, kept_on=today, request_id=request_id, fingerprint=mark, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def forget(*, cooperative_id: int, household_id: int, kept_id: int) -> None:
    """Throw one away; thrown away twice is thrown away once, another household's is nobody's."""
    session.execute(
        sa.delete(KeptCalculation).where(
            KeptCalculation.id == kept_id,
            KeptCalculation.household_id == household_id,
            KeptCalculation.cooperative_id == cooperative_id,
        )
    )


def forget_household(household_id: int) -> None:
    """A family that deletes what it kept deletes its calculations too."""
    session.execute(sa.delete(KeptCalculation).where(KeptCalculation.household_id == household_id))


also_forget(forget_household)


def _lock(cooperative_id: int, household_id: int) -> None:
    """Whoever keeps something waits for the others of the household. Raises `NotFound`."""
    found = session.scalar(
        sa.select(Household.id)
        .where(
            Household.id == household_id,
            Household.cooperative_id == cooperative_id,
            Household.closed_on.is_(None),
        )
        .with_for_update()
    )
    if found is None:
        raise NotFound
