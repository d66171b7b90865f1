"""One-time passes into the practice books: each opens the door once."""

from datetime import datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models.practice import PracticePass


def use(nonce: str, *, cooperative_id: int, now: datetime) -> bool:
    """Use a pass up; False when it was used before. Called in the practice database."""
    used = sa.select(PracticePass.id).where(PracticePass.nonce == nonce)
    if session.scalar(used) is not None:
        return False
    session.add(PracticePass(cooperative_id=cooperative_id, nonce=nonce, used_at=now))
    session.flush()
    return True
