"""Positions of all loans: the same number of statements however many, and the right rows for each day."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from coop_app import db
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.queries import Wanted
from coop_app.loans.rules.rescheduling import Rescheduling
from coop_app.refusal import NotFound
from tests.make import SECOND, make_cooperative, make_member
from tests.make_loans import make_approved, make_loan, make_product, rate_of
from tests.make_payments import PAID_OUT, Borrowing

MAY, JULY = date(2026, 5, 15), date(2026, 7, 20)


@pytest.fixture
def house(app):
    made = Borrowing()
    yield made
    assert made.is_clean()


def statements(act):
    """How many statements an act sends."""
    sent: list[str] = []

    def note(_connection, _cursor, words, *_rest):
        sent.append(words)

    db.session.rollback()
    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)
    return len(sent)


def borrow(house, count):
    product_id = make_product(house.desk)
    for number in range(count):
        card = make_member(house.cooperative_id, house.group_id, f"Peminjam {number}")
        desk = house.at(PAID_OUT)
        key = make_loan(
            desk, card.id, principal=100_000, disbursed_on=PAID_OUT, product_id=product_id
        )
        house.pay(MAY, 5_000, loan_id=key)


def test_a_book_of_loans_asks_as_often_as_one(house) -> None:
    def look():
        return queries.positions(house.cooperative_id, on=MAY)

    alone = statements(look)
    borrow(house, 6)
    assert len(look()) == 7
    assert statements(look) == alone <= 6


def test_tracks_know_every_day(house) -> None:
    house.pay(MAY, 318_000)
    track = queries.tracks_of(house.cooperative_id, house.desk.book_id)[house.loan_id]
    assert track.position(date(2026, 5, 14)).principal_left == 1_200_000
    assert track.position(MAY).principal_left == 900_000
    assert track.position(date(2026, 4, 1)).principal_left == 1_200_000


def test_each_day_has_its_schedule(house) -> None:
    asked = Rescheduling(
        loan_id=house.loan_id, on=JULY, months=12, rate=rate_of("1"),
        first_due=date(2026, 8, 20), reason="Panen gagal",
    )  # fmt: skip
    desk = replace(house.at(JULY), approved_by=SECOND)
    with transaction():
        service.reschedule(desk=desk, asked=asked, request_id="r")
    track = queries.tracks_of(house.cooperative_id, house.desk.book_id)[house.loan_id]
    assert track.reschedulings == (JULY,)
    before = track.position(date(2026, 7, 19))
    assert (len(before.rows), before.days_late) == (4, 65)
    assert (len(track.position(JULY).rows), track.position(JULY).days_late) == (12, 0)
    assert len(track.position(MAY, rows_of=JULY).rows) == 12
    placed = queries.position_of(house.cooperative_id, house.loan_id, on=JULY)
    assert placed.is_rescheduled


def test_reversed_payments_do_not_count(house) -> None:
    act = house.pay(MAY, 318_000)
    house.reverse(act.id, MAY)
    assert house.position(MAY).principal_left == 1_200_000
    assert queries.last_act(house.loan_id) is None


def test_what_was_not_paid_out_has_no_position(house) -> None:
    card = make_member(house.cooperative_id, house.group_id, "Belum Cair")
    key = make_approved(house.desk, card.id)
    with pytest.raises(NotFound):
        queries.position_of(house.cooperative_id, key, on=MAY)
    assert len(queries.positions(house.cooperative_id, on=MAY, wanted=Wanted())) == 1


def test_another_cooperative_has_no_positions(house) -> None:
    other = make_cooperative("Lain")
    assert queries.positions(other, on=MAY) == []
    with pytest.raises(NotFound):
        queries.position_of(other, house.loan_id, on=MAY)
