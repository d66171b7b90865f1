"""Twenty phones in a room, served for real, on both databases: every answer counts once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from coop_app.auth import rules as roles
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries.lessons import RoundRow
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons.slides import Kind
from tests.faults.browser import Answer, Tab, new_id
from tests.faults.house import House, books, faults, today
from tests.faults.processes import Stable
from tests.make_lessons import ask, make_class, show, slide_of
from tests.people import add_person

PHONES = 20


@dataclass
class Class:
    """A session with an open question, and its trainer's desk."""

    house: House
    desk: Desk
    over: SessionRow
    asked: RoundRow

    @property
    def path(self) -> str:
        return f"/ikut/{self.over.join_code}"

    def join(self, tab: Tab, number: int) -> None:
        tab.token = tab.fields(self.path)["csrf_token"]
        joined = tab.post(
            self.path,
            {
                "request_id": new_id(), "agree": "y", "name": f"Peserta {number:02d}", "sex": "F",
                "age_band": "35-44", "village": "other", "other_village": "Kuripan",
                "migrant_status": "returned", "country": "Hong Kong",
            },
        )  # fmt: skip
        assert joined.status == 303, joined.sentence

    def tap(self, tab: Tab, choice: int, request_id: str) -> Answer:
        form = {"request_id": request_id, "choice": choice}
        return tab.post(f"{self.path}/jawab/{self.asked.id}", form)


def opened(house: House) -> Class:
    with books(house):
        user_id, _name = add_person(house.cooperative_id, roles.PELATIH)
        desk = Desk(house.cooperative_id, house.book_id, user_id, today())
        over, _nobody = make_class(desk, 0)
        return Class(house, desk, over, ask(desk, over))


def phones(room: Class, address: str, stack: ExitStack) -> list[Tab]:
    tabs = [stack.enter_context(Tab(address, "")) for _ in range(PHONES)]
    for number, tab in enumerate(tabs):
        room.join(tab, number)
    return tabs


def test_twenty_phones_tap_at_once_and_twice(either_house: House, stable: Stable) -> None:
    room, gate = opened(either_house), threading.Barrier(PHONES)

    def one(number: int, tab: Tab) -> list[int]:
        request_id = new_id()
        gate.wait(60)
        taps = [room.tap(tab, number % 3, request_id) for _ in range(2)]
        return [answer.status for answer in taps]

    with stable.serving(either_house.environment) as (_server, address), ExitStack() as stack:
        tabs = phones(room, address, stack)
        with ThreadPoolExecutor(PHONES) as pool:
            found = list(pool.map(one, range(PHONES), tabs))
    assert found == [[303, 303]] * PHONES
    with books(either_house):
        assert queries.counts(room.asked.id) == ({0: 7, 1: 7, 2: 6}, {})
        assert faults(either_house) == []


def test_the_trainer_closes_while_twenty_phones_tap(either_house: House, stable: Stable) -> None:
    room, gate = opened(either_house), threading.Barrier(PHONES + 1)

    def one(tab: Tab) -> int:
        gate.wait(60)
        return room.tap(tab, 1, new_id()).status

    def close() -> None:
        with books(either_house):
            gate.wait(60)
            show(room.desk, room.over, slide_of(room.over, Kind.ANSWER))

    with stable.serving(either_house.environment) as (_server, address), ExitStack() as stack:
        tabs = phones(room, address, stack)
        with ThreadPoolExecutor(PHONES + 1) as pool:
            closing = pool.submit(close)
            found = list(pool.map(one, tabs))
            closing.result()
    assert set(found) <= {303, 422}
    with books(either_house):
        assert queries.counts(room.asked.id)[0].get(1, 0) == found.count(303)
        assert faults(either_house) == []
