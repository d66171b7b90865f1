"""Money in, money out, debts, the household: the owner's daily acts."""

from dataclasses import dataclass
from datetime import date

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.enterprises.entries import books as entries
from coop_app.enterprises.queries import Done, Enterprise
from coop_app.enterprises.rules.books import acts, refusals, words
from coop_app.enterprises.rules.books.acts import Act, Kind, Way
from coop_app.enterprises.service.books.recording import check_amount, party_for, record
from coop_app.ledger.entry import Entry
from coop_app.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form: when, how much, how paid, for what, with whom."""

    on: date
    amount: Money | None
    way: Way = Way.CASH
    what: str = ""
    party: str = ""
    phone: str = ""
    note: str = ""


def spend(*, desk: Desk, business: Enterprise, request_id: str, typed: Typed) -> Done:
    """Money out, or a cost that is not paid yet; the category says which cost.

    Raises `AmountMissing`, `PartyMissing` (not paid, to nobody), `MoneyShort` and what `record` raises.
    """
    category = acts.COSTS[typed.what]
    who, name = _whom(business, typed) if typed.way is Way.LATER else (None, "")
    act = _act(Kind.COST, typed, party_id=who)
    return record(
        desk=desk, business=business, request_id=request_id, act=act,
        memo=words.memo_of(act, party=name),
        make=lambda _key, slip: entries.cost(
            slip, way=act.way, role=category.role, amount=act.amount,
            subject=acts.party_subject(who),
        ),
    )  # fmt: skip


def receive(*, desk: Desk, business: Enterprise, request_id: str, typed: Typed) -> Done:
    """Other money in: income, or a loan, which is a debt.

    Raises `AmountMissing`, `PartyMissing` (a loan of nobody) and what `record` raises.
    """
    category = acts.INCOMES[typed.what]
    who, name = _whom(business, typed) if category.role == "other_debt" else (None, "")
    is_debt = category.role in acts.DEBTS
    act = _act(Kind.INCOME, typed, party_id=who)
    return record(
        desk=desk, business=business, request_id=request_id, act=act,
        memo=words.memo_of(act, party=name),
        make=lambda _key, slip: entries.income(
            slip, way=act.way, role=category.role, amount=act.amount,
            subject=acts.party_subject(who) if is_debt else None,
        ),
    )  # fmt: skip


def collect(
    *, desk: Desk, business: Enterprise, request_id: str, typed: Typed, party_id: int | None
) -> Done:
    """A buyer pays, all or a part; without a party it is the cooperative.

    Raises `AmountMissing`, `PaidTooMuch` and what `record` raises.
    """
    subject = acts.party_subject(party_id)
    act = _act(Kind.COLLECT, typed, party_id=party_id)

    def make(_key: int, slip: entries.Slip) -> Entry:
        _check_owed(business, "customer_receivable", subject, act.amount)
        return entries.collected(slip, way=act.way, amount=act.amount, subject=subject)

    return record(
        desk=desk, business=business, request_id=request_id, act=act,
        memo=words.memo_of(act, party=typed.party), make=make,
    )  # fmt: skip


def pay(
    *, desk: Desk, business: Enterprise, request_id: str, typed: Typed, party_id: int | None
) -> Done:
    """A debt is paid, all or a part; `what` is the account of the debt.

    Raises `AmountMissing`, `PaidTooMuch`, `MoneyShort` and what `record` raises.
    """
    role, subject = typed.what, acts.party_subject(party_id)
    act = _act(Kind.PAY, typed, party_id=party_id)

    def make(_key: int, slip: entries.Slip) -> Entry:
        _check_owed(business, role, subject, act.amount)
        return entries.debt_paid(slip, way=act.way, role=role, amount=act.amount, subject=subject)

    return record(
        desk=desk, business=business, request_id=request_id, act=act,
        memo=words.memo_of(act, party=typed.party), make=make,
    )  # fmt: skip


def draw(*, desk: Desk, business: Enterprise, request_id: str, typed: Typed) -> Done:
    """Money for the household: no cost. Raises `AmountMissing`, `MoneyShort` and what `record` raises."""
    act = _act(Kind.DRAW, typed)
    return record(
        desk=desk, business=business, request_id=request_id, act=act, memo=words.memo_of(act),
        make=lambda _key, slip: entries.drawn(slip, way=act.way, amount=act.amount),
    )  # fmt: skip


def invest(*, desk: Desk, business: Enterprise, request_id: str, typed: Typed) -> Done:
    """Money of the household that goes into the business. Raises `AmountMissing` and what `record` raises."""
    act = _act(Kind.INVEST, typed)
    return record(
        desk=desk, business=business, request_id=request_id, act=act, memo=words.memo_of(act),
        make=lambda _key, slip: entries.invested(slip, way=act.way, amount=act.amount),
    )  # fmt: skip


def move(*, desk: Desk, business: Enterprise, request_id: str, typed: Typed) -> Done:
    """From the cash box to the bank or wallet, or back; `way` is where it goes.

    Raises `AmountMissing`, `MoneyShort` and what `record` raises.
    """
    act = _act(Kind.MOVE, typed)
    return record(
        desk=desk, business=business, request_id=request_id, act=act, memo=words.memo_of(act),
        make=lambda _key, slip: entries.moved(slip, into=act.way, amount=act.amount),
    )  # fmt: skip


def _act(kind: Kind, typed: Typed, *, party_id: int | None = None) -> Act:
    return Act(
        kind=kind, on=typed.on, amount=check_amount(typed.amount), way=typed.way, what=typed.what,
        party_id=party_id, note=typed.note.strip(),
    )  # fmt: skip


def _whom(business: Enterprise, typed: Typed) -> tuple[int, str]:
    party = party_for(business=business, name=typed.party, phone=typed.phone)
    return party.id, party.name


def _check_owed(business: Enterprise, role: str, subject: str, amount: Money) -> None:
    balance = ledger.balance(book_id=business.book_id, account=role, subject=subject)
    owed = abs(balance) if (balance > 0) == (role == "customer_receivable") else Money(0)
    if amount > owed:
        raise refusals.PaidTooMuch(owed=Money(owed))
