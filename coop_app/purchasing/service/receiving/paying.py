"""Suppliers are paid: bills in full or in part, with a discount, from an advance; or in advance."""

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.ledger.entry import Entry, Line, credit
from coop_app.money import ZERO, Money, split
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.purchasing.entries import supplying as entries
from coop_app.purchasing.entries.supplying import Paid, Paper
from coop_app.purchasing.models import SupplierPayment, SupplierPaymentLine
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.payables import Payable, payable_to
from coop_app.purchasing.queries.receiving.receipts import (
    Receipt,
    ReceiptLine,
    Wanted,
    list_receipts,
    source_of,
)
from coop_app.purchasing.rules.receiving import refusals, ways
from coop_app.purchasing.rules.receiving.acts import SupplierMoney, check_day
from coop_app.purchasing.service.receiving.recording import (
    find_earlier,
    locked_supplier,
    made,
    post,
    posted_by,
    written,
)

PAYMENT, ADVANCE, ADVANCE_BACK = "payment", "advance", "advance_back"


def pay_supplier(*, desk: Desk, money: SupplierMoney, request_id: str) -> int:
    """Pay a supplier, pay in advance, or take an advance back; returns the paper's key.

    Raises `NotFound`, `NothingPaid`, `MoreThanOwed`, `BillsDiffer`, `AdvanceShort`, `PlaceNotChosen`,
    `DateInFuture`, `SecondPersonNeeded` for an older day and above the limit, `RequestReused`, and what
    `ledger.post` raises.
    """
    locked_supplier(desk, money.supplier_id)
    if earlier := find_earlier(SupplierPayment, desk, request_id, money):
        return earlier.id
    decide_payment(desk=desk, money=money)
    auth.check_back_dating(desk, money.on)
    if money.kind != ADVANCE_BACK and money.cash:
        auth.check_withdrawal_limit(desk, money.cash)
    row = written(
        SupplierPayment(
            **made(desk, request_id, money), **posted_by(desk), supplier_id=money.supplier_id,
            kind=money.kind, paid_on=money.on, place_id=money.place_id if money.cash else None,
            cash=int(money.cash), from_advance=int(money.from_advance),
            discount=int(money.discount), memo=money.memo.strip(),
        )
    )  # fmt: skip
    for receipt_id, amount in money.bills:
        session.add(
            SupplierPaymentLine(payment_id=row.id, receipt_id=receipt_id, amount=int(amount))
        )
    session.flush()
    paper = _paper(desk, money, row.id)
    post(desk, row, _entry(money, paper, _discount(desk, money, paper)))
    return row.id


def decide_payment(*, desk: Desk, money: SupplierMoney) -> None:
    """Whether it may be paid so; nothing is written. Raises as `pay_supplier`."""
    check_day(money.on, desk.today)
    if min(money.cash, money.from_advance, money.discount) < 0 or not _paid(money).settled:
        raise refusals.NothingPaid
    if money.cash and money.place_id not in {
        place.id for place in ledger.cash_places(book_id=desk.book_id)
    }:
        raise ways.PlaceNotChosen
    if money.kind == ADVANCE:
        return
    there = advance_at(desk, money.supplier_id)
    if (money.cash if money.kind == ADVANCE_BACK else money.from_advance) > there:
        field = "amount" if money.kind == ADVANCE_BACK else "from_advance"
        raise refusals.AdvanceShort(there=there, field=field)
    if money.kind == PAYMENT:
        _check_bills(money, payable_to(desk.book_id, money.supplier_id, desk.today))


def _check_bills(money: SupplierMoney, payable: Payable) -> None:
    settled = _paid(money).settled
    if settled > payable.owed:
        raise refusals.MoreThanOwed(owed=payable.owed)
    left = {item.debt.key: item.left for item in payable.items}
    for receipt_id, amount in money.bills:
        there = left.get(source_of(receipt_id), ZERO)
        if not 0 < amount <= there:
            raise refusals.MoreThanOwed(owed=there)
    named = Money(sum(int(amount) for _receipt, amount in money.bills))
    if money.bills and named != settled:
        raise refusals.BillsDiffer(bills=named, paid=settled)


