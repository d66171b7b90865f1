"""Interest that was posted: by account and member, by month of withholding, with its slips."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.dates import Month
from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.savings.models import SavingsInterest, SavingsTaxSlip
from coop_app.savings.rules.interest import Paid

#: far behind every entry
LATEST = date(2200, 1, 1)
EXPENSES = ("savings_interest_expense", "deposit_interest_expense")
_I = SavingsInterest


@dataclass(frozen=True, slots=True)
class PostedInterest:
    """One posting: interest of an account for a month; a difference when `revision` is above 0."""

    id: int
    member_id: int
    account: str
    month: Month
    revision: int
    on: date
    interest: Money
    tax: Money
    why: str
    entry_seq: int
    reversed: bool = False

    @property
    def net(self) -> Money:
        """What the member got."""
        return self.interest - self.tax


@dataclass(frozen=True, slots=True)
class TaxSlip:
    """A withholding slip: its number and the postings it lists."""

    id: int
    member_id: int
    month: Month
    year: int
    number: int
    postings: tuple[PostedInterest, ...] = ()

    @property
    def gross(self) -> Money:
        """Interest before tax."""
        return Money(sum(int(row.interest) for row in self.postings))

    @property
    def tax(self) -> Money:
        """What was withheld, zero up to the threshold."""
        return Money(sum(int(row.tax) for row in self.postings))

    @property
    def number_text(self) -> str:
        """`2026/0007`."""
        return f"{self.year}/{self.number:04d}"


def undone(book_id: int, since: date) -> frozenset[int]:
    """Interest entries that were reversed in the journal, by number; reversed after `since`."""
    found: set[int] = set()
    for role in EXPENSES:
        rows = ledger.statement(book_id=book_id, account=role, start=since, end=LATEST).rows
        found |= {row.reverses for row in rows if row.reverses}
    return frozenset(found)


def _fetch(book_id: int, since: date, *conditions: Any) -> list[PostedInterest]:
    query = (
        sa.select(
            _I.id, _I.member_id, _I.account, _I.month, _I.revision, _I.on_date, _I.interest,
            _I.tax, _I.why, _I.entry_seq,
        )
        .where(_I.book_id == book_id, *conditions)
        .order_by(_I.member_id, _I.account, _I.month, _I.revision)
    )  # fmt: skip
    gone = undone(book_id, since)
    return [
        PostedInterest(
            key, member_id, account, Month.parse(month), revision, on, Money(interest), Money(tax),
            why, seq or 0, seq in gone,
        )
        for key, member_id, account, month, revision, on, interest, tax, why, seq
        in session.execute(query)
    ]  # fmt: skip


def of_month(cooperative_id: int, book_id: int, month: Month) -> list[PostedInterest]:
    """Everything posted as interest of a month, whenever that was."""
    mine = (_I.cooperative_id == cooperative_id, _I.month == str(month))
    return _fetch(book_id, month.first, *mine)


def of_member(
    cooperative_id: int, book_id: int, member_id: int, months: Iterable[Month]
) -> list[PostedInterest]:
    """What a member was paid as interest of some months, on all accounts."""
    wanted = sorted(months)
    if not wanted:
        return []
    return _fetch(
        book_id, wanted[0].first, _I.cooperative_id == cooperative_id,
        _I.member_id == member_id, _I.month.in_([str(month) for month in wanted]),
    )  # fmt: skip


def withheld_in(cooperative_id: int, book_id: int, month: Month) -> list[PostedInterest]:
    """Postings dated in a month: what the tax list of that month holds."""
    return posted_between(cooperative_id, book_id, month.first, month.last)


def posted_between(
    cooperative_id: int, book_id: int, start: date, end: date
) -> list[PostedInterest]:
    """Postings dated within these days, both included; the reversed ones are marked."""
    return _fetch(
        book_id, start, _I.cooperative_id == cooperative_id, _I.on_date.between(start, end)
    )


def newest_revision(cooperative_id: int, member_id: int, account: str, month: Month) -> int:
    """The last revision of an account's month, -1 before any."""
    query = sa.select(sa.func.max(_I.revision)).where(
        _I.cooperative_id == cooperative_id, _I.member_id == member_id,
        _I.account == account, _I.month == str(month),
    )  # fmt: skip
    found = session.scalar(query)
    return -1 if found is None else int(found)


def paid_through(cooperative_id: int, account: str) -> Month | None:
    """The newest month that has interest of this kind of savings."""
    query = sa.select(sa.func.max(_I.month)).where(
        _I.cooperative_id == cooperative_id, _I.account == account
    )
    newest = session.scalar(query)
    return Month.parse(newest) if newest else None


def by_member(rows: Iterable[PostedInterest]) -> dict[int, Paid]:
    """What counts of the postings, summed by member."""
    found: dict[int, Paid] = {}
    for row in rows:
        if not row.reversed:
            found[row.member_id] = found.get(row.member_id, Paid()).plus(row.interest, row.tax)
    return found


def slips_of(cooperative_id: int, book_id: int, month: Month) -> list[TaxSlip]:
    """The slips of a month of withholding, by number."""
    query = (
        sa.select(SavingsTaxSlip)
        .where(SavingsTaxSlip.cooperative_id == cooperative_id, SavingsTaxSlip.month == str(month))
        .order_by(SavingsTaxSlip.year, SavingsTaxSlip.number)
    )
    postings: dict[int, list[PostedInterest]] = {}
    for row in withheld_in(cooperative_id, book_id, month):
        if not row.reversed:
            postings.setdefault(row.member_id, []).append(row)
    return [
        TaxSlip(
            row.id, row.member_id, month, row.year, row.number,
            tuple(postings.get(row.member_id, ())),
        )
        for row in session.scalars(query)
    ]  # fmt: skip


def get_slip(cooperative_id: int, book_id: int, slip_id: int) -> TaxSlip:
    """One slip. Raises `NotFound`, also for another cooperative's."""
    row = session.scalar(
        sa.select(SavingsTaxSlip).where(
            SavingsTaxSlip.cooperative_id == cooperative_id, SavingsTaxSlip.id == slip_id
        )
    )
    if row is None:
        raise NotFound
    every = slips_of(cooperative_id, book_id, Month.parse(row.month))
    return next(slip for slip in every if slip.id == slip_id)


def postings_by_id(cooperative_id: int, ids: list[int]) -> dict[int, tuple[int, str]]:
    """Member and month of postings, for naming references."""
    query = sa.select(_I.id, _I.member_id, _I.month).where(
        _I.cooperative_id == cooperative_id, _I.id.in_(ids[:500])
    )
    return {key: (member_id, month) for key, member_id, month in session.execute(query)}
