"""Goods that go to members and how members pay for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import Money
from coop_app.purchasing.entries.supplying import Paper
from coop_app.purchasing.rules.receiving.ways import Ways


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who gets the goods: the member's key and village group."""

    member_id: int
    group_id: int | None = None

    @property
    def subject(self) -> str:
        """How the ledger names this person."""
        return f"member:{self.member_id}"


#: ways of paying other than cash, in the order of the lines, with the accounts they debit
_ACCOUNTS = (
    ("advance", "member_deposits_orders"),
    ("savings", "voluntary_savings"),
    ("set_off", "consignment_payable"),
    ("credit", "member_goods_receivable"),
)


def advance_in(paper: Paper, buyer: Buyer, *, amount: Money, place: int) -> Entry:
    """A member pays in advance: "kas bertambah (D), titipan anggota untuk pesanan bertambah (K)"."""
    lines = (
        debit(place, amount, group_id=buyer.group_id),
        credit(
            "member_deposits_orders", amount, subject=buyer.subject, group_id=buyer.group_id
        ),
    )  # fmt: skip
    return Entry(paper.on, paper.memo, paper.source, lines)


def advance_back(paper: Paper, buyer: Buyer, *, amount: Money, place: int) -> Entry:
    """An advance goes back: "titipan anggota berkurang (D), kas berkurang (K)"."""
    lines = (
        debit("member_deposits_orders", amount, subject=buyer.subject, group_id=buyer.group_id),
        credit(place, amount, group_id=buyer.group_id),
    )
    return Entry(paper.on, paper.memo, paper.source, lines)


def delivery(
    paper: Paper, buyer: Buyer, *, ways: Ways, place: int | None, stock: Sequence[Line]
) -> Entry:
    """Goods to a member: "titipan, kas, simpanan sukarela, utang konsinyasi, piutang barang (D), penjualan
    kepada anggota (K); HPP anggota (D), persediaan (K)" – one entry a delivery.

    Goods that cost the member nothing post only what they cost.
    """
    lines = _paid(ways, place, buyer, debit)
    if ways.total:
        lines.append(credit("sales_members", ways.total, group_id=buyer.group_id))
    return Entry(paper.on, paper.memo, paper.source, (*lines, *_cost(stock, buyer)))


def goods_returned(
    paper: Paper, buyer: Buyer, *, ways: Ways, place: int | None, stock: Sequence[Line]
) -> Entry:
    """A wrong delivery comes back: "penjualan kepada anggota (D), piutang barang, utang konsinyasi, simpanan,
    titipan, kas (K); persediaan (D), HPP anggota (K)" – both sides reversed.
    """
    lines: list[Line] = []
    if ways.total:
        lines.append(debit("sales_members", ways.total, group_id=buyer.group_id))
    lines += _paid(ways, place, buyer, credit)
    return Entry(paper.on, paper.memo, paper.source, (*lines, *_cost(stock, buyer)))


def _paid(ways: Ways, place: int | None, buyer: Buyer, side: object) -> list[Line]:
    line = debit if side is debit else credit
    found: list[Line] = []
    if ways.cash and place is not None:
        found.append(line(place, ways.cash, group_id=buyer.group_id))
    for way, account in _ACCOUNTS:
        if amount := getattr(ways, way):
            found.append(line(account, amount, subject=buyer.subject, group_id=buyer.group_id))
    return found


def _cost(stock: Sequence[Line], buyer: Buyer) -> list[Line]:
    """The inventory side as the engine gave it, and HPP against it."""
    moved = Money(sum(int(line.amount) for line in stock))
    if not moved:
        return list(stock)
    against = (
        debit("cogs_members", -moved, group_id=buyer.group_id)
        if moved < 0
        else credit("cogs_members", moved, group_id=buyer.group_id)
    )
    return [against, *stock]


def dispatch(paper: Paper, stock: Sequence[Line]) -> Entry:
    """Goods to a village point: "persediaan di titik tujuan (D), persediaan di titik asal (K)"."""
    return Entry(paper.on, paper.memo, paper.source, tuple(stock))
