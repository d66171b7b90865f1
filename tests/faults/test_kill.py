"""kill -9 of a server that is recording: what was acknowledged is there once, nothing is there twice."""

import http.client
import json
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from coop_app import db, sqlite_settings
from tests.faults import forms, harm
from tests.faults.browser import Tab, new_id
from tests.faults.conftest import CYCLES
from tests.faults.house import House, books, faults, times
from tests.faults.processes import Process, Stable

LONGEST = 0.45
End = Callable[[Process], None]


@dataclass
class Diary:
    """What the clients asked for and what they were told, on their own disk before they go on."""

    path: Path
    asked: dict[str, forms.Filled] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    refused: int = 0

    def __post_init__(self) -> None:
        self._file = self.path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def note(self, word: str, request_id: str, about: Any) -> None:
        with self._lock:
            self._file.write(json.dumps([word, request_id, about]) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def ask(self, tab: Tab, request_id: str, filled: forms.Filled) -> None:
        """Send a form; only a redirect to its paper is an acknowledgement."""
        self.note("asked", request_id, filled)
        self.asked[request_id] = filled
        answer = tab.post(filled[1], filled[2] | {"request_id": request_id})
        if answer.status == 303:
            self.note("told", request_id, answer.location)
            self.told[request_id] = answer.location
        else:
            # 422: the cash box was too empty; 500: the database went away under the server
            assert answer.status in (422, 500), answer.sentence
            self.refused += answer.status == 422
            if answer.status == 422:
                del self.asked[request_id]

    @property
    def unknown(self) -> list[str]:
        return [request_id for request_id in self.asked if request_id not in self.told]

    def close(self) -> None:
        self._file.close()


def work(diary: Diary, house: House, address: str, random: Random) -> None:
    """Record until the server is gone."""
    with Tab(address, house.cookie) as tab, suppress(OSError, http.client.HTTPException):
        while True:
            diary.ask(tab, new_id(), forms.any_act(house, random))


def ask_again(diary: Diary, house: House, address: str) -> None:
    """Whoever got no answer sends the same form again."""
    with Tab(address, house.cookie) as tab:
        for request_id in diary.unknown:
            diary.ask(tab, request_id, diary.asked[request_id])


def sudden(server: Process) -> None:
    """What happens to a server at a random moment, unless a test has worse in mind."""
    server.kill()


def one_life(
    stable: Stable, house: House, diary: Diary, random: Random, *, end: End = sudden, **how: object
) -> float:
    """Start, repeat what is unknown, record with 2 to 4 clients, kill; returns the seconds to the first answer."""
    begun = time.monotonic()
    clients = random.randint(2, 4)
    with stable.serving(house.environment, **how) as (server, address):
        with Tab(address, house.cookie) as tab:
            assert tab.get("/kas/catat").status == 200
        restart = time.monotonic() - begun
        ask_again(diary, house, address)
        assert diary.unknown == []
        with ThreadPoolExecutor(clients) as pool:
            seeds = [Random(random.random()) for _ in range(clients)]
            running = [pool.submit(work, diary, house, address, seed) for seed in seeds]
            time.sleep(random.uniform(0.02, LONGEST))
            end(server)
            server.kill()
            for each in running:
                each.result(60)
    return restart


def prove(house: House, diary: Diary, fresh: set[str]) -> None:
    """Every acknowledged act is there exactly once, the others at most once; the books are whole."""
    with books(house):
        for request_id in fresh:
            found = times(diary.asked[request_id][0], request_id)
            assert found == 1 if request_id in diary.told else found <= 1, request_id
        assert faults(house) == []


def cycles(
    stable: Stable, house: House, folder: Path, seed: str, *, end: End = sudden, **how: object
) -> None:
    random, diary = Random(f"{seed}-{CYCLES}"), Diary(folder / "diary.jsonl")
    known: set[str] = set()
    slowest = 0.0
    for _ in range(CYCLES):
        slowest = max(slowest, one_life(stable, house, diary, random, end=end, **how))
        fresh = (diary.asked.keys() - known) | set(diary.unknown)
        prove(house, diary, fresh)
        known = set(diary.told)
    with stable.serving(house.environment, **how) as (_server, address):
        open_questions = len(diary.unknown)
        ask_again(diary, house, address)
    prove(house, diary, set(diary.asked))
    diary.close()
    assert diary.unknown == []
    assert len(diary.told) > CYCLES
    with books(house):
        entries = db.session.scalar(sa.text("SELECT count(*) FROM journal_entry"))
    print(  # noqa: T201 - the long run's report
        f"\n{seed}: {CYCLES} kills, {len(diary.told)} acts acknowledged, {entries} entries,"
        f" {open_questions} open at the end, {diary.refused} refused, slowest start {slowest:.2f} s"
    )


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_killed_server_on_sqlite(
    mode: str, house: House, stable: Stable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_settings, "journal", lambda: harm.SETTINGS[mode])
    cycles(stable, house, tmp_path, f"sqlite {mode}", journal=mode)


def test_the_proof_notices_a_server_that_answers_without_keeping(
    house: House, stable: Stable, tmp_path: Path
) -> None:
    diary = Diary(tmp_path / "diary.jsonl")
    with (
        stable.serving(house.environment, forgetful=True) as (_server, address),
        Tab(address, house.cookie) as tab,
        suppress(OSError, http.client.HTTPException),
    ):
        diary.ask(tab, new_id(), forms.money_in(house, 5000))
    diary.close()
    assert len(diary.told) == 1
    with pytest.raises(AssertionError):
        prove(house, diary, set(diary.told))
