"""The seal holds against raw SQL, and every guard has an attack that succeeds without it."""

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from psycopg.errors import RaiseException

from coop_app import db, ledger
from coop_app.dates import Month
from coop_app.ledger.seal import triggers
from tests.ledger.attack_list import ATTACKS
from tests.ledger.attacks import Attack, account, add_lines, header, next_seq
from tests.ledger.conftest import make_ground
from tests.ledger.ground import ERRORS, Ground, Raw

ENGINES = ("sqlite", "postgresql")
# These keep totals and the chart's stamp right and stop nothing; their own tests are below.
NOT_GUARDS = {
    "journal_entry_totals", "account_stamp_insert", "account_stamp_update", "account_stamp_delete",
}  # fmt: skip


def seal(ground: Ground) -> None:
    """The book that `attacks` describes."""
    with db.transaction():
        old = ledger.account(book_id=ground.book, code="5.9").id
        ledger.deactivate_account(book_id=ground.book, account_id=old, on=date(2025, 1, 1))
        ledger.close_month(book_id=ground.book, month=Month(2025, 2), by=1)
    ground.pay(date(2025, 3, 1), 100, "a")
    ground.pay(date(2025, 3, 2), 50, "b")
    with db.transaction():
        ledger.reverse(book_id=ground.book, seq=2, on=date(2025, 3, 3), why="Salah", by=1)
    db.session.remove()


@pytest.fixture(scope="module")
def sealed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Ground]]:
    """One sealed book per engine; every attack is rolled back."""
    makers, found = [], {}
    for engine in ENGINES:
        maker = make_ground(request, engine, tmp_path_factory.mktemp("sealed"))
        makers.append(maker)
        found[engine] = next(maker)
        seal(found[engine])
    yield found
    for maker in reversed(makers):
        list(maker)


@pytest.fixture
def raw(sealed: dict[str, Ground], engine: str) -> Iterator[Raw]:
    connection = sealed[engine].raw()
    connection.begin()
    yield connection
    connection.rollback()
    connection.close()


@pytest.fixture
def book(sealed: dict[str, Ground], engine: str) -> int:
    return sealed[engine].book


def cases(*, guarded: bool) -> list[object]:
    return [
        pytest.param(attack, engine, id=f"{attack.name}-{engine}")
        for attack in ATTACKS
        for engine in attack.engines
        if attack.guards or not guarded
    ]


def prepare(attack: Attack, raw: Raw) -> None:
    if attack.old_snapshot:
        raw.rollback()
        raw.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def strike(attack: Attack, raw: Raw, book: int) -> None:
    attack.act(raw, book)
    raw.commit()


@pytest.mark.parametrize("attack,engine", cases(guarded=False))
def test_the_seal_stops(attack: Attack, engine: str, raw: Raw, book: int) -> None:
    before = raw.everything()
    prepare(attack, raw)
    with pytest.raises(ERRORS) as caught:
        strike(attack, raw, book)
    raw.rollback()
    assert raw.everything() == before
    if attack.guards:
        assert str(caught.value).startswith("seal: "), engine
        assert isinstance(caught.value, sqlite3.IntegrityError | RaiseException)


@pytest.mark.parametrize("attack,engine", cases(guarded=True))
def test_without_its_guards_the_attack_succeeds(
    attack: Attack, engine: str, raw: Raw, book: int
) -> None:
    before = raw.everything()
    prepare(attack, raw)
    raw.drop(*attack.guards)
    if attack.name.startswith("truncate"):
        raw.drop_guards_of_others()
    attack.act(raw, book)
    assert raw.everything() != before, engine


@pytest.mark.parametrize("engine", ENGINES)
def test_every_guard_has_an_attack_of_its_own(engine: str) -> None:
    alone = {each.guards[0] for each in ATTACKS if engine in each.engines and len(each.guards) == 1}
    missing = set(triggers.names(engine)) - NOT_GUARDS - alone
    # entries cannot be truncated without their lines, so two guards stop that
    assert missing == (set() if engine == "sqlite" else {"journal_entry_no_truncate"})


@pytest.mark.parametrize("engine", ENGINES)
def test_an_honest_raw_entry_is_taken(engine: str, raw: Raw, book: int) -> None:
    """The attacks fail for what is wrong in them, not because nothing gets in."""
    seq = next_seq(raw, book)
    add_lines(raw, book, seq, (10, -10))
    header(raw, book)
    raw.run("SELECT 1")
    assert next_seq(raw, book) == seq + 1, engine


@pytest.mark.parametrize("engine", ENGINES)
def test_totals_follow_even_under_a_conflict_clause(engine: str, raw: Raw, book: int) -> None:
    """SQLite would hand OR REPLACE down into the trigger and forget the sums before it."""
    month = "SELECT debit FROM account_month WHERE account_id = ? AND month = '2025-03'"
    cash = account(raw, book)
    before = raw.one(month, cash)
    add_lines(raw, book, next_seq(raw, book), (10, -10))
    header(raw, book, verb="INSERT OR REPLACE" if raw.is_sqlite else "INSERT")
    assert raw.one(month, cash) == before + 10
    raw.drop("journal_entry_totals")
    add_lines(raw, book, next_seq(raw, book), (10, -10))
    header(raw, book)
    assert raw.one(month, cash) == before + 10, engine


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "trigger,change",
    [
        ("account_stamp_update", "UPDATE account SET name = 'Baru' WHERE book_id = ?"),
        ("account_stamp_delete", "DELETE FROM account WHERE book_id = ? AND code = '5.9'"),
        (
            "account_stamp_insert",
            """INSERT INTO account (book_id, code, name, kind, statement_line, takes_lines)
            SELECT id, '9', 'x', 'asset', 'x', 1 = 1 FROM book WHERE id = ?""",
        ),
    ],
)
def test_every_change_of_the_chart_changes_its_stamp(
    engine: str, trigger: str, change: str, raw: Raw, book: int
) -> None:

    def stamp() -> int:
        return int(raw.one("SELECT chart_stamp FROM book WHERE id = ?", book))

    raw.run("SAVEPOINT before_the_change")
    before = stamp()
    raw.run(change, book)
    assert stamp() != before
    raw.run("ROLLBACK TO SAVEPOINT before_the_change")
    raw.drop(trigger)
    raw.run(change, book)
    assert stamp() == before, engine
