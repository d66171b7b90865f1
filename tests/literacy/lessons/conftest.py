"""A class with its trainer, the trainer's browser, and phones in the room."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coop_app.auth import rules as roles
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.sessions import SessionRow
from tests.make import NOW, TODAY, make_cooperative
from tests.make_lessons import make_class, request_id
from tests.people import Browser, signed_in

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class Phone:
    """A phone without an account; it joins by the code."""

    client: FlaskClient
    code: str

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def text(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def token(self) -> str:
        found = _TOKEN.search(self.client.get("/ikut").get_data(as_text=True))
        assert found is not None
        return found[1]

    def post(self, path: str, **data: Any) -> TestResponse:
        known = {"csrf_token": self.token(), "request_id": request_id()}
        return self.client.post(path, data=known | data)

    def join(self, name: str) -> "Phone":
        """As everybody does: agree, name, village."""
        answer = self.post(
            f"/ikut/{self.code}", agree="y", name=name, sex="F", age_band="35-44", village="other",
            other_village="Kuripan", migrant_status="returned", country="Hong Kong",
        )  # fmt: skip
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return self


@dataclass
class Room:
    """One session with four people on the list."""

    app: Flask
    house: int
    desk: Desk
    trainer: Browser
    over: SessionRow
    people: list[int]

    @property
    def path(self) -> str:
        return f"/pelatihan/{self.over.id}"

    def text(self, path: str, browser: Browser | None = None) -> str:
        answer = (browser or self.trainer).get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def post(self, path: str, **data: Any) -> TestResponse:
        return self.trainer.post(path, {"request_id": request_id()} | data)

    def phone(self, name: str = "") -> Phone:
        made = Phone(self.app.test_client(), self.over.join_code)
        return made.join(name) if name else made

    def as_role(self, role: str) -> Browser:
        return signed_in(self.app, self.house, role)

    def now(self) -> SessionRow:
        return training.get_session(self.house, self.over.id)


@pytest.fixture
def august() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def room(bare_app: Flask, august: None) -> Room:
    with bare_app.app_context():
        house = make_cooperative()
    trainer = signed_in(bare_app, house, roles.PELATIH)
    desk = Desk(house, 0, trainer.user_id, TODAY)
    with bare_app.app_context():
        over, people = make_class(desk)
    return Room(bare_app, house, desk, trainer, over, people)
