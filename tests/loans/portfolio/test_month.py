"""A month's end for loans on a real database: judged once, posted by the difference."""

from datetime import date

import pytest

from coop_app import ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.loans import queries
from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.products import Judging, Recognition
from coop_app.money import Money
from tests.loans.portfolio.lending import House

JANUARY, APRIL, MAY, JULY = (Month(2026, n) for n in (1, 4, 5, 7))


@pytest.fixture
def house(app):
    made = House()
    yield made
    assert ledger.audit(book_id=made.desk.book_id) == []
    assert queries.check_risk(made.desk.book_id) == []


def test_interest_that_is_due_is_accrued(house) -> None:
    loan = house.lend()
    done = house.run(Month(2026, 2))
    assert done.is_new
    assert done.run.allowance_seq is None
    assert house.lines(done.run.accrual_seq) == [
        ("accrued_loan_interest", 18000, f"loan:{loan}"),
        ("loan_interest_income", -18000, f"loan:{loan}"),
    ]
    page = ledger.entry_page(book_id=house.desk.book_id, seq=done.run.accrual_seq)
    assert (page.on, page.source) == (date(2026, 2, 28), f"loans.accrual:{done.run.id}")


def test_a_loan_that_turned_bad_gives_its_interest_back_and_is_set_aside(house) -> None:
    loan = house.lend()
    for month in JANUARY.until(APRIL):
        house.run(month)
    assert house.held("accrued_loan_interest", loan) == 3 * 18000
    assert house.judged(loan, APRIL).loan_class is LoanClass.CURRENT
    done = house.run(MAY)
    assert house.judged(loan, MAY).loan_class is LoanClass.SUBSTANDARD
    assert house.lines(done.run.accrual_seq) == [
        ("accrued_loan_interest", -54000, f"loan:{loan}"),
        ("loan_interest_income", 54000, f"loan:{loan}"),
    ]
    assert house.lines(done.run.allowance_seq) == [
        ("credit_loss_expense", 600000, None),
        ("loan_loss_allowance", -600000, f"loan:{loan}"),
    ]


def test_a_product_on_cash_accrues_nothing(house) -> None:
    house.lend(recognition=Recognition.CASH)
    done = house.run(MAY)
    assert (done.run.accrual_seq, house.held("accrued_loan_interest")) == (None, 0)


def test_the_run_is_made_once_however_often_it_is_asked_for(house) -> None:
    house.lend()
    first = house.run(JULY)
    again = house.run(JULY)
    assert first.is_new
    assert not again.is_new
    assert again.run == first.run
    assert len(queries.runs(house.cooperative_id, house.desk.book_id)) == 1


def test_what_is_set_aside_is_exactly_what_is_asked_for(house) -> None:
    loans = [house.lend(principal=1_000_000 + 333_333 * n, months=7 + n) for n in range(4)]
    house.run(JULY)
    for loan in loans:
        judged = house.judged(loan, JULY)
        assert -house.held("loan_loss_allowance", loan) == judged.allowance > 0
    again = queries.month_plan(house.cooperative_id, house.desk.book_id, JULY)
    assert again.is_done


def test_a_month_that_is_not_over_or_already_closed_is_refused(house) -> None:
    house.lend()
    with pytest.raises(ledger.MonthNotOver):
        house.run(Month(2026, 8))
    with transaction():
        for month in Month(2024, 1).until(JULY):
            ledger.close_month(book_id=house.desk.book_id, month=month, by=1)
    with pytest.raises(ledger.PeriodClosed):
        house.run(JULY)


def test_the_other_rule_judges_by_days(house) -> None:
    loan = house.lend(collectability=Judging.DAYS)
    found = [
        house.judged(loan, Month(2026, n)).loan_class.value for n in (2, 3, 5, 6, 7)
    ]  # due from 10 February: 18, 49, 110, 140, 171 days late
    assert found == ["current", "special_mention", "substandard", "doubtful", "doubtful"]


def test_a_loan_doubtful_for_twenty_one_months_is_lost(house) -> None:
    loan = house.lend(disbursed_on=date(2024, 1, 10))
    house.pledge(loan, 5_000_000)
    for month in Month(2024, 7).until(Month(2026, 4)):
        house.run(month)
    assert house.judged(loan, Month(2024, 7)).loan_class is LoanClass.SUBSTANDARD
    assert house.judged(loan, Month(2024, 8)).loan_class is LoanClass.DOUBTFUL
    assert house.judged(loan, Month(2026, 4)).loan_class is LoanClass.DOUBTFUL
    house.run(MAY)
    assert house.judged(loan, MAY).loan_class is LoanClass.LOSS
    assert house.judged(loan, Month(2026, 6)).loan_class is LoanClass.LOSS


def test_an_empty_book_has_nothing_to_judge(house) -> None:
    done = house.run(JULY)
    assert (done.run, done.is_new) == (None, False)


def test_money_set_aside_follows_what_was_decided(house) -> None:
    loan = house.lend()
    assert house.judged(loan, JULY).allowance == Money(600000)
