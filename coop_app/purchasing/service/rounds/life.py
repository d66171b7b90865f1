"""A round goes on by one step: it is locked, the step is checked, state and history are written."""

from datetime import datetime

import sqlalchemy as sa

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.purchasing.models import PurchaseRound, RoundStep
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.plans import check_why
from coop_app.refusal import NotFound


def lock(desk: Desk, *, round_id: int, at: datetime) -> Round:
    """The round as it is now; its other acts wait until this one's transaction ends.

    When the hour for filling the sacks has come since the last look, that step is written first.
    Raises `NotFound`.
    """
    mine = sa.select(PurchaseRound.id).where(
        PurchaseRound.cooperative_id == desk.cooperative_id, PurchaseRound.id == round_id
    )
    if session.scalar(mine.with_for_update()) is None:
        raise NotFound
    shown = queries.get_round(desk.cooperative_id, round_id)
    if shown.times.phase(shown.state, at) != shown.state:
        _write(shown, "fill", by=None, why="", at=shown.times.fill_from or at)
        return queries.get_round(desk.cooperative_id, round_id)
    return shown


def take(*, desk: Desk, round_id: int, act: str, at: datetime, why: str = "") -> Round:
    """Do an act of a round's life; returns the round after it.

    Raises `NotFound` and the refusal of the act (`rules.rounds.life.ACTS`) in any other state.
    """
    shown = lock(desk, round_id=round_id, at=at)
    _write(shown, act, by=desk.user_id, why=why, at=at)
    auth.audit_trail(
        f"purchasing.{act}", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"purchase_round:{round_id}", reason=why,
    )  # fmt: skip
    return queries.get_round(desk.cooperative_id, round_id)


def open_round(*, desk: Desk, round_id: int, at: datetime) -> Round:
    """Members may order from its opening time on. Raises `AlreadyOpened`, `ClosesInPast`, `NotFound`."""
    shown = lock(desk, round_id=round_id, at=at)
    life.after(shown.state, "open")
    shown.times.check_open(at)
    return take(desk=desk, round_id=round_id, act="open", at=at)


def extend(
    *, desk: Desk, round_id: int, closes_at: datetime, fill_from: datetime | None, why: str,
    at: datetime,
) -> Round:  # fmt: skip
    """Give members more time, with a reason they can read; a closed round opens again.

    Raises `NotToExtend`, `WhyMissing`, `NotLater`, `ClosesInPast`, `FillingOutside`, `NotFound`.
    """
    shown = lock(desk, round_id=round_id, at=at)
    life.after(shown.state, "extend")
    reason = check_why(why)
    times = shown.times.later(closes_at, fill_from, at)
    session.execute(
        sa.update(PurchaseRound)
        .where(PurchaseRound.id == shown.id)
        .values(closes_at=times.closes_at, fill_from=times.fill_from)
    )
    return take(desk=desk, round_id=round_id, act="extend", at=at, why=reason)


def cancel(*, desk: Desk, round_id: int, why: str, at: datetime) -> Round:
    """Give a round up; members read why. Raises `NotToCancel`, `WhyMissing`, `NotFound`."""
    shown = lock(desk, round_id=round_id, at=at)
    life.after(shown.state, "cancel")
    return take(desk=desk, round_id=round_id, act="cancel", at=at, why=check_why(why))


def _write(shown: Round, act: str, *, by: int | None, why: str, at: datetime) -> None:
    state = life.after(shown.state, act)
    session.execute(
        sa.update(PurchaseRound).where(PurchaseRound.id == shown.id).values(state=state)
    )
    session.add(
        RoundStep(
            round_id=shown.id, act=act, from_state=shown.state, to_state=state, why=why,
            made_by=by, made_at=at,
        )
    )  # fmt: skip
    session.flush()
