"""On PostgreSQL a document that only points at a book does not stop whoever posts into it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from coop_app import db, ledger
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from tests.ledger.conftest import make_ground
from tests.ledger.ground import Ground

pytestmark = pytest.mark.postgres
DAY = date(2025, 3, 7)


@pytest.fixture
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ground]:
    yield from make_ground(request, "postgresql", tmp_path)


def post(ground: Ground, source: str) -> ledger.Posted:
    """Waits a second at most for the book."""
    lines = (debit("cash_on_hand", Money(5_000)), credit("other_income", Money(5_000)))
    with db.transaction():
        db.write_connection().exec_driver_sql("SET LOCAL lock_timeout = '1s'")
        return ledger.post(Entry(DAY, "Uji", source, lines), book_id=ground.book, by=1)


def held(ground: Ground, how: str) -> psycopg.Connection:
    """Somebody else's unfinished act holds the book in this way."""
    other = psycopg.connect(ground.url.replace("postgresql+psycopg", "postgresql"))
    other.execute(f"SELECT 1 FROM book WHERE id = {ground.book} FOR {how}")
    return other


def test_documents_on_their_way_do_not_stop_an_entry(ground: Ground) -> None:
    other = held(ground, "KEY SHARE")
    assert post(ground, "uji:1").number == 1
    other.close()
    assert ledger.audit(book_id=ground.book) == []


def test_two_who_post_go_one_after_the_other(ground: Ground) -> None:
    other = held(ground, "NO KEY UPDATE")
    with pytest.raises(Exception, match="lock timeout"):
        post(ground, "uji:1")
    other.close()
    assert post(ground, "uji:2").number == 1
