"""What an exercise needs in the practice books before it begins: seeded mistakes, and its facts."""

from collections.abc import Callable
from datetime import date

from coop_app import ledger
from coop_app.app.practice import mistakes, shop
from coop_app.app.practice.people import LEAVER
from coop_app.app.practice.table import Found, Table, person
from coop_app.auth import service as auth
from coop_app.auth.rules import limits
from coop_app.cashbook.rules.counting import DENOMINATIONS
from coop_app.literacy.rules.practice.shapes import Exercise
from coop_app.literacy.service.practice.neighbours import RoomKeys
from coop_app.loans import queries as loans
from coop_app.money import Money, grouped
from coop_app.savings import queries as savings
from coop_app.savings.rules.products import POKOK, WAJIB

_SIX = 6
_SHORT = 20_000


def begin(room: RoomKeys, exercise: Exercise, today: date) -> Found:
    """Seed what is needed, inside the caller's transaction; returns the facts."""
    table = Table(room, today, dict(exercise.facts))
    if exercise.member >= 0:
        table.facts |= person(room, exercise.member)
    if exercise.prepare:
        _PREPARE[exercise.prepare](table)
    return table.facts


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


def _large(table: Table) -> None:
    coop = table.room.cooperative_id
    most = auth.limit(limits.WITHDRAWAL, cooperative_id=coop, on=table.today)
    table.facts |= {"limit": most, "amount": most + 1_000_000}


def _leaver(table: Table) -> None:
    table.facts |= person(table.room, LEAVER)
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
    "wrong_account": mistakes.wrong_account, "wrong_amount": mistakes.wrong_amount, "twice": mistakes.twice,
    "wrong_person": mistakes.wrong_person, "large": _large, "leaver": _leaver,
    "bought": _bought, "sold": _sold, "balance_sheet": _balance_sheet, "month_end": _month_end,
}  # fmt: skip
