"""What was said stays: the database refuses changes, and the audit finds what does not follow."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from coop_app.purchasing.models import PurchaseOrder, RoundAllocation, RoundResult
from coop_app.purchasing.queries import rounds as queries
from tests.make import make_cooperative, make_group, make_member, make_savings
from tests.make_rounds import CLOSES, make_order, make_ordered, make_round

KEPT = (
    "supplier_offer", "supplier_offer_tier", "round_step", "round_order_act", "round_order",
    "round_result", "round_allocation", "purchase_order", "purchase_order_line",
)  # fmt: skip


class House:
    """A round that was ordered."""

    def __init__(self) -> None:
        self.key = make_cooperative()
        self.desk = make_savings(self.key)
        member = make_member(self.key, make_group(self.key), "Aminah").id
        self.round = make_round(self.desk)
        make_order(self.desk, self.round, member, 30)
        self.member_id = member
        self.paper = make_ordered(self.desk, self.round)
        self.item = queries.items_of(self.round)[0]

    def findings(self) -> list[str]:
        return [each.message for each in queries.check_rounds(self.key, self.desk.book_id)]


@pytest.fixture
def house(either: Flask):
    with either.app_context():
        yield House()
        db.session.remove()


@pytest.mark.parametrize("table", KEPT)
def test_rows_are_only_added(house, table) -> None:
    assert house.paper
    column = db.Base.metadata.tables[table].columns.values()[-1].name
    for statement in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
    ):
        with pytest.raises(sa.exc.DBAPIError, match="append only"), transaction():
            db.write_connection().execute(sa.text(statement))
    if db.engine().dialect.name == "sqlite":
        replace = sa.text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    else:
        replace = sa.text(f"TRUNCATE {table} CASCADE")
    with pytest.raises(sa.exc.DBAPIError, match="append only"), transaction():
        db.write_connection().execute(replace)


def test_a_round_as_it_should_be(house) -> None:
    assert house.findings() == []


def test_shares_that_do_not_follow_from_their_inputs(house) -> None:
    kept = queries.results_of(house.round.id)[house.item.id]
    with transaction():
        row = RoundResult(
            round_item_id=house.item.id, edition=2, packs=1, ordered=25, price=11_000, rule="time",
            why_nothing="", inputs=kept.inputs, made_by=1, made_at=CLOSES,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        db.session.add(
            RoundAllocation(
                result_id=row.id, member_id=house.member_id, cooperative_id=house.key, place=1,
                wished=30, tolerance=0, ceiling=None, quantity=24, reason="short",
            )
        )  # fmt: skip
    assert house.findings() == [
        f"item {house.item.id}: packs and shares do not follow from what was kept"
    ]


def test_a_state_without_its_order(house) -> None:
    other = make_round(house.desk)
    with transaction():
        db.write_connection().execute(
            sa.text("UPDATE purchase_round SET state = 'ordered' WHERE id = :id"), {"id": other.id}
        )
    assert house.findings() == ["ordered without an order to the supplier"]


def test_an_order_that_does_not_follow_and_a_gap(house) -> None:
    other = make_round(house.desk)
    make_order(house.desk, other, house.member_id, 25)
    with transaction():
        db.session.add(
            PurchaseOrder(
                cooperative_id=house.key, round_id=other.id, supplier_id=other.supplier_id,
                year=2026, number=3, ordered_on=date(2026, 8, 19), wanted_on=None, note="",
                request_id="forged", fingerprint="", made_by=1, made_at=CLOSES,
            )
        )  # fmt: skip
    assert house.findings() == ["the numbers of 2026 have a gap"]
