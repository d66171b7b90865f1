"""Money into the borrower's hand: what is posted, and the schedule from the real day."""

from datetime import date

from flask import Flask

from coop_app import ledger
from coop_app.loans import queries
from coop_app.money import Money
from tests.make import (
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.make_loans import make_loan


def test_disburse_writes_schedule_and_entry(either: Flask) -> None:
    with either.app_context():
        coop = make_cooperative()
        house = make_savings(coop)
        member = make_member(coop, make_group(coop))
        make_deposit(house, member.id, 5_000_000)
        loan_id = make_loan(house, member.id, principal=1_200_000, disbursed_on=date(2026, 8, 14))
        loan = queries.get_loan(coop, loan_id)
        assert loan.stage == "disbursed"
        rows = queries.schedule_of(loan_id).rows
        assert [row.due for row in rows][:2] == [date(2026, 9, 14), date(2026, 10, 14)]
        owed = ledger.balance(
            book_id=house.book_id, account="loans_to_members", subject=loan.subject
        )
        assert owed == Money(1_200_000)
        assert ledger.audit(book_id=house.book_id) == []
