"""The demonstration: believable, complete, and clean in every check."""

from collections import Counter
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db, ledger
from coop_app.app.audit import audit_all
from coop_app.app.demo.build import Wish, build
from coop_app.app.demo.house import House
from coop_app.dates import Month
from coop_app.enterprises import queries as enterprises

TODAY = date(2026, 11, 21)


@pytest.fixture
def house(bare_app: Flask) -> House:
    with bare_app.app_context():
        return build(Wish(2, 60, 1, "kopi-gula-kelapa-417", TODAY), lambda _month, _months: None)


def rows(sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.session.connection().execute(sa.text(sql))]


def test_every_page_of_the_demonstration_has_something_to_show(
    bare_app: Flask, house: House
) -> None:
    with bare_app.app_context():
        every_table_has_rows()
        memberships_begin_and_end()
        the_boxes_are_counted_every_month(house)
        no_goods_carry_a_cost_that_was_never_recorded(house)
        assert audit_all() == []


def every_table_has_rows() -> None:
    for table in ("heir", "migration_stay", "member_programme", "household", "cash_place"):
        assert rows(f"SELECT count(*) FROM {table}") > [(0,)], table
    assert rows("SELECT count(*) FROM approval WHERE state = 'waiting'") == [(2,)]
    assert rows("SELECT count(*) FROM member WHERE nik_sealed IS NULL") == [(0,)]
    assert rows("SELECT max(n) FROM (SELECT count(*) AS n FROM member GROUP BY household_id"
                " HAVING household_id IS NOT NULL)") == [(2,)]  # fmt: skip


def memberships_begin_and_end() -> None:
    statuses = Counter(status for (status,) in rows("SELECT status FROM member"))
    assert statuses["active"] > 50
    assert statuses["left"] + statuses["deceased"] + statuses["inactive"] >= 2


def no_goods_carry_a_cost_that_was_never_recorded(house: House) -> None:
    """What a batch takes as "recorded already" was spent on electricity in the same book before."""
    made = 0
    for business in enterprises.list_enterprises(house.cooperative_id):
        spent, taken = (
            int(ledger.balance(book_id=business.book_id, account=role))
            for role in ("electricity", "production_cost_absorbed")
        )
        made += taken < 0
        assert spent + taken >= 0, business.name
    assert made


def the_boxes_are_counted_every_month(house: House) -> None:
    months = Month(2025, 1).until(Month(2026, 10))
    counted = rows("SELECT count(*), count(DISTINCT on_date) FROM cash_count")
    assert counted == [(2 * len(months), len(months))]
    lines = ledger.statement(
        book_id=house.book_id, account="cash_short", start=date(2025, 1, 1), end=date(2026, 12, 31)
    ).rows
    counts = [row.amount for row in lines if not row.source.startswith("sales.")]  # not the till's
    assert sum(map(int, counts)) == 4_000  # two Mays
    reversed_acts = [one for one in ledger.journal(book_id=house.book_id, limit=5000).rows
                     if one.reversed_by]  # fmt: skip
    assert len(reversed_acts) == 1
    assert ledger.balance(book_id=house.book_id, account=house.box) >= 0
