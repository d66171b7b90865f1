"""The savings tests' application on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from coop_app import schema
from coop_app.app import create_app
from coop_app.db import engine
from tests.conftest import settings_for
from tests.postgres import postgres_cluster

_TEMPLATE = "savings-empty"


def _migrate(url: str) -> None:
    app = create_app(settings_for(url, Path("/nowhere")))
    with app.app_context():
        schema.upgrade()
        engine().dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("bare_app")
        return
    cluster = postgres_cluster()
    cluster.template(_TEMPLATE, migrate=_migrate)
    name = cluster.fresh(_TEMPLATE)
    app = create_app(settings_for(cluster.url(name), tmp_path))
    yield app
    with app.app_context():
        engine().dispose()
    cluster.drop(name)
