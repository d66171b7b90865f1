"""Any sequence of moves, through the service: never below zero, value and quantity conserved, both methods."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop_app import ledger
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from coop_app.products import queries
from coop_app.products import service as stock
from coop_app.products.rules.documents import TRANSFER, Document, DocumentLine
from coop_app.products.rules.stock import (
    CostAboveValue,
    Layer,
    Method,
    NothingThere,
    StockShort,
    add_value,
    issue,
    receive,
    together,
)
from tests.make import make_cooperative, make_savings
from tests.make_products import make_item, make_point

ON = date(2026, 8, 14)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("in"), st.integers(1, 500), st.integers(0, 10**6)),
        st.tuples(st.just("out"), st.integers(1, 700), st.just(0)),
        st.tuples(st.just("cost"), st.just(0), st.integers(-(10**5), 10**5)),
        st.tuples(st.just("carry"), st.integers(1, 300), st.just(0)),
    ),
    max_size=25,
)


@given(STEPS, st.sampled_from(Method))
def test_layers_keep_every_gram_and_rupiah(steps, method) -> None:
    layers, quantity, value = (), 0, 0
    for what, size, rupiah in steps:
        try:
            if what == "in":
                layers = receive(layers, Layer(size, Money(rupiah)), method)
                quantity, value = quantity + size, value + rupiah
            elif what == "cost":
                layers = add_value(layers, Money(rupiah))
                value += rupiah
            else:
                layers, gone = issue(layers, size)
                assert gone >= 0
                quantity, value = quantity - size, value - gone
        except StockShort:
            assert size > quantity
        except NothingThere:
            assert not quantity
        except CostAboveValue:
            assert value + rupiah < 0
        assert together(layers) == Layer(quantity, Money(value))
        assert all(layer.quantity > 0 and layer.value >= 0 for layer in layers)
        assert quantity or not value
        assert len(layers) <= 1 or method is Method.FIFO


class Store:
    """One item at two points, and an accountant who books each move."""

    def __init__(self, desk, method) -> None:
        self.desk, self.item = desk, make_item(desk, method=method)
        self.here, self.there = make_point(desk), make_point(desk)
        self.serial = 0

    def step(self, what, size, rupiah) -> None:
        self.serial += 1
        why = {"desk": self.desk, "item_id": self.item.id, "point_id": self.here.id, "on": ON,
               "source": f"p:{self.item.id}:{self.serial}", "kind": "price"}  # fmt: skip
        with transaction():
            if what == "carry":
                lines = (DocumentLine(self.item.id, size),)
                moved = Document(TRANSFER, self.here.id, ON, lines, self.there.id)
                stock.record(desk=self.desk, document=moved, request_id=why["source"])
                return
            if what == "in":
                done = stock.take_in(**why, quantity=size, cost=Money(rupiah))
            elif what == "out":
                done = stock.take_out(**why, quantity=size)
            else:
                done = stock.add_cost(**why, cost=Money(rupiah))
            self.book(done.lines, why["source"])

    def book(self, lines, source) -> None:
        for line in lines:
            side = credit if line.amount > 0 else debit
            other = side("suspense", abs(line.amount))
            ledger.post(Entry(ON, "Uji", source, (line, other)), book_id=self.desk.book_id, by=1)


@pytest.mark.usefixtures("app")
@given(st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_service_the_ledger_and_the_moves_agree(data) -> None:
    desk = make_savings(make_cooperative())
    store = Store(desk, data.draw(st.sampled_from(Method)))
    model: Counter[str] = Counter()
    for what, size, rupiah in data.draw(STEPS):
        if what == "cost" and not rupiah:
            continue
        try:
            store.step(what, size, rupiah)
        except (StockShort, NothingThere, CostAboveValue):
            continue
        model["here"] += {"in": size, "out": -size, "carry": -size}.get(what, 0)
        model["there"] += size if what == "carry" else 0
    found = {one.point.id: one.quantity for one in queries.on_hand(desk.book_id, empty=True)}
    assert found.get(store.here.id, 0) == model["here"]
    assert found.get(store.there.id, 0) == model["there"]
    assert min(found.values(), default=0) >= 0
    worth = sum(int(one.value) for one in queries.on_hand(desk.book_id))
    assert ledger.balance(book_id=desk.book_id, account="inventory_raw_materials") == worth
    assert queries.check(desk.book_id) == []
