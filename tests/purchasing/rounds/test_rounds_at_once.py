"""Members who order at the same moment, on both databases, with real threads."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.rules.rounds import life, orders, times
from coop_app.purchasing.rules.rounds.orders import Asked
from coop_app.purchasing.service import rounds as service
from coop_app.refusal import Refused
from tests.make import make_cooperative, make_group, make_member, make_savings
from tests.make_rounds import CLOSES, OPENS, make_order, make_round

PEOPLE = 4


class House:
    """Four members and a round of two sacks, one of them taken."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            key = make_cooperative()
            self.desk = make_savings(key)
            group = make_group(key)
            self.members = [make_member(key, group, f"Anggota {n}").id for n in range(PEOPLE)]
            self.round = make_round(self.desk, offer={"maximum": 50})
            make_order(self.desk, self.round, self.members[0], 25, at=OPENS)
            self.item = queries.items_of(self.round)[0].id

    def tap(self, member_id: int, quantity: int = 25) -> service.Tap:
        return service.Tap(self.round.id, (Asked(self.item, member_id, quantity),))

    def at_once(self, act: Callable[[int], object], count: int = PEOPLE) -> list[object]:
        """Do the act in so many threads that start together; a refusal is its result."""
        gate = threading.Barrier(count)

        def one(number: int) -> object:
            with self.app.app_context():
                gate.wait()
                try:
                    with transaction():
                        return act(number)
                except Refused as refusal:
                    return refusal

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))

    def ordered(self) -> int:
        """Firm units in the queue, when the audit is clean."""
        with self.app.app_context():
            assert queries.check_rounds(self.desk.cooperative_id, self.desk.book_id) == []
            return queries.standings(self.round)[0].progress.level.quantity


@pytest.fixture
def house(either: Flask, monkeypatch: pytest.MonkeyPatch) -> House:
    # without the lock inside one process: what is left is what guards several processes
    monkeypatch.setattr(db, "_turn", contextlib.nullcontext())
    return House(either)


def test_the_last_sack_goes_to_one(house) -> None:
    def order(number):
        tap = house.tap(house.members[1 + number])
        return service.order(desk=house.desk, tap=tap, request_id=f"o-{number}", at=OPENS)

    results = house.at_once(order, 3)
    assert sum(isinstance(result, orders.NothingLeft) for result in results) == 2
    assert house.ordered() == 50


def test_the_same_tap_at_once_is_one_entry(house) -> None:
    def order(_number):
        tap = house.tap(house.members[1])
        return service.order(desk=house.desk, tap=tap, request_id="one", at=OPENS)

    assert house.at_once(order) == [house.round.id] * PEOPLE
    assert house.ordered() == 50
    with house.app.app_context():
        assert len(queries.history_of(house.round.id, house.members[1])) == 1


def test_closing_and_ordering_at_once(house) -> None:
    """Whoever comes first: an order is in the result, or it is refused."""

    def act(number):
        if number == 0:
            return service.close(desk=house.desk, round_id=house.round.id, at=OPENS)
        tap = house.tap(house.members[number])
        return service.order(desk=house.desk, tap=tap, request_id=f"o-{number}", at=OPENS)

    results = house.at_once(act, 2)
    assert isinstance(results[0], queries.Round)
    with house.app.app_context():
        result = queries.results_of(house.round.id)[house.item]
    if isinstance(results[1], Refused):
        assert isinstance(results[1], times.OrdersClosed)
        assert result.ordered == 25
    else:
        assert result.ordered == 50
    assert house.ordered() == result.ordered


def test_closing_and_placing_happen_once(house) -> None:
    def close(_number):
        return service.close(desk=house.desk, round_id=house.round.id, at=CLOSES)

    closed = house.at_once(close)
    assert sum(isinstance(result, life.NotTakingOrders) for result in closed) == PEOPLE - 1

    def place(number):
        placing = service.Placing(house.round.id, date(2026, 8, 19))
        return service.place(desk=house.desk, placing=placing, request_id=f"p-{number}", at=CLOSES)

    placed = house.at_once(place)
    assert sum(isinstance(result, life.NotClosed) for result in placed) == PEOPLE - 1
    assert house.ordered() == 25


def test_papers_made_at_once_have_numbers_without_gap(house) -> None:
    with house.app.app_context():
        rounds = [make_round(house.desk) for _n in range(PEOPLE)]
        for shown in rounds:
            make_order(house.desk, shown, house.members[0], 25)
            with transaction():
                service.close(desk=house.desk, round_id=shown.id, at=CLOSES)

    def place(number):
        placing = service.Placing(rounds[number].id, date(2026, 8, 19))
        return service.place(
            desk=house.desk, placing=placing, request_id=f"p-{number}", at=CLOSES
        ).number

    assert sorted(house.at_once(place), key=int) == [1, 2, 3, 4]
    house.ordered()