def advance_at(desk: Desk, supplier_id: int) -> Money:
    """What a supplier was paid in advance and has not delivered, in rupiah."""
    subject = entries.subject_of(supplier_id)
    return ledger.balance(book_id=desk.book_id, account="supplier_advances", subject=subject)


def _paid(money: SupplierMoney) -> Paid:
    return Paid(cash=money.cash, from_advance=money.from_advance, discount=money.discount)


def _paper(desk: Desk, money: SupplierMoney, key: int) -> Paper:
    supplier = rounds.get_supplier(desk.cooperative_id, money.supplier_id)
    words = {
        PAYMENT: "Bayar pemasok", ADVANCE: "Uang muka kepada pemasok",
        ADVANCE_BACK: "Uang muka kembali dari pemasok",
    }  # fmt: skip
    bills = list_receipts(desk.cooperative_id, Wanted(ids=[key for key, _ in money.bills]))
    named = ", ".join(bill.bill_number for bill in reversed(bills))
    memo = f"{words[money.kind]} {supplier.name}" + (f", faktur {named}" if named else "")
    return Paper(money.on, f"purchasing.payment:{key}", memo)


def payment_entry(desk: Desk, money: SupplierMoney) -> Entry:
    """The journal entry, only to be shown: a discount stands on the goods as a whole."""
    lines = [credit("inventory_raw_materials", money.discount)] if money.discount else []
    return _entry(money, _paper(desk, money, 0), lines)


def _entry(money: SupplierMoney, paper: Paper, discount: list[Line]) -> Entry:
    supplier_id, place = money.supplier_id, money.place_id
    if money.kind == PAYMENT:
        return entries.payment(
            paper, supplier_id=supplier_id, paid=_paid(money), place=place, discount_lines=discount
        )
    recipe = entries.supplier_advance if money.kind == ADVANCE else entries.advance_returned
    return recipe(paper, supplier_id=supplier_id, amount=money.cash, place=place or 0)


def _discount(desk: Desk, money: SupplierMoney, paper: Paper) -> list[Line]:
    """A discount at payment makes the goods cheaper; where none are left, what was sold."""
    if not money.discount:
        return []
    goods = _goods_of(desk, money)
    if not goods:
        return [credit("cogs_members", money.discount)]
    shares = split(money.discount, [int(line.cost) for _, line in goods])
    lines: list[Line] = []
    sold = ZERO
    for (receipt, line), part in zip(goods, shares, strict=True):
        if part and _worth(desk, receipt, line) >= part:
            moved = stock.add_cost(
                desk=desk, item_id=line.item_id, point_id=receipt.point_id, cost=-part,
                on=money.on, source=paper.source, kind=MoveKind.PRICE, memo=paper.memo,
            )  # fmt: skip
            lines += moved.lines
        else:
            sold += part
    return [*lines, credit("cogs_members", sold)] if sold else lines


def _goods_of(desk: Desk, money: SupplierMoney) -> list[tuple[Receipt, ReceiptLine]]:
    """What the paid bills brought: the named ones, or the newest."""
    wanted = Wanted(
        supplier_id=money.supplier_id, ids=[key for key, _ in money.bills] if money.bills else None,
        standing=True,
    )  # fmt: skip
    bills = list_receipts(desk.cooperative_id, wanted)
    chosen = bills if money.bills else bills[:1]
    return [(bill, line) for bill in chosen for line in bill.lines if line.cost]


def _worth(desk: Desk, receipt: Receipt, line: ReceiptLine) -> Money:
    """What is still there of an item where it came to."""
    there = products.on_hand(desk.book_id, receipt.point_id)
    return next((one.value for one in there if one.item.id == line.item_id), ZERO)
