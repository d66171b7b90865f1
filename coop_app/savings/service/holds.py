"""Holding savings: place, release, and what is free to be taken."""

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import queries
from coop_app.savings.models import SavingsHold
from coop_app.savings.queries import PlacedHold
from coop_app.savings.queries import register_holder as register_holder
from coop_app.savings.rules import holds, products
from coop_app.savings.rules.holds import Hold as Hold
from coop_app.savings.rules.holds import NewHold
from coop_app.savings.rules.payments import Desk
from coop_app.savings.rules.products import SUKARELA
from coop_app.savings.service.recording import queue


def free(*, desk: Desk, member_id: int, product: str = SUKARELA) -> Money:
    """What a member's simpanan sukarela can give now, in rupiah; the saver's acts wait until commit.

    Balance less the minimum, less what is held by hand, for loans, or for withdrawals that wait.
    Raises `NotFound`, also for another cooperative's member.
    """
    members.get_member(desk.cooperative_id, member_id)
    queue(desk, [member_id])
    return queries.free_of(desk.cooperative_id, desk.book_id, member_id, product=product)


def place_hold(*, desk: Desk, new: NewHold, request_id: str) -> PlacedHold:
    """Hold part of a member's savings; the same request id holds once.

    Raises `NothingGiven`, `NotWithdrawable`, `HoldUnexplained`, `HoldNotCovered`, `RequestReused`,
    `UnknownProduct`, `NotFound`.
    """
    kind = queries.get_product(desk.cooperative_id, new.product)
    left = free(desk=desk, member_id=new.member_id, product=new.product)
    mark = fingerprint(new)
    if earlier := queries.find_hold_request(desk.cooperative_id, request_id):
        if earlier[1] != mark:
            raise RequestReused
        return earlier[0]
    products.check_holdable(kind, new.amount)
    holds.check_new(new, free=left)
    row = SavingsHold(
        cooperative_id=desk.cooperative_id, member_id=new.member_id, product=new.product,
        amount=int(new.amount), reason=new.reason.strip(), request_id=request_id, fingerprint=mark,
        placed_by=desk.user_id, placed_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    _note("savings.held", desk, row, row.reason)
    return queries.get_hold(desk.cooperative_id, row.id)


def release_hold(*, desk: Desk, hold_id: int, why: str) -> PlacedHold:
    """Let held savings go; whoever released alone could take them alone.

    Raises `ReleaseUnexplained`, `AlreadyReleased`, `SecondPersonNeeded`, `NotFound`.
    """
    placed = queries.get_hold(desk.cooperative_id, hold_id)
    queue(desk, [placed.member_id])
    row = session.scalar(
        sa.select(SavingsHold)
        .where(SavingsHold.id == hold_id, SavingsHold.cooperative_id == desk.cooperative_id)
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    holds.check_release(why, is_released=row.released_at is not None)
    auth.require_second_person(desk)
    row.released_by, row.released_at = desk.user_id, clock.now()
    row.released_why = why.strip()
    session.flush()
    _note("savings.released", desk, row, row.released_why)
    return queries.get_hold(desk.cooperative_id, hold_id)


def _note(action: str, desk: Desk, row: SavingsHold, why: str) -> None:
    auth.audit_trail(
        action, cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"savings_hold:{row.id}", reason=why,
        after={
            "member": row.member_id, "product": row.product, "amount": row.amount,
            "agreed_by": desk.approved_by,
        },
    )  # fmt: skip
