"""The database itself keeps trail and approvals, on SQLite and PostgreSQL; each guard is missed when gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db, schema
from coop_app.app import create_app
from coop_app.auth import queries, rules, service
from coop_app.auth.service import approvals
from coop_app.db import transaction
from tests.auth.conftest import NOW, found
from tests.conftest import settings_for
from tests.people import add_person
from tests.postgres import postgres_cluster

EVENT = (
    "INSERT INTO audit_event (cooperative_id, seq, at, action, object, before, after, reason, address,"
    " version, prev_hash, hash) VALUES (1, {seq}, '2026-08-14 02:00:00', 'x', '', '', '', '', '', 1, '{prev}', 'h')"
)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A cooperative with two rows in its trail and one waiting approval."""
    if request.param == "sqlite":
        url, clean = request.getfixturevalue("sqlite_url"), None
    else:
        cluster = postgres_cluster()
        cluster.template("coop_template_auth", lambda url: _migrate(url, tmp_path))
        name = cluster.fresh("coop_template_auth")
        url, clean = cluster.url(name), lambda: cluster.drop(name)
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        _fill()
        yield app
        db.session.remove()
        db.engine().dispose()
    if clean:
        clean()


def _migrate(url: str, folder: Path) -> None:
    app = create_app(settings_for(url, folder))
    with app.app_context():
        schema.upgrade()
        db.session.remove()
        db.engine().dispose()


def _fill() -> None:
    coop = found("Koperasi Uji")
    maker, _ = add_person(coop, rules.BENDAHARA)
    add_person(coop, rules.KETUA)
    approvals.register(approvals.Kind("test.act", "A test", lambda _c, _d: [], lambda _a: None))
    asked = service.Asked("test.act", "r1", "perlu", content={"amount": 1})
    with transaction():
        service.ask(asked, cooperative_id=coop, by=maker, now=NOW)


def run(statement: str) -> None:
    with transaction():
        db.write_connection().execute(sa.text(statement))


def is_refused(statement: str) -> bool:
    try:
        run(statement)
    except sa.exc.DBAPIError:
        return True
    return False


def head_hash() -> str:
    return queries.head(1)[1]


def next_seq() -> int:
    return queries.head(1)[0] + 1


TRAIL_ATTACKS = {
    "update": "UPDATE audit_event SET reason = 'other' WHERE seq = 1",
    "delete": "DELETE FROM audit_event WHERE seq = 1",
    "delete all": "DELETE FROM audit_event",
    "gap": EVENT.format(seq="{gap}", prev="{head}"),
    "twice": EVENT.format(seq=1, prev=""),
    "wrong link": EVENT.format(seq="{next}", prev="0000"),
    "second beginning": EVENT.format(seq="{next}", prev=""),
}
SQLITE_ATTACKS = {
    "replace": EVENT.format(seq=1, prev="").replace("INSERT", "INSERT OR REPLACE"),
    "replace later": EVENT.format(seq="{last}", prev="{head}").replace("INSERT", "REPLACE"),
    "upsert": EVENT.format(seq=1, prev="") + " ON CONFLICT DO UPDATE SET reason = 'x'",
}
POSTGRESQL_ATTACKS = {
    "truncate": "TRUNCATE audit_event",
    "truncate cascade": "TRUNCATE audit_event CASCADE",
    "upsert": EVENT.format(seq=1, prev="")
    + " ON CONFLICT (cooperative_id, seq) DO UPDATE SET reason = 'x'",
}


def test_the_trail_takes_the_next_link_and_nothing_else(kept: Flask) -> None:
    attacks = dict(TRAIL_ATTACKS)
    attacks |= SQLITE_ATTACKS if db.engine().dialect.name == "sqlite" else POSTGRESQL_ATTACKS
    before = queries.head(1)
    places = {
        "gap": next_seq() + 1,
        "next": next_seq(),
        "last": next_seq() - 1,
        "head": head_hash(),
    }
    for name, statement in attacks.items():
        assert is_refused(statement.format(**places)), name
    assert queries.head(1) == before
    assert queries.chain_faults(1) == []
    run(EVENT.format(seq=next_seq(), prev=head_hash()))


def test_a_row_of_the_trail_has_no_second_name_to_steal(kept: Flask) -> None:
    if db.engine().dialect.name == "sqlite":
        with pytest.raises(sa.exc.OperationalError, match=r"no column named rowid"):
            run("REPLACE INTO audit_event (rowid, cooperative_id, seq) VALUES (1, 1, 99)")
    else:
        with pytest.raises(sa.exc.DBAPIError):
            run("INSERT INTO audit_event (ctid, cooperative_id, seq) VALUES ('(0,1)', 1, 99)")


