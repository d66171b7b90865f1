"""What an exercise needs in the practice books before it begins: seeded mistakes, and its facts."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from coop_app import ledger
from coop_app.app.practice import shop
from coop_app.app.practice.people import LEAVER, MEMBERS
from coop_app.auth import service as auth
from coop_app.auth.rules import limits
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import service as cashbook
from coop_app.cashbook.rules.counting import DENOMINATIONS
from coop_app.cashbook.rules.recording import Move
from coop_app.chart.categories import categories
from coop_app.literacy.rules.practice.shapes import Exercise
from coop_app.literacy.service.practice.neighbours import RoomKeys
from coop_app.loans import queries as loans
from coop_app.members import queries as members
from coop_app.money import Money, grouped
from coop_app.savings import queries as savings
from coop_app.savings import service as saving
from coop_app.savings.rules.payments import Part, Payment
from coop_app.savings.rules.products import POKOK, SUKARELA, WAJIB

_SIX = 6
_SHORT = 20_000
_NEXT_DOOR = 11
Found = dict[str, str | int]


@dataclass(slots=True)
class Table:
    """A practice cooperative on a day, with one exercise in hand."""

    room: RoomKeys
    today: date
    facts: Found

    @property
    def desk(self) -> Desk:
        """The treasurer's desk with the chairperson beside."""
        return Desk(
            self.room.cooperative_id,
            self.room.book_id,
            self.room.treasurer,
            self.today,
            self.room.chair,
        )

    @property
    def member(self) -> int:
        """The member of the exercise."""
        return int(self.facts["member"])

    def owned(self, role: str, member_id: int | None = None) -> int:
        """What stands on the other side of an account, for one member or for all."""
        subject = f"member:{member_id}" if member_id else None
        return -int(ledger.balance(book_id=self.room.book_id, account=role, subject=subject))

    def place(self, role: str) -> int:
        """The key of the cash box or the bank account."""
        return ledger.account(book_id=self.room.book_id, role=role).id


def begin(room: RoomKeys, exercise: Exercise, today: date) -> Found:
    """Seed what is needed, inside the caller's transaction; returns the facts."""
    table = Table(room, today, dict(exercise.facts))
    if exercise.member >= 0:
        table.facts |= _person(room, exercise.member)
    if exercise.prepare:
        _PREPARE[exercise.prepare](table)
    return table.facts


def _person(room: RoomKeys, position: int) -> Found:
    cards = {card.name: card for card in members.all_cards(room.cooperative_id)}
    card = cards[MEMBERS[position].name]
    return {"member": card.id, "name": card.name}


def _saved(table: Table) -> None:
    one = table.member
    table.facts |= {
        "saved": table.owned("voluntary_savings", one),
        "mandatory": table.owned("mandatory_savings", one),
        "principal": table.owned("principal_savings", one),
    }
    table.facts["all_savings"] = sum(
        int(table.facts[n]) for n in ("saved", "mandatory", "principal")
    )


def _dues(table: Table) -> int:
    return int(savings.amount_on(table.room.cooperative_id, WAJIB, table.today))


def _six_months(table: Table) -> None:
    table.facts |= {"dues": _dues(table), "amount": _SIX * _dues(table)}


def _two_purposes(table: Table) -> None:
    amount = 2 * _dues(table)
    table.facts |= {"amount": amount, "total": amount + int(table.facts["saved"])}


def _newcomer(table: Table) -> None:
    principal = int(savings.amount_on(table.room.cooperative_id, POKOK, table.today))
    dues = _dues(table)
    table.facts |= {"principal": principal, "dues": dues, "total": principal + dues}


def _instalment(table: Table) -> None:
    loan = next(
        one
        for one in loans.list_loans(table.room.cooperative_id)
        if one.member_id == table.member
    )  # fmt: skip
    paid = -_paid(table, loan.id)
    rows, owed = loans.schedule_of(loan.id).rows, paid
    for row in rows:
        if owed < int(row.principal):
            break
        owed -= int(row.principal)
    table.facts |= {
        "loan": loan.id, "principal": int(row.principal), "interest": int(row.interest),
        "total": int(row.total),
    }  # fmt: skip


def _paid(table: Table, loan_id: int) -> int:
    """Principal paid back so far, negative as a credit."""
    rows = ledger.statement(
        book_id=table.room.book_id, account="loans_to_members", subject=f"loan:{loan_id}",
        start=date(2000, 1, 1), end=table.today,
    ).rows  # fmt: skip
    return sum(int(row.amount) for row in rows if row.amount < 0)


