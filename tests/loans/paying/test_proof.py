"""What `coop audit` finds when loans, payments and ledger disagree; each guard has its harm."""

from datetime import date

import pytest
import sqlalchemy as sa

from coop_app import db, ledger
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.loans import queries
from coop_app.money import Money
from tests.make_payments import Borrowing

MAY = date(2026, 5, 15)


@pytest.fixture
def house(app):
    made = Borrowing()
    made.pay(MAY, 318_000)
    assert made.is_clean()
    return made


def found(house):
    return [finding.message for finding in queries.check_payments(house.desk.book_id)]


def post(house, *lines):
    with transaction():
        entry = Entry(MAY, "Di luar pembayaran", "test:1", lines)
        ledger.post(entry, book_id=house.desk.book_id, by=1)


def harm(trigger, words):
    """What somebody with the file in hand could do."""
    with transaction():
        db.session.execute(sa.text(f"DROP TRIGGER {trigger}"))
        db.session.execute(sa.text(words))


def test_principal_that_moved_without_a_payment(house) -> None:
    subject = f"loan:{house.loan_id}"
    post(house, debit(house.kas, Money(1)), credit("loans_to_members", Money(1), subject=subject))
    assert found(house) == ["journal Rp899.999, schedule Rp900.000"]


def test_interest_expected_of_a_closed_loan(house) -> None:
    house.settle(MAY, 900_000)
    subject = f"loan:{house.loan_id}"
    post(
        house,
        debit("accrued_loan_interest", Money(5), subject=subject),
        credit("loan_interest_income", Money(5), subject=subject),
    )
    assert found(house) == ["closed, but interest is still expected"]


def test_a_loan_closed_too_early(house) -> None:
    with transaction():
        db.session.execute(sa.text("UPDATE loan SET stage = 'closed', ended_on = '2026-05-15'"))
    assert found(house) == ["closed, but something is unpaid"]


def test_an_entry_that_paid_something_else(house) -> None:
    harm(
        "loan_payment_fixed",
        "UPDATE loan_payment SET principal = principal - 7, interest = interest + 7",
    )
    assert found(house) == ["its entry pays another principal"]


def test_shares_that_do_not_add_up(house) -> None:
    harm(
        "loan_allocation_no_update", "UPDATE loan_allocation SET amount = 1 WHERE part = 'interest'"
    )
    assert found(house) == ["its instalments do not add up to its split"]


def test_an_entry_without_its_payment(house) -> None:
    harm("loan_payment_noted", "UPDATE loan_payment SET entry_seq = 1")
    assert "its entry pays another principal" in found(house)
    assert any("without its payment" in message for message in found(house))


def test_a_reversal_that_nobody_marked(house) -> None:
    (act,) = queries.list_payments(house.cooperative_id, house.loan_id)
    with transaction():
        ledger.reverse(
            book_id=house.desk.book_id, seq=act.entry_seq, on=MAY, why="x", by=1, approved_by=2
        )
    assert any("not marked so" in message for message in found(house))
