"""The end of a round as it was kept."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.purchasing.models import RoundSettlement


@dataclass(frozen=True, slots=True)
class Settlement:
    """When a round was settled, by whom, and why something remained."""

    settled_on: date
    explained: str
    made_by: int


def find_settlement(round_id: int) -> Settlement | None:
    """The settlement of a round, once there is one."""
    row = session.scalar(sa.select(RoundSettlement).where(RoundSettlement.round_id == round_id))
    return Settlement(row.settled_on, row.explained, row.made_by) if row else None
