"""A migrated database for each test, copied from one that the migrations made."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings

from coop_app import db, schema
from coop_app.app import create_app
from coop_app.config import Settings
from tests.once import work_out_once
from tests.postgres import postgres_cluster

# A slow machine is no failure; in CI the same examples each time, at a desk new ones every time.
hypothesis_settings.register_profile("desk", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "desk")
work_out_once()
#: what takes longest begins first, so that no worker is left alone with it at the end
_LONGEST = (
    "app/test_demo", "scenarios/", "cli/test_running", "auth/test_sweep", "architecture/test_wheel",
    "faults/", "browser/",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long first; otherwise the order of folders."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in _LONGEST))


def pytest_collection_finish() -> None:
    """What the imports made stays to the end: no collection of garbage walks through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 5)


def settings_for(url: str, folder: Path) -> Settings:
    """Settings of a throw-away installation."""
    return Settings(
        database_url=url,
        secret_key="s" * 32,
        identity_key="1f" * 32,
        files=folder / "files",
        testing=True,
    )


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One SQLite file with the newest schema; tests copy it and never write to it."""
    folder = tmp_path_factory.mktemp("migrated")
    path = folder / "empty.db"
    app = create_app(settings_for(f"sqlite:///{path}", folder))
    with app.app_context():
        schema.upgrade()
    return path


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of a fresh migrated SQLite database."""
    path = tmp_path / "koperasi.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def bare_app(sqlite_url: str, tmp_path: Path) -> Flask:
    """The application on an empty migrated database, no cooperative in it, no context pushed."""
    return create_app(settings_for(sqlite_url, tmp_path))


@pytest.fixture
def app(bare_app: Flask) -> Iterator[Flask]:
    """The application with its context pushed: services can be called directly."""
    with bare_app.app_context():
        yield bare_app


@pytest.fixture
def client(bare_app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return bare_app.test_client()


def _migrate(url: str) -> None:
    app = create_app(settings_for(url, Path("/nowhere")))
    with app.app_context():
        schema.upgrade()
        db.engine().dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on an empty migrated SQLite database, and again on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("bare_app")
        return
    cluster = postgres_cluster()
    cluster.template("empty", migrate=_migrate)
    name = cluster.fresh("empty")
    app = create_app(settings_for(cluster.url(name), tmp_path))
    yield app
    with app.app_context():
        db.engine().dispose()
    cluster.drop(name)
