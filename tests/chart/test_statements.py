"""Statements from balances: pure arithmetic, with a book whose figures are worked by hand."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from coop_app.chart.comparison import compare, without_empty
from coop_app.chart.layouts import layout
from coop_app.chart.statements import balance_sheet, result_statement, surplus_by_side
from coop_app.chart.templates import template
from coop_app.money import Money


class A(NamedTuple):
    id: int
    code: str
    name: str
    kind: str
    statement_line: str
    side: str | None
    role: str | None


COOP = layout("cooperative")
ACCOUNTS = [
    A(n, p.code, p.name, p.kind, p.statement_line, p.side, p.role)
    for n, p in enumerate(template("cooperative").accounts)
    if p.takes_lines
]
ID = {account.role: account.id for account in ACCOUNTS}


def by_role(**amounts):
    return {ID[role]: Money(amount) for role, amount in amounts.items()}


BOOK = by_role(
    cash_on_hand=1_450_000,
    bank=3_000_000,
    accumulated_depreciation=-200_000,
    equipment=1_000_000,
    voluntary_savings=-750_000,
    principal_savings=-2_000_000,
    mandatory_savings=-1_500_000,
    sales_members=-900_000,
    cogs_members=700_000,
    sales_nonmembers=-400_000,
    cogs_nonmembers=300_000,
    office_supplies=50_000,
    board_honorarium=100_000,
    bank_interest_income=-30_000,
    grants=-720_000,
    prior_surplus=-100_000,
)
"""Debits 1.450 + 3.000 - 200 + 1.000 + 700 + 300 + 50 + 100 = 6.400 thousand;
credits 750 + 2.000 + 1.500 + 900 + 400 + 30 + 720 + 100 = 6.400 thousand."""


def test_the_balance_sheet_of_the_small_book():
    """Assets 1.450 + 3.000 + 1.000 - 200 = 5.250 thousand. Debts 750. Equity: members 3.500,
    grant 720, last year 100, this year 900 - 700 + 400 - 300 - 50 - 100 + 30 = 180; together 4.500.
    750 + 4.500 = 5.250.
    """
    sheet = balance_sheet(COOP, ACCOUNTS, BOOK, before_year={})
    assert sheet.amount("total_current_assets") == 4_450_000
    assert sheet.amount("accumulated_depreciation") == -200_000
    assert sheet.amount("total_fixed_assets") == 800_000
    assert sheet.amount("total_assets") == 5_250_000
    assert sheet.amount("total_liabilities") == 750_000
    assert sheet.amount("prior_surplus") == 100_000
    assert sheet.amount("current_surplus") == 180_000
    assert sheet.amount("total_equity") == 4_500_000
    assert sheet.amount("total_liabilities_and_equity") == 5_250_000


def test_the_result_statement_of_the_small_book():
    """Members 900 - 700 = 200; others 400 - 300 = 100; gross 300; less stationery 50 = 250;
    less honoraria 100 = 150; bank interest 30: 180 before and after tax.
    """
    result = result_statement(COOP, ACCOUNTS, BOOK)
    amounts = {
        "gross_participation": 900_000,
        "net_participation": 200_000,
        "nonmember_gross_profit": 100_000,
        "gross_surplus": 300_000,
        "total_operating_expenses": 50_000,
        "cooperative_surplus": 250_000,
        "surplus_after_cooperative_expenses": 150_000,
        "total_other": 30_000,
        "surplus_before_tax": 180_000,
        "surplus": 180_000,
    }
    assert {key: result.amount(key) for key in amounts} == amounts


def test_the_surplus_by_side():
    """Members 200, others 100 + 30 = 130, shared -150 in the proportion 200 : 100, so -100 and -50.
    Members 200 - 100 = 100, others 130 - 50 = 80; together 180.
    """
    assert surplus_by_side(result_statement(COOP, ACCOUNTS, BOOK)) == (100_000, 80_000)


def test_a_loss_on_both_sides_is_shared_by_the_members():
    result = result_statement(COOP, ACCOUNTS, by_role(office_supplies=70_000))
    assert surplus_by_side(result) == (-70_000, 0)


def test_an_unclosed_earlier_year_is_prior_surplus():
    before = by_role(sales_members=-500_000, office_supplies=20_000)
    sheet = balance_sheet(COOP, ACCOUNTS, BOOK, before_year=before)
    assert sheet.amount("prior_surplus") == 100_000 + 480_000
    assert sheet.amount("current_surplus") == 180_000 - 480_000
    assert sheet.amount("total_equity") == 4_500_000


def test_lines_name_their_accounts_and_sides():
    result = result_statement(COOP, ACCOUNTS, BOOK)
    line = next(line for line in result.lines if line.key == "bank_interest_income")
    assert [(a.code, a.amount) for a in line.accounts] == [("4-9110", 30_000)]
    assert line.sides == {"member": 0, "nonmember": 30_000, "shared": 0}


def test_an_empty_book_has_every_total_and_nothing_else():
    sheet = balance_sheet(COOP, ACCOUNTS, {}, before_year={})
    shown = [row.line.key for row in without_empty(compare([sheet]))]
    assert shown == [
        "total_assets",
        "total_liabilities",
        "total_equity",
        "total_liabilities_and_equity",
    ]


def test_columns_stand_side_by_side_and_empty_lines_go():
    now = balance_sheet(COOP, ACCOUNTS, by_role(cash_on_hand=5, grants=-5), before_year={})
    then = balance_sheet(COOP, ACCOUNTS, by_role(bank=3, grants=-3), before_year={})
    rows = {row.line.key: row.amounts for row in without_empty(compare([now, then]))}
    assert rows["cash"] == (5, 0)
    assert rows["bank"] == (0, 3)
    assert rows["total_assets"] == (5, 3)
    assert "fixed_assets" not in rows
    assert "land" not in rows
    assert "current_assets" in rows


@given(
    st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.integers(-(10**9), 10**9))),
    st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.integers(-(10**9), 10**9))),
)
def test_assets_equal_liabilities_and_equity_whatever_the_balances(moves, earlier):
    balances, before = dict.fromkeys(ID.values(), Money(0)), dict.fromkeys(ID.values(), Money(0))
    for account, amount in moves:
        balances[account.id] += amount
        balances[ID["cash_on_hand"]] -= amount
    for account, amount in earlier:
        before[account.id] += amount
        before[ID["cash_on_hand"]] -= amount
    sheet = balance_sheet(COOP, ACCOUNTS, balances, before_year=before)
    assert sheet.amount("total_assets") == sheet.amount("total_liabilities_and_equity")
    result = result_statement(COOP, ACCOUNTS, balances)
    before_result = result_statement(COOP, ACCOUNTS, before)
    shown = sheet.amount("current_surplus") + sheet.amount("prior_surplus")
    kept = -balances[ID["current_surplus"]] - balances[ID["prior_surplus"]]
    assert shown - kept == result.amount("surplus")
    assert sum(surplus_by_side(result)) == result.amount("surplus")
    prior = -balances[ID["prior_surplus"]] + before_result.amount("surplus")
    assert sheet.amount("prior_surplus") == prior
