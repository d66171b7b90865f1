"""Members order the last sack from their phones at the same moment; a tap is repeated; a reply is lost."""

import http.client
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask.sessions import SecureCookieSessionInterface

from coop_app import clock
from coop_app.app.audit import audit_all
from coop_app.auth import service as auth
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.purchasing.queries import rounds as queries
from tests.faults.browser import Answer, Tab, new_id
from tests.faults.house import House, books
from tests.faults.processes import Stable
from tests.faults.test_lost_reply import deaf
from tests.make_rounds import make_round
from tests.people import add_person

SACK = 25
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Market:
    """A served cooperative with a round of two sacks, and the phones of its members."""

    house: House
    address: str
    round_id: int
    path: str
    cookies: tuple[str, ...]

    def order(self, cookie: str, request_id: str, quantity: int = SACK) -> Answer:
        with Tab(self.address, cookie) as tab:
            return tab.post(self.path, order_form(request_id, quantity))

    def at_once(self, taps: list[tuple[str, str]]) -> list[Answer]:
        """(cookie, request id) each, started together."""
        gate = threading.Barrier(len(taps))

        def one(tap: tuple[str, str]) -> Answer:
            with Tab(self.address, tap[0]) as tab:
                tab.token = tab.fields("/akun")["csrf_token"]
                gate.wait(60)
                return tab.post(self.path, order_form(tap[1], SACK))

        with ThreadPoolExecutor(len(taps)) as pool:
            return list(pool.map(one, taps))

    def ordered(self) -> list[int]:
        """What each member has ordered, when the audit is clean."""
        with books(self.house):
            shown = queries.get_round(self.house.cooperative_id, self.round_id)
            standing = queries.standings(shown)[0]
            assert audit_all() == []
            return [standing.of(member).quantity for member in self.house.members]


def order_form(request_id: str, quantity: int) -> dict[str, Any]:
    return {
        "request_id": request_id,
        "pick": quantity,
        "quantity": "",
        "tolerance": "",
        "ceiling": "",
    }


@pytest.fixture
def market(either_house: House, stable: Stable) -> Iterator[Market]:
    house = either_house
    with books(house) as app:
        desk = Desk(house.cooperative_id, house.book_id, 1, clock.today())
        now = clock.now()
        shown = make_round(
            desk, offer={"maximum": 2 * SACK}, opens_at=now - HOUR, closes_at=now + 9000 * HOUR
        )
        item = queries.items_of(shown)[0].id
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        cookies = tuple(_phone(signer, house.cooperative_id, member) for member in house.members)
    path = f"/pengadaan/pesan/{shown.id}/{item}"
    with stable.serving(house.environment) as (_server, address):
        yield Market(house, address, shown.id, path, cookies)


def _phone(signer: Any, cooperative_id: int, member_id: int) -> str:
    _user, name = add_person(cooperative_id, "anggota", member_id=member_id)
    now = clock.now()
    with transaction():
        opened = auth.sign_in(name, proven=True, where=auth.Where("127.0.0.1", "test"), now=now)
    assert opened is not None
    facts = {"_user_id": opened.token, "_fresh": True, "seen": int(now.timestamp())}
    return f"koperasi={signer.dumps(facts)}"


def test_four_members_want_the_last_sack(market: Market) -> None:
    assert market.order(market.cookies[0], new_id()).status == 303
    answers = market.at_once([(cookie, new_id()) for cookie in market.cookies[1:]])
    assert sorted(answer.status for answer in answers) == [303, 422, 422]
    for answer in answers:
        if answer.status == 422:
            assert "Sisa yang bisa dikirim pemasok hanya 0 kg" in answer.sentence
    assert sum(market.ordered()) == 2 * SACK


def test_eight_fingers_order_once(market: Market) -> None:
    request_id = new_id()
    answers = market.at_once([(market.cookies[0], request_id)] * 8)
    assert {answer.status for answer in answers} == {303}, answers[0].sentence
    assert len({answer.location for answer in answers}) == 1
    assert market.ordered() == [SACK, 0, 0, 0]


def test_a_lost_reply_is_answered_the_same_again(market: Market) -> None:
    cookie, request_id = market.cookies[0], new_id()
    with Tab(market.address, cookie) as tab:
        token = tab.fields("/akun")["csrf_token"]
        with (
            deaf(market.address) as line,
            Tab(line, tab.cookie, token) as cut_off,
            pytest.raises((OSError, http.client.HTTPException)),
        ):
            cut_off.post(market.path, order_form(request_id, SACK))
    assert market.ordered() == [SACK, 0, 0, 0]
    again = [market.order(cookie, request_id) for _time in range(2)]
    assert [answer.status for answer in again] == [303, 303]
    assert again[0].location == again[1].location
    other = market.order(cookie, request_id, 2 * SACK)
    assert other.status == 422
    assert "sudah terkirim dengan isi yang lain" in other.sentence
    assert market.ordered() == [SACK, 0, 0, 0]
