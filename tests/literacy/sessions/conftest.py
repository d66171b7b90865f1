"""A trainer, and a session that is open."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from coop_app.auth import rules as roles
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.queries.sessions import SessionRow
from tests.make import NOW, TODAY, make_cooperative
from tests.make_sessions import make_session
from tests.people import Browser, signed_in


@pytest.fixture
def august() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house(bare_app: Flask) -> int:
    with bare_app.app_context():
        return make_cooperative()


@pytest.fixture
def trainer(bare_app: Flask, house: int) -> Browser:
    return signed_in(bare_app, house, roles.PELATIH)


@pytest.fixture
def desk(house: int, trainer: Browser) -> Desk:
    return Desk(house, 0, trainer.user_id, TODAY)


@pytest.fixture
def held(bare_app: Flask, desk: Desk) -> SessionRow:
    with bare_app.app_context():
        return make_session(desk, minutes=90)
