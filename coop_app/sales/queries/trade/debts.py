"""Who owes for goods, how much and since when; read from the ledger's own lines."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coop_app import auth, ledger
from coop_app.ledger.accounts import StatementRow
from coop_app.money import ZERO, Money
from coop_app.sales.queries.trade.customers import Debtor, debtor_of, debtors_of
from coop_app.sales.queries.trade.due import EVER
from coop_app.sales.rules.trade.ageing import Aged, Bucket, Posting, age, due_on
from coop_app.sales.rules.trade.owing import role_of

ROLES = ("member_goods_receivable", "nonmember_receivable")
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Owing:
    """One debtor and how old the debt is."""

    debtor: Debtor
    aged: Aged
    #: the last day on which the oldest debt was in time
    due: date | None


@dataclass(frozen=True, slots=True)
class Debts:
    """One side, members or others: who owes what; the account's own balance beside it."""

    role: str
    rows: tuple[Owing, ...]
    balance: Money
    account_id: int
    account: str

    @property
    def total(self) -> Money:
        """The sum of the debtors."""
        return Money(sum(int(row.aged.balance) for row in self.rows))

    @property
    def unnamed(self) -> Money:
        """What stands on the account without a name."""
        return self.balance - self.total

    def bucket(self, which: Bucket) -> Money:
        """All debtors of one age."""
        return Money(sum(int(row.aged.buckets[which]) for row in self.rows))


def credit_days(cooperative_id: int, on: date) -> int:
    """How many days goods on credit are in time."""
    return auth.limit("goods_credit_days", cooperative_id=cooperative_id, on=on)


def owed(book_id: int, subject: str) -> Money:
    """What somebody owes for goods now."""
    return ledger.balance(book_id=book_id, account=role_of(subject), subject=subject)


def debts(cooperative_id: int, book_id: int, *, role: str, on: date) -> Debts:
    """Everybody who owes on an account at the end of a day, by name."""
    account = ledger.account(book_id=book_id, role=role)
    rows = ledger.statement(book_id=book_id, account=role, start=EVER[0], end=on).rows
    days = credit_days(cooperative_id, on)
    aged = {
        subject: age(postings, on=on, days=days)
        for subject, postings in _by_subject(rows).items()
        if subject and sum(int(one.amount) for one in postings)
    }
    people = debtors_of(cooperative_id, aged.keys())
    found = [
        Owing(people.get(subject, _stranger(subject)), one, _due(one, days))
        for subject, one in aged.items()
    ]
    balance = ledger.balance(book_id=book_id, account=role, on=on)
    ordered = sorted(found, key=lambda row: row.debtor.name)
    return Debts(role, tuple(ordered), balance, account.id, account.name)


def owing_of(cooperative_id: int, book_id: int, subject: str, *, on: date) -> Owing:
    """One debtor's debt on a day. Raises `NotFound`."""
    debtor = debtor_of(cooperative_id, subject)
    days = credit_days(cooperative_id, on)
    aged = age(_by_subject(lines_of(book_id, subject, on=on)).get(subject, []), on=on, days=days)
    return Owing(debtor, aged, _due(aged, days))


def lines_of(book_id: int, subject: str, *, on: date) -> list[StatementRow]:
    """What was taken and paid, in the ledger's own lines."""
    found = ledger.statement(
        book_id=book_id, account=role_of(subject), subject=subject, start=EVER[0], end=on
    )
    return list(found.rows)


def allowance(book_id: int) -> Money:
    """What was set aside for debts that will not be paid."""
    return Money(max(0, -int(ledger.balance(book_id=book_id, account="receivable_allowance"))))


def _by_subject(rows: Iterable[StatementRow]) -> dict[str, list[Posting]]:
    """Lines by debtor; an entry and its reversal leave nothing, so neither is a payment or a debt."""
    listed = list(rows)
    undone = {row.reverses for row in listed if row.reverses}
    found: dict[str, list[Posting]] = defaultdict(list)
    for row in listed:
        if not row.reverses and row.seq not in undone:
            found[row.subject or NOBODY].append(Posting(row.on, row.amount))
    return found


def _stranger(subject: str) -> Debtor:
    return Debtor(subject, subject, "", None)


def _due(aged: Aged, days: int) -> date | None:
    return due_on(aged.oldest, days) if aged.oldest else None


def total_late(rows: Iterable[Owing]) -> Money:
    """What should have been paid already, of several debtors."""
    return sum((row.aged.late for row in rows), ZERO)
