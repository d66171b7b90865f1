"""The migrations make, on both databases, exactly the tables that the code describes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from coop_app import db, paths, schema
from coop_app.app import create_app
from coop_app.config import Settings
from tests.postgres import postgres_cluster


def drift() -> list[str]:
    """Each difference in one short line."""
    return [str(change)[:160] for change in schema.drift()]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    cluster = postgres_cluster()
    cluster.template("nothing", migrate=lambda _url: None)
    name = cluster.fresh("nothing")
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture
def app(address: str, tmp_path: Path) -> Iterator[Flask]:
    settings = Settings(address, secret_key="s" * 32, identity_key="1f" * 32, files=tmp_path)
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine().dispose()


@pytest.mark.usefixtures("app")
def test_code_and_migrations_agree() -> None:
    schema.upgrade()
    assert schema.current() == schema.newest()
    found = drift()
    assert not found, "\n".join(found)


@pytest.mark.usefixtures("app")
def test_upgrading_twice_changes_nothing() -> None:
    schema.upgrade()
    schema.upgrade()
    found = drift()
    assert not found, "\n".join(found)


def test_the_chain_has_no_branch() -> None:
    texts = [path.read_text("utf-8") for path in (paths.migrations() / "versions").glob("*.py")]
    lines = [line for text in texts for line in text.splitlines()]
    below = [line for line in lines if line.startswith("down_revision")]
    assert len(below) == len(set(below)) == len(texts)
