"""Goods of members move: by our papers, and where the till sells them. Never more than lies there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict, Unpack

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Line
from coop_app.members import queries as members
from coop_app.money import ZERO, Money
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.sales.entries import trade as entries
from coop_app.sales.entries.trade import Party, Sold
from coop_app.sales.models.trade import ConsignmentMove, ConsignmentPosition
from coop_app.sales.queries.trade import acts, lying
from coop_app.sales.rules.trade import consignment as rules
from coop_app.sales.rules.trade.consignment import CommissionUnknown, ConsignedShort, NotConsigned
from coop_app.sales.service.trade.recording import wait

_P = ConsignmentPosition
_COME = sa.text(
    "INSERT INTO consignment_position (item_id, point_id, book_id, quantity)"
    " VALUES (:item_id, :point_id, :book_id, :quantity) ON CONFLICT (item_id, point_id)"
    " DO UPDATE SET quantity = consignment_position.quantity + excluded.quantity"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """One step: which item where, what happens to how many base units (minus goes away), for how much."""

    item: Item
    point_id: int
    kind: str
    quantity: int
    price: Money = ZERO
    factor: int = 1
    unit: str = ""
    amount: Money = ZERO
    shop_share: Money = ZERO
    commission: Money = ZERO
    mille: int = 0
    of_source: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The document behind steps: its day, the ledger's name of it, our key where it is ours."""

    on: date
    source: str
    act_id: int | None = None


def wait_turn(*, desk: Desk, item_ids: Iterable[int]) -> None:
    """Let acts of the owners of these items go one after the other: first thing before several lines."""
    found = products.items_of(desk.book_id, set(item_ids))
    owners = {item.owner_member_id for item in found.values() if item.consigned}
    wait(desk=desk, subjects=[f"member:{key}" for key in owners])


def sold(
    *, desk: Desk, item_id: int, point_id: int, quantity: int, amount: Money, on: date, source: str
) -> tuple[Line, ...]:
    """The till sells an owner's goods: the lines of the owner's side, summing to minus the amount.

    Raises `ConsignedShort`, `CommissionUnknown`, `NotConsigned`, `NotFound`.
    """
    item = consigned_item(desk, item_id)
    wait(desk=desk, subjects=[f"member:{item.owner_member_id}"])
    mille = commission_of(desk, item, on)
    taken = Sold(owner_of(desk, item), amount, rules.part_of(amount, mille))
    move(
        desk=desk, paper=Paper(on, source),
        going=Going(
            item=item, point_id=point_id, kind="sold", quantity=-quantity, amount=amount,
            commission=taken.commission, mille=mille,
        ),
    )  # fmt: skip
    return entries.sold_lines(taken)


class Back(TypedDict):
    """What a buyer brings back: base units, rupiah, when, in which paper, of which sale."""

    quantity: int
    amount: Money
    on: date
    source: str
    sale_source: str
    spoiled: NotRequired[bool]


def returned(*, desk: Desk, item_id: int, point_id: int, **back: Unpack[Back]) -> tuple[Line, ...]:
    """A buyer gives an owner's goods back: the lines sum to the amount, commission as it was taken.

    Raises `MoreBackThanSold`, `NotConsigned`, `NotFound`.
    """
    item = consigned_item(desk, item_id)
    wait(desk=desk, subjects=[f"member:{item.owner_member_id}"])
    commission = _commission_back(desk, item, back)
    taken = Sold(owner_of(desk, item), back["amount"], commission)
    paper = Paper(back["on"], back["source"])
    going = Going(
        item=item, point_id=point_id, kind="taken_back", quantity=back["quantity"],
        amount=-back["amount"], commission=-commission, of_source=back["sale_source"],
    )  # fmt: skip
    move(desk=desk, paper=paper, going=going)
    if back.get("spoiled"):
        spoiled = Going(item=item, point_id=point_id, kind="spoiled", quantity=-back["quantity"])
        move(desk=desk, paper=paper, going=spoiled)
    return entries.back_lines(taken)


