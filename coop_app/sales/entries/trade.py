"""The accountant's page of consignment, outright purchase and what is owed for goods (domain.md 7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import ZERO, Money
from coop_app.sales.rules.trade.owing import role_of

PAYABLE, PRODUCE = "consignment_payable", "trade_payable"


@dataclass(frozen=True, slots=True)
class Slip:
    """The paper's facts: when, the event's name, its words, the cash place if one moves."""

    on: date
    source: str
    memo: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A member or customer as the ledger knows one."""

    subject: str
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sold:
    """What one owner's goods brought: gross, what a shop kept, our commission; in rupiah."""

    owner: Party
    gross: Money
    commission: Money
    shop_share: Money = ZERO


def sold_lines(sold: Sold) -> tuple[Line, ...]:
    """The owner's side of a sale, summing to what the buyer pays: "kas (D)" is the caller's.

    "Utang konsinyasi (K) bruto; utang konsinyasi (D), komisi konsinyasi (K)".
    """
    subject, group = sold.owner.subject, sold.owner.group_id
    lines = [credit(PAYABLE, sold.gross, subject=subject, group_id=group)]
    if sold.shop_share:
        lines.append(debit(PAYABLE, sold.shop_share, subject=subject, group_id=group))
    if sold.commission:
        lines += [
            debit(PAYABLE, sold.commission, subject=subject, group_id=group),
            credit("consignment_commission", sold.commission, subject=subject, group_id=group),
        ]
    return tuple(lines)


def back_lines(sold: Sold) -> tuple[Line, ...]:
    """The same, undone: a buyer gives goods back, and the commission goes back to the owner."""
    return tuple(
        Line(line.account, -line.amount, line.subject, line.group_id, line.memo)
        for line in sold_lines(sold)
    )


def shop_report(slip: Slip, sold: Sequence[Sold], received: Money, shop: Party) -> Entry:
    """A shop reports: "kas (D), piutang non-anggota (D) yang belum disetor; utang konsinyasi dan komisi (K)"."""
    net = sum(int(one.gross) - int(one.shop_share) for one in sold)
    lines: list[Line] = []
    if received:
        lines.append(debit(_place(slip), received))
    if net > received:
        lines.append(debit(role_of(shop.subject), Money(net - received), subject=shop.subject))
    for one in sold:
        lines += sold_lines(one)
    return Entry(slip.on, slip.memo, slip.source, tuple(lines))


def owner_cost(slip: Slip, owner: Party, amount: Money) -> Entry:
    """Something is paid for an owner: "utang konsinyasi (D), kas (K)"."""
    lines = (
        debit(PAYABLE, amount, subject=owner.subject, group_id=owner.group_id),
        credit(_place(slip), amount, group_id=owner.group_id),
    )
    return Entry(slip.on, slip.memo, slip.source, lines)


def settlement(slip: Slip, owner: Party, *, set_off: Money, paid: Money, to_savings: bool) -> Entry:
    """An owner gets what the goods brought.

    "Utang konsinyasi (D); piutang barang anggota (K) yang dipotong; kas atau simpanan sukarela (K)".
    """
    lines = list(_both(PAYABLE, "member_goods_receivable", owner, set_off))
    if paid and to_savings:
        lines += _both(PAYABLE, "voluntary_savings", owner, paid)
    elif paid:
        subject, group = owner.subject, owner.group_id
        lines.append(debit(PAYABLE, paid, subject=subject, group_id=group))
        lines.append(credit(_place(slip), paid, group_id=group))
    return Entry(slip.on, slip.memo, slip.source, tuple(lines))


def debt_paid(slip: Slip, debtor: Party, amount: Money, *, from_role: str | None) -> Entry:
    """A debt for goods is paid: "kas (D)" or "simpanan sukarela, utang konsinyasi (D); piutang barang (K)"."""
    subject, group = debtor.subject, debtor.group_id
    if from_role is None:
        taken = debit(_place(slip), amount, group_id=group)
    else:
        taken = debit(from_role, amount, subject=subject, group_id=group)
    given = credit(role_of(subject), amount, subject=subject, group_id=group)
    return Entry(slip.on, slip.memo, slip.source, (taken, given))


def debt_lost(slip: Slip, debtor: Party, amount: Money, *, covered: Money) -> Entry:
    """A debt is given up: "penyisihan piutang (D) sejauh ada, beban penyisihan (D); piutang (K)"."""
    subject, group = debtor.subject, debtor.group_id
    lines: list[Line] = []
    if covered:
        lines.append(debit("receivable_allowance", covered, subject=subject, group_id=group))
    if amount > covered:
        rest = amount - covered
        lines.append(debit("credit_loss_expense", rest, subject=subject, group_id=group))
    lines.append(credit(role_of(subject), amount, subject=subject, group_id=group))
    return Entry(slip.on, slip.memo, slip.source, tuple(lines))


def produce_bought(
    slip: Slip, seller: Party, stock: Sequence[Line], *, total: Money, paid: Money
) -> Entry:
    """Produce is bought outright: "persediaan (D); kas (K), utang usaha anggota (K) yang belum dibayar"."""
    lines = list(stock)
    if paid:
        lines.append(credit(_place(slip), paid, group_id=seller.group_id))
    if total > paid:
        owed = total - paid
        lines.append(credit(PRODUCE, owed, subject=seller.subject, group_id=seller.group_id))
    return Entry(slip.on, slip.memo, slip.source, tuple(lines))


def produce_paid(slip: Slip, seller: Party, amount: Money, *, to_role: str | None) -> Entry:
    """What is owed for produce is paid: "utang usaha (D); kas, simpanan sukarela atau piutang barang (K)"."""
    subject, group = seller.subject, seller.group_id
    if to_role is None:
        given = credit(_place(slip), amount, group_id=group)
    else:
        given = credit(to_role, amount, subject=subject, group_id=group)
    paid = debit(PRODUCE, amount, subject=subject, group_id=group)
    return Entry(slip.on, slip.memo, slip.source, (paid, given))


def _both(from_role: str, to_role: str, party: Party, amount: Money) -> Iterator[Line]:
    """From one account of somebody to another; nothing when there is no amount."""
    if amount:
        yield debit(from_role, amount, subject=party.subject, group_id=party.group_id)
        yield credit(to_role, amount, subject=party.subject, group_id=party.group_id)


def _place(slip: Slip) -> int:
    if slip.place is None:
        msg = "cash moves at a cash place"
        raise ValueError(msg)
    return slip.place
