"""Members order: one tap is one act, and everybody's orders for an item stand in one queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coop_app.auth.rules.desk import Desk
from coop_app.clock import office_time
from coop_app.dates import long_date
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.members import queries as members
from coop_app.members.rules.standing import ACTIVE
from coop_app.purchasing.models import RoundOrder, RoundOrderAct
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import Item, Round
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.orders import Asked, Change, ChangedMeanwhile, Portion
from coop_app.purchasing.rules.rounds.queue import Entry, Wanted, wanted
from coop_app.purchasing.service.rounds.life import lock
from coop_app.refusal import N_, NotFound, Refused, RequestReused


class OrdererNotActive(Refused):
    """Rounds are for members."""

    message = N_("%(name)s is no active member and cannot order.")


@dataclass(frozen=True, slots=True)
class Tap:
    """What is ordered at once, by whom and for whom."""

    round_id: int
    orders: tuple[Asked, ...]
    on_behalf: bool = False


def order(*, desk: Desk, tap: Tap, request_id: str, at: datetime) -> int:
    """Write orders down; the same request id writes once. Returns the key of the round.

    Raises `OrdersClosed`, `NotYetOpen`, `TimeIsOver`, `OrdererNotActive`, `NotAMultiple`, `OrderTooLarge`,
    `NothingLeft`, `EmptiesASack`, `ChangedMeanwhile`, `RequestReused`, `NotFound`.
    """
    shown = lock(desk, round_id=tap.round_id, at=at)
    mark = fingerprint(tap)
    if earlier := queries.find_order_request(desk.cooperative_id, request_id):
        if earlier != (shown.id, mark):
            raise RequestReused
        return shown.id
    _check_time(shown, at)
    changes = _changes(shown, tap, at)
    act = RoundOrderAct(
        cooperative_id=desk.cooperative_id, round_id=shown.id, request_id=request_id,
        fingerprint=mark, on_behalf=tap.on_behalf, made_by=desk.user_id, made_at=at,
    )  # fmt: skip
    session.add(act)
    session.flush()
    session.add_all(_row(desk, act.id, key, entry) for key, entry in changes)
    session.flush()
    return shown.id


def _check_time(shown: Round, at: datetime) -> None:
    named = shown.times.opens_at if at < shown.times.opens_at else shown.times.closes_at
    local = office_time(named)
    shown.times.check_orders(shown.state, at, f"{long_date(local.date())} {local:%H.%M}")


def _changes(shown: Round, tap: Tap, at: datetime) -> list[tuple[int, Entry]]:
    """The entries that lead from what stands there to what is asked for, each checked after the other."""
    items = {item.id: item for item in queries.items_of(shown)}
    entries = queries.entries_of(shown.id)
    made = []
    for asked in tap.orders:
        item = items.get(asked.round_item_id)
        if item is None:
            raise NotFound
        try:
            entry = _entry(shown, item, entries[item.id], asked=asked, at=at)
        except Refused as refusal:
            # a table of many orders says which one it is about
            refusal.facts |= {"member_id": asked.member_id, "round_item_id": asked.round_item_id}
            raise
        if entry:
            entries[item.id].append(entry)
            made.append((item.id, entry))
    return made


def _entry(
    shown: Round, item: Item, entries: Sequence[Entry], *, asked: Asked, at: datetime
) -> Entry | None:
    """None when nothing changes."""
    Portion(item.order_unit, item.step).check(asked.quantity, asked.tolerance)
    now = wanted(entries).get(str(asked.member_id), Wanted())
    _check_member(shown, asked, now)
    if now == asked.wanted:
        return None
    entry = Entry(
        str(asked.member_id), asked.quantity - now.quantity, asked.tolerance, asked.ceiling, at
    )
    change = Change(
        queries.item_queue(item, entries), queries.item_queue(item, [*entries, entry]), shown.margin
    )
    change.check_left(item.order_unit)
    if shown.state == life.FILLING:
        change.check_filling(item.order_unit)
    return entry


def _check_member(shown: Round, asked: Asked, now: Wanted) -> None:
    card = members.get_member(shown.cooperative_id, asked.member_id)
    more = asked.quantity > now.quantity or asked.tolerance > now.tolerance
    if more and card.status != ACTIVE:  # whoever left may still take an order back
        raise OrdererNotActive(name=card.name)
    if asked.was is not None and asked.was != now:
        raise ChangedMeanwhile(member=card.name)


def _row(desk: Desk, act_id: int, round_item_id: int, entry: Entry) -> RoundOrder:
    return RoundOrder(
        cooperative_id=desk.cooperative_id, act_id=act_id, round_item_id=round_item_id,
        member_id=int(entry.member), quantity=entry.quantity, tolerance=entry.tolerance,
        ceiling=entry.ceiling, at=entry.at,
    )  # fmt: skip
