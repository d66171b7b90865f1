"""One cooperative with a learner and a seeded practice room, made once and copied for each test."""

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coop_app import clock, ledger
from coop_app.app import create_app
from coop_app.app.first_start import Answers, begin
from coop_app.app.practice.mounting import Mount, mount
from coop_app.auth import service as auth
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import practice as queries
from coop_app.literacy.service.practice import rooms
from tests.conftest import settings_for
from tests.people import Browser

_count = itertools.count(1)


@dataclass(slots=True)
class Bench:
    """A learner at the desk: the real application, and the practice books behind it."""

    app: Flask
    cooperative_id: int
    book_id: int
    user_id: int
    learner: Browser

    @property
    def mount(self) -> Mount:
        with self.app.app_context():
            found = mount()
        assert found is not None
        return found

    @contextmanager
    def inside(self) -> Iterator[Desk]:
        """The practice books, at the treasurer's desk, nobody beside."""
        with self.app.app_context():
            room = rooms.current(self.cooperative_id, self.user_id)
        assert room is not None
        with self.mount.app().app_context():
            keys = room.keys
            yield Desk(keys.cooperative_id, keys.book_id, keys.treasurer, clock.today())

    def chair(self) -> int:
        """The key of the invented chairperson."""
        with self.app.app_context():
            room = rooms.current(self.cooperative_id, self.user_id)
            assert room is not None
            return room.keys.chair

    def begin(self, key: str) -> dict[str, Any]:
        """Begin an exercise by its button; returns its facts."""
        answer = self.learner.post(f"/latihan/{key}/mulai", {"request_id": f"b{next(_count)}"})
        assert answer.status_code == 303
        with self.app.app_context():
            attempt = queries.attempt(self.cooperative_id, self.user_id, key)
        assert attempt is not None
        return attempt.facts

    def check(self, key: str, answer: int | None = None) -> tuple[bool, str]:
        """Press the button; whether it is right, and the sentence the checker says."""
        data = {"request_id": f"c{next(_count)}", "answer": "" if answer is None else str(answer)}
        assert self.learner.post(f"/latihan/{key}/periksa", data).status_code == 303
        with self.app.app_context():
            attempt = queries.attempt(self.cooperative_id, self.user_id, key)
            assert attempt is not None
            last = queries.checks_of(self.cooperative_id, attempt.id)[0]
        return last.passed, last.reason


def _found(folder: Path) -> dict[str, Any]:
    app = create_app(settings_for(f"sqlite:///{folder / 'koperasi.db'}", folder))
    with app.app_context():
        answers = Answers(
            "Koperasi Uji Sejahtera", date(2026, 1, 1), "cooperative", "Ibu Siti", "siti",
            "sepeda biru lari pagi",
        )  # fmt: skip
        with transaction():
            cooperative_id, user_id = begin(answers, now=clock.now())
        with transaction():
            opened = auth.sign_in(
                "siti", proven=True, where=auth.Where("127.0.0.1", "test"), now=clock.now()
            )
        assert opened is not None
        return {
            "coop": cooperative_id, "user": user_id, "token": opened.token,
            "book": ledger.main_book(cooperative_id),
        }  # fmt: skip


def _bench(folder: Path) -> Bench:
    known = json.loads((folder / "known.json").read_text())
    app = create_app(settings_for(f"sqlite:///{folder / 'koperasi.db'}", folder))
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = known["token"]
    return Bench(app, known["coop"], known["book"], known["user"], Browser(client, known["user"]))


@pytest.fixture(scope="session")
def practised(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both databases: the cooperative, and the learner's practice room."""
    folder = tmp_path_factory.mktemp("practised")
    shutil.copy(migrated_sqlite, folder / "koperasi.db")
    (folder / "latihan").mkdir()
    shutil.copy(migrated_sqlite, folder / "latihan" / "latihan.sqlite3")
    (folder / "known.json").write_text(json.dumps(_found(folder)))
    made = _bench(folder)
    assert made.learner.post("/latihan/mulai", {"request_id": "room-1"}).status_code == 303
    return folder


@pytest.fixture(scope="module")
def bench(practised: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A learner whose practice room is ready, the same for a file: each exercise begins at its own entry."""
    folder = tmp_path_factory.mktemp("bench") / "house"
    shutil.copytree(practised, folder)
    return _bench(folder)


@pytest.fixture
def own_bench(practised: Path, tmp_path: Path) -> Bench:
    """A learner whose practice room is ready, for this test alone."""
    shutil.copytree(practised, tmp_path / "house")
    return _bench(tmp_path / "house")


@pytest.fixture
def fresh(migrated_sqlite: Path, tmp_path: Path) -> Callable[[], Bench]:
    """A learner who has never practised: there is no practice file yet."""

    def make() -> Bench:
        shutil.copy(migrated_sqlite, tmp_path / "koperasi.db")
        (tmp_path / "known.json").write_text(json.dumps(_found(tmp_path)))
        return _bench(tmp_path)

    return make
