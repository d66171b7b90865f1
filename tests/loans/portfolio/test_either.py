"""Runs and write-offs on both databases, and two people at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules.portfolio.losses import WriteOff
from coop_app.refusal import Refused
from tests.loans.portfolio.lending import House
from tests.make import TODAY

JULY = Month(2026, 7)


@pytest.fixture
def house(either):
    with either.app_context():
        made = House()
        made.app = either
        made.loan = made.lend()
        yield made
        assert audit_book(made.cooperative_id, made.desk.book_id) == []


def at_once(house, *acts):
    """The acts in threads that start together; a refusal is its result."""
    gate = threading.Barrier(len(acts))

    def one(act):
        with house.app.app_context():
            gate.wait()
            try:
                with transaction():
                    return act()
            except Refused as refusal:
                return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_two_runs_of_a_month_at_once_post_once(house) -> None:
    def run():
        return service.run_month(desk=house.desk, month=JULY)

    done = at_once(house, run, run, run)
    assert sorted(one.is_new for one in done) == [False, False, True]
    assert len({one.run.id for one in done}) == 1
    assert house.held("loan_loss_allowance", house.loan) == -600000


def test_a_run_and_a_write_off_at_once_leave_nothing_behind(house) -> None:
    def run():
        return service.run_month(desk=house.desk, month=JULY)

    def give_up():
        asked = WriteOff(house.loan, TODAY, "Usaha tutup")
        return service.write_off(desk=house.agreed, asked=asked, request_id="h-1")

    at_once(house, run, give_up)
    (lost,) = queries.written_off(house.cooperative_id, house.desk.book_id)
    assert lost.principal == 1200000
    assert house.held("loans_to_members") == 0
    # judged after it was given up, it is set aside for July and let go at the end of August
    assert house.held("loan_loss_allowance") in {0, -600000}
    house.run(JULY)


def test_the_whole_way_of_a_bad_loan(house) -> None:
    for month in Month(2026, 2).until(JULY):
        house.run(month)
    house.pay(house.loan, 118000, on=date(2026, 8, 3))
    with transaction():
        asked = WriteOff(house.loan, TODAY, "Usaha tutup")
        service.write_off(desk=house.agreed, asked=asked, request_id="h-1")
    assert house.held("accrued_loan_interest") == 0
    assert house.held("loans_to_members") == 0
