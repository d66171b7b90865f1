"""Every statement of the small book (conftest), against figures worked by hand."""

from datetime import date

import pytest

from coop_app import ledger
from coop_app.refusal import NotFound
from coop_app.reports.queries import statements
from coop_app.reports.queries.general_ledger import general_ledger
from coop_app.reports.rules.periods import Span
from coop_app.reports.rules.trial import totals
from tests.reports.conftest import move, open_book, thousand

MARCH = date(2025, 3, 31)
QUARTER = Span(date(2025, 1, 1), MARCH)


@pytest.fixture
def app(either):
    """On SQLite and on PostgreSQL."""
    with either.app_context():
        yield either


def amounts(lines):
    return {line.key: line.amount for line in lines if line.kind != "heading"}


def check(lines, **expected):
    found = amounts(lines)
    wanted = {key: thousand(amount) for key, amount in expected.items()}
    assert {key: found[key] for key in wanted} == wanted


def test_balance_sheet(book):
    """Assets 3.880 + 1.410 + 600 - 50 = 5.840; debts 250; members 2.000 + 3.050, last year 300,
    this year 12 - 2 + 900 - 500 - 50 - 120 = 240, together 5.590.
    """
    check(
        statements.balance_sheet(book, MARCH).lines,
        cash=3_880,
        bank=1_410,
        total_current_assets=5_290,
        total_fixed_assets=550,
        total_assets=5_840,
        voluntary_savings=250,
        total_liabilities=250,
        principal_savings=2_000,
        mandatory_savings=3_050,
        prior_surplus=300,
        current_surplus=240,
        total_equity=5_590,
        total_liabilities_and_equity=5_840,
    )


def test_a_day_counts_to_its_end(book):
    """On 27 February neither sale nor depreciation, on the 28th both."""
    check(statements.balance_sheet(book, date(2025, 2, 27)).lines, cash=3_350, current_surplus=10)
    check(statements.balance_sheet(book, date(2025, 2, 28)).lines, cash=3_750, current_surplus=360)


def test_the_surplus_changes_its_line_at_new_year(book):
    """300 earned on 31 December are this year's that evening and last year's the next morning."""
    old, new = date(2024, 12, 31), date(2025, 1, 1)
    check(statements.balance_sheet(book, old).lines, current_surplus=300, prior_surplus=0)
    check(statements.balance_sheet(book, new).lines, current_surplus=0, prior_surplus=300)


def test_a_book_year_that_begins_in_july(book):
    """From July to June the sale of December and those of spring are one year."""
    july = statements.BookFacts(book.id, book.name, book.kind, book.cooperative, 7)
    check(statements.balance_sheet(july, MARCH).lines, current_surplus=540, prior_surplus=0)


def test_result(book):
    """Nothing from members; others 900 - 500 = 400; depreciation 50; honoraria 120; bank 12 - 2."""
    check(
        statements.result(book, QUARTER).lines,
        gross_participation=0,
        net_participation=0,
        nonmember_gross_profit=400,
        gross_surplus=400,
        cooperative_surplus=350,
        surplus_after_cooperative_expenses=230,
        total_other=10,
        surplus_before_tax=240,
        surplus=240,
    )


def test_a_result_counts_both_its_days(book):
    one_day = statements.result(book, Span(date(2025, 2, 28), date(2025, 2, 28)))
    check(one_day.lines, surplus=350)
    check(statements.result(book, Span(date(2025, 3, 1), date(2025, 3, 30))).lines, surplus=0)
    check(statements.result(book, Span(date(2024, 1, 1), date(2024, 12, 31))).lines, surplus=300)


def test_cash_flow(book):
    """Business 12 - 2 + 900 - 500 - 120 = 290; equipment -600; members 50 + 250 = 300; together
    -10, from 5.300 to 5.290. The transfer to the bank is no flow.
    """
    lines = statements.cash_flow(book, QUARTER)
    check(
        lines,
        net_cash_operating=290,
        net_cash_investing=-600,
        net_cash_financing=300,
        net_cash_change=-10,
        opening_cash=5_300,
        closing_cash=5_290,
    )
    sales = next(line for line in lines if line.key == "operating.nonmember_sales")
    assert (sales.received, sales.paid) == (thousand(900), 0)


