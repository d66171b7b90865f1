"""The cooperative buys a member's produce outright: weighed, looked at, priced, paid now or later."""

from dataclasses import dataclass

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry, Line, debit
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.queries import Item
from coop_app.products.rules.moves import MoveKind
from coop_app.products.rules.units import amount_for
from coop_app.sales.entries import trade as entries
from coop_app.sales.entries.trade import Slip
from coop_app.sales.models.trade import ProduceLine, ProducePurchase
from coop_app.sales.queries.trade import produce
from coop_app.sales.queries.trade.produce import Bought
from coop_app.sales.rules.trade import owing, words
from coop_app.sales.rules.trade import produce as rules
from coop_app.sales.rules.trade.produce import ProduceItem, Purchase
from coop_app.sales.service.trade.consigning import party_of
from coop_app.sales.service.trade.recording import check_place, insert, post, same, wait


@dataclass(frozen=True, slots=True)
class Priced:
    """One item worked out; in rupiah."""

    asked: ProduceItem
    item: Item
    factor: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Note:
    """A purchase note worked out."""

    asked: Purchase
    rows: tuple[Priced, ...]

    @property
    def total(self) -> Money:
        """What the goods cost together."""
        return rules.total_of(row.amount for row in self.rows)


def buy(*, desk: Desk, asked: Purchase, request_id: str) -> Bought:
    """Buy produce into the cooperative's own stock; what is not paid at once is owed to the member.

    Raises `NothingBought`, `PaidTooMuch`, `PlaceMissing`, `PlaceUnknown`, `LeftOnConsignment`,
    `UnitUnknown`, `DateInFuture`, `RequestReused`, `CashShort`, `NotFound`, and `SecondPersonNeeded`
    above the limit or for an old day.
    """
    members.get_member(desk.cooperative_id, asked.member_id)
    wait(desk=desk, subjects=[f"member:{asked.member_id}"])
    mark = fingerprint(asked)
    if earlier := same(produce.find_purchase_request(desk.cooperative_id, request_id), mark):
        return earlier
    note = decide_purchase(desk=desk, asked=asked)
    auth.check_back_dating(desk, asked.on)
    auth.check_withdrawal_limit(desk, asked.paid)
    key = insert(
        ProducePurchase, _facts(desk, note) | {"request_id": request_id, "fingerprint": mark}
    )
    for number, row in enumerate(note.rows, start=1):
        _insert_line(key=key, number=number, row=row)
    entry = purchase_entry(desk=desk, note=note, stock_lines=_take_in(desk, note, key), key=key)
    post(desk=desk, entry=entry, table=ProducePurchase, key=key)
    return produce.get_purchase(desk.cooperative_id, key)


def decide_purchase(*, desk: Desk, asked: Purchase) -> Note:
    """Work a purchase out; nothing is written. Raises as `buy`."""
    owing.check_date(asked.on, desk.today)
    rules.check(asked)
    products.get_point(desk.book_id, asked.point_id)
    note = Note(asked, tuple(_priced(desk, one) for one in asked.items))
    rules.check_amounts([row.amount for row in note.rows])
    rules.check_paid(asked.paid, total=note.total)
    if asked.paid:
        check_place(desk, asked.place_id)
    return note


def purchase_entry(
    *, desk: Desk, note: Note, stock_lines: tuple[Line, ...] | None = None, key: int = 0
) -> Entry:
    """The journal entry of a purchase; without stock lines it is only to be shown."""
    asked = note.asked
    member = members.get_member(desk.cooperative_id, asked.member_id)
    memo = words.memo("produce", member.label, asked.memo)
    slip = Slip(asked.on, f"sales.produce:{key}", memo, asked.place_id)
    shown = stock_lines or tuple(debit(row.item.role, row.amount) for row in note.rows)
    return entries.produce_bought(
        slip, party_of(desk, member.id), shown, total=note.total, paid=asked.paid
    )


def _insert_line(*, key: int, number: int, row: Priced) -> None:
    """One item of a written note."""
    asked = row.asked
    insert(ProduceLine, {
        "purchase_id": key, "number": number, "item_id": row.item.id,
        "unit": row.item.unit(asked.unit).name, "factor": row.factor, "quantity": asked.quantity,
        "price": int(asked.price), "amount": int(row.amount), "quality": asked.quality.strip(),
    })  # fmt: skip


def _take_in(desk: Desk, note: Note, key: int) -> tuple[Line, ...]:
    asked = note.asked
    stock.lock(desk=desk, wanted=[(row.item.id, asked.point_id) for row in note.rows])
    lines: list[Line] = []
    for row in note.rows:
        moved = stock.take_in(
            desk=desk, item_id=row.item.id, point_id=asked.point_id, quantity=row.asked.quantity,
            cost=row.amount, on=asked.on, source=f"sales.produce:{key}", kind=MoveKind.PURCHASE,
            memo=row.asked.quality.strip(),
        )  # fmt: skip
        lines += moved.lines
    return tuple(lines)


def _priced(desk: Desk, one: ProduceItem) -> Priced:
    item = products.get_item(desk.book_id, one.item_id)
    if item.consigned:
        raise rules.LeftOnConsignment(item=item.name)
    unit = item.unit(one.unit)
    return Priced(one, item, unit.factor, amount_for(one.quantity, one.price, unit.factor))


def _facts(desk: Desk, note: Note) -> dict[str, object]:
    asked = note.asked
    return {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id,
        "member_id": asked.member_id, "point_id": asked.point_id, "on_date": asked.on,
        "total": int(note.total), "paid": int(asked.paid), "place_id": asked.place_id,
        "memo": asked.memo.strip(), "made_by": desk.user_id, "approved_by": desk.approved_by,
        "made_at": clock.now(),
    }  # fmt: skip
