"""One browser and one served program for all the flows; every test has a cooperative of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Browser

from coop_app.app.audit import audit_all, audit_book
from tests.browser import browser
from tests.browser.office import Office, opened_office
from tests.browser.serving import Served, copied, serve
from tests.browser.walking import WIDTHS, Walk, walking
from tests.make import NOW


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one Chromium of the run."""
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def site(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The program on a loopback port, with a database that many cooperatives share."""
    with serve(copied(migrated_sqlite, tmp_path_factory.mktemp("site"))) as served:
        yield served
        assert findings(served.app) == []


@pytest.fixture(autouse=True)
def august() -> Iterator[None]:
    """14 August 2026 for the program; the browser's own clock does not matter."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    """A phone, then a laptop."""
    return int(request.param)


@pytest.fixture
def office(site: Served, august: None) -> Iterator[Office]:
    """A fresh cooperative; its books are proved afterwards."""
    with site.app.app_context():
        made = opened_office(site.app)
    yield made
    with site.app.app_context():
        assert audit_book(made.desk.cooperative_id, made.desk.book_id) == []


@pytest.fixture
def walk(chromium: Browser, site: Served, office: Office, width: int) -> Iterator[Walk]:
    """The treasurer at her screen, signed in through the form."""
    with walking(chromium, site.address, width=width) as made:
        made.sign_in(office.people["bendahara"])
        yield made


def findings(app: Flask) -> list[dict[str, str]]:
    """What the audit finds anywhere in the house."""
    with app.app_context():
        return audit_all()
