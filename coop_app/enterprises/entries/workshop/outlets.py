"""The accountant's page: own goods left at a shop, reported, paid or taken back (domain.md 7)."""

from dataclasses import dataclass

from coop_app.enterprises.entries.workshop.making import Lines, Slip, received_in
from coop_app.enterprises.rules.books.acts import Way
from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Lying:
    """So much of one item at one outlet, at its cost."""

    stock_id: int
    cost: Money

    @property
    def subject(self) -> str:
        """How the ledger knows it."""
        return f"outlet:{self.stock_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceeds:
    """How the gross of what was sold was settled; the parts add up to it."""

    way: Way = Way.CASH
    money: Money = ZERO
    #: simpanan at the cooperative: her own purse, not the business's
    savings: Money = ZERO
    #: cut from what she owes the cooperative
    set_off: Money = ZERO
    #: not paid yet, by whom
    owed: Money = ZERO
    debtor: str = ""
    commission: Money = ZERO
    cost: Money = ZERO

    @property
    def gross(self) -> Money:
        """What the buyers paid."""
        given = self.money + self.savings + self.set_off + self.owed
        return given + self.commission + self.cost


def left(slip: Slip, lying: tuple[Lying, ...], goods: Lines) -> Entry | None:
    """Goods left to be sold: "barang titipan (D); persediaan (K)". None when they had cost nothing."""
    lines = (*(debit(_OUT, one.cost, subject=one.subject) for one in lying if one.cost), *goods)
    return Entry(slip.on, slip.memo, slip.source, lines) if lines else None


def back(slip: Slip, goods: Lines, gone: tuple[Lying, ...], *, spoiled: Money) -> Entry | None:
    """Goods come back: "persediaan (D); barang rusak (D); barang titipan (K)". None when they had cost nothing."""
    lost = (debit("stock_loss", spoiled),) if spoiled else ()
    lines = (*goods, *lost, *_gone(gone))
    return Entry(slip.on, slip.memo, slip.source, lines) if lines else None


def report(
    slip: Slip, proceeds: Proceeds, *, sold: tuple[Lying, ...], back: Lines = (),
    gone: tuple[Lying, ...] = (), spoiled: Money = ZERO,
) -> Entry:  # fmt: skip
    """A shop reports: "kas, komisi, biaya (D); penjualan (K)" and "HPP (D); barang titipan (K)".

    `back` and `spoiled` are what did not sell: "persediaan, barang rusak (D); barang titipan (K)".
    """
    cost = sum((one.cost for one in sold), ZERO)
    lines = [*_proceeds(proceeds), *_cost_of_sold(cost)]
    lines += [*back, *((debit("stock_loss", spoiled),) if spoiled else ())]
    return Entry(slip.on, slip.memo, slip.source, (*lines, *_gone((*sold, *gone))))


def sold_outright(slip: Slip, proceeds: Proceeds, goods: Lines, cost: Money) -> Entry:
    """The cooperative bought outright: "kas atau piutang (D); penjualan (K)", "HPP (D); persediaan (K)"."""
    lines = (*_proceeds(proceeds), *_cost_of_sold(cost), *goods)
    return Entry(slip.on, slip.memo, slip.source, lines)


_OUT = "goods_on_consignment"


def _gone(gone: tuple[Lying, ...]) -> Lines:
    return tuple(credit(_OUT, one.cost, subject=one.subject) for one in gone if one.cost)


def _cost_of_sold(cost: Money) -> Lines:
    return (debit("cost_of_goods_sold", cost),) if cost else ()


def _proceeds(got: Proceeds) -> Lines:
    lines: list[Line] = []
    if got.money:
        lines.append(received_in(got.way, got.money))
    if got.savings:
        lines.append(debit("owner_drawings", got.savings))
    if got.set_off:
        lines.append(debit("cooperative_debt", got.set_off, subject="cooperative"))
    if got.owed:
        # below zero: what was owed before is paid now
        side = debit if got.owed > 0 else credit
        lines.append(side("customer_receivable", abs(got.owed), subject=got.debtor))
    if got.commission:
        lines.append(debit("sales_commission", got.commission))
    if got.cost:
        lines.append(debit("other_expense", got.cost))
    return (*lines, *((credit("sales", got.gross),) if got.gross else ()))
