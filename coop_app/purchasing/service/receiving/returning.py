"""A wrong delivery comes back: both sides of its entry are reversed, as far as goods come."""

from dataclasses import dataclass
from fractions import Fraction

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import plain_date
from coop_app.db import session
from coop_app.ledger.entry import Line
from coop_app.members import queries as members
from coop_app.money import Money, half_up
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.purchasing.entries import distributing as entries
from coop_app.purchasing.entries.distributing import Buyer
from coop_app.purchasing.entries.supplying import Paper
from coop_app.purchasing.models import RoundDelivery, RoundDeliveryLine
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.deliveries import (
    RETURN,
    Delivery,
    DeliveryLine,
    get_delivery,
    list_deliveries,
)
from coop_app.purchasing.rules.receiving import refusals, ways
from coop_app.purchasing.rules.receiving import sharing as rules
from coop_app.purchasing.rules.receiving.acts import GoodsBack, check_day
from coop_app.purchasing.rules.receiving.undoing import UndoneTooEarly
from coop_app.purchasing.rules.receiving.ways import Ways
from coop_app.purchasing.service.receiving.recording import (
    find_earlier,
    locked_round,
    made,
    post,
    posted_by,
    queue,
    written,
)
from coop_app.purchasing.service.receiving.sharing import HANDS_OUT


@dataclass(frozen=True, slots=True)
class Back:
    """What comes back, in the shape of a delivery, and how it is given back."""

    lines: tuple[DeliveryLine, ...]
    ways: Ways

    @property
    def total(self) -> Money:
        """What the member gets back."""
        return self.ways.total


def take_back(*, desk: Desk, back: GoodsBack, request_id: str) -> int:
    """Take goods of a delivery back; returns the return's key. The same request id posts once.

    Raises `NotFound`, `NotYourTurn`, `WhyMissing`, `NothingTaken`, `MoreThanShared`, `PlaceNotChosen`,
    `DateInFuture`, `SecondPersonNeeded` for an older day and for cash above the limit, `RequestReused`.
    """
    first = get_delivery(desk.cooperative_id, back.delivery_id)
    locked_round(desk, first.round_id)
    if earlier := find_earlier(RoundDelivery, desk, request_id, back):
        return earlier.id
    queue(desk, first.member_id)
    found = decide_back(desk=desk, back=back)
    auth.check_back_dating(desk, back.on)
    if found.ways.cash:
        auth.check_withdrawal_limit(desk, found.ways.cash)
    paid = found.ways
    row = written(
        RoundDelivery(
            **made(desk, request_id, back), **posted_by(desk), round_id=first.round_id,
            member_id=first.member_id, group_id=first.group_id, point_id=first.point_id,
            kind=RETURN, of_delivery_id=first.id, delivered_on=back.on, total=int(found.total),
            advance=int(paid.advance), cash=int(paid.cash), savings=int(paid.savings),
            set_off=int(paid.set_off), credit=int(paid.credit),
            place_id=back.place_id if paid.cash else None, due_on=None, why=back.why.strip(),
        )
    )  # fmt: skip
    _post(desk, row, found)
    return row.id


def decide_back(*, desk: Desk, back: GoodsBack) -> Back:
    """What would come back and how it is given back; nothing is written. Raises as `take_back`."""
    check_day(back.on, desk.today)
    first = get_delivery(desk.cooperative_id, back.delivery_id)
    shown = rounds.get_round(desk.cooperative_id, first.round_id)
    if first.is_return or shown.state not in HANDS_OUT:
        raise refusals.NotYourTurn
    if back.on < first.on:
        raise UndoneTooEarly(on=plain_date(first.on))
    if not back.why.strip():
        raise refusals.WhyMissing
    earlier = list_deliveries(desk.cooperative_id, of_delivery_id=first.id)
    names = {item.id: item.name for item in rounds.items_of(shown)}
    lines = tuple(
        _line(first, earlier, (key, quantity), names) for key, quantity in back.lines if quantity
    )
    if not lines:
        raise refusals.NothingTaken
    total = Money(sum(int(line.amount) for line in lines))
    given = ways.back(total, first.ways, _together(earlier))
    places = {place.id for place in ledger.cash_places(book_id=desk.book_id)}
    if given.cash and back.place_id not in places:
        raise ways.PlaceNotChosen
    return Back(lines, given)


def _together(returns: list[Delivery]) -> Ways:
    return Ways(
        **{
            way: Money(sum(int(getattr(one.ways, way)) for one in returns))
            for way in ("advance", "cash", "savings", "set_off", "credit")
        }
    )


def _line(
    first: Delivery, returns: list[Delivery], asked: tuple[int, int], names: dict[int, str]
) -> DeliveryLine:
    key, quantity = asked
    line = next((one for one in first.lines if one.round_item_id == key), None)
    gone = [one for back in returns for one in back.lines if one.round_item_id == key]
    before = sum(one.quantity for one in gone)
    if line is None or not 0 < quantity <= line.quantity - before:
        there = line.quantity - before if line else 0
        raise rules.MoreThanShared(item=names.get(key, ""), there=there)
    after = Fraction(before + quantity, line.quantity)

    def part(whole: Money, already: int) -> Money:
        return Money(half_up(int(whole) * after) - already)

    market = line.market and part(line.market, sum(int(one.market or 0) for one in gone))
    return DeliveryLine(
        key, quantity, part(line.amount, sum(int(one.amount) for one in gone)),
        part(line.cost, sum(int(one.cost) for one in gone)), market,
    )  # fmt: skip


def _post(desk: Desk, row: RoundDelivery, back: Back) -> None:
    shown = rounds.get_round(desk.cooperative_id, row.round_id)
    member = members.get_member(desk.cooperative_id, row.member_id)
    memo = f"Retur {shown.label} dari {member.label}: {row.why}"
    paper = Paper(row.delivered_on, f"purchasing.delivery:{row.id}", memo)
    goods = {item.id: item.item_id for item in rounds.items_of(shown)}
    lines: list[Line] = []
    for line in back.lines:
        moved = stock.take_in(
            desk=desk, item_id=goods[line.round_item_id], point_id=row.point_id,
            quantity=line.quantity, cost=line.cost, on=paper.on, source=paper.source,
            kind=MoveKind.RETURN, memo=memo,
        )  # fmt: skip
        lines += moved.lines
        session.add(
            RoundDeliveryLine(
                delivery_id=row.id, round_item_id=line.round_item_id, quantity=line.quantity,
                amount=int(line.amount), cost=int(line.cost),
                market=None if line.market is None else int(line.market),
            )
        )  # fmt: skip
    session.flush()
    buyer = Buyer(member.id, row.group_id)
    entry = entries.goods_returned(
        paper, buyer, ways=back.ways, place=row.place_id, stock=lines
    )  # fmt: skip
    post(desk, row, entry)
