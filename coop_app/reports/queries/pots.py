"""What members own and owe, line by line, from the ledger: for one member or for all at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from coop_app import ledger
from coop_app.dates import Month
from coop_app.ledger.accounts import StatementRow
from coop_app.loans import queries as loans
from coop_app.loans.queries import Wanted
from coop_app.money import ZERO, Money
from coop_app.reports.rules.member_statement import Movement, Pot, lines_of
from coop_app.savings import queries as savings
from coop_app.savings.queries import time_deposits

_EVER = (date(1900, 1, 1), date(2200, 1, 1))
#: kinds of ledger subjects
_MEMBER, LOAN, DEPOSIT = "member", "loan", "deposit"


@dataclass(frozen=True, slots=True)
class Source:
    """An account that holds pots of many members; `side` turns a journal line to the pot's sign."""

    key: str
    name: str
    role: str
    side: int
    is_debt: bool = False


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose a ledger subject is; savings name the member themselves, a loan its borrower."""

    #: "loan:42" → member and the loan's name
    others: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def member_of(self, subject: str | None) -> int | None:
        """The member's key, None for what belongs to nobody known."""
        kind, _, key = (subject or "").partition(":")
        if kind == _MEMBER and key.isdigit():
            return int(key)
        return self.others.get(subject or "", (None, ""))[0]

    def subjects_of(self, member_id: int, source: Source) -> list[str]:
        """What the ledger knows a member by on an account."""
        if source.key not in (LOAN, DEPOSIT):
            return [f"{_MEMBER}:{member_id}"]
        return [
            subject
            for subject, owner in self.others.items()
            if owner[0] == member_id and subject.startswith(f"{source.key}:")
        ]

    def pot(self, source: Source, subject: str) -> tuple[str, str]:
        """Key and name of the pot that a subject is on an account."""
        if subject.startswith(f"{_MEMBER}:"):
            return source.key, source.name
        return subject, self.others.get(subject, (0, source.name))[1]


def sources(cooperative_id: int) -> list[Source]:
    """The accounts to look at, in the order they are shown."""
    kinds = [
        Source(product.key, product.name, product.role, -1)
        for product in savings.list_products(cooperative_id)
    ]
    return [
        *kinds,
        Source(DEPOSIT, "", "time_deposits", -1),
        Source(LOAN, "", "loans_to_members", 1, is_debt=True),
    ]


def owners(cooperative_id: int, member_id: int | None = None) -> Owners:
    """Whose the subjects of this cooperative are, or those of one member."""
    lent = loans.list_loans(cooperative_id, Wanted(member_id=member_id))
    found = {loan.subject: (loan.member_id, f"{loan.product} {loan.label}") for loan in lent}
    if member_id is None:
        placed = time_deposits.list_deposits(cooperative_id)
    else:
        placed = time_deposits.deposits_of(cooperative_id, member_id)
    return Owners(
        found
        | {one.subject: (one.member_id, f"{one.product.name} {one.number_text}") for one in placed}
    )


def handed_over(book_id: int, found: Iterable[Pot]) -> dict[int, Money]:
    """Entry → all the rupiah of it, for lines on loans: an instalment is more than its principal."""
    seqs = sorted({line.seq for pot in found if pot.is_debt for line in pot.lines})
    return {page.seq: page.total for page in ledger.entry_pages(book_id=book_id, seqs=seqs)}


def of_all(cooperative_id: int, book_id: int, month: Month) -> dict[int, tuple[Pot, ...]]:
    """Everybody's month as it is recorded now; the number of statements does not grow with members."""
    whose = owners(cooperative_id)
    found: dict[int, list[Pot]] = defaultdict(list)
    for source in sources(cooperative_id):
        for subject, pot in _pots_of_source(book_id, source, whose, month).items():
            member_id = whose.member_of(subject)
            if member_id is not None:
                found[member_id].append(pot)
    return {member_id: tuple(pots) for member_id, pots in found.items()}


def _pots_of_source(book_id: int, source: Source, whose: Owners, month: Month) -> dict[str, Pot]:
    balances = ledger.subject_balances(book_id=book_id, account=source.role)
    rows = ledger.statement(
        book_id=book_id, account=source.role, start=month.first, end=_EVER[1]
    ).rows
    since: dict[str, int] = defaultdict(int)
    inside: dict[str, list[StatementRow]] = defaultdict(list)
    for row in rows:
        since[row.subject or ""] += int(row.amount)
        if row.on <= month.last:
            inside[row.subject or ""].append(row)
    made = {}
    for subject in balances.keys() | inside.keys():
        opening = Money(source.side * (int(balances.get(subject, ZERO)) - since[subject]))
        made[subject] = _pot(source, whose.pot(source, subject), opening, inside[subject])
    return made


def of_member(
    cooperative_id: int,
    book_id: int,
    member_id: int,
    month: Month | None,
    *,
    head: int | None = None,
) -> tuple[Pot, ...]:
    """One member's month, or everything; with `head` as the book stood when that entry was its newest."""
    first, last = (month.first, month.last) if month else _EVER
    whose = owners(cooperative_id, member_id)
    found = []
    for source in sources(cooperative_id):
        for subject in whose.subjects_of(member_id, source):
            rows = ledger.statement(
                book_id=book_id, account=source.role, subject=subject, start=_EVER[0], end=last
            ).rows
            kept = [row for row in rows if head is None or row.seq <= head]
            found.append(_pot_at(source, whose.pot(source, subject), kept, first))
    return tuple(pot for pot in found if not pot.is_empty)


def as_of(
    rows: Mapping[tuple[Source, str], Iterable[StatementRow]],
    whose: Owners,
    month: Month,
    head: int,
) -> tuple[Pot, ...]:
    """The same from lines that were read before (for the audit of many months)."""
    made = []
    for (source, subject), lines in rows.items():
        kept = [row for row in lines if row.seq <= head and row.on <= month.last]
        made.append(_pot_at(source, whose.pot(source, subject), kept, month.first))
    return tuple(pot for pot in made if not pot.is_empty)


def all_lines(
    cooperative_id: int, book_id: int
) -> tuple[Owners, dict[int, dict[tuple[Source, str], list[StatementRow]]]]:
    """Every line of every pot by member, for the audit."""
    whose = owners(cooperative_id)
    found: dict[int, dict[tuple[Source, str], list[StatementRow]]] = defaultdict(dict)
    for source in sources(cooperative_id):
        page = ledger.statement(book_id=book_id, account=source.role, start=_EVER[0], end=_EVER[1])
        for row in page.rows:
            member_id = whose.member_of(row.subject)
            if member_id is not None:
                key = (source, row.subject or "")
                found[member_id].setdefault(key, []).append(row)
    return whose, found


def _pot_at(
    source: Source, named: tuple[str, str], rows: Iterable[StatementRow], first: date
) -> Pot:
    before = 0
    inside = []
    for row in rows:
        if row.on < first:
            before += int(row.amount)
        else:
            inside.append(row)
    return _pot(source, named, Money(source.side * before), inside)


def _pot(
    source: Source, named: tuple[str, str], opening: Money, rows: Iterable[StatementRow]
) -> Pot:
    key, name = named
    moves = [
        Movement(
            row.seq, row.on, row.voucher, row.memo or row.entry_memo,
            Money(source.side * int(row.amount)),
        )
        for row in rows
    ]  # fmt: skip
    return Pot(key, name, opening, lines_of(opening, moves), is_debt=source.is_debt)
