"""The accountant's page of the till: sales, goods that come back, differences of a count."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import ZERO, Money

SIDES = {
    "member": ("sales_members", "cogs_members"),
    "other": ("sales_nonmembers", "cogs_nonmembers"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """The paper's facts: when, the event's name, its words, whose side, who bought, which group."""

    on: date
    source: str
    memo: str
    audience: str
    #: "member:17" or "customer:5", where the buyer is known
    subject: str | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traded:
    """What was sold or came back, in rupiah: `own` goods at their price and at their cost."""

    #: a cash place's id; None when it is owed
    place: int | None
    own: Money
    cost: Money = ZERO
    #: lines for goods of owners, from consignment
    consigned: tuple[Line, ...] = ()
    #: lines on inventory, from the stock engine
    goods: tuple[Line, ...] = ()
    fee: Money = ZERO
    #: the part of the cost that came back spoiled
    spoiled: Money = ZERO
    #: the part of a return that goes off what the buyer owes, though money is handed back
    off_debt: Money = ZERO


def sale(slip: Slip, traded: Traded) -> Entry:
    """Goods go, money comes: "kas, bank atau piutang (D), biaya QRIS (D), penjualan (K); HPP (D), persediaan (K)".

    What was sold for an owner is owed to the owner (utang konsinyasi, K) less the commission.
    """
    revenue, cost = SIDES[slip.audience]
    total = traded.own - Money(sum(line.amount for line in traded.consigned))
    lines = [
        debit(
            _money(slip, traded), total - traded.fee, group_id=slip.group_id,
            subject=None if traded.place else slip.subject,
        )
    ]  # fmt: skip
    lines += _some(debit, "bank_charges", traded.fee, slip)
    lines += _some(credit, revenue, traded.own, slip, slip.subject)
    lines += traded.consigned
    lines += _some(debit, cost, traded.cost, slip)
    lines += traded.goods
    return Entry(slip.on, slip.memo, slip.source, tuple(lines))


def sale_return(slip: Slip, traded: Traded) -> Entry:
    """Goods come back: both sides reversed; "penjualan (D), kas atau piutang (K); persediaan (D), HPP (K)".

    Spoiled goods do not come back into stock: "beban susut (D), HPP (K)". What is still owed goes down before
    money is handed back: "piutang (K), sisanya kas (K)".
    """
    revenue, cost = SIDES[slip.audience]
    total = traded.own + Money(sum(line.amount for line in traded.consigned))
    lines = [*_some(debit, revenue, traded.own, slip, slip.subject), *traded.consigned]
    lines.append(
        credit(
            _money(slip, traded), total - traded.off_debt, group_id=slip.group_id,
            subject=None if traded.place else slip.subject,
        )
    )  # fmt: skip
    lines += _some(credit, _receivable(slip), traded.off_debt, slip, slip.subject)
    lines += traded.goods
    lines += _some(debit, "stock_loss", traded.spoiled, slip)
    lines += _some(credit, cost, traded.cost, slip)
    return Entry(slip.on, slip.memo, slip.source, tuple(lines))


def till_difference(slip: Slip, place: int, difference: Money) -> Entry:
    """Money is missing: "selisih kas kurang (D), kas (K)"; too much: "kas (D), selisih kas lebih (K)"."""
    size, group = Money(abs(difference)), slip.group_id
    if difference < 0:
        lines = (debit("cash_short", size, group_id=group), credit(place, size, group_id=group))
    else:
        lines = (debit(place, size, group_id=group), credit("cash_over", size, group_id=group))
    return Entry(slip.on, slip.memo, slip.source, lines)


def _money(slip: Slip, traded: Traded) -> str | int:
    if traded.place is not None:
        return traded.place
    return _receivable(slip)


def _receivable(slip: Slip) -> str:
    return "member_goods_receivable" if slip.audience == "member" else "nonmember_receivable"


def _some(
    side: Callable[..., Line], account: str, amount: Money, slip: Slip, subject: str | None = None
) -> Iterator[Line]:
    """A line, where there is something."""
    if amount:
        yield side(account, amount, subject=subject, group_id=slip.group_id)
