"""A month's end after payments: only the difference is posted, and nothing stays behind."""

from datetime import date

import pytest

from coop_app import ledger
from coop_app.dates import Month
from coop_app.loans import queries
from tests.loans.portfolio.lending import House

JULY = Month(2026, 7)


@pytest.fixture
def house(app):
    made = House()
    yield made
    assert ledger.audit(book_id=made.desk.book_id) == []
    assert queries.check_risk(made.desk.book_id) == []


def test_a_payment_with_an_earlier_date_posts_only_the_difference(house) -> None:
    loan = house.lend()
    house.run(Month(2026, 6))
    house.pay(loan, 118000 * 5, on=date(2026, 6, 29))
    plan = queries.month_plan(house.cooperative_id, house.desk.book_id, Month(2026, 6))
    assert [move.difference for move in plan.allowance_moves] == [-600000]
    done = house.run(Month(2026, 6))
    assert (done.is_new, done.run.number) == (True, 2)
    assert house.lines(done.run.allowance_seq) == [
        ("credit_loss_expense", -600000, None),
        ("loan_loss_allowance", 600000, f"loan:{loan}"),
    ]
    assert house.held("loan_loss_allowance") == 0


def test_a_loan_paid_back_leaves_nothing_set_aside(house) -> None:
    loan = house.lend()
    house.run(Month(2026, 6))
    house.pay(loan, 1_416_000, on=date(2026, 7, 9))
    house.run(JULY)
    assert house.held("loan_loss_allowance", loan) == 0
    assert house.held("accrued_loan_interest", loan) == 0