def _drawer(table: Table) -> None:
    book = int(ledger.balance(book_id=table.room.book_id, account="cash_on_hand", on=table.today))
    counted, pieces = book - _SHORT, []
    rest = counted
    for denomination in DENOMINATIONS:
        number, rest = divmod(rest, denomination)
        pieces += [f"{number} × {grouped(Money(denomination))}"] if number else []
    table.facts |= {
        "book": book, "counted": counted, "amount": _SHORT, "pieces": ", ".join(pieces),
    }  # fmt: skip


def _spent(table: Table, category: str, amount: int, words: str) -> ledger.EntryPage:
    role = categories()[category].role
    move = Move(table.place("cash_on_hand"), role, Money(amount), table.today, words)
    request = secrets.token_urlsafe(9)
    seq = cashbook.spend(desk=table.desk, request_id=request, move=move, category=category)
    return ledger.entry_page(book_id=table.room.book_id, seq=seq)


def _wrong_account(table: Table) -> None:
    amount = int(table.facts["amount"])
    page = _spent(table, "office_expense", amount, "Token listrik kantor")
    table.facts |= {"wrong_seq": page.seq, "voucher": page.voucher}


def _wrong_amount(table: Table) -> None:
    amount, noted = int(table.facts["amount"]), int(table.facts["noted"])
    page = _spent(table, "transport_expense", noted, "Bensin keliling desa")
    table.facts |= {"wrong_seq": page.seq, "voucher": page.voucher, "diff": noted - amount}


def _deposited(table: Table, member_id: int) -> int:
    part = Part(SUKARELA, Money(int(table.facts["amount"])))
    payment = Payment(member_id, table.today, table.place("cash_on_hand"), (part,))
    act = saving.deposit(desk=table.desk, payment=payment, request_id=secrets.token_urlsafe(9))
    return act.entry_seq


def _twice(table: Table) -> None:
    first, second = _deposited(table, table.member), _deposited(table, table.member)
    table.facts |= {"wrong_seq": second, "wrong_too": first}


def _wrong_person(table: Table) -> None:
    other = _person(table.room, _NEXT_DOOR)
    table.facts |= {"other": other["name"], "other_id": other["member"]}
    table.facts["wrong_seq"] = _deposited(table, int(other["member"]))


def _large(table: Table) -> None:
    coop = table.room.cooperative_id
    most = auth.limit(limits.WITHDRAWAL, cooperative_id=coop, on=table.today)
    table.facts |= {"limit": most, "amount": most + 1_000_000}


def _leaver(table: Table) -> None:
    table.facts |= _person(table.room, LEAVER)
    own = {
        "principal": table.owned("principal_savings", table.member),
        "mandatory": table.owned("mandatory_savings", table.member),
        "voluntary": table.owned("voluntary_savings", table.member),
    }
    table.facts |= own | {"total": sum(own.values())}


def _balance_sheet(table: Table) -> None:
    cash = ledger.balance(book_id=table.room.book_id, account="cash_on_hand")
    table.facts |= {
        "voluntary": table.owned("voluntary_savings"),
        "mandatory": table.owned("mandatory_savings"),
        "principal": table.owned("principal_savings"),
        "cash": int(cash),
    }


def _bought(table: Table) -> None:
    pieces = 20
    table.facts |= {
        "supplier": shop.SUPPLIER, "item": shop.ITEM, "pieces": f"{pieces} {shop.UNIT}",
        "each": shop.COST, "amount": pieces * shop.COST,
    }  # fmt: skip


def _sold(table: Table) -> None:
    pieces = 3
    table.facts |= {
        "item": shop.ITEM, "pieces": f"{pieces} {shop.UNIT}", "each": shop.MEMBER,
        "amount": pieces * shop.MEMBER, "cost": pieces * shop.COST,
    }  # fmt: skip


def _month_end(table: Table) -> None:
    month = ledger.next_to_close(book_id=table.room.book_id)
    if month is not None:
        table.facts |= {"month": month.name, "month_end": month.last.isoformat()}


_PREPARE: dict[str, Callable[[Table], None]] = {
    "saved": _saved, "six_months": _six_months, "two_purposes": _two_purposes,
    "newcomer": _newcomer, "instalment": _instalment, "drawer": _drawer,
    "wrong_account": _wrong_account, "wrong_amount": _wrong_amount, "twice": _twice,
    "wrong_person": _wrong_person, "large": _large, "leaver": _leaver,
    "bought": _bought, "sold": _sold, "balance_sheet": _balance_sheet, "month_end": _month_end,
}  # fmt: skip
