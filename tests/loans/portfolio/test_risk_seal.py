"""How loans were judged and given up cannot be changed behind the program's back, on either database."""

import pytest
import sqlalchemy as sa

from coop_app import db
from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.loans import service
from coop_app.loans.rules.portfolio.losses import WriteOff
from tests.loans.portfolio.lending import House
from tests.make import TODAY

ATTACKS = {
    "a better class": "UPDATE loan_class SET class = 'current'",
    "a smaller provision": "UPDATE loan_class SET allowance = 0",
    "no class at all": "DELETE FROM loan_class",
    "another reason": "UPDATE loan_write_off SET reason = 'lain'",
    "another second person": "UPDATE loan_write_off SET approved_by = 99",
    "another entry": "UPDATE loan_write_off SET entry_seq = 1",
    "no write-off": "DELETE FROM loan_write_off",
}
REPLACED = {
    "sqlite": (
        "INSERT OR REPLACE INTO loan_class SELECT run_id, loan_id, 'current', 0, 0, 0, 0, '' FROM loan_class",
        "INSERT OR REPLACE INTO loan_write_off SELECT * FROM loan_write_off",
    ),
    "postgresql": ("TRUNCATE loan_class", "TRUNCATE loan_write_off"),
}


@pytest.fixture
def house(either):
    with either.app_context():
        made = House()
        loan = made.lend()
        made.run(Month(2026, 7))
        with transaction():
            asked = WriteOff(loan, TODAY, "Usaha tutup")
            service.write_off(desk=made.agreed, asked=asked, request_id="h-1")
        yield made
        assert audit_book(made.cooperative_id, made.desk.book_id) == []


def test_the_database_refuses(house) -> None:
    for words in (*ATTACKS.values(), *REPLACED[db.engine().dialect.name]):
        with pytest.raises(sa.exc.DBAPIError, match="seal"), transaction():
            db.session.execute(sa.text(words))