def test_equity_changes(book):
    """5.300 at the beginning; dues 50 and surplus 240 come in; 5.590 at the end."""
    lines = {line.key: line for line in statements.equity_changes(book, QUARTER)}
    told = ("opening", "increase", "decrease", "amount")

    def row(key):
        return tuple(int(getattr(lines[key], name)) // 1000 for name in told)

    assert row("mandatory_savings") == (3_000, 50, 0, 3_050)
    assert row("prior_surplus") == (300, 0, 0, 300)
    assert row("current_surplus") == (0, 240, 0, 240)
    assert row("total_equity") == (5_300, 290, 0, 5_590)


def test_equity_changes_over_new_year(book):
    """December's 300 stand among the earlier years at the end."""
    span = Span(date(2024, 12, 1), MARCH)
    lines = {line.key: line for line in statements.equity_changes(book, span)}
    assert lines["total_equity"].opening == 0
    assert lines["total_equity"].amount == thousand(5_590)
    assert lines["prior_surplus"].increase == thousand(300)


def test_trial_balance(book):
    """Debits: cash 3.880, bank 1.410, equipment 600, stationery 100, depreciation 50, goods 500,
    honoraria 120, tax 2; together 6.662, as the credits.
    """
    rows = statements.trial_balance(book, MARCH)
    assert totals(rows) == (thousand(6_662), thousand(6_662))
    cash = next(row for row in rows if row.code == "1-1100")
    assert (cash.debit, cash.credit) == (thousand(3_880), 0)
    assert all(row.debit == 0 or row.credit == 0 for row in rows)


def test_the_tree_adds_up_under_its_headers(book):
    rows = {row.code: row for row in statements.trial_tree(book, MARCH)}
    assert rows["1-0000"].debit == thousand(5_840)
    assert (rows["1-1000"].level, rows["1-1000"].debit) == (1, thousand(5_290))
    assert (rows["1-3900"].level, rows["1-3900"].credit) == (2, thousand(50))
    assert "1-2000" not in rows
    assert totals(rows.values()) == (thousand(6_662), thousand(6_662))


def test_general_ledger(book):
    page = general_ledger(book, QUARTER, page=1, per_page=3, lines=2)
    assert (page.page, page.pages) == (1, 5)
    assert [one.movement.account.code for one in page.accounts] == ["1-1100", "1-1200", "1-3400"]
    cash = page.accounts[0]
    assert cash.lines.opening == thousand(5_300)
    assert [row.amount for row in cash.lines.rows] == [thousand(-2_000), thousand(50)]
    assert cash.lines.next is not None
    assert cash.movement.closing == thousand(3_880)
    last = general_ledger(book, QUARTER, page=99, per_page=3, lines=2)
    assert last.page == 5


def test_an_empty_book(empty_book):
    assert statements.is_empty(empty_book, MARCH)
    assert statements.trial_balance(empty_book, MARCH) == []
    check(statements.balance_sheet(empty_book, MARCH).lines, total_assets=0, total_equity=0)
    check(statements.cash_flow(empty_book, QUARTER), net_cash_change=0, closing_cash=0)


def test_a_book_is_not_empty_from_its_first_day(book):
    assert statements.is_empty(book, date(2024, 11, 30))
    assert not statements.is_empty(book, date(2024, 12, 1))


def test_another_cooperatives_book_is_not_found(book):
    other, _other_book = open_book("Koperasi Tetangga")
    with pytest.raises(NotFound):
        statements.book_facts(cooperative_id=other, book_id=book.id)


def test_another_book_does_not_mix_in(book):
    before = amounts(statements.balance_sheet(book, MARCH).lines)
    flows = amounts(statements.cash_flow(book, QUARTER))
    _other, other_book = open_book("Koperasi Tetangga")
    move(other_book, "2025-03-01", "cash_on_hand", "grants", 7_000, "grant:1")
    assert amounts(statements.balance_sheet(book, MARCH).lines) == before
    assert amounts(statements.cash_flow(book, QUARTER)) == flows
    assert ledger.days(book_id=other_book) == (date(2025, 3, 1), date(2025, 3, 1))
    assert len(list(ledger.entries(book_id=other_book))) == 1
