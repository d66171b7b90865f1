"""Standing instructions: given on paper, revoked, ended with the membership."""

import sqlalchemy as sa

from coop_app.auth.rules.desk import Desk
from coop_app.closing.models import StandingInstruction
from coop_app.db import session


def end_instructions(desk: Desk, member_id: int, *, why: str) -> int:
    """Revoke everything a member allowed; returns how many."""
    running = sa.select(StandingInstruction).where(
        StandingInstruction.cooperative_id == desk.cooperative_id,
        StandingInstruction.member_id == member_id,
        StandingInstruction.revoked_on.is_(None),
    )
    rows = session.scalars(running).all()
    for row in rows:
        row.revoked_on, row.revoked_by, row.revoked_why = desk.today, desk.user_id, why
    session.flush()
    return len(rows)
