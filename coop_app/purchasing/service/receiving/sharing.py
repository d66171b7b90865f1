"""What came is shared by the round's rule; the treasurer may move parts, with a reason that is kept."""

import json
from collections.abc import Collection

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.members import queries as members
from coop_app.purchasing.models import RoundShare, RoundShareMove, RoundSharing
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving import sharings
from coop_app.purchasing.queries.receiving.came import Came, came_of, price_of_all
from coop_app.purchasing.queries.receiving.corrections import items_with_later
from coop_app.purchasing.queries.receiving.sharings import Shared
from coop_app.purchasing.queries.rounds import Item, Round
from coop_app.purchasing.rules.packs import Order
from coop_app.purchasing.rules.receiving import refusals
from coop_app.purchasing.rules.receiving import sharing as rules
from coop_app.purchasing.rules.receiving.acts import ShareMove
from coop_app.purchasing.rules.rounds import life as stages
from coop_app.purchasing.service.receiving.recording import (
    find_earlier,
    locked_round,
    made,
    written,
)
from coop_app.refusal import NotFound

#: goods are here, and members may get them
HANDS_OUT = (stages.RECEIVED, stages.DISTRIBUTED)


def share_items(*, desk: Desk, round_id: int, round_item_ids: Collection[int]) -> None:
    """Share anew what came of some items; the round is locked already."""
    shown = rounds.get_round(desk.cooperative_id, round_id)
    came, queues = came_of(round_id), rounds.wishes_of(shown)
    for item in rounds.items_of(shown):
        if item.id in round_item_ids:
            _share(desk, shown, item, (came.get(item.id, Came()), queues.get(item.id, [])))


def _share(desk: Desk, shown: Round, item: Item, known: tuple[Came, list[Order]]) -> None:
    came, orders = known
    # members order whole order units; what does not fill one stays in the cooperative's stock
    result = rules.share(orders, came.quantity // item.unit_factor, shown.rule)
    newest = sa.select(sa.func.max(RoundSharing.edition)).where(
        RoundSharing.round_item_id == item.id
    )
    row = written(
        RoundSharing(
            cooperative_id=desk.cooperative_id, round_id=shown.id, round_item_id=item.id,
            edition=(session.scalar(newest) or 0) + 1, rule=shown.rule.value,
            received=came.quantity, cost=int(came.cost),
            price=int(price_of_all(shown, came)), inputs=_inputs(item, orders, shown),
            made_by=desk.user_id, made_at=clock.now(),
        )
    )  # fmt: skip
    factor = item.unit_factor
    session.add_all(
        RoundShare(
            sharing_id=row.id, cooperative_id=desk.cooperative_id, member_id=int(one.member),
            place=place, wished=one.firm * factor, tolerance=one.tolerance * factor,
            quantity=one.computed * factor,
        )
        for place, one in enumerate(result.shares, 1)
    )  # fmt: skip
    session.flush()


def _inputs(item: Item, orders: list[Order], shown: Round) -> str:
    """Everything the result was computed from, so that it can be checked by hand."""
    queue = [[one.member, one.quantity, one.tolerance, one.at.isoformat()] for one in orders]
    return json.dumps({"unit": item.order_unit, "margin": shown.margin, "queue": queue})


def move_share(*, desk: Desk, move: ShareMove, request_id: str) -> int:
    """Move part of a share to another member, or to and from the cooperative's own stock.

    Raises `NotFound`, `NotYourTurn`, `WhyMissing`, `MovesNowhere`, `MovesTooMuch`, `LaterBillStands`,
    `RequestReused`.
    """
    shown, shared = find_shared(desk, move.round_item_id)
    locked_round(desk, shown.id)
    if earlier := find_earlier(RoundShareMove, desk, request_id, move):
        return earlier.id
    shown, shared = find_shared(desk, move.round_item_id)
    if shown.state not in HANDS_OUT:
        raise refusals.NotYourTurn
    if not move.why.strip():
        raise refusals.WhyMissing
    if move.from_member_id == move.to_member_id:
        raise rules.MovesNowhere
    _check_there(desk, shared, move)
    _check_later(shown, shared, move)
    if move.to_member_id is not None:
        members.get_member(desk.cooperative_id, move.to_member_id)
    row = written(
        RoundShareMove(
            **made(desk, request_id, move), round_item_id=move.round_item_id,
            from_member_id=move.from_member_id, to_member_id=move.to_member_id,
            quantity=move.quantity, why=move.why.strip(),
        )
    )  # fmt: skip
    auth.audit_trail(
        "purchasing.move_share", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"round:{shown.id}", before=str(move.from_member_id), after=str(move.to_member_id),
        reason=move.why.strip(),
    )  # fmt: skip
    return row.id


def _check_there(desk: Desk, shared: Shared, move: ShareMove) -> None:
    giver = move.from_member_id
    if giver is None:
        there, name = shared.left, str(shared.item.name)
    else:
        mine = shared.of(giver)
        there, name = mine.open if mine else 0, members.get_member(desk.cooperative_id, giver).name
    if not 0 < move.quantity <= there:
        raise rules.MovesTooMuch(name=name, there=shared.text(there))


def _check_later(shown: Round, shared: Shared, move: ShareMove) -> None:
    """A later bill was divided as goods lay: what crosses to or from the own stock would pay it twice or never.

    The last who wait may give theirs up: nobody is left to pay for it, and the cost lies in the own stock.
    """
    to_own, from_own = move.to_member_id is None, move.from_member_id is None
    if not (to_own or from_own) or (to_own and move.quantity == shared.open):
        return
    if shared.item.id in items_with_later(shown.id):
        raise rules.LaterBillStands(item=shared.item.name)


def find_shared(desk: Desk, round_item_id: int) -> tuple[Round, Shared]:
    """The round and sharing of an item. Raises `NotFound`, also for another cooperative's."""
    query = sa.select(RoundSharing.round_id).where(
        RoundSharing.round_item_id == round_item_id,
        RoundSharing.cooperative_id == desk.cooperative_id,
    )
    round_id = session.scalar(query.limit(1))
    if round_id is None:
        raise NotFound
    shown = rounds.get_round(desk.cooperative_id, round_id)
    found = [one for one in sharings.sharings_of(shown) if one.item.id == round_item_id]
    return shown, found[0]
