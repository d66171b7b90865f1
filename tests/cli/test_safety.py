"""A backup is proved when it is made and again when it is restored."""

import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Coop

HOUSE = "Koperasi Purna Migran Sejahtera"


def heads_of(path: Path) -> dict[str, tuple[int, str]]:
    """Each book's name with its last number and hash, read without the program."""
    with sqlite3.connect(path) as books:
        rows = books.execute(
            "SELECT name, seq, hash FROM journal_entry JOIN book ON book.id = book_id"
            " WHERE seq = (SELECT max(seq) FROM journal_entry AS other WHERE other.book_id = book.id)"
        ).fetchall()
    books.close()
    return {name: (seq, digest) for name, seq, digest in rows}


def test_what_was_backed_up_comes_back_whole(
    coop: Coop, home: Path, living: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = home / "salinan.zip"
    made = coop("backup", str(saved))
    assert made.status == 0
    heads = heads_of(living)
    assert len(heads) > 1  # the cooperative's book, and one of each member with a business
    assert HOUSE in heads
    told = {one["book"]: (one["entries"], one["head"]) for one in made.json["books"]}
    assert told == heads
    assert {one["cooperative"] for one in made.json["books"]} == {HOUSE}
    assert len(made.json["books"]) == len(heads)
    elsewhere = home / "baru"
    monkeypatch.setenv("COOP_DATA_DIR", str(elsewhere))
    monkeypatch.setenv("COOP_DATABASE_URL", f"sqlite:///{elsewhere / 'koperasi.db'}")
    assert coop("restore", str(saved)).status == 0
    assert heads_of(elsewhere / "koperasi.db") == heads
    assert (elsewhere / "files" / "1" / "nota.jpg").read_bytes() == b"photo"
    assert coop("audit").status == 0


def test_restoring_never_overwrites_a_living_book(coop: Coop, home: Path, living: Path) -> None:
    assert coop("backup", str(home / "salinan.zip")).status == 0
    before = living.read_bytes()
    answer = coop("restore", str(home / "salinan.zip"))
    assert answer.status == 2
    assert answer.error["code"] == "database_in_the_way"
    assert living.read_bytes() == before


@pytest.mark.parametrize("harm", ["cut", "flip", "other_part", "not_a_zip", "missing"])
def test_a_damaged_copy_is_refused_and_nothing_is_restored(
    coop: Coop, home: Path, living: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    saved = home / "salinan.zip"
    assert coop("backup", str(saved)).status == 0
    spoil(saved, harm)
    elsewhere = home / "baru"
    monkeypatch.setenv("COOP_DATA_DIR", str(elsewhere))
    monkeypatch.setenv("COOP_DATABASE_URL", f"sqlite:///{elsewhere / 'koperasi.db'}")
    answer = coop("restore", str(saved))
    assert answer.status == 2
    assert answer.error["code"] == "backup_damaged"
    assert not (elsewhere / "koperasi.db").exists()


def spoil(saved: Path, harm: str) -> None:
    content = saved.read_bytes()
    if harm == "cut":
        saved.write_bytes(content[: len(content) // 2])
    elif harm == "flip":
        middle = len(content) // 3
        saved.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    elif harm == "other_part":
        with zipfile.ZipFile(saved, "a") as archive:
            archive.writestr("files/../../evil.txt", "x")
    elif harm == "not_a_zip":
        saved.write_bytes(b"hello")
    else:
        saved.unlink()
