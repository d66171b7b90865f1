"""An order is recorded here first, then WhatsApp is opened; the seller says how it goes on. It moves no money."""

import secrets
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.members.rules import phones
from coop_app.refusal import NotFound, RequestReused
from coop_app.sales.models import ShopWindow, WindowOrder, WindowOrderLine, WindowOrderStep
from coop_app.sales.queries import window as queries
from coop_app.sales.queries.window import Order, WindowCard
from coop_app.sales.rules.window import ordering
from coop_app.sales.rules.window.ordering import Buyer, Status, Wanted
from coop_app.sales.service.window.forgetting import forget_buyers


def place_order(
    *, card: WindowCard, buyer: Buyer, counts: Mapping[int, int], request_id: str, on: date
) -> Order:
    """Record what somebody wants from an open window; the same request id records it once.

    Raises `WindowClosed`, `BuyerNameMissing`, `PhoneImpossible`, `NothingOrdered`, `CountTooLarge`,
    `ProductNotThere`, `RequestReused`.
    """
    row = _waited_for(card, on)
    who = ordering.tidied(
        Buyer(buyer.name, phones.normalised(buyer.phone, field="phone"), buyer.note)
    )
    mark = sha256(repr((who, sorted(counts.items()))).encode("utf-8")).hexdigest()
    if earlier := queries.find_order_request(card.id, request_id):
        if earlier.fingerprint != mark:
            raise RequestReused
        return earlier
    goods = queries.goods_in(card, on)
    lines = ordering.lines_of(counts, [one.offered for one in goods])
    row.last_order += 1
    order = WindowOrder(
        cooperative_id=card.cooperative_id, window_id=card.id, number=row.last_order,
        token=secrets.token_urlsafe(12), name=who.name, phone=who.phone, note=who.note,
        status=Status.NEW.value, placed_on=on, placed_at=clock.now(), request_id=request_id,
        fingerprint=mark,
    )  # fmt: skip
    session.add(order)
    session.flush()
    _write_lines(order.id, lines)
    return queries.get_order(card.id, order.id)


def take_step(*, desk: Desk, order_id: int, then: Status, note: str = "") -> None:
    """Answer, finish or cancel an order of the desk's own window; the same step twice is one step.

    Raises `StepImpossible`, `NotFound`.
    """
    card = queries.get_window(desk.cooperative_id, desk.book_id)
    row = session.scalar(
        sa.select(WindowOrder)
        .where(WindowOrder.id == order_id, WindowOrder.window_id == card.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    forget_buyers(cooperative_id=desk.cooperative_id, on=desk.today)
    if row.status == then.value:
        return
    ordering.check_step(Status(row.status), then)
    row.status = then.value
    steps = queries.get_order(card.id, order_id).steps
    session.add(
        WindowOrderStep(
            order_id=order_id, number=len(steps) + 1, status=then.value, note=note.strip()[:300],
            made_by=desk.user_id, made_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()


def _waited_for(card: WindowCard, on: date) -> ShopWindow:
    """The window's row, alone until commit, if it is open at this moment; old buyers are forgotten."""
    row = session.scalar(
        sa.select(ShopWindow)
        .where(ShopWindow.id == card.id, ShopWindow.published_on.is_not(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise ordering.WindowClosed
    forget_buyers(cooperative_id=card.cooperative_id, on=on)
    return row


def _write_lines(order_id: int, lines: tuple[Wanted, ...]) -> None:
    for number, line in enumerate(lines, start=1):
        offered = line.offered
        session.add(
            WindowOrderLine(
                order_id=order_id, line_no=number, item_id=offered.item_id, name=offered.name,
                unit=offered.unit, factor=offered.factor, count=line.count,
                price=None if offered.price is None else int(offered.price),
            )
        )  # fmt: skip
    session.flush()
