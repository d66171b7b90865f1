"""Admissions at the same time, on both databases."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from coop_app import db, schema
from coop_app.app import create_app
from coop_app.db import transaction
from coop_app.members import queries, service
from coop_app.members.rules.facts import MemberFacts
from tests.conftest import settings_for
from tests.make import TODAY, make_cooperative, make_group
from tests.postgres import postgres_cluster

WRITERS, EACH = 8, 6


@pytest.fixture
def postgres_app(tmp_path: Path) -> Iterator[Flask]:
    cluster = postgres_cluster()

    def migrate(url: str) -> None:
        app = create_app(settings_for(url, tmp_path))
        with app.app_context():
            schema.upgrade()
            db.engine().dispose()

    cluster.template("members_template", migrate)
    name = cluster.fresh("members_template")
    app = create_app(settings_for(cluster.url(name), tmp_path))
    yield app
    with app.app_context():
        db.engine().dispose()
    cluster.drop(name)


class Changed(Exception):
    """Somebody thought better of it."""


def think_again(turn: int) -> None:
    """A third of the admissions is taken back."""
    if turn % 3 == 1:
        raise Changed


def admissions(app: Flask, coop: int, group: int, writer: int, errors: list[Exception]) -> None:
    for turn in range(EACH):
        facts = MemberFacts(
            name=f"Orang {'ABCDEFGH'[writer]}{'abcdef'[turn]}", group_id=group, sex="F"
        )
        try:
            with app.app_context(), transaction():
                service.admit(
                    facts, cooperative_id=coop, by=1, on=TODAY, request_id=f"{writer}-{turn}"
                )
                think_again(turn)
        except Changed:
            continue
        except Exception as error:  # noqa: BLE001 - a thread must tell its failure
            errors.append(error)


def run_at_once(app: Flask) -> list[int]:
    with app.app_context():
        coop = make_cooperative()
        group = make_group(coop)
    errors: list[Exception] = []
    writers = [
        threading.Thread(target=admissions, args=(app, coop, group, i, errors))
        for i in range(WRITERS)
    ]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    assert errors == []
    with app.app_context():
        return [card.number for card in queries.all_cards(coop)]


EXPECTED = list(range(1, WRITERS * 4 + 1))


def test_numbers_have_no_gap_and_no_double_on_sqlite(bare_app: Flask) -> None:
    assert run_at_once(bare_app) == EXPECTED


@pytest.mark.postgres
def test_numbers_have_no_gap_and_no_double_on_postgresql(postgres_app, monkeypatch) -> None:
    # without the turn inside this process the database alone has to keep the order
    monkeypatch.setattr(db, "_turn", NoTurn())
    assert run_at_once(postgres_app) == EXPECTED


class NoTurn:
    """Lets everybody in at once."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@pytest.mark.postgres
@pytest.mark.parametrize("attack", ["DELETE FROM member", "UPDATE member SET number = 9",
                                    "TRUNCATE member CASCADE", "TRUNCATE member_status",
                                    "UPDATE member_status SET status = 'left'",
                                    "DELETE FROM member_status"])  # fmt: skip
def test_the_register_is_guarded_on_postgresql_too(postgres_app, attack) -> None:
    import sqlalchemy as sa
    from sqlalchemy.exc import DBAPIError

    from tests.make import make_member

    with postgres_app.app_context():
        coop = make_cooperative()
        make_member(coop, make_group(coop))
        with pytest.raises(DBAPIError), transaction():
            db.write_connection().execute(sa.text(attack))
