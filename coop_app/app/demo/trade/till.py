"""Sales at the till of the demonstration: a few every month, some on credit, some by QRIS, days closed."""

from datetime import date, timedelta
from random import Random

from coop_app.app.demo.house import House
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item, Point
from coop_app.refusal import Refused
from coop_app.sales.queries import till as queries
from coop_app.sales.queries.till import Sold
from coop_app.sales.rules.till import qris
from coop_app.sales.rules.till.acts import (
    Back,
    Buyer,
    Closing,
    Refund,
    Returning,
    Selling,
    Way,
    Wish,
)
from coop_app.sales.rules.till.fees import Scale
from coop_app.sales.service import till as service

#: invented: a merchant that does not exist
_MERCHANT = (
    "00020101021126670015COM.EXAMPLE.WWW01189360000000000000000215ID10200000000010303UMI51440"
    "014ID.CO.QRIS.WWW0215ID10200000000010303UMI5204541153033605802ID5920KOPERASI CONTOH MAJU"
    "6008WONOSOBO6105563116304"
)
PAYLOAD = _MERCHANT + qris.checksum(_MERCHANT)
_SALES_A_MONTH = 6
_WAYS = (Way.CASH, Way.CASH, Way.CASH, Way.QRIS, Way.TRANSFER, Way.CREDIT)


def begin(house: House, first: date) -> None:
    """The QRIS sticker of an invented merchant, agreed by the chairperson."""
    code = service.NewCode(
        payload=PAYLOAD, scale=Scale.MICRO, place_id=house.bank, valid_from=first
    )
    with transaction():
        service.store_code(desk=house.agreed(first), code=code, request_id=house.request())


def each_month(house: House, month: Month, today: date) -> None:
    """A few notes at the office on two days, now and then something comes back; the days are closed."""
    point = next((p for p in products.list_points(house.book_id) if p.kind == "office"), None)
    if point is None:
        return
    random = Random(f"kasir-{month}")  # noqa: S311 - nothing secret, and the same every time
    for day in sorted({month.first + timedelta(days=random.randint(1, 27)) for _ in range(2)}):
        if day <= today:
            _busy_day(house, point, day, random)


def _busy_day(house: House, point: Point, day: date, random: Random) -> None:
    sold = [_sell(house, point, day, random) for _ in range(_SALES_A_MONTH // 2)]
    _take_back(house, day, random, [one for one in sold if one is not None])
    _close(house, point, day, random)


def _sell(house: House, point: Point, day: date, random: Random) -> Sold | None:
    """One note of what lies there and has a price; None where nothing does."""
    there = [one for one in products.on_hand(house.book_id, point.id) if not one.item.consigned]
    priced = products.prices_on(house.book_id, "other", day).keys()
    goods = [one for one in there if one.item.id in priced and one.quantity >= _unit(one.item)]
    if not goods:
        return None
    chosen = random.sample(goods, min(len(goods), random.randint(1, 3)))
    wishes = tuple(
        Wish(
            one.item.id,
            _unit(one.item) * random.randint(1, min(3, one.quantity // _unit(one.item))),
        )
        for one in chosen
    )
    way = random.choice(_WAYS)
    buyer = _buyer(house, random, named=way is Way.CREDIT)
    asked = Selling(point_id=point.id, sold_on=day, way=way, wishes=wishes, buyer=buyer)
    return _done(house.desk(day), asked, house.request())


def _done(desk: Desk, asked: Selling, request_id: str) -> Sold | None:
    """The note, or None where the credit limit or the price list says no."""
    try:
        with transaction():
            return service.sell(desk=desk, selling=asked, request_id=request_id)
    except Refused:
        return None


def _unit(item: Item) -> int:
    return item.shown_unit.factor


def _buyer(house: House, random: Random, *, named: bool) -> Buyer:
    present = sorted(place for place in house.members if place not in house.gone)
    if present and (named or random.random() < 0.6):
        return Buyer(member_id=house.members[random.choice(present)])
    return Buyer(name=random.choice(("", "", "Bu Tumini", "Warung Pak Slamet")))


def _take_back(house: House, day: date, random: Random, sold: list[Sold]) -> None:
    cash = [one for one in sold if one.way is Way.CASH and not one.consigned]
    if not cash or random.random() < 0.7:
        return
    line = queries.returnable(cash[0])[0]
    items = products.items_of(house.book_id, [line.item_id])
    part = Back(line.number, _unit(items[line.item_id]), random.random() < 0.5)
    asked = Returning(
        sale_id=cash[0].id, returned_on=day, reason=random.choice(("kemasan bocor", "salah beli")),
        refund=Refund.MONEY, lines=(part,),
    )  # fmt: skip
    with transaction():
        service.take_back(desk=house.desk(day), returning=asked, request_id=house.request())


def _close(house: House, point: Point, day: date, random: Random) -> None:
    last = queries.last_closed_on(house.cooperative_id, point.id)
    if last is not None and day <= last:
        return
    expected = queries.takings(point.id, until=day).expected
    off = random.choice((0, 0, 0, 0, -1000, 500)) if expected > 1000 else 0
    asked = Closing(
        point_id=point.id, closed_on=day, change_money=Money(100_000),
        counted=expected + 100_000 + off, seen_expected=expected,
        reason="uang kembalian keliru" if off else "",
    )  # fmt: skip
    with transaction():
        service.close_day(desk=house.desk(day), closing=asked, request_id=house.request())
