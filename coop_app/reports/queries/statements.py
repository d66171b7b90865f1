"""The statements of a book on a day or over a span of days."""

from dataclasses import dataclass
from datetime import date, timedelta

from coop_app import ledger
from coop_app.auth import queries as auth_queries
from coop_app.chart import statements
from coop_app.chart.layouts import Layout, layout
from coop_app.chart.statements import AccountAmount, Statement
from coop_app.ledger.accounts import Account
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.reports.rules import cash_flow as flows
from coop_app.reports.rules import equity, trial
from coop_app.reports.rules.periods import Span, day_before_year

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BookFacts:
    """A book and what its statements depend on."""

    id: int
    name: str
    kind: str
    cooperative: str
    first_month: int

    @property
    def layout(self) -> Layout:
        """The statement layout of its kind."""
        return layout(self.kind)


def book_facts(*, cooperative_id: int, book_id: int) -> BookFacts:
    """The book, if it is this cooperative's. Raises `NotFound`."""
    cooperative = auth_queries.cooperative(cooperative_id)
    for book in ledger.books_of(cooperative_id=cooperative_id):
        if book.id == book_id:
            month = cooperative.book_year_start_month
            return BookFacts(book.id, book.name, book.kind, cooperative.name, month)
    raise NotFound


def is_empty(book: BookFacts, on: date) -> bool:
    """Whether nothing at all was recorded up to a day."""
    days = ledger.days(book_id=book.id)
    return days is None or days[0] > on


def _balances(book: BookFacts, on: date) -> tuple[list[Account], dict[int, Money]]:
    rows = ledger.trial_balance(book_id=book.id, on=on)
    return [row.account for row in rows], {row.account.id: row.balance for row in rows}


def trial_balance(book: BookFacts, on: date) -> list[trial.TrialRow]:
    """Accounts with a balance at the end of a day."""
    return trial.flat(ledger.trial_balance(book_id=book.id, on=on))


def trial_tree(book: BookFacts, on: date) -> list[trial.TrialRow]:
    """The same, under the headers of the chart."""
    chart = ledger.accounts(book_id=book.id, active_only=False)
    return trial.tree(chart, ledger.trial_balance(book_id=book.id, on=on))


def balance_sheet(book: BookFacts, on: date) -> Statement:
    """Assets, liabilities and equity at the end of a day."""
    accounts, balances = _balances(book, on)
    _all, before = _balances(book, day_before_year(on, book.first_month))
    return statements.balance_sheet(book.layout, accounts, balances, before_year=before)


def result(book: BookFacts, span: Span) -> Statement:
    """Income and expense of a span of days."""
    rows = ledger.movements(book_id=book.id, start=span.start, end=span.end)
    moved = {row.account.id: row.debit - row.credit for row in rows}
    return statements.result_statement(book.layout, [row.account for row in rows], moved)


def cash_flow(book: BookFacts, span: Span) -> list[flows.FlowLine]:
    """Where cash came from and went to."""
    rows = ledger.movements(book_id=book.id, start=span.start, end=span.end)
    contra = ledger.cash_contra(book_id=book.id, start=span.start, end=span.end)
    moves = {row.account_id: flows.CashMoves(row.received, row.paid) for row in contra}
    cash = [row for row in rows if row.account.place]
    return flows.cash_flow(
        book.layout,
        [row.account for row in rows],
        moves,
        opening=[_held(row.account, row.opening) for row in cash if row.opening],
        closing=[_held(row.account, row.closing) for row in cash if row.closing],
    )


def _held(account: Account, amount: Money) -> AccountAmount:
    return AccountAmount(account.id, account.code, account.name, amount, account.side, account.role)


def equity_changes(book: BookFacts, span: Span) -> list[equity.EquityLine]:
    """Each line of equity from the span's beginning to its end.

    The years are those of the span's last day, so that last year's surplus stands on one line throughout.
    """
    accounts, opening = _balances(book, span.start - _DAY)
    _same, closing = _balances(book, span.end)
    _all, before = _balances(book, day_before_year(span.end, book.first_month))
    rows = ledger.movements(book_id=book.id, start=span.start, end=span.end)
    turnover = {row.account.id: equity.Turnover(row.debit, row.credit) for row in rows}
    known = list({account.id: account for account in (*accounts, *_same)}.values())
    first = statements.balance_sheet(
        book.layout, known, opening, before_year=_earlier(opening, before, span, book)
    )
    last = statements.balance_sheet(book.layout, known, closing, before_year=before)
    return equity.equity_changes(book.layout, first, last, turnover)


def _earlier(
    opening: dict[int, Money], before: dict[int, Money], span: Span, book: BookFacts
) -> dict[int, Money]:
    """What counts as earlier years at the opening: nothing later than the opening itself."""
    return before if day_before_year(span.end, book.first_month) < span.start else opening
