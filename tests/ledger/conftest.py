"""The ledger's ground on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coop_app import ledger
from tests.ledger import ground as grounds
from tests.postgres import Cluster, postgres_cluster

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def built_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "built.db"
    grounds.build(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def built_cluster() -> Cluster:
    cluster = postgres_cluster()
    cluster.template("ledger-ground", migrate=grounds.build)
    return cluster


@pytest.fixture(params=ENGINES)
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[grounds.Ground]:
    """A book with a chart and nothing posted, its application's context pushed."""
    yield from make_ground(request, request.param, tmp_path)


@pytest.fixture
def sqlite_ground(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[grounds.Ground]:
    yield from make_ground(request, "sqlite", tmp_path)


def make_ground(
    request: pytest.FixtureRequest, engine: str, folder: Path
) -> Iterator[grounds.Ground]:
    template = request.getfixturevalue("built_sqlite") if engine == "sqlite" else Path()
    cluster = None if engine == "sqlite" else request.getfixturevalue("built_cluster")
    with (
        grounds.fresh(engine, template, cluster, folder) as url,
        grounds.at(url) as app,
    ):
        yield grounds.Ground(app, url, ledger.main_book(1), ledger.main_book(2))
