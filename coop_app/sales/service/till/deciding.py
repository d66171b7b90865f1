"""What a sales note will say: goods at the prices of the day, who pays how, what the provider takes."""

from dataclasses import dataclass
from datetime import date, timedelta

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.members import queries as members
from coop_app.money import ZERO, Money
from coop_app.products import queries as products
from coop_app.products.queries import Point
from coop_app.products.rules.items import ItemEnded
from coop_app.products.rules.moves import PointSwitchedOff
from coop_app.refusal import NotFound
from coop_app.sales.queries import till as queries
from coop_app.sales.queries import trade
from coop_app.sales.rules.till import basket as rules
from coop_app.sales.rules.till import fees
from coop_app.sales.rules.till.acts import Buyer, Selling, Way
from coop_app.sales.rules.till.basket import Basket, Offered
from coop_app.sales.rules.till.fees import Fee
from coop_app.sales.rules.till.refusals import (
    BankMissing,
    DebtorUnknown,
    NotActive,
    QrisMissing,
    ReceivedTooLittle,
)
from coop_app.sales.service.till.recording import check_day

_ACTIVE = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands on the sales note; nothing is written yet."""

    selling: Selling
    point: Point
    basket: Basket
    #: the buyer in words, "" for anybody
    buyer: str
    place_id: int | None
    fee: Fee
    received: Money
    due_on: date | None


def decide(*, desk: Desk, selling: Selling) -> Note:
    """What the note will say; nothing is written.

    Raises `SoldInFuture`, `BasketEmpty`, `PriceUnknown`, `DiscountUnexplained`, `DiscountTooLarge`,
    `OwnerSetsPrice`, `TotalMoved`, `ReceivedTooLittle`, `DebtorUnknown`, `BankMissing`, `QrisMissing`,
    `NotActive`, `ItemEnded`, `PointSwitchedOff` and `NotFound`.
    """
    check_day(desk, selling.sold_on)
    point = products.get_point(desk.book_id, selling.point_id)
    if not point.active:
        raise PointSwitchedOff(point=point.name)
    label = buyer_label(desk, selling.buyer)
    if selling.way is Way.CREDIT and selling.buyer.subject is None:
        raise DebtorUnknown
    basket = _basket(desk, selling)
    place_id, fee = _money(desk, selling, basket.total)
    return Note(
        selling=selling, point=point, basket=basket, buyer=label, place_id=place_id, fee=fee,
        received=_received(selling, basket.total), due_on=_due(desk, selling),
    )  # fmt: skip


def _basket(desk: Desk, selling: Selling) -> Basket:
    offered = offers(
        desk.book_id, selling.buyer.audience, selling.sold_on, [w.item_id for w in selling.wishes]
    )
    if any(wish.item_id not in offered for wish in selling.wishes):
        raise NotFound
    filled = rules.fill(selling.wishes, offered)
    basket = rules.cheaper(filled, selling.discount, selling.reason)
    rules.check_total(basket, selling.seen_total)
    return basket


def offers(book_id: int, audience: str, on: date, item_ids: list[int]) -> dict[int, Offered]:
    """The items at their prices of the day; an owner's goods at the agreed price. Raises `ItemEnded`."""
    found = {}
    prices = products.prices_on(book_id, audience, on, item_ids)
    for key, item in products.items_of(book_id, item_ids).items():
        if not item.active:
            raise ItemEnded(item=item.name)
        agreed = trade.agreed_price(book_id, key) if item.consigned else None
        price = prices.get(key)
        if agreed is not None:
            offer = Offered(key, item.name, agreed.price, agreed.factor, agreed.unit, True)
        elif price is not None:
            offer = Offered(key, item.name, price.amount, price.per, price.unit, item.consigned)
        else:
            offer = Offered(key, item.name, None, consigned=item.consigned)
        found[key] = offer
    return found


def buyer_label(desk: Desk, buyer: Buyer) -> str:
    """The buyer in words. Raises `NotFound`, `NotActive`."""
    if buyer.member_id is not None:
        card = members.get_member(desk.cooperative_id, buyer.member_id)
        if card.status != _ACTIVE:
            raise NotActive(member=card.label)
        return card.label
    if buyer.customer_id is not None:
        customer = trade.get_customer(desk.cooperative_id, buyer.customer_id)
        if not customer.is_active:
            raise NotActive(member=customer.label)
        return str(customer.label)
    return buyer.name.strip()


def _money(desk: Desk, selling: Selling, total: Money) -> tuple[int | None, Fee]:
    """Where the money goes, and what the provider keeps of it."""
    places = queries.places_of(desk.book_id, selling.point_id)
    if selling.way is Way.CREDIT:
        return None, Fee()
    if selling.way is Way.CASH:
        return places.cash, Fee()
    if selling.way is Way.TRANSFER:
        if places.bank is None:
            raise BankMissing
        return places.bank, Fee()
    code = queries.code_on(desk.cooperative_id, selling.sold_on)
    if code is None:
        raise QrisMissing
    held = fees.tariff_on(
        queries.tariffs(desk.cooperative_id), code.scale, selling.sold_on
    )  # fmt: skip
    return code.place_id, fees.fee_of(total, held)


def _received(selling: Selling, total: Money) -> Money:
    if selling.way is Way.CREDIT:
        return ZERO
    if selling.way is not Way.CASH or selling.received is None:
        return total
    if selling.received < total:
        raise ReceivedTooLittle(short=total - selling.received)
    return selling.received


def _due(desk: Desk, selling: Selling) -> date | None:
    if selling.way is not Way.CREDIT:
        return None
    days = auth.limit(
        "goods_credit_days", cooperative_id=desk.cooperative_id, on=selling.sold_on
    )  # fmt: skip
    return selling.sold_on + timedelta(days=days)
