"""A cooperative, a family's phone, and an officer for the pages that a phone keeps."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.browser.office import PASSWORD, opened_office
from tests.make import NOW
from tests.make_family import make_household

COPY = {"X-Phone-Copy": "id"}


@dataclass
class Places:
    """The program, its people, and a household's key."""

    app: Flask
    people: dict[str, str]
    cooperative_id: int
    household_id: int
    key: str

    def phone(self, *, key: str | None = None) -> FlaskClient:
        """A phone, with the family's key unless another one is given."""
        made = self.app.test_client()
        with made.session_transaction() as session:
            session["household_key"] = self.key if key is None else key
        return made

    def signed_in(self, role: str, client: FlaskClient | None = None) -> FlaskClient:
        """A browser of somebody with this role."""
        made = client or self.app.test_client()
        answer = made.post("/masuk", data={"name": self.people[role], "password": PASSWORD})
        assert answer.status_code == 303
        return made


@pytest.fixture
def places(bare_app: Flask) -> Places:
    """One cooperative with a family."""
    import time_machine

    bare_app.config["WTF_CSRF_ENABLED"] = False
    with time_machine.travel(NOW, tick=True), bare_app.app_context():
        office = opened_office(bare_app)
        opened = make_household(office.desk.cooperative_id)
    return Places(
        bare_app, office.people, office.desk.cooperative_id, opened.household_id, opened.key or ""
    )


@pytest.fixture(autouse=True)
def august():
    """The program's day."""
    import time_machine

    with time_machine.travel(NOW, tick=True):
        yield
