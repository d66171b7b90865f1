"""Goods that come back: both sides of the sale reversed at the cost they left with."""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Line
from coop_app.money import ZERO, Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.sales.entries import till as entries
from coop_app.sales.entries.till import Slip, Traded
from coop_app.sales.models import SaleReturn, SaleReturnLine
from coop_app.sales.queries import till as queries
from coop_app.sales.queries import trade
from coop_app.sales.queries.till import Back, Sold
from coop_app.sales.rules.till import acts, returns
from coop_app.sales.rules.till.acts import Refund, Returning, Way
from coop_app.sales.rules.till.refusals import (
    NothingOwed,
    ReturnBeforeSale,
    ReturnUnexplained,
    StillOwed,
)
from coop_app.sales.rules.till.returns import Returned
from coop_app.sales.service.till.recording import check_day, queue, same
from coop_app.sales.service.trade import consigning

_POSTED = (
    sa.update(SaleReturn)
    .where(SaleReturn.id == sa.bindparam("key"))
    .values(entry_seq=sa.bindparam("seq"))
)


def take_back(*, desk: Desk, returning: Returning, request_id: str) -> Back:
    """Take goods of one sale back, whole or in part; the same request id once.

    Raises `MoreThanSold`, `NothingComesBack`, `ReturnUnexplained`, `ReturnBeforeSale`, `SoldInFuture`,
    `NothingOwed`, `StillOwed`, `CashShort`, `SecondPersonNeeded` for an old date or much money back,
    `RequestReused`, what `ledger.post` raises, and `NotFound`.
    """
    sold = queries.get_sale(desk.cooperative_id, returning.sale_id)
    queue(desk, sold.point_id)
    mark = fingerprint(returning)
    earlier = same(queries.find_return_request(desk.cooperative_id, request_id), mark)
    if earlier is not None:
        return earlier
    _check(desk, sold, returning)
    parts = decide_return(sold=sold, returning=returning)
    total = Money(sum(part.amount for part in parts))
    off_debt = taken_off(sold=sold, refund=returning.refund, total=total)
    auth.check_back_dating(desk, returning.returned_on)
    if returning.refund is Refund.MONEY:
        auth.check_withdrawal_limit(desk, total - off_debt)
    return _record(desk, sold, returning, parts, (off_debt, request_id, mark))


def _check(desk: Desk, sold: Sold, returning: Returning) -> None:
    check_day(desk, returning.returned_on)
    if returning.returned_on < sold.sold_on:
        raise ReturnBeforeSale(on=sold.sold_on)
    if not returning.reason.strip():
        raise ReturnUnexplained


def decide_return(*, sold: Sold, returning: Returning) -> tuple[Returned, ...]:
    """What comes back and what it is worth. Raises `MoreThanSold`, `NothingComesBack`."""
    lines = queries.returnable(sold)
    backs = returns.everything(lines) if returning.void else returning.lines
    items = products.items_of(sold.book_id, {line.item_id for line in lines})
    shown = {line.number: items[line.item_id].text(line.left) for line in lines}
    return returns.returned(lines, backs, shown)


def taken_off(*, sold: Sold, refund: Refund, total: Money) -> Money:
    """What is still owed goes down first, money goes back for the rest: the part that pays the debt.

    Nothing where all of it does. Raises `NothingOwed`, `StillOwed`.
    """
    subject = sold.buyer.subject
    owed = ZERO
    if sold.way is Way.CREDIT and subject is not None:
        owed = trade.owed(sold.book_id, subject)
    if refund is Refund.RECEIVABLE and owed < total:
        raise NothingOwed(owed=max(owed, ZERO))
    if refund is Refund.MONEY and owed >= total:
        raise StillOwed(owed=owed)
    return max(owed, ZERO) if refund is Refund.MONEY else ZERO


