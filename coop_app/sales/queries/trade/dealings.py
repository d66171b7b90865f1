"""What a member left, was paid for, sold and paid here, as it may be taken over into the member's own book."""

from fractions import Fraction

from coop_app import ledger
from coop_app.money import Money, half_up
from coop_app.products import queries as products
from coop_app.products.rules.dealings import Dealing, DealtItem, Kind, Paid
from coop_app.refusal import N_
from coop_app.sales.queries.trade import acts, payments, produce
from coop_app.sales.queries.trade.acts import Act, Move
from coop_app.sales.rules.trade.owing import Way

_STEPS = {
    acts.RECEIVED: (Kind.LEFT, N_("Goods left to be sold")),
    acts.RETURNED: (Kind.TAKEN_BACK, N_("Goods taken back")),
    acts.SPOILED: (Kind.TAKEN_BACK, N_("Goods spoiled")),
}
_MOVED = {"received", "returned", "spoiled"}
_MOST = 2000


def dealings(cooperative_id: int, member_id: int) -> list[Dealing]:
    """Every document with a member, the oldest first; labels are English message ids."""
    book_id = ledger.main_book(cooperative_id)
    names = {item.id: item.name for item in products.items_of_owner(cooperative_id, member_id)}
    found = _of_goods(book_id, member_id, names)
    bought = produce.list_purchases(book_id, member_id=member_id, limit=_MOST)
    found += [_sold(one) for one in bought]
    subject = f"member:{member_id}"
    found += [
        _paid(one)
        for one in payments.list_payments(
            book_id, subject=subject, kind=payments.RECEIVED, limit=_MOST
        )
        if one.reversed_seq is None
    ]
    found += [
        _paid_out(one)
        for one in payments.list_payments(book_id, subject=subject, kind=payments.PAID, limit=_MOST)
        if one.reversed_seq is None
    ]
    return sorted(found, key=lambda one: (one.on, one.key))


def _of_goods(book_id: int, member_id: int, names: dict[int, str]) -> list[Dealing]:
    every = acts.list_acts(book_id, member_id=member_id, limit=_MOST)
    listed = [act for act in every if act.reversed_seq is None]
    moves = acts.list_moves(book_id, member_id=member_id)
    of_act: dict[int, list[Move]] = {}
    for move in moves:
        of_act.setdefault(move.act_id or 0, []).append(move)
    found = []
    for act in listed:
        gone = [move for move in of_act.get(act.id, []) if move.kind in _MOVED]
        if act.kind in _STEPS:
            found.append(_step(act, gone, names))
        elif act.kind == acts.REPORT and gone:
            found.append(_step(act, gone, names, kind=acts.SPOILED))
        elif act.kind == acts.SETTLED:
            found.append(_settled(act, _sold_until(act, listed, moves), names))
    return found


def _step(act: Act, moves: list[Move], names: dict[int, str], kind: str = "") -> Dealing:
    which, label = _STEPS[kind or act.kind]
    items = tuple(
        DealtItem(
            move.item_id, names.get(move.item_id, ""), abs(move.quantity),
            Money(half_up(Fraction(int(move.price) * abs(move.quantity), move.factor))),
        )
        for move in moves
    )  # fmt: skip
    total = Money(sum(int(item.amount) for item in items))
    return Dealing(act.source, which, act.on_date, label, total, items)


def _sold_until(act: Act, listed: list[Act], moves: list[Move]) -> list[Move]:
    before = [one for one in listed if one.kind == acts.SETTLED and one.id < act.id]
    after = max((one.last_move for one in before), default=0)
    return [
        move
        for move in moves
        if after < move.id <= act.last_move and move.kind in ("sold", "taken_back")
    ]


def _settled(act: Act, sold: list[Move], names: dict[int, str]) -> Dealing:
    items = tuple(
        DealtItem(move.item_id, names.get(move.item_id, ""), -move.quantity, move.amount)
        for move in sold
    )
    ways = {
        "commission": act.commission + act.shop_share,
        "cost": act.cost,
        "set_off": act.set_off + act.other,
        "savings": act.paid if act.way == Way.SAVINGS else Money(0),
        "cash": act.paid if act.way == Way.PLACE else Money(0),
        "credit": act.left_over - act.carried,
    }
    paid = tuple(Paid(way, amount) for way, amount in ways.items() if amount)
    return Dealing(act.source, Kind.SETTLED, act.on_date, N_("Settlement"), act.gross, items, paid)


def _sold(note: produce.Bought) -> Dealing:
    found = products.items_of(note.book_id, [line.item_id for line in note.items])
    items = tuple(
        DealtItem(line.item_id, found[line.item_id].name, line.quantity, line.amount)
        for line in note.items
    )
    ways = {"cash": note.paid, "credit": note.owed}
    paid = tuple(Paid(way, amount) for way, amount in ways.items() if amount)
    label = N_("Sold to the cooperative")
    return Dealing(note.source, Kind.SOLD, note.on, label, note.total, items, paid)


def _paid_out(one: payments.Paid) -> Dealing:
    """What the cooperative owed for produce; cut for a debt, it is set off."""
    way = {Way.SAVINGS: "savings", Way.RECEIVABLE: "set_off"}.get(Way(one.way), "cash")
    paid = (Paid(way, one.amount),)
    return Dealing(
        one.source, Kind.PAID_OUT, one.on, N_("Paid for goods sold"), one.amount, (), paid
    )


def _paid(one: payments.Paid) -> Dealing:
    way = {Way.SAVINGS: "savings", Way.CONSIGNMENT: "set_off"}.get(Way(one.way), "cash")
    paid = (Paid(way, one.amount),)
    return Dealing(
        one.source, Kind.PAID_DEBT, one.on, N_("Debt for goods paid"), one.amount, (), paid
    )
