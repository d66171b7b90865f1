"""What a document of the cooperative moves in her book, by its kind."""

from collections.abc import Callable
from dataclasses import dataclass

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.enterprises.entries.workshop import outlets as selling
from coop_app.enterprises.entries.workshop import proposals as entries
from coop_app.enterprises.entries.workshop.making import Slip
from coop_app.enterprises.entries.workshop.outlets import Proceeds
from coop_app.enterprises.entries.workshop.proposals import Payment, Received
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.books.acts import COOPERATIVE
from coop_app.enterprises.rules.workshop import proposals as rules
from coop_app.enterprises.rules.workshop.outlets import Line
from coop_app.enterprises.rules.workshop.proposals import Acceptance, Choice, Treated
from coop_app.enterprises.service.workshop import recording, shelves
from coop_app.enterprises.service.workshop.outlets import cooperative_of
from coop_app.enterprises.service.workshop.shelves import Shelf
from coop_app.ledger.entry import Entry
from coop_app.ledger.entry import Line as EntryLine
from coop_app.money import ZERO, Money
from coop_app.products import service as stock
from coop_app.products.rules.dealings import Dealing, DealtItem, Kind
from coop_app.products.rules.items import Item
from coop_app.products.rules.moves import MoveKind
from coop_app.products.service import Moved


@dataclass(frozen=True, slots=True)
class Taking:
    """A document being taken over: hers, with her choices; `mine` are her items by key."""

    desk: Desk
    business: Enterprise
    dealing: Dealing
    how: Acceptance
    choices: dict[int, Choice]
    mine: dict[int, Item]
    source: str
    memo: str

    @property
    def slip(self) -> Slip:
        """The paper's facts."""
        return Slip(self.dealing.on, self.memo, self.source)

    def item(self, dealt: DealtItem) -> Item | None:
        """Her item, None where it is a cost or for the household."""
        key = self.choices[dealt.item_id].item_id
        return self.mine[key] if key else None


def entry_of(taking: Taking) -> Entry | None:
    """Move stock and shelves, and return the entry; None when nothing of worth moved."""
    return _BY_KIND[taking.dealing.kind](taking)


def _bought(taking: Taking) -> Entry | None:
    if rules.is_return(taking.dealing):
        return _returned(taking)
    dealing, choices = taking.dealing, taking.choices
    lines: list[EntryLine] = []
    for dealt in dealing.items:
        if (item := taking.item(dealt)) is not None:
            lines += _come(taking, item, dealt).lines
    # a document without items is a cost
    rest = ZERO if dealing.items else dealing.total
    received = Received(
        goods=tuple(lines), expense=rules.amounts(dealing, choices, Treated.EXPENSE) + rest,
        private=rules.amounts(dealing, choices, Treated.PRIVATE),
    )  # fmt: skip
    return entries.bought(taking.slip, received, _payment(taking))


def _returned(taking: Taking) -> Entry | None:
    """Goods that were never her stock only give the money back: what was a cost is less."""
    lines: list[EntryLine] = []
    cost = ZERO
    for item, quantity in [] if taking.how.without_stock else _goods(taking):
        moved = _go(taking, item, -quantity, MoveKind.SUPPLIER_RETURN)
        lines += moved.lines
        cost = cost + moved.cost
    ways = rules.ways_of(taking.dealing)
    back = Payment(
        way=taking.how.way, money=Money(-ways.money), savings=Money(-ways.savings),
        on_account=Money(-ways.credit - ways.set_off),
    )  # fmt: skip
    return entries.returned(taking.slip, tuple(lines), cost, back)


def _paid_debt(taking: Taking) -> Entry | None:
    payment = _payment(taking)
    _check_open(taking, "cooperative_debt", payment.money + payment.savings)
    return entries.paid_debt(taking.slip, payment)


def _paid_out(taking: Taking) -> Entry:
    """What the cooperative still owed her for goods is there now."""
    total = taking.dealing.total
    _check_open(taking, "customer_receivable", total)
    ways = rules.ways_of(taking.dealing)
    proceeds = Proceeds(
        way=taking.how.way, money=ways.money, savings=ways.savings, set_off=ways.set_off,
        owed=-total, debtor=COOPERATIVE,
    )  # fmt: skip
    return selling.sold_outright(taking.slip, proceeds, (), ZERO)


def _check_open(taking: Taking, role: str, amount: Money) -> None:
    """Raises `NotOpenInBook`."""
    there = ledger.balance(book_id=taking.desk.book_id, account=role, subject=COOPERATIVE)
    owed = there if role == "customer_receivable" else -there
    if amount > owed:
        raise rules.NotOpenInBook(open=max(owed, ZERO))


