"""The answer is lost on the way, or a form is sent eight times at once: one act, and other contents are refused."""

import http.client
import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.faults import forms
from tests.faults.browser import Answer, Tab, new_id
from tests.faults.forms import Filled
from tests.faults.house import House, books, faults, times
from tests.faults.processes import Stable

AT_ONCE = 8
RICH_DUES = 5000
Fill = Callable[[House, int], Filled]
ACTS: dict[str, tuple[Fill, int, int]] = {
    "deposit": (forms.deposit, 5000, 6000),
    "dues": (forms.dues, RICH_DUES, 2 * RICH_DUES),
    "withdrawal": (forms.withdrawal, 7000, 8000),
    "money in": (forms.money_in, 9000, 9100),
    "money out": (forms.money_out, 9000, 9100),
    "transfer": (forms.transfer, 11000, 11100),
    "voucher": (forms.voucher, 12000, 12100),
    "member": (forms.member, 1, 2),
    "count": (forms.count, 4000, 4001),
}


@contextmanager
def deaf(address: str) -> Iterator[str]:
    """A line that carries the request, waits until the server has answered, and then breaks."""
    host, _, port = address.partition(":")
    with socket.create_server(("127.0.0.1", 0)) as door:

        def carry() -> None:
            coming, _whence = door.accept()
            with coming, socket.create_connection((host, int(port))) as server:
                coming.settimeout(0.3)
                try:
                    while piece := coming.recv(65536):
                        server.sendall(piece)
                except TimeoutError:
                    server.settimeout(60)
                    assert server.recv(65536)

        line = threading.Thread(target=carry)
        line.start()
        yield "{}:{}".format(*door.getsockname())
        line.join(60)


def filled(fill: Fill, house: House, tab: Tab, number: int) -> Filled:
    """The form with what its page put into it (a count names the balance it saw)."""
    kind, path, facts = fill(house, number)
    if kind == "count":
        facts["book_balance"] = tab.fields(path)["book_balance"]
    return kind, path, facts


def prove_one(house: House, kind: str, request_id: str) -> None:
    with books(house):
        assert times(kind, request_id) == 1
        assert faults(house) == []


@pytest.fixture(scope="module")
def served(
    built: House, stable: Stable, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, str]]:
    """One server for all acts of this file."""
    house = built.elsewhere(tmp_path_factory.mktemp("served"))
    with stable.serving(house.environment) as (_server, address):
        yield house, address


@pytest.mark.parametrize("act", ACTS)
def test_the_answer_is_lost(act: str, served: tuple[House, str]) -> None:
    house, address = served
    fill, number, other = ACTS[act]
    request_id = new_id()
    with Tab(address, house.cookie) as tab:
        kind, path, facts = filled(fill, house, tab, number)
        tab.get("/akun")
        token = tab.fields("/akun")["csrf_token"]
        with (
            deaf(address) as line,
            Tab(line, tab.cookie, token) as cut_off,
            pytest.raises((OSError, http.client.HTTPException)),
        ):
            cut_off.post(path, facts | {"request_id": request_id})
        prove_one(house, kind, request_id)
        again = [tab.post(path, facts | {"request_id": request_id}) for _ in range(2)]
        assert [answer.status for answer in again] == [303, 303], again[0].sentence
        assert again[0].location == again[1].location
        changed = fill(house, other)[2] | {k: facts[k] for k in ("book_balance",) if k in facts}
        refused = tab.post(path, changed | {"request_id": request_id})
        assert refused.status == 422
        assert "sudah terkirim dengan isi yang lain" in refused.sentence
    prove_one(house, kind, request_id)


def send_at_once(house: House, address: str, form: Filled, ids: Iterator[str]) -> list[Answer]:
    """The same form from so many tabs that start together."""
    gate = threading.Barrier(AT_ONCE)

    def one(request_id: str) -> Answer:
        with Tab(address, house.cookie) as tab:
            tab.token = tab.fields("/akun")["csrf_token"]
            gate.wait(60)
            return tab.post(form[1], form[2] | {"request_id": request_id})

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, itertools.islice(ids, AT_ONCE)))


@pytest.mark.parametrize("act", ACTS)
def test_eight_fingers_on_one_button(act: str, served: tuple[House, str]) -> None:
    house, address = served
    fill, number, _other = ACTS[act]
    request_id = new_id()
    with Tab(address, house.cookie) as tab:
        form = filled(fill, house, tab, number + 10 if act == "member" else number)
    answers = send_at_once(house, address, form, itertools.repeat(request_id))
    assert {answer.status for answer in answers} == {303}, answers[0].sentence
    assert len({answer.location for answer in answers}) == 1
    prove_one(house, form[0], request_id)
