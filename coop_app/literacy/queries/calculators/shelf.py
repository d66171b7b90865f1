"""Calculations that families keep."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models import KeptCalculation


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One kept calculation: its tool, its name, and what was typed."""

    id: int
    tool: str
    title: str
    inputs: dict[str, list[str]]
    kept_on: date


def kept(household_id: int) -> list[KeptRow]:
    """A household's calculations, newest first."""
    rows = session.scalars(
        sa.select(KeptCalculation)
        .where(KeptCalculation.household_id == household_id)
        .order_by(KeptCalculation.kept_on.desc(), KeptCalculation.id.desc())
    )
    return [_row(row) for row in rows]


def count_kept(household_id: int) -> int:
    """How many a household keeps."""
    query = sa.select(sa.func.count()).select_from(KeptCalculation)
    return session.scalar(query.where(KeptCalculation.household_id == household_id)) or 0


def households_with_kept(cooperative_id: int, household_ids: Sequence[int]) -> set[int]:
    """Which of these households of a cooperative keep something."""
    query = sa.select(KeptCalculation.household_id).where(
        KeptCalculation.cooperative_id == cooperative_id,
        KeptCalculation.household_id.in_(household_ids),
    )
    return set(session.scalars(query.distinct()))


def _row(row: KeptCalculation) -> KeptRow:
    return KeptRow(row.id, row.tool, row.title, json.loads(row.inputs), row.kept_on)
