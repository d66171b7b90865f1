"""Mistakes that are booked on purpose, so that a learner finds them and puts them right."""

import secrets

from coop_app import ledger
from coop_app.app.practice.table import Table, person
from coop_app.cashbook import service as cashbook
from coop_app.cashbook.rules.recording import Move
from coop_app.chart.categories import categories
from coop_app.money import Money
from coop_app.savings import service as saving
from coop_app.savings.rules.payments import Part, Payment
from coop_app.savings.rules.products import SUKARELA

_NEXT_DOOR = 11


def _spent(table: Table, category: str, amount: int, words: str) -> ledger.EntryPage:
    role = categories()[category].role
    move = Move(table.place("cash_on_hand"), role, Money(amount), table.today, words)
    request = secrets.token_urlsafe(9)
    seq = cashbook.spend(desk=table.desk, request_id=request, move=move, category=category)
    return ledger.entry_page(book_id=table.room.book_id, seq=seq)


def wrong_account(table: Table) -> None:
    amount = int(table.facts["amount"])
    page = _spent(table, "office_expense", amount, "Token listrik kantor")
    table.facts |= {"wrong_seq": page.seq, "voucher": page.voucher}


def wrong_amount(table: Table) -> None:
    amount, noted = int(table.facts["amount"]), int(table.facts["noted"])
    page = _spent(table, "transport_expense", noted, "Bensin keliling desa")
    table.facts |= {"wrong_seq": page.seq, "voucher": page.voucher, "diff": noted - amount}


def _deposited(table: Table, member_id: int) -> int:
    part = Part(SUKARELA, Money(int(table.facts["amount"])))
    payment = Payment(member_id, table.today, table.place("cash_on_hand"), (part,))
    act = saving.deposit(desk=table.desk, payment=payment, request_id=secrets.token_urlsafe(9))
    return act.entry_seq


def twice(table: Table) -> None:
    first, second = _deposited(table, table.member), _deposited(table, table.member)
    table.facts |= {"wrong_seq": second, "wrong_too": first}


def wrong_person(table: Table) -> None:
    other = person(table.room, _NEXT_DOOR)
    table.facts |= {"other": other["name"], "other_id": other["member"]}
    table.facts["wrong_seq"] = _deposited(table, int(other["member"]))
