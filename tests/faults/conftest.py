"""A cooperative for each test, copied from one that was built once; processes of the program; the run's size."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coop_app import ledger
from tests.faults import forms
from tests.faults.house import House, books, build
from tests.faults.processes import Stable
from tests.postgres import postgres_cluster

#: how many times a server is killed per kind of database; see docs/integrity.md
CYCLES = int(os.environ.get("COOP_FAULT_CYCLES", "12"))
#: how many copies are made while others record
COPIES = max(20, CYCLES)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> House:
    """One cooperative on SQLite; tests copy it and never write to it."""
    folder = tmp_path_factory.mktemp("built")
    house = build(f"sqlite:///{folder / 'koperasi.db'}", folder)
    with books(house):
        chart = {one.role: one for one in ledger.accounts(book_id=house.book_id) if one.role}
    forms.ACCOUNTS[:] = [chart["other_expense"].code, chart["cash_on_hand"].code]
    return house


@pytest.fixture
def house(built: House, tmp_path: Path) -> House:
    """A cooperative on SQLite of its own."""
    return built.elsewhere(tmp_path / "data")


@pytest.fixture
def pg_house(built: House, tmp_path: Path) -> Iterator[House]:
    """A cooperative on PostgreSQL of its own."""
    cluster = postgres_cluster()
    cluster.template("faults", migrate=lambda _url: None)
    name = cluster.fresh("faults")
    (tmp_path / "data").mkdir()
    yield build(cluster.url(name), tmp_path / "data")
    cluster.drop(name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either_house(request: pytest.FixtureRequest) -> House:
    """A cooperative on SQLite, and again on PostgreSQL."""
    name = "house" if request.param == "sqlite" else "pg_house"
    found: House = request.getfixturevalue(name)
    return found


@pytest.fixture(scope="session")
def stable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stable]:
    """Where processes of the program come from."""
    folder = tmp_path_factory.mktemp("processes")
    with Stable(folder) as ready:
        yield ready
    shutil.rmtree(folder, ignore_errors=True)
