"""init, upgrade, audit, demo, and what happens to a word that is no command."""

import sqlite3
from pathlib import Path

import pytest

from coop_app.cli import COMMANDS, group
from coop_app.cli.demo import password_for
from tests.cli.conftest import Coop


def test_every_command_of_the_interface_is_there(coop: Coop) -> None:
    fixed = {
        "init",
        "upgrade",
        "serve",
        "audit",
        "demo",
        "backup",
        "restore",
        "user",
        "report",
        "export",
        "import",
        "calc",
    }
    assert fixed == set(COMMANDS)
    for name in fixed:
        assert group.get_command(None, name) is not None  # type: ignore[arg-type]
        assert coop(name, "--help").status == 0


def test_init_makes_the_database_and_upgrade_leaves_it(coop: Coop, home: Path) -> None:
    assert coop("init").status == 0
    assert (home / "koperasi.db").exists()
    before = (home / "koperasi.db").read_bytes()
    assert coop("upgrade").status == 0
    assert (home / "koperasi.db").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [["wurst"], ["report", "nonsense"], ["calc"], ["calc", "nothing"], ["demo", "--years", "x"]],
)
def test_what_cannot_be_read_is_refused_as_json_with_status_2(coop: Coop, words: list[str]) -> None:
    answer = coop(*words)
    assert answer.status == 2
    assert set(answer.error) == {"code", "message", "field"}
    assert answer.out == ""


def test_the_audit_names_what_is_wrong_and_exits_1(coop: Coop, living: Path) -> None:
    assert coop("audit", "--json").json == {"findings": [], "clean": True}
    with sqlite3.connect(living) as vandal:
        for (name,) in vandal.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            vandal.execute(f'DROP TRIGGER "{name}"')
        vandal.execute("UPDATE journal_line SET amount = amount + 1 WHERE seq = 2 AND amount > 0")
    vandal.close()
    answer = coop("audit")
    assert answer.status == 1
    found = {one["check"] for one in coop("audit", "--json").json["findings"]}
    assert len(found) >= 3
    assert answer.out.count("\n") >= 3


def test_the_demonstration_is_the_same_for_a_seed_and_replaces_itself(
    coop: Coop, home: Path
) -> None:
    first = coop("demo", "--no-serve", "--years", "1", "--members", "3", "--seed", "7")
    second = coop("demo", "--no-serve", "--years", "1", "--members", "3", "--seed", "7")
    assert first.status == second.status == 0
    assert password_for(7) in first.out
    assert first.out == second.out
    path = home / "contoh" / "contoh.db"
    with sqlite3.connect(path) as book:
        assert book.execute("SELECT is_demo FROM cooperative").fetchall() == [(1,)]
        assert book.execute("SELECT count(*) FROM member").fetchone() == (3,)
    book.close()


def test_the_demonstration_never_touches_a_real_cooperative(
    coop: Coop, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(database) as book:
        columns = [row[1] for row in book.execute("PRAGMA table_info(cooperative)")]
        facts = {
            "id": 1, "name": "Koperasi Sungguhan", "is_demo": 0, "book_year_start_month": 1,
            "created_at": "2026-01-01 00:00:00.000000",
        }  # fmt: skip
        values = [facts.get(column, "") for column in columns]
        book.execute(f"INSERT INTO cooperative VALUES ({', '.join('?' * len(columns))})", values)
    book.close()
    monkeypatch.setenv("COOP_DATABASE_URL", f"sqlite:///{database}")
    answer = coop("demo", "--no-serve", "--years", "1", "--members", "3")
    assert answer.status == 2
    assert answer.error["code"] == "real_cooperative"
    with sqlite3.connect(database) as book:
        assert book.execute("SELECT name FROM cooperative").fetchall() == [("Koperasi Sungguhan",)]
    book.close()


def test_a_place_without_books_is_never_called_clean(coop: Coop) -> None:
    answer = coop("audit", "--json")
    assert answer.status == 1
    assert [one["check"] for one in answer.json["findings"]] == ["schema"]


def test_looking_makes_no_file(coop: Coop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = tmp_path / "salah-tulis.db"
    monkeypatch.setenv("COOP_DATABASE_URL", f"sqlite:///{nowhere}")
    assert coop("audit").status == 1
    assert coop("export", "--format", "hledger", "-o", str(tmp_path / "buku.journal")).status == 2
    assert not nowhere.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["report", "trial-balance", "--on", "2026-01-01", "--json"],
        ["export", "--format", "hledger", "-o", "buku.journal"],
        ["user", "add", "sri.wahyuni", "--role", "bendahara"],
        ["import", "undo", "1"],
    ],
)
def test_a_command_before_init_says_what_to_do(coop: Coop, words: list[str]) -> None:
    answer = coop(*words)
    assert answer.status == 2
    assert answer.error["code"] == "no_database"
    assert "coop init" in answer.error["message"]
