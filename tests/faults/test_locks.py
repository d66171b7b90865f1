"""Locks that others hold: nobody waits for ever, and whoever waits does not stand in another's way."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from coop_app import db
from coop_app.db import transaction
from coop_app.refusal import DatabaseBusy, DatabaseReadOnly, DiskFull, Unwritable
from tests.faults import forms
from tests.faults.browser import Answer, Tab, new_id
from tests.faults.house import House, books, faults, times
from tests.faults.processes import Stable

LONGEST = 30
SHORT = 400
BUSY = "Pembukuan sedang dipakai pekerjaan lain. Tidak ada yang tersimpan."
READ_ONLY = "Berkas pembukuan hanya boleh dibaca. Tidak ada yang tersimpan."
HOLD = """import sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
book.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()"""


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Another process holds a lock on the file, like a copying tool or a virus scanner."""
    command = [sys.executable, "-c", HOLD, str(path), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield


def send(tab: Tab, house: House, request_id: str) -> Answer:
    _kind, path, facts = forms.money_in(house, 1234)
    return tab.post(path, facts | {"request_id": request_id})


def kept_once(house: House, request_id: str) -> bool:
    with books(house):
        assert faults(house) == []
        return times("cash", request_id) == 1


def test_another_process_writes_for_too_long(house: House, stable: Stable) -> None:
    request_id = new_id()
    with (
        stable.serving(house.environment, patience=SHORT) as (_server, address),
        Tab(address, house.cookie) as tab,
    ):
        tab.get("/kas/catat")
        with held(house.path, "IMMEDIATE"):
            begun = time.monotonic()
            answer = send(tab, house, request_id)
            assert time.monotonic() - begun < LONGEST
            assert answer.status == 422
            assert BUSY in answer.sentence
            assert request_id in answer.text
            assert "Uang uji" in answer.text
            assert tab.get("/buku/jurnal").status == 200
        assert send(tab, house, request_id).status == 303
    assert kept_once(house, request_id)


def test_another_process_shuts_everybody_out(house: House, stable: Stable) -> None:
    request_id = new_id()
    with (
        stable.serving(house.environment, patience=SHORT) as (server, address),
        Tab(address, house.cookie) as tab,
    ):
        tab.token = tab.fields("/akun")["csrf_token"]
        with held(house.path, "EXCLUSIVE"):
            begun = time.monotonic()
            answer = send(tab, house, request_id)
            assert time.monotonic() - begun < LONGEST
            assert answer.status == 500
            assert "Kembali dan coba lagi" in answer.sentence
            assert "database is locked" in server.said
        assert send(tab, house, request_id).status == 303
    assert kept_once(house, request_id)


def test_the_patience_of_a_real_office_is_less_than_half_a_minute(house: House) -> None:
    with books(house), db.engine().connect() as connection:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    assert db.PATIENCE + patience / 1000 < LONGEST


def test_a_turn_that_never_comes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "PATIENCE", 0.2)
    begun, over = threading.Event(), threading.Event()

    def endless() -> None:
        with db._turn:
            begun.set()
            over.wait(20)

    other = threading.Thread(target=endless)
    other.start()
    begun.wait(20)
    with books(house), pytest.raises(DatabaseBusy), transaction():
        pass
    over.set()
    other.join(20)


def test_a_file_that_may_only_be_read(house: House, stable: Stable) -> None:
    """Query-only connections: the same answer of SQLite, and it holds for the superuser too."""
    request_id = new_id()
    with (
        stable.serving(house.environment, unwritable=True) as (_server, address),
        Tab(address, house.cookie) as tab,
    ):
        answer = send(tab, house, request_id)
        assert answer.status == 422
        assert READ_ONLY in answer.sentence
        assert request_id in answer.text
        assert tab.get("/buku/jurnal").status == 200
        assert tab.get(f"/anggota/{house.members[0]}").status == 200
    with stable.serving(house.environment) as (_server, address), Tab(address, house.cookie) as tab:
        assert send(tab, house, request_id).status == 303
    assert kept_once(house, request_id)


@pytest.mark.parametrize(
    "code, fact",
    [
        (5, DatabaseBusy),
        (261, DatabaseBusy),
        (8, DatabaseReadOnly),
        (1544, DatabaseReadOnly),
        (14, DatabaseReadOnly),
        (13, DiskFull),
    ],
)
def test_what_sqlite_says_in_our_words(code: int, fact: type[Unwritable], house: House) -> None:
    """Locked, also by recovery; read-only, also a folder without room for a journal; full."""
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = code
    with books(house), pytest.raises(fact), transaction():
        raise error


def test_whoever_waits_for_a_turn_holds_no_lock(house: House) -> None:
    """In the rollback journal a reader's lock stops a writer's commit: two clerks at once stood still for 30 s."""
    with books(house) as app:
        inside, looked = threading.Event(), threading.Event()
        took: list[float] = []

        def second_clerk() -> None:
            with app.app_context():
                db.session.scalar(sa.text("SELECT count(*) FROM member"))
                looked.set()
                inside.wait(20)
                with transaction():
                    pass
                db.session.remove()

        def first_clerk() -> None:
            with app.app_context():
                looked.wait(20)
                begun = time.monotonic()
                with transaction():
                    inside.set()
                    time.sleep(0.3)
                    db.write_connection().execute(sa.text("UPDATE book SET name = 'Buku'"))
                took.append(time.monotonic() - begun)
                db.session.remove()

        clerks = [threading.Thread(target=clerk) for clerk in (first_clerk, second_clerk)]
        for clerk in clerks:
            clerk.start()
        for clerk in clerks:
            clerk.join(60)
    assert len(took) == 1
    assert took[0] < 5
