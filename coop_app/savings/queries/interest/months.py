"""A month's interest of all members, computed from the journal in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from coop_app import ledger
from coop_app.dates import Month
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.members.rules.standing import ENDED
from coop_app.money import ZERO, Money
from coop_app.refusal import NotFound, Refused
from coop_app.savings.queries.interest import posted, rates
from coop_app.savings.queries.interest.posted import LATEST, PostedInterest
from coop_app.savings.queries.products import get_product
from coop_app.savings.rules.interest import (
    NOTHING,
    Difference,
    Earning,
    Standing,
    Tax,
    Terms,
    difference,
    earning,
)
from coop_app.savings.rules.products import SUKARELA


@dataclass(frozen=True, slots=True)
class AccountMonth:
    """A saver's month as the journal tells it: what was there, what moved, what is there now."""

    opening: Money
    movements: tuple[tuple[date, Money], ...]
    balance: Money


@dataclass(frozen=True, slots=True)
class InterestRow:
    """One member's month: what it earned, what was posted, what is still to be posted."""

    member: MemberCard
    #: none when the balances of the month cannot be right
    earned: Earning | None
    standing: Standing
    due: Difference
    problem: Refused | None = None
    #: the newest posting of this account and month, -1 before any
    revision: int = -1

    @property
    def interest(self) -> Money:
        """The whole month's interest."""
        return self.earned.interest if self.earned else ZERO

    @property
    def is_adjustment(self) -> bool:
        """Whether something was posted before."""
        return self.revision >= 0


@dataclass(frozen=True, slots=True)
class InterestMonth:
    """A month of one kind of savings, all members."""

    month: Month
    terms: Terms
    tax: Tax
    rows: tuple[InterestRow, ...]

    @property
    def waiting(self) -> tuple[InterestRow, ...]:
        """What has to be posted."""
        return tuple(row for row in self.rows if not row.due.is_nothing)

    @property
    def problems(self) -> tuple[InterestRow, ...]:
        """Members whose month cannot be computed or corrected now."""
        return tuple(
            row for row in self.rows if row.problem or row.due.interest_left or row.due.tax_left
        )


def accounts_in(
    book_id: int, role: str, month: Month, but: Collection[int]
) -> dict[int, AccountMonth]:
    """Every saver's month on an account, without the entries in `but` and their reversals.

    Two reads whatever the number of members: what each holds now, and all lines since the month began;
    the opening balance is the one less the other.
    """
    now = ledger.subject_balances(book_id=book_id, account=role)
    rows = ledger.statement(book_id=book_id, account=role, start=month.first, end=LATEST).rows
    since: dict[str, int] = defaultdict(int)
    moved: dict[str, list[tuple[date, Money]]] = defaultdict(list)
    for row in rows:
        if not row.subject:
            continue
        since[row.subject] -= int(row.amount)
        if row.on <= month.last and row.seq not in but and row.reverses not in but:
            moved[row.subject].append((row.on, -row.amount))
    return {
        int(subject.removeprefix("member:")): AccountMonth(
            Money(-int(held) - since[subject]), tuple(moved[subject]), -held
        )
        for subject, held in now.items()
        if subject.startswith("member:")
    }


def interest_month(
    cooperative_id: int, book_id: int, month: Month, only: Collection[int] | None = None
) -> InterestMonth:
    """What every member's simpanan sukarela earned in a month and what is still to be posted.

    Raises `NoRate`.
    """
    terms = rates.terms_in(cooperative_id, SUKARELA, month)
    tax = rates.tax_on(cooperative_id, month.last)
    rows = posted.of_month(cooperative_id, book_id, month)
    mine = [row for row in rows if row.account == SUKARELA]
    role = get_product(cooperative_id, SUKARELA).role
    accounts = accounts_in(book_id, role, month, frozenset(row.entry_seq for row in mine))
    everyone = members.all_cards(cooperative_id)
    found = [
        _row(card, accounts[card.id], (month, terms, tax), rows)
        for card, rows in _with_postings(everyone, rows)
        if card.id in accounts and (only is None or card.id in only)
    ]
    return InterestMonth(month, terms, tax, tuple(row for row in found if row is not None))


def _with_postings(
    cards: Collection[MemberCard], rows: Collection[PostedInterest]
) -> list[tuple[MemberCard, list[PostedInterest]]]:
    by_member: dict[int, list[PostedInterest]] = defaultdict(list)
    for row in rows:
        by_member[row.member_id].append(row)
    return [(card, by_member[card.id]) for card in cards]


def _row(
    card: MemberCard,
    held: AccountMonth,
    terms: tuple[Month, Terms, Tax],
    rows: list[PostedInterest],
) -> InterestRow | None:
    month, in_force, tax = terms
    mine = [row for row in rows if row.account == SUKARELA]
    if card.status in ENDED or not (mine or held.opening or held.movements):
        return None
    nothing = Standing().account
    standing = Standing(
        posted.by_member(mine).get(card.id, nothing),
        posted.by_member(rows).get(card.id, nothing),
        held.balance,
    )
    revision = max((row.revision for row in mine), default=-1)
    try:
        earned = earning(held.opening, held.movements, month, in_force)
    except Refused as refusal:
        return InterestRow(card, None, standing, NOTHING, refusal, revision)
    due = difference(earned.interest, standing, tax)
    return InterestRow(card, earned, standing, due, None, revision)


def interest_row(cooperative_id: int, book_id: int, month: Month, member_id: int) -> InterestRow:
    """One member's month. Raises `NoRate`, `NotFound`."""
    members.get_member(cooperative_id, member_id)
    found = interest_month(cooperative_id, book_id, month, only={member_id}).rows
    if not found:
        raise NotFound
    return found[0]
