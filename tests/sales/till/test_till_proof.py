"""The audit finds a note, a return or a close that no longer says what its entry says."""

import pytest
import sqlalchemy as sa

from coop_app import db
from coop_app.db import transaction
from coop_app.sales.queries import till as queries
from coop_app.sales.rules.till.acts import Back, Way
from tests.sales.till.shop import Shop


@pytest.fixture
def shop(app) -> Shop:
    shop = Shop()
    bon = shop.to_sri(shop.wish(shop.chips, 3), way=Way.CREDIT)
    cash = shop.sell(shop.wish(shop.chips, 3))
    shop.back(cash, Back(1, 1))
    shop.close(23_000, reason="keliru")
    assert queries.check(shop.desk.book_id) == []
    assert bon.way is Way.CREDIT
    return shop


def _tamper(statement: str) -> None:
    """Somebody with the file and a hex editor: triggers are no help."""
    with transaction():
        connection = db.write_connection()
        names = connection.execute(
            sa.text("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN"
                    " ('sale', 'sale_line', 'sale_return', 'sale_return_line', 'till_close')")
        )  # fmt: skip
        for name in names.scalars().all():
            connection.execute(sa.text(f"DROP TRIGGER {name}"))
        connection.execute(sa.text("PRAGMA ignore_check_constraints = ON"))
        connection.execute(sa.text(statement))
        connection.execute(sa.text("PRAGMA ignore_check_constraints = OFF"))


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE sale SET gross = gross + 1, total = total + 1, received = received + 1", "sale"),
        ("UPDATE sale_line SET cost = cost + 1", "cost"),
        ("UPDATE sale SET consigned = 1000", "sold"),
        ("UPDATE sale_return SET total = total + 1", "sale_return"),
        ("UPDATE sale_return SET cost = cost - 1", "cost"),
        ("UPDATE sale_return SET off_debt = 5000", "owed"),
        ("UPDATE sale_return_line SET quantity = 4", "sale:2/1"),
        ("UPDATE till_close SET difference = difference - 1, counted = counted - 1", "difference"),
        ("UPDATE sale SET close_id = NULL WHERE way = 'cash'", "till_close:1"),
        ("DELETE FROM sale_line WHERE sale_id = 1", "sale:1"),
    ],
)
def test_what_was_changed_is_found(shop, statement, where) -> None:
    _tamper(statement)
    found = queries.check(shop.desk.book_id)
    assert found, statement
    assert any(where in finding.where for finding in found), found


def test_another_book_is_not_looked_at(shop) -> None:
    other = Shop("Koperasi Lain")
    _tamper("UPDATE sale SET consigned = 1000")
    assert queries.check(other.desk.book_id) == []
