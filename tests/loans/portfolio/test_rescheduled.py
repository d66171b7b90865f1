"""A rescheduled loan keeps its class until three instalments of the new schedule are paid."""

from datetime import date

import pytest

from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio.judging import Why
from coop_app.loans.rules.rescheduling import Rescheduling
from tests.loans.portfolio.lending import House
from tests.make_loans import rate_of


@pytest.fixture
def house(app):
    made = House()
    yield made
    assert audit_book(made.cooperative_id, made.desk.book_id) == []


def reschedule(house: House, loan_id: int, on: date, first_due: date) -> None:
    asked = Rescheduling(
        loan_id=loan_id, on=on, months=24, rate=rate_of("1"), first_due=first_due,
        reason="Panen gagal, diputuskan pengurus",
    )  # fmt: skip
    with transaction():
        service.reschedule(desk=house.agreed, asked=asked, request_id=f"ulang-{on}")


def test_three_paid_instalments_set_it_free(house) -> None:
    loan = house.lend(disbursed_on=date(2025, 10, 10))
    assert house.judged(loan, Month(2026, 2)).loan_class is LoanClass.SUBSTANDARD
    reschedule(house, loan, date(2026, 3, 5), date(2026, 4, 5))
    kept = house.judged(loan, Month(2026, 3))
    assert (kept.position.days_late, kept.loan_class) == (0, LoanClass.SUBSTANDARD)
    assert (kept.allowance, kept.accrued) == (600000, 0)
    assert kept.judgement.why[-1] == (
        Why.KEPT, {"kept": "substandard", "paid": "0", "needed": "3"},
    )  # fmt: skip
    rows = [row for row in queries.schedule_of(loan).rows if row.due >= date(2026, 4, 5)]
    found = []
    for row in rows[:4]:
        house.pay(loan, int(row.total), on=row.due)
        found.append(house.judged(loan, Month.of(row.due)).loan_class)
    assert found == [LoanClass.SUBSTANDARD] * 2 + [LoanClass.CURRENT] * 2
    done = house.run(Month(2026, 6))
    assert done.run.allowance_seq is None


def test_a_second_rescheduling_does_not_make_it_better(house) -> None:
    loan = house.lend(disbursed_on=date(2025, 10, 10))
    reschedule(house, loan, date(2026, 3, 5), date(2026, 4, 5))
    reschedule(house, loan, date(2026, 4, 20), date(2026, 5, 20))
    assert house.judged(loan, Month(2026, 4)).loan_class is LoanClass.SUBSTANDARD


def test_a_good_loan_stays_good(house) -> None:
    loan = house.lend(disbursed_on=date(2026, 5, 10))
    reschedule(house, loan, date(2026, 6, 5), date(2026, 7, 5))
    assert house.judged(loan, Month(2026, 6)).loan_class is LoanClass.CURRENT


def test_what_was_carried_over_is_asked_for_once(house) -> None:
    loan = house.lend(disbursed_on=date(2025, 10, 10))
    reschedule(house, loan, date(2026, 3, 5), date(2026, 4, 5))
    book = queries.loan_book(house.cooperative_id, house.desk.book_id)
    assert book.demands(Month(2026, 3)) == []
    ((_loan, demand),) = book.demands(Month(2026, 4))
    first = next(row for row in queries.schedule_of(loan).rows if row.due == date(2026, 4, 5))
    assert (demand.due, demand.arrears) == (first.total, 0)
