"""The database keeps an owner's acts as they are, and the audit says so when it does not."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DatabaseError

from coop_app import db, ledger
from coop_app.db import transaction
from coop_app.enterprises import queries
from coop_app.enterprises.rules.books.acts import Way
from coop_app.money import Money
from tests.make import TODAY
from tests.make_enterprises import Business, act, make_business, sell

ATTACKS = (
    "UPDATE business_act SET amount = amount + 1",
    "UPDATE business_act SET fingerprint = 'x'",
    "UPDATE business_act SET entry_seq = entry_seq + 1",
    "DELETE FROM business_act",
    "UPDATE enterprise SET member_id = member_id + 1",
    "UPDATE enterprise SET book_id = book_id + 1",
)
#: a field of an act → what a stranger would write into it
STRANGE = {"enterprise_id": "enterprise_id + 1", "book_id": "book_id + 1"}


@pytest.fixture
def shop(either: Flask) -> Business:
    either.app_context().push()
    shop = make_business()
    sell(shop, 45_000)
    make_business()
    return shop


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_written_stays(attack: str) -> None:
    with pytest.raises(DatabaseError), transaction():
        db.write_connection().exec_driver_sql(attack)


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("column", STRANGE)
def test_an_act_lies_in_the_book_of_its_enterprise(column: str) -> None:
    columns = [name for name in _columns() if name not in {"id", "request_id", "entry_seq"}]
    values = [STRANGE[name] if name == column else name for name in columns]
    text = (
        f"INSERT INTO business_act (id, request_id, {', '.join(columns)})"
        f" SELECT id + 1000, 'strange', {', '.join(values)} FROM business_act"
    )
    with pytest.raises(DatabaseError), transaction():
        db.write_connection().exec_driver_sql(text)


def _columns() -> list[str]:
    return [row["name"] for row in sa.inspect(db.session.connection()).get_columns("business_act")]


def test_the_audit_finds_an_act_without_an_entry(shop: Business) -> None:
    assert queries.check_acts(shop.book_id) == []
    columns = [name for name in _columns() if name not in {"id", "request_id", "entry_seq"}]
    text = (
        f"INSERT INTO business_act (id, request_id, {', '.join(columns)})"
        f" SELECT id + 1000, 'lost', {', '.join(columns)} FROM business_act"
        f" WHERE book_id = {shop.book_id} AND kind = 'sale'"
    )
    with transaction():
        db.write_connection().exec_driver_sql(text)
    assert {one.message for one in queries.check_acts(shop.book_id)} == {"no entry"}


def test_the_audit_finds_a_debt_of_nobody(shop: Business) -> None:
    act(shop, "spend", 1_000, what="energy", way=Way.LATER, party="PLN")
    assert queries.check_acts(shop.book_id) == []
    lines = (
        ledger.debit("other_expense", Money(5_000)),
        ledger.credit("trade_payable", Money(5_000), subject="party:987654"),
    )
    entry = ledger.Entry(TODAY, "Utang entah siapa", "test.debt:1", lines)
    with transaction():
        ledger.post(entry, book_id=shop.book_id, by=7)
    assert [one.message for one in queries.check_acts(shop.book_id)] == ["nobody of this name"]
