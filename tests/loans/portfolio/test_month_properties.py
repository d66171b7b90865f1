"""Whatever was lent and paid: a run makes the books what the policy asks for, and a second one nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.loans import queries
from coop_app.loans.rules.portfolio import figures
from coop_app.loans.rules.portfolio.figures import AT_RISK
from coop_app.loans.rules.products import Judging, Recognition
from tests.loans.portfolio.lending import House

LAST = Month(2026, 7)
LOAN = st.fixed_dictionaries(
    {
        "disbursed_on": st.dates(date(2025, 6, 1), date(2026, 7, 20)),
        "principal": st.integers(2, 40).map(lambda n: n * 123_456),
        "months": st.integers(1, 18),
        "recognition": st.sampled_from(Recognition),
        "collectability": st.sampled_from(Judging),
    }
)
#: how many of the instalments that are due were paid, and of the next one so many hundredths
PAID = st.tuples(st.integers(0, 8), st.integers(0, 99))
MONTHS = st.lists(st.sampled_from(Month(2026, 3).until(Month(2026, 6))), max_size=2)


@pytest.fixture
def house(app):
    return House()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(LOAN, PAID), min_size=1, max_size=4), MONTHS)
def test_a_run_makes_the_books_exact_and_is_made_once(house, lent, earlier) -> None:
    for month in sorted(earlier):
        house.run(month)
    for facts, paid in lent:
        pay_some(house, house.lend(**facts), paid)
    house.run(LAST)
    book = queries.loan_book(house.cooperative_id, house.desk.book_id)
    loans = book.on(LAST.last)
    for one in loans:
        assert -house.held("loan_loss_allowance", one.loan.id, LAST.last) == one.allowance
        assert house.held("accrued_loan_interest", one.loan.id, LAST.last) == one.accrued
        assert house.held("loans_to_members", one.loan.id, LAST.last) == one.principal
    total = sum(one.allowance for one in loans)
    assert -house.held("loan_loss_allowance", on=LAST.last) == total
    assert not house.run(LAST).is_new
    check_figures(house, [one.exposure for one in loans])
    mixed = replace(book, loans=tuple(reversed(book.loans)), _policies={}, _positions={})
    assert {one.loan.id: one.judgement for one in mixed.on(LAST.last)} == {
        one.loan.id: one.judgement for one in loans
    }
    assert audit_book(house.cooperative_id, house.desk.book_id) == []


def pay_some(house: House, loan_id: int, paid: tuple[int, int]) -> None:
    rows = queries.schedule_of(loan_id).rows
    due = [row for row in rows if row.due <= LAST.last]
    whole, part = paid
    for row in due[:whole]:
        house.pay(loan_id, int(row.total), on=row.due)
    if whole < len(due) and (rest := int(due[whole].total) * part // 100):
        house.pay(loan_id, rest, on=due[whole].due)


def check_figures(house: House, loans: list[figures.Exposure]) -> None:
    book = figures.total(loans)
    assert book == house.held("loans_to_members", on=LAST.last)
    assert sum(part.principal for part in figures.ageing(loans).values()) == book
    assert sum(part.principal for part in figures.by_class(loans).values()) == book
    par = [figures.at_risk(loans, days).principal for days in AT_RISK]
    assert par == sorted(par, reverse=True)
