"""Payments cannot be changed behind the program's back, on either database."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from tests.make_payments import Borrowing

ATTACKS = {
    "change the amount": "UPDATE loan_payment SET amount = amount + 1, principal = principal + 1",
    "change the day": "UPDATE loan_payment SET paid_on = '2026-05-16'",
    "change who": "UPDATE loan_payment SET made_by = 99",
    "another entry": "UPDATE loan_payment SET entry_seq = 1",
    "forget the entry": "UPDATE loan_payment SET entry_seq = NULL",
    "delete": "DELETE FROM loan_payment",
    "change a share": "UPDATE loan_allocation SET amount = amount + 1",
    "delete a share": "DELETE FROM loan_allocation",
    "late share": "INSERT INTO loan_allocation (payment_id, number, part, amount)"
    " SELECT id, 4, 'principal', 1 FROM loan_payment",
    "undo a reversal": "UPDATE loan_payment SET reversed_seq = NULL WHERE reversed_seq > 0",
}


@pytest.fixture
def house(either: Flask):
    with either.app_context():
        made = Borrowing()
        act = made.pay(date(2026, 5, 15), 100_000)
        made.reverse(act.id, date(2026, 5, 15))
        made.pay(date(2026, 5, 15), 200_000)
        yield made
        assert made.is_clean()


@pytest.mark.parametrize("name", ATTACKS)
def test_the_database_refuses(house, name) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="seal"), transaction():
        db.session.execute(sa.text(ATTACKS[name]))


def test_replacing_a_share_is_refused(house) -> None:
    if db.engine().dialect.name == "sqlite":
        words = "INSERT OR REPLACE INTO loan_allocation SELECT payment_id, number, part, 1 FROM loan_allocation"
    else:
        words = "TRUNCATE loan_allocation"
    with pytest.raises(sa.exc.DBAPIError, match="seal"), transaction():
        db.session.execute(sa.text(words))


def test_an_entry_is_noted_only_when_the_shares_add_up(house) -> None:
    copied = (
        "cooperative_id, book_id, loan_id, kind, paid_on, source, place_id, amount, from_held,"
        " penalty, interest_arrears, interest, principal_arrears, principal, left_over,"
        " left_over_to, accrued, why, memo, fingerprint, made_by, made_at"
    )
    insert = (
        f"INSERT INTO loan_payment (request_id, id, {copied})"
        f" SELECT 'x', 999, {copied} FROM loan_payment WHERE reversed_seq IS NULL"
    )
    with pytest.raises(sa.exc.DBAPIError, match="seal"):
        forge(insert, "UPDATE loan_payment SET entry_seq = 2 WHERE id = 999")


def forge(*statements):
    with transaction():
        for words in statements:
            db.session.execute(sa.text(words))