def _payment(taking: Taking) -> Payment:
    ways = rules.ways_of(taking.dealing)
    return Payment(
        way=taking.how.way, money=ways.money, savings=ways.savings,
        on_account=ways.credit + ways.set_off,
    )  # fmt: skip


def _left(taking: Taking) -> Entry | None:
    if taking.how.without_stock:
        return None
    there, lines = shelves.put(_shelf(taking), _goods(taking))
    return selling.left(taking.slip, tuple(there), tuple(lines))


def _taken_back(taking: Taking) -> Entry | None:
    if taking.how.without_stock:
        return None
    spoiled = taking.how.is_spoiled
    gone = [
        Line(item.id, spoiled=quantity) if spoiled else Line(item.id, returned=quantity)
        for item, quantity in _goods(taking)
    ]
    taken = shelves.take(_shelf(taking), taking.mine, gone)
    lines = tuple(taken.back)
    return selling.back(taking.slip, lines, tuple(taken.gone), spoiled=taken.spoiled)


def _settled(taking: Taking) -> Entry | None:
    if not taking.dealing.total:
        return None
    if taking.how.without_stock:
        return selling.report(taking.slip, _proceeds(taking), sold=())
    lines: dict[int, Line] = {}
    for dealt in taking.dealing.items:
        if (item := taking.item(dealt)) is not None:
            known = lines.get(item.id, Line(item.id))
            sold, gross = known.sold + dealt.quantity, known.gross + dealt.amount
            lines[item.id] = Line(item.id, sold=sold, gross=gross)
    if any(line.sold < 0 or line.gross < 0 for line in lines.values()):
        raise rules.DoesNotAddUp
    there = [line for line in lines.values() if line.sold]
    taken = shelves.take(_shelf(taking), taking.mine, there)
    return selling.report(taking.slip, _proceeds(taking), sold=tuple(taken.sold))


def _sold(taking: Taking) -> Entry:
    lines: list[EntryLine] = []
    cost = ZERO
    for item, quantity in [] if taking.how.without_stock else _goods(taking):
        moved = _go(taking, item, quantity, MoveKind.SALE)
        lines += moved.lines
        cost = cost + moved.cost
    return selling.sold_outright(taking.slip, _proceeds(taking), tuple(lines), cost)


def _proceeds(taking: Taking) -> Proceeds:
    ways = rules.ways_of(taking.dealing)
    return Proceeds(
        way=taking.how.way, money=ways.money, savings=ways.savings, set_off=ways.set_off,
        owed=ways.credit, debtor=COOPERATIVE, commission=ways.commission, cost=ways.cost,
    )  # fmt: skip


def _goods(taking: Taking) -> list[tuple[Item, int]]:
    """Her items with quantities; two items of the cooperative may be one of hers."""
    together: dict[int, int] = {}
    for dealt in taking.dealing.items:
        if (item := taking.item(dealt)) is not None:
            together[item.id] = together.get(item.id, 0) + dealt.quantity
    return [(taking.mine[key], quantity) for key, quantity in together.items()]


def _come(taking: Taking, item: Item, dealt: DealtItem) -> Moved:
    return stock.take_in(
        desk=taking.desk, item_id=item.id, point_id=recording.point(taking.desk),
        quantity=dealt.quantity, cost=Money(dealt.amount), on=taking.dealing.on,
        source=taking.source, kind=MoveKind.PURCHASE, memo=taking.memo,
    )  # fmt: skip


def _go(taking: Taking, item: Item, quantity: int, kind: MoveKind) -> Moved:
    return stock.take_out(
        desk=taking.desk, item_id=item.id, point_id=recording.point(taking.desk),
        quantity=quantity, on=taking.dealing.on, source=taking.source, kind=kind,
        memo=taking.memo,
    )  # fmt: skip


def _shelf(taking: Taking) -> Shelf:
    outlet = cooperative_of(taking.desk, taking.business)
    return Shelf(
        taking.desk, outlet.id, recording.point(taking.desk), taking.dealing.on, taking.source,
        taking.memo,
    )  # fmt: skip


_BY_KIND: dict[Kind, Callable[[Taking], Entry | None]] = {
    Kind.BOUGHT: _bought,
    Kind.PAID_DEBT: _paid_debt,
    Kind.LEFT: _left,
    Kind.TAKEN_BACK: _taken_back,
    Kind.SETTLED: _settled,
    Kind.SOLD: _sold,
    Kind.PAID_OUT: _paid_out,
}