def _record(
    desk: Desk,
    sold: Sold,
    returning: Returning,
    parts: tuple[Returned, ...],
    asked: tuple[Money, str, str],
) -> Back:
    in_cash = returning.refund is Refund.MONEY
    place = queries.places_of(desk.book_id, sold.point_id).cash if in_cash else None
    key = _write(desk, sold, returning, parts, (place, *asked))
    rows = [
        {
            "return_id": key, "number": part.line.number, "sale_id": sold.id,
            "quantity": part.quantity, "amount": int(part.amount), "cost": int(part.cost),
            "spoiled": part.spoiled,
        }
        for part in parts
    ]  # fmt: skip
    db.write_connection().execute(sa.insert(SaleReturnLine), rows)
    entry = entries.sale_return(
        _slip(desk, sold, returning, key),
        replace(_traded(desk, sold, parts, (key, place), returning.returned_on), off_debt=asked[0]),
    )
    posted = ledger.post(
        entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by
    )  # fmt: skip
    db.write_connection().execute(_POSTED, {"key": key, "seq": posted.seq})
    ledger.refuse_short(book_id=desk.book_id, seq=posted.seq)
    return queries.get_return(desk.cooperative_id, key)


def _write(
    desk: Desk, sold: Sold, returning: Returning, parts: tuple[Returned, ...],
    rest: tuple[int | None, Money, str, str],
) -> int:  # fmt: skip
    place, off_debt, request_id, mark = rest
    consigned = sum(part.amount for part in parts if part.line.consigned)
    facts = {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id, "sale_id": sold.id,
        "point_id": sold.point_id, "kind": "void" if returning.void else "return",
        "returned_on": returning.returned_on, "reason": returning.reason.strip(),
        "refund": returning.refund.value, "place_id": place,
        "total": int(sum(part.amount for part in parts)), "off_debt": int(off_debt),
        "consigned": int(consigned),
        "cost": int(sum(part.cost for part in parts)), "request_id": request_id,
        "fingerprint": mark, "made_by": desk.user_id, "approved_by": desk.approved_by,
        "made_at": clock.now(),
    }  # fmt: skip
    made = db.write_connection().execute(sa.insert(SaleReturn), facts).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return int(made[0])


def _traded(
    desk: Desk, sold: Sold, parts: tuple[Returned, ...], where: tuple[int, int | None],
    on: date,
) -> Traded:  # fmt: skip
    """Put each part back where it belongs: on the shelf, to its owner's goods, or among the losses."""
    key, place = where
    goods: list[Line] = []
    consigned: list[Line] = []
    source = f"sales.return:{key}"
    for part in sorted(parts, key=lambda one: one.line.item_id):
        if part.line.consigned:
            consigned += consigning.returned(
                desk=desk, item_id=part.line.item_id, point_id=sold.point_id,
                quantity=part.quantity, amount=part.amount, on=on, source=source,
                sale_source=sold.source, spoiled=part.spoiled,
            )  # fmt: skip
        elif not part.spoiled:
            goods += stock.take_in(
                desk=desk, item_id=part.line.item_id, point_id=sold.point_id,
                quantity=part.quantity, cost=part.cost, on=on, source=source, kind=MoveKind.RETURN,
            ).lines  # fmt: skip
    return Traded(
        place=place, own=Money(sum(part.amount for part in parts if not part.line.consigned)),
        cost=Money(sum(part.cost for part in parts)), consigned=tuple(consigned),
        spoiled=Money(sum(part.cost for part in parts if part.spoiled)), goods=tuple(goods),
    )  # fmt: skip


def _slip(desk: Desk, sold: Sold, returning: Returning, key: int) -> Slip:
    voucher = ledger.entry_page(book_id=sold.book_id, seq=sold.entry_seq).voucher
    return Slip(
        on=returning.returned_on, source=f"sales.return:{key}", audience=sold.buyer.audience,
        memo=acts.return_memo(voucher, returning.reason, void=returning.void),
        subject=sold.buyer.subject,
        group_id=products.get_point(desk.book_id, sold.point_id).group_id,
    )  # fmt: skip
