"""Who gets how much of what came, how much of it was handed over, and for how much."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import ZERO, Money
from coop_app.products import queries as products
from coop_app.purchasing.models import (
    RoundDelivery,
    RoundDeliveryLine,
    RoundShare,
    RoundShareMove,
    RoundSharing,
)
from coop_app.purchasing.queries.receiving.corrections import members_more
from coop_app.purchasing.queries.rounds import Item, Round, items_of
from coop_app.purchasing.rules.receiving import sharing as rules
from coop_app.purchasing.rules.receiving.sharing import Part, Share

#: a move as the rules know it: from whom, to whom (None is the own stock), base units
Way = tuple[str | None, str | None, int]


@dataclass(frozen=True, slots=True)
class MemberShare:
    """One member's part of an item, in base units and rupiah."""

    member_id: int
    place: int
    wished: int
    tolerance: int
    computed: int
    moved: int
    delivered: int
    charged: Money
    #: what the whole part costs
    whole: Money

    @property
    def quantity(self) -> int:
        """What the member gets in the end."""
        return self.computed + self.moved

    @property
    def open(self) -> int:
        """What is still to be handed over."""
        return max(self.quantity - self.delivered, 0)

    @property
    def part(self) -> Part:
        """As the rules of prices know it."""
        return Part(self.quantity, self.delivered, self.charged)


@dataclass(frozen=True, slots=True)
class Shared:
    """An item of a round after the goods came."""

    item: Item
    product: products.Item
    rule: str
    edition: int
    received: int
    cost: Money
    #: what all of it would be sold for
    price: Money
    made_at: datetime
    shares: tuple[MemberShare, ...]
    inputs: Any
    #: what bills that came later add for members who wait
    more: Money = ZERO

    @property
    def given(self) -> int:
        """What members get."""
        return sum(share.quantity for share in self.shares)

    @property
    def left(self) -> int:
        """What stays in the cooperative's own stock."""
        return self.received - self.given

    @property
    def open(self) -> int:
        """What is still to be handed over."""
        return sum(share.open for share in self.shares)

    @property
    def members_price(self) -> Money:
        """What members pay for theirs together."""
        return Money(sum(int(share.whole) for share in self.shares))

    def text(self, quantity: int) -> str:
        """Base units as people say them: `62,5 kg`."""
        return self.product.text(quantity)

    def of(self, member_id: int) -> MemberShare | None:
        """One member's part."""
        return next((share for share in self.shares if share.member_id == member_id), None)


@dataclass(frozen=True, slots=True)
class Move:
    """Part of a share that was moved, and why."""

    round_item_id: int
    from_member_id: int | None
    to_member_id: int | None
    quantity: int
    why: str
    made_by: int
    made_at: datetime


def sharings_of(shown: Round) -> list[Shared]:
    """Every item of a round of which something came, with the treasurer's moves and what was handed over."""
    newest = {row.round_item_id: row for row in _sharings(shown.id)}
    shares = _shares([row.id for row in newest.values()])
    moves, handed = _moved(moves_of(shown)), _handed(shown.id)
    later = members_more(shown.id)
    items = [item for item in items_of(shown) if item.id in newest]
    goods = products.items_of(shown.book_id, {item.item_id for item in items})
    return [
        _shared(
            (item, goods[item.item_id]), newest[item.id], shares[newest[item.id].id],
            moves[item.id], (handed[item.id], later.get(item.id, ZERO)),
        )
        for item in items
    ]  # fmt: skip


def _sharings(round_id: int) -> Iterable[RoundSharing]:
    query = sa.select(RoundSharing).where(RoundSharing.round_id == round_id)
    return session.scalars(query.order_by(RoundSharing.edition))


def _shares(keys: list[int]) -> dict[int, list[RoundShare]]:
    found: dict[int, list[RoundShare]] = defaultdict(list)
    query = sa.select(RoundShare).where(RoundShare.sharing_id.in_(keys)).order_by(RoundShare.place)
    for row in session.scalars(query) if keys else ():
        found[row.sharing_id].append(row)
    return found


def moves_of(shown: Round) -> list[Move]:
    """What the treasurer moved, in order."""
    keys = [item.id for item in items_of(shown)]
    query = sa.select(RoundShareMove).where(RoundShareMove.round_item_id.in_(keys))
    return [
        Move(row.round_item_id, row.from_member_id, row.to_member_id, row.quantity, row.why,
             row.made_by, row.made_at)
        for row in session.scalars(query.order_by(RoundShareMove.id))
    ]  # fmt: skip


def _moved(moves: Iterable[Move]) -> dict[int, list[Way]]:
    found: dict[int, list[Way]] = defaultdict(list)
    for move in moves:
        ends = [
            None if key is None else str(key) for key in (move.from_member_id, move.to_member_id)
        ]
        found[move.round_item_id].append((ends[0], ends[1], move.quantity))
    return found


def _handed(round_id: int) -> dict[int, dict[int, tuple[int, int]]]:
    """By item and member: base units and rupiah, returns taken off."""
    line = RoundDeliveryLine
    sign = sa.case((RoundDelivery.kind == "return", -1), else_=1)
    query = (
        sa.select(
            line.round_item_id, RoundDelivery.member_id, sa.func.sum(sign * line.quantity),
            sa.func.sum(sign * line.amount),
        )
        .join(RoundDelivery, RoundDelivery.id == line.delivery_id)
        .where(RoundDelivery.round_id == round_id)
        .group_by(line.round_item_id, RoundDelivery.member_id)
    )  # fmt: skip
    found: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for item_id, member_id, quantity, amount in session.execute(query):
        found[item_id][member_id] = (int(quantity), int(amount))
    return found


def _shared(
    known: tuple[Item, products.Item],
    row: RoundSharing,
    rows: list[RoundShare],
    moves: list[Way],
    after_it: tuple[dict[int, tuple[int, int]], Money],
) -> Shared:
    """`after_it` is what was handed over, and what later bills add for members who wait."""
    handed, more = after_it
    places = {str(one.member_id): one.place for one in rows}
    plain = [Share(str(one.member_id), one.wished, one.tolerance, one.quantity) for one in rows]
    after = rules.moved(plain, moves, row.received - sum(one.quantity for one in plain))
    parts = [
        Part(one.quantity, quantity, Money(amount))
        for one in after
        for quantity, amount in [handed.get(int(one.member), (0, 0))]
    ]
    left = row.received - sum(part.quantity for part in parts)
    given = sum(part.quantity for part in parts)
    theirs = rules.members_part(Money(row.price), given, max(left, 0)) + more
    shares = tuple(
        MemberShare(
            int(one.member), places.get(one.member, len(places) + 1), one.firm, one.tolerance,
            one.computed, one.moved, part.delivered, part.charged, whole,
        )
        for one, part, whole in zip(after, parts, rules.wholes(theirs, parts), strict=True)
    )  # fmt: skip
    return Shared(
        *known, row.rule, row.edition, row.received, Money(row.cost), Money(row.price), row.made_at,
        shares, json.loads(row.inputs), more,
    )  # fmt: skip