VOTE = (
    "INSERT INTO approval_vote (approval_id, number, user_id, person_key, agrees, note, voted_at)"
    " SELECT approval.id, 1, app_user.id, app_user.person_key, {agrees}, '', made_at"
    " FROM approval JOIN app_user ON app_user.id = {user}"
)
DECIDE = (
    "UPDATE approval SET state = 'approved', decided_at = made_at, decided_by = made_by + 1,"
    " decided_person = (SELECT person_key FROM app_user WHERE app_user.id = made_by + 1)"
)
HOLD = (
    "INSERT INTO approval_hold (approval_id, number, book_id, account_id, subject, amount)"
    " SELECT id, 1, 1, 1, '', 5 FROM approval"
)
APPROVAL_ATTACKS = {
    "contents": "UPDATE approval SET content = '{}'",
    "fingerprint": "UPDATE approval SET fingerprint = 'x'",
    "maker": "UPDATE approval SET made_by = made_by + 1",
    "another cooperative": "UPDATE approval SET cooperative_id = cooperative_id + 1",
    "maker decides": "UPDATE approval SET state = 'approved', decided_by = made_by, decided_person = 'zz'",
    "same person decides": (
        "UPDATE approval SET state = 'approved', decided_by = made_by + 1, decided_person = made_person"
    ),
    "nobody decides": "UPDATE approval SET state = 'approved'",
    "straight to used": (
        "UPDATE approval SET state = 'used', decided_by = made_by + 1, decided_person = 'zz'"
    ),
    "unknown state": "UPDATE approval SET state = 'fine'",
    "another quorum": "UPDATE approval SET quorum = quorum + 1",
    "without votes": DECIDE,
    "the maker votes": VOTE.format(user="made_by", agrees="true"),
    "a vote under another name": VOTE.format(user="made_by + 1", agrees="true").replace(
        "app_user.person_key", "'zz'"
    ),
    "nothing held": HOLD.replace("'', 5", "'', 0"),
    "delete": "DELETE FROM approval",
    "born approved": (
        "INSERT INTO approval (cooperative_id, request_id, kind, subject, content, fingerprint, reason,"
        " made_by, made_person, made_at, state, decided_by, decided_person, note) SELECT cooperative_id,"
        " 'r2', kind, subject, content, fingerprint, reason, made_by, made_person, made_at, 'approved',"
        " made_by + 1, 'zz', '' FROM approval"
    ),
}


def test_an_approval_stays_as_it_was_made(kept: Flask) -> None:
    for name, statement in APPROVAL_ATTACKS.items():
        assert is_refused(statement), name
    run(VOTE.format(user="made_by + 1", agrees="true"))
    run(DECIDE)
    with pytest.raises(sa.exc.DBAPIError):
        run("UPDATE approval SET decided_person = 'yy'")
    with pytest.raises(sa.exc.DBAPIError):
        run("UPDATE approval SET state = 'waiting', decided_by = NULL")


def test_votes_decide_and_stay(kept: Flask) -> None:
    run(HOLD)
    assert is_refused(HOLD), "the same hold twice"
    assert is_refused("UPDATE approval_hold SET amount = 1")
    assert is_refused("DELETE FROM approval_hold")
    run(VOTE.format(user="made_by + 1", agrees="false"))
    assert is_refused(DECIDE), "agreed against the votes"
    assert is_refused(VOTE.format(user="made_by + 1", agrees="true")), "a second vote"
    assert is_refused("UPDATE approval_vote SET agrees = true")
    assert is_refused("DELETE FROM approval_vote")
    run(DECIDE.replace("'approved'", "'refused'"))
    assert is_refused(HOLD.replace("id, 1", "id, 2")), "held after the decision"


def test_a_lowered_quorum_needs_no_second_vote_without_its_guard(kept: Flask) -> None:
    lowered = DECIDE.replace("SET state", "SET quorum = 0, state")
    run(VOTE.format(user="made_by + 1", agrees="true"))
    assert is_refused(lowered)
    _drop("approval_quorum", "approval")
    assert "trigger approval_quorum is missing" in queries.chain_faults(1)
    run(lowered)


def test_replacing_an_approval_is_refused(kept: Flask) -> None:
    columns = (
        "id, cooperative_id, request_id, kind, subject, content, fingerprint, reason, made_by,"
        " made_person, made_at, state, note"
    )
    insert = "REPLACE" if db.engine().dialect.name == "sqlite" else "INSERT"
    others = columns.replace("content", "'{}'")
    with pytest.raises(sa.exc.DBAPIError):
        run(f"{insert} INTO approval ({columns}) SELECT {others} FROM approval")


def _drop(trigger: str, table: str) -> None:
    on = "" if db.engine().dialect.name == "sqlite" else f" ON {table}"
    run(f"DROP TRIGGER {trigger}{on}")


@pytest.mark.parametrize(
    "trigger, table, attack",
    [
        ("audit_event_update", "audit_event", TRAIL_ATTACKS["update"]),
        ("audit_event_delete", "audit_event", TRAIL_ATTACKS["delete"]),
        ("audit_event_next", "audit_event", TRAIL_ATTACKS["wrong link"]),
        ("approval_update", "approval", APPROVAL_ATTACKS["contents"]),
        ("approval_delete", "approval", APPROVAL_ATTACKS["delete"]),
        ("approval_begins", "approval", APPROVAL_ATTACKS["born approved"]),
        ("approval_majority", "approval", DECIDE),
        ("approval_vote_theirs", "approval_vote", APPROVAL_ATTACKS["the maker votes"]),
    ],
)
def test_without_the_guard_the_attack_goes_through(
    kept: Flask, trigger: str, table: str, attack: str
) -> None:
    places = {"next": next_seq()} if "{next}" in attack else None
    statement = attack.format(**places) if places else attack
    with pytest.raises(sa.exc.DBAPIError):
        run(statement)
    assert queries.chain_faults(1) == []
    _drop(trigger, table)
    assert f"trigger {trigger} is missing" in queries.chain_faults(1)
    run(statement)
