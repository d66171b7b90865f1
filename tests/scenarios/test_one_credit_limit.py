"""Goods on credit at the hand-over of a round and at the till count one debt, even in the same instant."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask

from coop_app import db
from coop_app.money import Money
from coop_app.purchasing.service.receiving import delivering
from coop_app.refusal import DatabaseBusy
from coop_app.sales.service.trade import credit
from tests.make_receiving import Village, make_village

pytestmark = pytest.mark.postgres


@pytest.fixture
def village(either: Flask) -> Iterator[Village]:
    with either.app_context():
        yield make_village()


@pytest.fixture
def giving_credit(village: Village) -> Iterator[None]:
    """Somebody else is giving credit and has not finished."""
    url = db.engine().url.render_as_string(hide_password=False)
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as other:
        other.execute(f"SELECT 1 FROM book WHERE id = {village.desk.book_id} FOR NO KEY UPDATE")
        yield


def means(village: Village) -> object:
    with db.transaction():
        db.write_connection().exec_driver_sql("SET LOCAL lock_timeout = '300ms'")
        return delivering.means_of(village.desk, village.members[0].id, lock=True)


def check(village: Village) -> None:
    subject = f"member:{village.members[0].id}"
    with db.transaction():
        db.write_connection().exec_driver_sql("SET LOCAL lock_timeout = '300ms'")
        credit.check(desk=village.desk, subject=subject, amount=Money(5_000))


@pytest.mark.parametrize("either", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("giving_credit")
def test_both_doors_wait_and_looking_waits_for_nobody(village: Village) -> None:
    with pytest.raises(DatabaseBusy):
        means(village)
    with pytest.raises(DatabaseBusy):
        check(village)
    shown = delivering.means_of(village.desk, village.members[0].id)
    room = credit.room(desk=village.desk, subject=f"member:{village.members[0].id}")
    assert shown.limit - shown.owes == room
