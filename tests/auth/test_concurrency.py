"""Several people write into one trail at once: no gap, no double, no broken link."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from flask import Flask

from coop_app import db, schema
from coop_app.app import create_app
from coop_app.auth import queries, service
from coop_app.db import transaction
from coop_app.refusal import NotFound
from tests.auth.conftest import found
from tests.conftest import settings_for
from tests.postgres import postgres_cluster

WRITERS, ACTS = 8, 12


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application with one cooperative."""
    cluster = postgres_cluster() if request.param == "postgresql" else None
    if cluster is None:
        url, name = request.getfixturevalue("sqlite_url"), ""
    else:
        cluster.template("coop_template_auth", lambda url: _migrate(url, tmp_path))
        name = cluster.fresh("coop_template_auth")
        url = cluster.url(name)
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        found("Koperasi Uji")
        yield app
        db.session.remove()
        db.engine().dispose()
    if cluster is not None:
        cluster.drop(name)


def _migrate(url: str, folder: Path) -> None:
    app = create_app(settings_for(url, folder))
    with app.app_context():
        schema.upgrade()
        db.session.remove()
        db.engine().dispose()


def write(app: Flask, writer: int) -> int:
    """Acts of one person; every third is undone. Returns how many were kept."""
    done = 0
    with app.app_context():
        for act in range(ACTS):
            done += _act(writer, act)
        db.session.remove()
    return done


def _act(writer: int, act: int) -> int:
    undone = act % 3 == 0
    with suppress(NotFound), transaction():
        service.record("test.act", cooperative_id=1, by=writer, object=f"thing:{act}")
        if undone:
            raise NotFound
    return 0 if undone else 1


def test_many_writers_one_chain(kept: Flask) -> None:
    before, _ = queries.head(1)
    db.session.rollback()
    with ThreadPoolExecutor(WRITERS) as pool:
        done = list(pool.map(lambda writer: write(kept, writer), range(WRITERS)))
    db.session.rollback()
    assert queries.head(1)[0] == before + sum(done) == before + WRITERS * ACTS * 2 // 3
    assert queries.chain_faults(1) == []