def _commission_back(desk: Desk, item: Item, back: Back) -> Money:
    """In proportion, and with the last piece all that is left of it."""
    moves = acts.moves_of_sale(desk.book_id, back["sale_source"], item.id)
    gone = [one for one in moves if one.kind == "sold"]
    came = [one for one in moves if one.kind == "taken_back"]
    quantity = -sum(one.quantity for one in gone)
    left = quantity - sum(one.quantity for one in came)
    taken = Money(sum(int(one.commission) for one in gone))
    if not 0 < back["quantity"] <= left:
        raise rules.MoreBackThanSold(left=item.text(left), item=item.name)
    if back["quantity"] == left:
        return taken + Money(sum(int(one.commission) for one in came))
    return rules.back_share(taken, quantity=back["quantity"], sold=quantity)


def consigned_item(desk: Desk, item_id: int) -> Item:
    """An item that its owner leaves to be sold. Raises `NotConsigned`, `NotFound`."""
    item = products.get_item(desk.book_id, item_id)
    if not item.consigned or item.owner_member_id is None:
        raise NotConsigned(item=item.name)
    return item


def owner_of(desk: Desk, item: Item) -> Party:
    """Whose goods they are, as the ledger knows the owner."""
    return party_of(desk, item.owner_member_id or 0)


def party_of(desk: Desk, member_id: int) -> Party:
    """A member as the ledger knows one. Raises `NotFound`."""
    member = members.get_member(desk.cooperative_id, member_id)
    return Party(f"member:{member.id}", member.group_id)


def commission_of(desk: Desk, item: Item, on: date) -> int:
    """Thousandths of a percent on a day. Raises `CommissionUnknown`."""
    known = lying.rates(desk.cooperative_id)
    owner = item.owner_member_id or 0
    mille = rules.rate_for(known, member_id=owner, item_id=item.id, on=on)
    if mille is None:
        raise CommissionUnknown(item=item.name)
    return mille


def move(*, desk: Desk, paper: Paper, going: Going) -> None:
    """Write one step and what lies there afterwards. Raises `ConsignedShort`."""
    shift(desk=desk, going=going)
    facts = {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id, "act_id": paper.act_id,
        "source": paper.source, "of_source": going.of_source,
        "member_id": going.item.owner_member_id, "item_id": going.item.id,
        "point_id": going.point_id, "on_date": paper.on, "kind": going.kind,
        "quantity": going.quantity, "price": int(going.price), "factor": going.factor,
        "unit": going.unit, "amount": int(going.amount), "shop_share": int(going.shop_share),
        "commission": int(going.commission), "mille": going.mille, "reason": going.reason.strip(),
        "made_at": clock.now(),
    }  # fmt: skip
    db.write_connection().execute(sa.insert(ConsignmentMove), facts)


def shift(*, desk: Desk, going: Going) -> None:
    """Change what lies at a place; the last piece goes to one of two who ask at once."""
    connection, item = db.write_connection(), going.item
    if going.quantity > 0:
        connection.execute(
            _COME,
            {
                "item_id": item.id, "point_id": going.point_id, "book_id": desk.book_id,
                "quantity": going.quantity,
            },
        )  # fmt: skip
        return
    less = (
        sa.update(_P)
        .where(
            _P.item_id == item.id, _P.point_id == going.point_id, _P.book_id == desk.book_id,
            _P.quantity >= -going.quantity,
        )
        .values(quantity=_P.quantity + going.quantity)
    )  # fmt: skip
    if connection.execute(less).rowcount == 1:
        return
    point = products.get_point(desk.book_id, going.point_id)
    there = item.text(lying.quantity_at(item.id, going.point_id))
    raise ConsignedShort(
        there=there, item=item.name, point=point.name, asked=item.text(-going.quantity)
    )
