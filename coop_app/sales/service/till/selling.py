"""Selling: goods out, money or a receivable in, the owner's share, one entry, one note."""

import sqlalchemy as sa

from coop_app import auth, clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Line
from coop_app.money import ZERO, Money
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.sales.entries import till as entries
from coop_app.sales.entries.till import Slip, Traded
from coop_app.sales.models import Sale, SaleLine
from coop_app.sales.queries import till as queries
from coop_app.sales.queries.till import Sold
from coop_app.sales.rules.till import acts
from coop_app.sales.rules.till.acts import Selling, Way
from coop_app.sales.rules.till.basket import Line as BasketLine
from coop_app.sales.service.till.deciding import Note, decide
from coop_app.sales.service.till.recording import queue, same
from coop_app.sales.service.trade import consigning, credit

_POSTED = (
    sa.update(Sale).where(Sale.id == sa.bindparam("key")).values(entry_seq=sa.bindparam("seq"))
)


def sell(*, desk: Desk, selling: Selling, request_id: str) -> Sold:
    """Sell a basket and post it with its cost; the same request id sells once.

    On credit within the buyer's limit only. Raises what `decide` raises, `CreditLimit`, `ItemShort`,
    `ConsignedShort`, `CommissionUnknown`, `SecondPersonNeeded` for an old date, `RequestReused` and what
    `ledger.post` raises.
    """
    queue(desk, selling.point_id)
    mark = fingerprint(selling)
    earlier = same(queries.find_sale_request(desk.cooperative_id, request_id), mark)
    if earlier is not None:
        return earlier
    note = decide(desk=desk, selling=selling)
    auth.check_back_dating(desk, selling.sold_on)
    _wait(desk, note)
    key = _write(desk, note, request_id, mark)
    traded = _hand_over(desk, note, key)
    slip = _slip(note, key)
    posted = ledger.post(
        entries.sale(slip, traded), book_id=desk.book_id, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    db.write_connection().execute(_POSTED, {"key": key, "seq": posted.seq})
    return queries.get_sale(desk.cooperative_id, key)


def _wait(desk: Desk, note: Note) -> None:
    """Hold whoever this sale touches: owners, the debtor, what lies on the shelf."""
    lines = note.basket.lines
    if owned := [line.item_id for line in lines if line.consigned]:
        consigning.wait_turn(desk=desk, item_ids=owned)
    buyer = note.selling.buyer
    if note.selling.way is Way.CREDIT and buyer.subject is not None:
        credit.check(desk=desk, subject=buyer.subject, amount=note.basket.total)
    point_id = note.point.id
    stock.lock(desk=desk, wanted=[(one.item_id, point_id) for one in lines if not one.consigned])


def _write(desk: Desk, note: Note, request_id: str, mark: str) -> int:
    selling, basket = note.selling, note.basket
    facts = {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id,
        "point_id": selling.point_id, "sold_on": selling.sold_on, "way": selling.way.value,
        "place_id": note.place_id, "audience": selling.buyer.audience,
        "member_id": selling.buyer.member_id, "customer_id": selling.buyer.customer_id,
        "buyer_name": selling.buyer.name.strip(), "gross": int(basket.gross),
        "discount": int(basket.discount), "discount_reason": basket.reason,
        "total": int(basket.total), "consigned": int(basket.consigned),
        "received": int(note.received), "fee": int(note.fee.amount), "fee_mille": note.fee.mille,
        "due_on": note.due_on, "memo": selling.memo.strip(), "request_id": request_id,
        "fingerprint": mark, "made_by": desk.user_id, "approved_by": desk.approved_by,
        "made_at": clock.now(),
    }  # fmt: skip
    made = db.write_connection().execute(sa.insert(Sale), facts).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return int(made[0])


def _hand_over(desk: Desk, note: Note, key: int) -> Traded:
    """Take each line off the shelf and write it with what it had cost."""
    rows, cost = [], ZERO
    goods: list[Line] = []
    consigned: list[Line] = []
    for line in note.basket.lines:
        taken = ZERO
        if line.consigned:
            consigned += _sell_for_owner(desk, note, line, key)
        else:
            moved = stock.take_out(
                desk=desk, item_id=line.item_id, point_id=note.point.id, quantity=line.quantity,
                on=note.selling.sold_on, source=f"sales.sale:{key}", kind=MoveKind.SALE,
            )  # fmt: skip
            goods += moved.lines
            taken = Money(abs(moved.cost))
        cost = cost + taken
        rows.append(_row(desk, key, line, taken))
    db.write_connection().execute(sa.insert(SaleLine), rows)
    return Traded(
        place=note.place_id, own=note.basket.own, cost=cost, consigned=tuple(consigned),
        goods=tuple(goods), fee=note.fee.amount,
    )  # fmt: skip


def _sell_for_owner(desk: Desk, note: Note, line: BasketLine, key: int) -> tuple[Line, ...]:
    return consigning.sold(
        desk=desk, item_id=line.item_id, point_id=note.point.id, quantity=line.quantity,
        amount=line.net, on=note.selling.sold_on, source=f"sales.sale:{key}",
    )  # fmt: skip


def _row(desk: Desk, key: int, line: BasketLine, cost: Money) -> dict[str, object]:
    return {
        "sale_id": key, "number": line.number, "book_id": desk.book_id, "item_id": line.item_id,
        "quantity": line.quantity, "unit": line.unit, "factor": line.factor,
        "price": int(line.price), "amount": int(line.amount), "discount": int(line.discount),
        "discount_reason": line.reason, "net": int(line.net), "cost": int(cost),
        "consigned": line.consigned,
    }  # fmt: skip


def _slip(note: Note, key: int) -> Slip:
    selling = note.selling
    return Slip(
        on=selling.sold_on, source=f"sales.sale:{key}", audience=selling.buyer.audience,
        memo=acts.sale_memo(selling.way, note.buyer, selling.memo), subject=selling.buyer.subject,
        group_id=note.point.group_id,
    )  # fmt: skip
