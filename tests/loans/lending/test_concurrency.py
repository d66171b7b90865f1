"""Several people at the same loan or the same guarantor, on both databases, with real threads."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from coop_app import ledger
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules.lending.application import Application, Pledge, PledgeTooHigh
from coop_app.loans.rules.stages import NotAtThisStage
from coop_app.money import Money
from coop_app.refusal import Refused
from tests.loans.lending.house import House
from tests.make_loans import make_application, make_approved, make_product

PEOPLE = 4


def at_once(app: Flask, act: Callable[[int], object], count: int = PEOPLE) -> list[object]:
    """Do the act in so many threads that start together; a refusal is its result."""
    gate = threading.Barrier(count)

    def one(number: int) -> object:
        with app.app_context():
            gate.wait()
            try:
                with transaction():
                    return act(number)
            except Refused as refusal:
                return refusal

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_a_loan_is_paid_out_once(either: Flask) -> None:
    with either.app_context():
        house = House()
        loan_id = make_approved(house.desk, house.sri.id, principal=Money(500_000))
        payout = house.payout(loan_id)
    found = at_once(
        either,
        lambda number: service.disburse(
            desk=house.agreed, payout=payout, request_id=f"at-once-{number}"
        ),
    )
    assert sum(isinstance(each, int) for each in found) == 1
    assert sum(isinstance(each, NotAtThisStage) for each in found) == PEOPLE - 1
    with either.app_context():
        book_id, subject = house.desk.book_id, f"loan:{loan_id}"
        owed = ledger.balance(book_id=book_id, account="loans_to_members", subject=subject)
        assert owed == 500_000
        assert queries.check_payouts(book_id) == []
        house.close()


def test_the_same_savings_are_not_pledged_twice(either: Flask) -> None:
    """Tuti has Rp3.000.000; four loans want Rp1.000.001 each of it."""
    with either.app_context():
        house = House()
        pledge = (Pledge(house.tuti.id, Money(1_000_001)),)
        loans = [make_application(house.desk, house.sri.id, pledges=pledge) for _ in range(PEOPLE)]
    found = at_once(
        either,
        lambda number: service.recommend(desk=house.desk, loan_id=loans[number], text="Baik."),
    )
    assert sum(each is None for each in found) == 2
    assert sum(isinstance(each, PledgeTooHigh) for each in found) == 2


def test_no_two_applications_get_the_same_number(either: Flask) -> None:
    with either.app_context():
        house = House()
        product = make_product(house.desk)
        wanted = Application(
            member_id=house.sri.id, product_id=product, principal=Money(900_000), months=6,
            purpose="Modal", applied_on=house.desk.today,
        )  # fmt: skip
    at_once(
        either,
        lambda number: service.apply(
            desk=house.desk, application=wanted, request_id=f"at-once-{number}"
        ),
    )
    with either.app_context():
        numbers = sorted(loan.number for loan in queries.list_loans(house.key))
        assert numbers == [1, 2, 3, 4]
