"""A loan that ran before the book began is taken over with what is left of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import DateInFuture, add_months
from coop_app.db import transaction
from coop_app.loans import entries, queries, service
from coop_app.loans.entries import Borrower
from coop_app.loans.rules.lending.takeover import (
    LeftDiffers,
    NothingLeftOfIt,
    TakenOverBeforePayout,
    Takeover,
    rows_left,
)
from coop_app.loans.rules.paying import Payment
from coop_app.loans.rules.settlement import TooManyPaid
from coop_app.money import Money
from coop_app.refusal import RequestReused
from tests.make import cash_of, make_cooperative, make_group, make_member, make_savings
from tests.make_loans import SECOND, make_product, make_terms, rate_of

TODAY = date(2026, 1, 20)
#: L1: 9.000.000 flat at 1 % a month over 12 months: 750.000 and 90.000
OLD = Takeover(
    member_id=0, product_id=0, principal=Money(9_000_000), months=12,
    disbursed_on=date(2025, 7, 5), first_due=date(2025, 8, 5), paid_instalments=5,
    left=Money(5_250_000), on=date(2026, 1, 10), old_number="PJ-17",
)  # fmt: skip
TERMS = make_terms(rate_of("1"))


def test_the_rows_that_are_left_keep_their_days_and_amounts() -> None:
    rows = rows_left(OLD, TERMS)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert rows[0].due == date(2026, 1, 5)
    assert rows[-1].due == date(2026, 7, 5)
    assert {(row.principal, row.interest) for row in rows} == {(750_000, 90_000)}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"paid_instalments": 12, "left": Money(0)}, NothingLeftOfIt),
        ({"paid_instalments": 13}, TooManyPaid),
        ({"paid_instalments": -1}, TooManyPaid),
        ({"left": Money(5_000_000)}, LeftDiffers),
        ({"paid_instalments": 4}, LeftDiffers),
    ],
)
def test_what_does_not_agree_with_the_old_card_is_refused(
    changed: dict[str, Any], why: type[Exception]
) -> None:
    with pytest.raises(why):
        rows_left(replace(OLD, **changed), TERMS)


def test_the_entry_moves_no_cash() -> None:
    opening = entries.Opening(date(2026, 1, 10), "loans.takeover:4", "Saldo awal pinjaman PJ-17")
    entry = entries.taken_over(opening, Borrower(4, 2), Money(5_250_000))
    found = [(line.account, int(line.amount), line.subject, line.group_id) for line in entry.lines]
    assert found == [
        ("loans_to_members", 5_250_000, "loan:4", 2),
        ("opening_balance_equity", -5_250_000, None, 2),
    ]


@pytest.fixture
def house(either: Flask) -> Iterator[Desk]:
    """A cooperative that begins to use the program in January 2026."""
    with either.app_context():
        yield replace(make_savings(make_cooperative()), today=TODAY)


def old_loan(house: Desk, **changed: Any) -> Takeover:
    """The old card of a member of this cooperative."""
    coop = house.cooperative_id
    member = make_member(coop, make_group(coop))
    product = make_product(house, rate=rate_of("1"))
    return replace(OLD, member_id=member.id, product_id=product, **changed)


def taken(house: Desk, old: Takeover, request_id: str = "old-1") -> int:
    with transaction():
        agreed = replace(house, approved_by=SECOND)
        return service.take_over(desk=agreed, takeover=old, request_id=request_id)


def test_one_person_alone_takes_nothing_over(house: Desk) -> None:
    old = old_loan(house)
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        service.take_over(desk=house, takeover=old, request_id="old-1")
    assert queries.list_loans(house.cooperative_id) == []


def test_it_runs_on_with_its_arrears(house: Desk) -> None:
    loan_id = taken(house, old_loan(house))
    placed = queries.position_of(house.cooperative_id, loan_id, on=TODAY)
    assert placed.loan.stage == "disbursed"
    assert placed.position.principal_left == 5_250_000
    assert placed.position.arrears == 840_000
    assert placed.position.days_late == 15
    owed = ledger.balance(
        book_id=house.book_id, account="loans_to_members", subject=placed.loan.subject
    )
    assert owed == 5_250_000
    (entry,) = ledger.journal(book_id=house.book_id, limit=1).rows
    assert entry.source == f"loans.takeover:{loan_id}"
    assert ledger.entry_page(book_id=house.book_id, seq=entry.seq).approved_by == SECOND
    assert queries.check_payments(house.book_id) == []
    assert queries.check_payouts(house.book_id) == []
    assert ledger.audit(book_id=house.book_id) == []


def test_it_is_paid_to_the_last_rupiah_and_closes(house: Desk) -> None:
    loan_id = taken(house, old_loan(house))
    for month in range(7):
        on = add_months(TODAY, month)
        payment = Payment(
            loan_id=loan_id, paid_on=on, amount=Money(840_000), place_id=cash_of(house)
        )
        with transaction():
            service.repay(desk=replace(house, today=on), payment=payment, request_id=f"pay-{on}")
    loan = queries.get_loan(house.cooperative_id, loan_id)
    assert loan.stage == "closed"
    assert queries.check_payments(house.book_id) == []
    assert queries.check_payouts(house.book_id) == []
    assert ledger.audit(book_id=house.book_id) == []


def test_the_same_request_takes_over_once(house: Desk) -> None:
    old = old_loan(house)
    assert taken(house, old) == taken(house, old)
    with pytest.raises(RequestReused):
        taken(house, replace(old, old_number="PJ-18"))


@pytest.mark.parametrize(
    ("on", "why"),
    [(date(2026, 1, 21), DateInFuture), (date(2025, 7, 4), TakenOverBeforePayout)],
)
def test_the_day_lies_between_the_payout_and_today(
    house: Desk, on: date, why: type[Exception]
) -> None:
    with pytest.raises(why):
        taken(house, old_loan(house, on=on))
