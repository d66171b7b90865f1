"""A migrated database for each test, copied from one that the migrations made."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coop_app import schema
from coop_app.app import create_app
from coop_app.config import Settings


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
