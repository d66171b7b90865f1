"""Members and coordinators note what will be needed, before there is a round."""

from dataclasses import dataclass

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.members import queries as members
from coop_app.products import queries as products
from coop_app.purchasing.models import PurchaseNeed
from coop_app.purchasing.queries import rounds as queries
from coop_app.refusal import N_, NotFound, Refused, RequestReused


class NeedNothing(Refused):
    """A need is more than nothing."""

    message = N_("Write how much is needed.")
    field = "quantity"


class MonthOver(Refused):
    """What is past is not needed any more."""

    message = N_("This month is over. Choose this month or a later one.")
    field = "month"


@dataclass(frozen=True, slots=True)
class NewNeed:
    """So many base units of an item in a month, said in one of its units."""

    member_id: int
    item_id: int
    quantity: int
    unit: str
    month: Month
    note: str = ""


def note_need(*, desk: Desk, need: NewNeed, request_id: str) -> int:
    """Note what a member needs; the same request id notes once. Returns its key.

    Raises `NeedNothing`, `MonthOver`, `UnitUnknown`, `RequestReused`, `NotFound`.
    """
    members.get_member(desk.cooperative_id, need.member_id)
    unit = products.get_item(desk.book_id, need.item_id).unit(need.unit)
    mark = fingerprint(need)
    if earlier := queries.find_need_request(desk.cooperative_id, request_id):
        if earlier[1] != mark:
            raise RequestReused
        return earlier[0]
    if need.quantity < 1:
        raise NeedNothing
    if need.month < Month.of(desk.today):
        raise MonthOver
    row = PurchaseNeed(
        cooperative_id=desk.cooperative_id, member_id=need.member_id, item_id=need.item_id,
        quantity=need.quantity, unit=unit.name, unit_factor=unit.factor, month=str(need.month),
        note=need.note.strip(), request_id=request_id, fingerprint=mark, made_by=desk.user_id,
        made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def withdraw_need(*, desk: Desk, need_id: int) -> None:
    """It is not needed after all. Raises `NotFound`, also once a round has taken it in."""
    mine = sa.update(PurchaseNeed).where(
        PurchaseNeed.id == need_id, PurchaseNeed.cooperative_id == desk.cooperative_id,
        PurchaseNeed.withdrawn_at.is_(None), PurchaseNeed.round_id.is_(None),
    )  # fmt: skip
    changed = session.execute(mine.values(withdrawn_at=clock.now()).returning(PurchaseNeed.id))
    if changed.first() is None:
        raise NotFound


def take_needs_in(*, desk: Desk, round_id: int, month: Month) -> int:
    """Mark the month's open needs of a round's items as taken into it; returns how many."""
    shown = queries.get_round(desk.cooperative_id, round_id)
    items = {item.item_id for item in queries.items_of(shown)}
    mine = sa.update(PurchaseNeed).where(
        PurchaseNeed.cooperative_id == desk.cooperative_id, PurchaseNeed.month == str(month),
        PurchaseNeed.item_id.in_(items), PurchaseNeed.withdrawn_at.is_(None),
        PurchaseNeed.round_id.is_(None),
    )  # fmt: skip
    changed = session.execute(mine.values(round_id=round_id).returning(PurchaseNeed.id))
    return len(changed.all())
