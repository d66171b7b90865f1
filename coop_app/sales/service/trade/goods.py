"""Goods come from their owner, move between places, go back, spoil: papers without money."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.members import queries as members
from coop_app.money import ZERO
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.sales.models.trade import ConsignmentAct
from coop_app.sales.queries.trade import acts, lying
from coop_app.sales.queries.trade.acts import Act
from coop_app.sales.queries.trade.lying import Agreed
from coop_app.sales.rules.trade import consignment as rules
from coop_app.sales.rules.trade import owing
from coop_app.sales.rules.trade.consignment import Delivery, GoodsLine, Step
from coop_app.sales.service.trade.consigning import Going, Paper, consigned_item, move
from coop_app.sales.service.trade.recording import insert, same, wait

_AMOUNTS = (
    "carried", "gross", "shop_share", "commission", "cost", "other", "set_off", "paid",
    "left_over", "received", "last_move", "last_seq",
)  # fmt: skip
_NOTHING = dict.fromkeys(_AMOUNTS, 0)
#: what a step does at the place it starts from
_AWAY = {"moved": "moved_out", "returned": "returned", "spoiled": "spoiled"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The request behind a paper: its id and the mark of its contents."""

    request_id: str
    fingerprint: str


def receive(*, desk: Desk, delivery: Delivery, request_id: str) -> Act:
    """An owner leaves goods at a place, at the prices agreed; no money moves.

    Raises `NoGoods`, `PriceMissing`, `NotConsigned`, `NotTheOwners`, `CommissionUnknown`, `DateInFuture`,
    `RequestReused`, `SecondPersonNeeded` for an old day, `NotFound`.
    """
    members.get_member(desk.cooperative_id, delivery.member_id)
    wait(desk=desk, subjects=[f"member:{delivery.member_id}"])
    asked = Asked(request_id, fingerprint(delivery))
    if earlier := same(acts.find_act_request(desk.cooperative_id, request_id), asked.fingerprint):
        return earlier
    owing.check_date(delivery.on, desk.today)
    rules.check_lines(delivery.lines)
    products.get_point(desk.book_id, delivery.point_id)
    items = items_of(desk, delivery.lines, delivery.member_id)
    _check_prices(desk, delivery, items)
    auth.check_back_dating(desk, delivery.on)
    facts = {
        "kind": acts.RECEIVED, "on_date": delivery.on, "member_id": delivery.member_id,
        "point_id": delivery.point_id, "memo": delivery.memo.strip(),
    }  # fmt: skip
    key = write_act(desk=desk, facts=facts, asked=asked)
    for line in delivery.lines:
        move(desk=desk, paper=paper_of(delivery.on, key), going=_coming(delivery, line, items))
    return acts.get_act(desk.cooperative_id, key)


def step(*, desk: Desk, asked_step: Step, request_id: str) -> Act:
    """Goods of an owner move to another place, go back to the owner, or spoil.

    Raises `ConsignedShort`, `NoGoods`, `SamePoint`, `ReasonMissing`, `NotTheOwners`, `DateInFuture`,
    `RequestReused`, `SecondPersonNeeded` for an old day, `NotFound`.
    """
    members.get_member(desk.cooperative_id, asked_step.member_id)
    wait(desk=desk, subjects=[f"member:{asked_step.member_id}"])
    asked = Asked(request_id, fingerprint(asked_step))
    if earlier := same(acts.find_act_request(desk.cooperative_id, request_id), asked.fingerprint):
        return earlier
    owing.check_date(asked_step.on, desk.today)
    rules.check_step(asked_step)
    for point in filter(None, (asked_step.point_id, asked_step.to_point_id)):
        products.get_point(desk.book_id, point)
    items = items_of(desk, asked_step.lines, asked_step.member_id)
    auth.check_back_dating(desk, asked_step.on)
    facts = {
        "kind": asked_step.kind, "on_date": asked_step.on, "member_id": asked_step.member_id,
        "point_id": asked_step.point_id, "to_point_id": asked_step.to_point_id,
        "memo": asked_step.why.strip(),
    }  # fmt: skip
    key = write_act(desk=desk, facts=facts, asked=asked)
    for line in asked_step.lines:
        _step(desk, asked_step, paper_of(asked_step.on, key), (items[line.item_id], line.quantity))
    return acts.get_act(desk.cooperative_id, key)


def items_of(desk: Desk, lines: Iterable[GoodsLine], member_id: int) -> dict[int, Item]:
    """The items of a paper. Raises `NotConsigned`, `NotTheOwners`, `NotFound`."""
    found = {line.item_id: consigned_item(desk, line.item_id) for line in lines}
    for item in found.values():
        if item.owner_member_id != member_id:
            raise rules.NotTheOwners(item=item.name)
    return found


def _check_prices(desk: Desk, delivery: Delivery, items: dict[int, Item]) -> None:
    """Price and commission are agreed before anything is sold."""
    known = lying.rates(desk.cooperative_id)
    for line in delivery.lines:
        item = items[line.item_id]
        if line.price <= 0:
            raise rules.PriceMissing(item=item.name)
        owner = delivery.member_id
        if rules.rate_for(known, member_id=owner, item_id=item.id, on=delivery.on) is None:
            raise rules.CommissionUnknown(item=item.name)


def _coming(delivery: Delivery, line: GoodsLine, items: dict[int, Item]) -> Going:
    item = items[line.item_id]
    unit = item.unit(line.unit)
    return Going(
        item=item, point_id=delivery.point_id, kind="received", quantity=line.quantity,
        price=line.price, factor=unit.factor, unit=unit.name, reason=delivery.memo,
    )  # fmt: skip


def _step(desk: Desk, asked: Step, paper: Paper, goods: tuple[Item, int]) -> None:
    item, quantity = goods
    agreed = lying.agreed_price(desk.book_id, item.id) or Agreed(ZERO, 1, "")
    away = Going(
        item=item, point_id=asked.point_id, kind=_AWAY[asked.kind], quantity=-quantity,
        price=agreed.price, factor=agreed.factor, unit=agreed.unit, reason=asked.why,
    )  # fmt: skip
    move(desk=desk, paper=paper, going=away)
    if asked.kind == "moved" and asked.to_point_id:
        there = replace(away, point_id=asked.to_point_id, kind="moved_in", quantity=quantity)
        move(desk=desk, paper=paper, going=there)


def paper_of(on: date, key: int) -> Paper:
    """Our paper as moves name it."""
    return Paper(on, f"sales.consignment:{key}", key)


def write_act(*, desk: Desk, facts: dict[str, object], asked: Asked) -> int:
    """The row of a paper, without an entry yet; returns its key."""
    whole = {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id, "member_id": None,
        "point_id": None, "to_point_id": None, "place_id": None, "way": "", "memo": "",
        "request_id": asked.request_id, "fingerprint": asked.fingerprint,
        "made_by": desk.user_id, "approved_by": desk.approved_by, "made_at": clock.now(),
    }  # fmt: skip
    return insert(ConsignmentAct, _NOTHING | whole | facts)
