"""Two who take the last units at once: exactly one gets them, on SQLite and on PostgreSQL."""

import threading
from collections import Counter
from datetime import date

from coop_app import db, ledger
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, debit
from coop_app.products import queries
from coop_app.products import service as stock
from coop_app.products.rules.documents import SPOILAGE, Document, DocumentLine
from coop_app.products.rules.moves import ItemShort
from coop_app.products.rules.reversing import TakenBackAlready
from tests.make import agreed, make_cooperative, make_savings
from tests.make_products import make_item, make_point, make_stock

ON = date(2026, 8, 14)


def at_once(app, number, work):
    """Runs `work(n)` in so many threads that start together; returns what came out, refusals by name."""
    gate, done = threading.Barrier(number), []

    def run(n):
        with app.app_context():
            gate.wait()
            try:
                done.append(work(n))
            except ItemShort:
                done.append("short")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return Counter(done)


def house(app, quantity):
    with app.app_context():
        desk = make_savings(make_cooperative())
        item, point = make_item(desk), make_point(desk)
        make_stock(desk, item, point, quantity, 7_001)
    return desk, item, point


def sell(desk, item, point, source):
    with transaction():
        moved = stock.take_out(
            desk=desk, item_id=item.id, point_id=point.id, quantity=1_000, on=ON, source=source,
            kind="sale",
        )  # fmt: skip
        lines = (debit("cogs_members", moved.cost), *moved.lines)
        ledger.post(Entry(ON, "Jual", source, lines), book_id=desk.book_id, by=1)
    return "sold"


def test_the_last_pack_goes_to_exactly_one(either) -> None:
    desk, item, point = house(either, 1_000)
    found = at_once(either, 2, lambda n: sell(desk, item, point, f"till:{n}"))
    assert found == {"sold": 1, "short": 1}
    is_sound(either, desk, 0)


def test_six_take_from_four(either) -> None:
    desk, item, point = house(either, 4_000)
    found = at_once(either, 6, lambda n: sell(desk, item, point, f"till:{n}"))
    assert found == {"sold": 4, "short": 2}
    is_sound(either, desk, 0)


def test_a_tap_that_comes_twice_at_once_moves_once(either) -> None:
    desk, item, point = house(either, 5_000)
    document = Document(SPOILAGE, point.id, ON, (DocumentLine(item.id, 1_000),), memo="Tumpah")

    def spoil(_n):
        with transaction():
            return stock.record(desk=desk, document=document, request_id="same").id

    found = at_once(either, 3, spoil)
    assert list(found.values()) == [3]
    is_sound(either, desk, 4_000)


def test_a_document_that_two_take_back_at_once_goes_back_once(either) -> None:
    desk, item, point = house(either, 5_000)
    document = Document(SPOILAGE, point.id, ON, (DocumentLine(item.id, 1_000),), memo="Tumpah")
    with either.app_context(), transaction():
        act = stock.record(desk=desk, document=document, request_id="spoiled")

    def back(_n):
        try:
            with transaction():
                stock.reverse_act(desk=agreed(desk), act_id=act.id, on=ON, why="Salah")
        except TakenBackAlready:
            return "already"
        return "back"

    assert at_once(either, 3, back) == {"back": 1, "already": 2}
    is_sound(either, desk, 5_000)


def test_two_who_bring_the_first_goods_share_a_position(either) -> None:
    with either.app_context():
        desk = make_savings(make_cooperative())
        item, point = make_item(desk), make_point(desk)
    at_once(either, 3, lambda _n: make_stock(desk, item, point, 1_000, 2_000).position_id)
    is_sound(either, desk, 3_000)


def is_sound(app, desk, left):
    with app.app_context():
        assert sum(one.quantity for one in queries.on_hand(desk.book_id)) == left
        assert queries.check(desk.book_id) == []
        assert ledger.audit(book_id=desk.book_id) == []
