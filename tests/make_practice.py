"""What a learner does at the counter of the practice books, by the services the pages call."""

import itertools
from dataclasses import replace
from typing import Any

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import service as cashbook
from coop_app.cashbook.rules.counting import DENOMINATIONS
from coop_app.cashbook.rules.recording import Move
from coop_app.chart.categories import categories
from coop_app.closing import queries as closings
from coop_app.closing import service as closing
from coop_app.closing.rules.leaving import Leaving
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.loans import service as lending
from coop_app.loans.rules.paying import Payment as LoanPayment
from coop_app.members import queries as members
from coop_app.members.rules.facts import MemberFacts
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.purchasing.queries.rounds import list_suppliers
from coop_app.purchasing.rules.receiving.acts import Receipt, ReceiptLine
from coop_app.purchasing.service.receiving import receipts
from coop_app.sales.rules.till.acts import Buyer, Selling, Way, Wish
from coop_app.sales.service import till
from coop_app.savings import queries as savings
from coop_app.savings import service as saving
from coop_app.savings.rules.payments import Part, Payment, Withdrawal

_count = itertools.count(1)


def request() -> str:
    return f"hand-{next(_count)}"


def place(desk: Desk, role: str = "cash_on_hand") -> int:
    return ledger.account(book_id=desk.book_id, role=role).id


def save(desk: Desk, member_id: int, role: str = "cash_on_hand", **amounts: int) -> Any:
    """Deposit: `wajib=120_000`."""
    parts = tuple(Part(product, Money(amount)) for product, amount in amounts.items())
    payment = Payment(member_id, desk.today, place(desk, role), parts)
    with transaction():
        return saving.deposit(desk=desk, payment=payment, request_id=request())


def book(desk: Desk, category: str, amount: int, *, at: str = "cash_on_hand") -> int:
    """Money in or out by its category."""
    chosen = categories()[category]
    move = Move(place(desk, at), chosen.role, Money(amount), desk.today, "latihan")
    act = cashbook.receive if chosen.direction == "in" else cashbook.spend
    with transaction():
        return act(desk=desk, request_id=request(), move=move, category=category)


def carry(desk: Desk, amount: int, start: str, end: str) -> int:
    move = Move(place(desk, start), place(desk, end), Money(amount), desk.today, "pindah")
    with transaction():
        return cashbook.transfer(desk=desk, request_id=request(), move=move)


def take_out(desk: Desk, member_id: int, amount: int, role: str = "cash_on_hand") -> Any:
    taken = Withdrawal(member_id, desk.today, place(desk, role), "sukarela", Money(amount))
    with transaction():
        return saving.withdraw(desk=desk, withdrawal=taken, request_id=request())


def cancel(desk: Desk, seq: int, chair: int) -> None:
    """Take an entry back, the chairperson agreeing; a receipt of savings by its own act."""
    agreed = replace(desk, approved_by=chair)
    page = ledger.entry_page(book_id=desk.book_id, seq=seq)
    with transaction():
        if page.source.startswith("savings."):
            key = int(page.source.rpartition(":")[2])
            saving.reverse_act(desk=agreed, act_id=key, on=desk.today, why="Salah catat")
        else:
            ledger.reverse(
                book_id=desk.book_id, seq=seq, on=desk.today, why="Salah catat", by=desk.user_id,
                approved_by=chair,
            )  # fmt: skip


def join(desk: Desk, pokok: int, dues: int) -> None:
    group = members.list_groups(desk.cooperative_id)[0].id
    facts = MemberFacts(name="Wahyuni Baru", group_id=group, sex="F", joined_on=desk.today)
    new = saving.Admission(
        facts, desk.today, place(desk), Money(pokok), Money(dues), despite_double=True
    )
    with transaction():
        saving.admit_with_payment(desk=desk, admission=new, request_id=request())


def repay(desk: Desk, loan_id: int, amount: int) -> None:
    paid = LoanPayment(
        loan_id=loan_id, paid_on=desk.today, amount=Money(amount), place_id=place(desk)
    )
    with transaction():
        lending.repay(desk=desk, payment=paid, request_id=request())


def count(desk: Desk, counted: int) -> None:
    pieces, rest = [], counted
    for denomination in DENOMINATIONS:
        number, rest = divmod(rest, denomination)
        pieces.append((denomination, number))
    seen = ledger.balance(book_id=desk.book_id, account=place(desk), on=desk.today)
    what = cashbook.Count(place(desk), desk.today, tuple(pieces), "Warsito", "", seen)
    with transaction():
        cashbook.count(desk=desk, request_id=request(), what=what, memo="Selisih")


def leave(desk: Desk, member_id: int, chair: int) -> None:
    sheet = closings.sheet_of(desk.cooperative_id, desk.book_id, member_id, desk.today)
    leaving = Leaving(member_id, "left", desk.today, "Pindah", sheet.mark)
    with transaction():
        closing.leave(desk=replace(desk, approved_by=chair), leaving=leaving, request_id=request())


def close(desk: Desk, month: Month) -> None:
    with transaction():
        ledger.close_month(book_id=desk.book_id, month=month, by=desk.user_id)


def buy(desk: Desk, amount: int, *, paid: bool = True) -> None:
    """Twenty packs of sugar with their bill."""
    item = products.list_items(desk.book_id)[0]
    line = ReceiptLine(item_id=item.id, billed=20, received=20, amount=Money(amount))
    receipt = Receipt(
        supplier_id=list_suppliers(desk.cooperative_id)[0].id, received_on=desk.today,
        point_id=products.list_points(desk.book_id)[0].id, bill_number=request(),
        bill_date=desk.today, lines=(line,), bill_place_id=place(desk) if paid else None,
    )  # fmt: skip
    with transaction():
        receipts.receive(desk=desk, receipt=receipt, request_id=request())


def sell(desk: Desk, member_id: int | None) -> None:
    """Three packs of sugar over the counter."""
    item = products.list_items(desk.book_id)[0]
    selling = Selling(
        point_id=products.list_points(desk.book_id)[0].id, sold_on=desk.today, way=Way.CASH,
        wishes=(Wish(item.id, 3),), buyer=Buyer(member_id=member_id) if member_id else Buyer(),
    )  # fmt: skip
    with transaction():
        till.sell(desk=desk, selling=selling, request_id=request())


def saved(desk: Desk, member_id: int, product: str) -> int:
    known = savings.get_product(desk.cooperative_id, product)
    return int(savings.balance_of(desk.book_id, known, member_id))
