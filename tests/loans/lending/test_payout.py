"""The payout on both databases: what is posted, when it is due, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from coop_app import auth, ledger
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.loans import queries, service
from coop_app.loans.rules import stages
from coop_app.loans.rules.cost import Fees
from coop_app.loans.rules.lending import payout as payouts
from coop_app.loans.rules.products import HolidayShift
from coop_app.loans.service.lending.cancelling import PayoutStands
from coop_app.money import Money
from coop_app.refusal import NotFound, Refused, RequestReused
from tests.loans.lending.house import House
from tests.make import (
    cash_of,
)
from tests.make_loans import (
    SECOND,
    make_approved,
    make_loan,
)

FEES = Fees(provision_percent=Decimal(1), admin=Money(20_000))


def test_the_payout_posts_principal_cash_and_fees(either: Flask) -> None:
    with either.app_context():
        house = House()
        loan_id = make_loan(house.desk, house.sri.id, principal=2_000_000, fees=FEES)
        loan = queries.get_loan(house.key, loan_id)
        book = {"book_id": house.desk.book_id}
        assert ledger.balance(**book, account="loans_to_members", subject=loan.subject) == 2_000_000
        assert ledger.balance(**book, account="provision") == -20_000
        assert ledger.balance(**book, account="admin_fee") == -20_000
        assert ledger.balance(**book, account=cash_of(house.desk)) == 3_000_000 - 1_960_000
        assert (loan.stage, loan.net, loan.disbursed_on) == (
            "disbursed",
            1_960_000,
            house.desk.today,
        )
        entry = ledger.entry_page(**book, seq=loan.entry_seq or 0)
        assert entry.approved_by == SECOND
        house.close()


def test_the_schedule_counts_from_the_real_payout_day(either: Flask) -> None:
    with either.app_context():
        house = House()
        loan_id = make_approved(house.desk, house.sri.id, applied_on=date(2026, 7, 1))
        house.pay(house.payout(loan_id, paid_on=date(2026, 7, 31)))
        version = queries.schedule_of(loan_id)
        assert [row.due for row in version.rows][:3] == [
            date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31),
        ]  # fmt: skip
        assert (version.version, version.from_day) == (1, date(2026, 7, 31))
        assert sum(int(row.principal) for row in version.rows) == 1_200_000
        house.close()


def test_holidays_known_at_the_payout_move_single_days(either: Flask) -> None:
    with either.app_context():
        house = House()
        with transaction():
            service.set_holiday(desk=house.desk, day=date(2026, 9, 14), name="Libur")
            service.set_holiday(desk=house.desk, day=date(2026, 9, 14), name="Cuti bersama")
        assert queries.holidays(house.key) == {date(2026, 9, 14): "Cuti bersama"}
        loan_id = make_loan(house.desk, house.sri.id, holiday_shift=HolidayShift.SUNDAY)
        days = [row.due for row in queries.schedule_of(loan_id).rows][:4]
        assert days == [
            date(2026, 9, 15), date(2026, 10, 14), date(2026, 11, 14), date(2026, 12, 14),
        ]  # fmt: skip


def test_one_person_alone_pays_nothing_out(either: Flask) -> None:
    with either.app_context():
        house = House()
        loan_id = make_approved(house.desk, house.sri.id)
        with pytest.raises(auth.SecondPersonNeeded):
            house.pay(house.payout(loan_id), desk=house.desk)
        assert house.stage(loan_id) == "approved"
        house.close()


def test_the_same_payout_pays_once(either: Flask) -> None:
    with either.app_context():
        house = House()
        loan_id = make_approved(house.desk, house.sri.id)
        first = house.pay(house.payout(loan_id), request_id="same")
        assert house.pay(house.payout(loan_id), request_id="same") == first
        with pytest.raises(RequestReused):
            house.pay(house.payout(loan_id, first_due=date(2026, 10, 1)), request_id="same")
        with pytest.raises(stages.NotAtThisStage):
            house.pay(house.payout(loan_id), request_id="other")
        house.close()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"place_id": 999_999}, payouts.PlaceUnknown),
        ({"paid_on": date(2026, 8, 15)}, Refused),
        ({"paid_on": date(2026, 8, 13)}, payouts.BeforeApplication),
        ({"first_due": date(2026, 8, 1)}, Refused),
        ({"loan_id": 999_999}, NotFound),
    ],
)
def test_a_payout_that_makes_no_sense(
    app: Flask, facts: dict[str, object], refusal: type[Refused]
) -> None:
    house = House()
    loan_id = make_approved(house.desk, house.sri.id)
    with pytest.raises(refusal):
        house.pay(house.payout(loan_id, **facts))
    assert house.stage(loan_id) == "approved"


def test_a_payout_is_taken_back_by_two_people(either: Flask) -> None:
    with either.app_context():
        house = House()
        loan_id = make_loan(house.desk, house.sri.id, principal=2_000_000, fees=FEES)
        facts = {"loan_id": loan_id, "on": house.desk.today, "why": "Anggota yang salah"}
        with pytest.raises(auth.SecondPersonNeeded), transaction():
            service.cancel_payout(desk=house.desk, **facts)
        with transaction():
            seq = service.cancel_payout(desk=house.agreed, **facts)
        loan = queries.get_loan(house.key, loan_id)
        assert (loan.stage, loan.reversed_seq, loan.ended_on) == (
            "withdrawn",
            seq,
            house.desk.today,
        )
        book = {"book_id": house.desk.book_id}
        assert ledger.balance(**book, account=cash_of(house.desk)) == 3_000_000
        assert ledger.balance(**book, account="provision") == 0
        assert queries.check_payouts(house.desk.book_id) == []
        with pytest.raises(stages.NotAtThisStage), transaction():
            service.cancel_payout(desk=house.agreed, **facts)
        house.close()


def test_a_payout_stays_once_something_followed(app: Flask) -> None:
    house = House()
    loan_id = make_loan(house.desk, house.sri.id)
    entry = Entry(
        house.desk.today, "Jasa", "loans.test:1",
        (
            debit("accrued_loan_interest", Money(1), subject=f"loan:{loan_id}"),
            credit("loan_interest_income", Money(1)),
        ),
    )  # fmt: skip
    with transaction():
        ledger.post(entry, book_id=house.desk.book_id, by=1)
    with pytest.raises(PayoutStands), transaction():
        service.cancel_payout(desk=house.agreed, loan_id=loan_id, on=house.desk.today, why="Salah")


def test_the_audit_finds_a_payout_that_was_undone_behind_its_back(app: Flask) -> None:
    house = House()
    loan_id = make_loan(house.desk, house.sri.id)
    assert queries.check_payouts(house.desk.book_id) == []
    seq = queries.get_loan(house.key, loan_id).entry_seq or 0
    with transaction():
        ledger.reverse(
            book_id=house.desk.book_id, seq=seq, on=house.desk.today, why="x", by=1, approved_by=2
        )
    found = [finding.where for finding in queries.check_payouts(house.desk.book_id)]
    assert found == [f"loan:{loan_id}"]
