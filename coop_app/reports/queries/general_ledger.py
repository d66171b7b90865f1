"""The general ledger: every account that moved in a span of days, with its lines."""

from dataclasses import dataclass

from coop_app import ledger
from coop_app.ledger.accounts import AccountMovement, Statement, natural_side
from coop_app.reports.queries.statements import BookFacts
from coop_app.reports.rules.periods import Span


@dataclass(frozen=True, slots=True)
class LedgerAccount:
    """An account's movement and its lines; `lines.next` is set when there are more of them."""

    movement: AccountMovement
    lines: Statement

    @property
    def side(self) -> int:
        """Times a balance, it reads as people say it."""
        return natural_side(self.movement.account.kind)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Some accounts, in the order of their codes; `pages` counts from 1."""

    accounts: tuple[LedgerAccount, ...]
    page: int
    pages: int


def general_ledger(
    book: BookFacts, span: Span, *, page: int, per_page: int, lines: int
) -> LedgerPage:
    """One page of the general ledger, at most `lines` lines for each account."""
    every = ledger.movements(book_id=book.id, start=span.start, end=span.end)
    moved = [row for row in every if row.debit or row.credit or row.opening]
    pages = max(-(-len(moved) // per_page), 1)
    page = min(max(page, 1), pages)
    shown = moved[(page - 1) * per_page : page * per_page]
    return LedgerPage(tuple(_account(book, span, row, lines) for row in shown), page, pages)


def _account(book: BookFacts, span: Span, row: AccountMovement, lines: int) -> LedgerAccount:
    found = ledger.statement(
        book_id=book.id, account=row.account.id, start=span.start, end=span.end, limit=lines
    )
    return LedgerAccount(row, found)
