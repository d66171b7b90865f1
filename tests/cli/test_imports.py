"""`coop import cashbook` and `coop import undo`, as interfaces.md fixes them."""

import json
from pathlib import Path

import pytest

from coop_app import ledger
from coop_app.app import create_app
from coop_app.cli import main
from tests.cashbook.conftest import open_office
from tests.conftest import settings_for

FILE = Path(__file__).parents[1] / "cashbook" / "excel" / "fixtures" / "buku-kas-contoh.xlsx"


@pytest.fixture
def book(sqlite_url, tmp_path, monkeypatch):
    """A database with one cooperative, which the command finds by its address."""
    monkeypatch.setenv("COOP_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("COOP_DATA_DIR", str(tmp_path))
    app = create_app(settings_for(sqlite_url, tmp_path))
    with app.app_context():
        office, _user = open_office()

    def held():
        with app.app_context():
            found = ledger.balance(book_id=office.book_id, account="cash_on_hand")
            assert ledger.audit(book_id=office.book_id) == []
            return int(found)

    return held


def run(capsys, *arguments):
    """What the command prints, or its error object."""
    try:
        main(["import", *arguments])
    except SystemExit as end:
        status = end.code
    else:
        return json.loads(capsys.readouterr().out)
    assert status == 2
    return json.loads(capsys.readouterr().err)


@pytest.mark.parametrize("place", ["1-1100", "cash_on_hand", "Kas"])
def test_import_and_undo(book, capsys, place):
    answer = run(capsys, "cashbook", str(FILE), "--place", place, "--json")
    assert [sheet["closing"] for sheet in answer["sheets"]] == [1_507_667, 965_167, 949_167]
    assert len(answer["proposals"]) == sum(sheet["rows"] for sheet in answer["sheets"])
    assert book() == 949_167
    undone = run(capsys, "undo", str(answer["batch"]))
    assert undone == {"batch": answer["batch"], "reversed": len(answer["proposals"]) + 1}
    assert book() == 0


def test_dry_run_records_nothing(book, capsys):
    answer = run(capsys, "cashbook", str(FILE), "--place", "1-1100", "--dry-run", "--json")
    assert (answer["batch"], book()) == (None, 0)


def test_dry_run_without_a_database(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COOP_DATABASE_URL", f"sqlite:///{tmp_path / 'nothing.db'}")
    monkeypatch.setenv("COOP_DATA_DIR", str(tmp_path))
    answer = run(capsys, "cashbook", str(FILE), "--place", "1-1100", "--dry-run", "--json")
    assert answer["batch"] is None


def test_what_is_refused(book, capsys, tmp_path):
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 torn")
    assert (
        run(capsys, "cashbook", str(FILE), "--place", "9-9999")["error"]["code"] == "unknown_place"
    )
    assert run(capsys, "cashbook", str(broken), "--place", "1-1100")["error"]["field"] == "file"
    assert run(capsys, "undo", "77")["error"]["code"] == "batch_unknown"
    run(capsys, "cashbook", str(FILE), "--place", "1-1100", "--json")
    again = run(capsys, "cashbook", str(FILE), "--place", "1-1100", "--json")
    assert again["error"]["code"] == "opening_differs"
    assert book() == 949_167
