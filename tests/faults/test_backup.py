"""Copies made while others record: each comes back whole and holds what was acknowledged before it began."""

import json
import os
import shutil
import sqlite3
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from coop_app import sqlite_settings
from coop_app.app import backup
from coop_app.config import Settings
from tests.faults import forms, harm
from tests.faults.browser import Tab, new_id
from tests.faults.conftest import COPIES
from tests.faults.house import IDENTITY, SECRET, House, books, faults, head, times
from tests.faults.processes import Stable
from tests.faults.test_kill import Diary

CLIENTS = 3


def restored(house: House, copy: Path, folder: Path) -> House:
    """The copy, brought back by the program into a folder of its own."""
    back = replace(house, url=f"sqlite:///{folder / 'koperasi.db'}", folder=folder)
    backup.restore(copy, Settings(back.url, SECRET, IDENTITY, folder / "files"))
    return back


def record_until(over: threading.Event, diary: Diary, house: House, address: str, n: int) -> None:
    random = Random(n)
    with Tab(address, house.cookie) as tab:
        while not over.is_set():
            diary.ask(tab, new_id(), forms.any_act(house, random))


def copies_under_load(house: House, address: str, diary: Diary, folder: Path) -> list[set[str]]:
    """Make the copies while the clients record; returns what each one must hold."""
    over, held = threading.Event(), []
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [
            pool.submit(record_until, over, diary, house, address, n) for n in range(CLIENTS)
        ]
        try:
            for n in range(COPIES):
                held.append(set(diary.told))
                with books(house):
                    backup.backup(folder / f"{n}.zip")
        finally:
            over.set()
        for each in clients:
            each.result(60)
    return held


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_copies_made_under_load(
    mode: str, house: House, stable: Stable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_settings, "journal", lambda: harm.SETTINGS[mode])
    diary = Diary(tmp_path / "diary.jsonl")
    with stable.serving(house.environment, journal=mode) as (_server, address):
        held = copies_under_load(house, address, diary, tmp_path)
    diary.close()
    assert len(held[-1]) > len(held[0])
    for n, acknowledged in enumerate(held):
        copy = tmp_path / f"{n}.zip"
        with zipfile.ZipFile(copy) as archive:
            (book,) = json.loads(archive.read("manifest.json"))["books"]
        back = restored(house, copy, tmp_path / f"back-{n}")
        with books(back):
            assert head(back) == (book["entries"], book["head"])
            assert [key for key in acknowledged if times(diary.asked[key][0], key) != 1] == []
            assert faults(back) == []


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_a_journal_left_behind_is_not_played_into_what_is_restored(
    ending: str, house: House, tmp_path: Path
) -> None:
    with books(house):
        backup.backup(tmp_path / "copy.zip")
    left = tmp_path / f"koperasi.db{ending}"
    left.write_bytes(b"old")
    with pytest.raises(backup.DatabaseInTheWay):
        restored(house, tmp_path / "copy.zip", tmp_path)
    left.unlink()
    back = restored(house, tmp_path / "copy.zip", tmp_path)
    with books(back):
        assert faults(back) == []


def test_a_plain_copy_is_not_what_we_make(house: House, tmp_path: Path) -> None:
    """A transaction that spills to the disk is in the file before it is kept; our copy waits or leaves it out."""
    with closing(sqlite3.connect(house.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 5")
        writer.execute("CREATE TABLE spilled (text TEXT)")
        many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        writer.execute(f"INSERT INTO spilled {many} SELECT 'kept' FROM n")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE spilled SET text = 'lost'")
        shutil.copy(house.path, tmp_path / "plain.db")
        writer.execute("ROLLBACK")
        with books(house):
            backup.backup(tmp_path / "ours.zip")
    back = restored(house, tmp_path / "ours.zip", tmp_path / "back")
    assert spilled(back.path) == {"kept"}
    assert "lost" in spilled(tmp_path / "plain.db")


def spilled(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as book:
        return {row[0] for row in book.execute("SELECT DISTINCT text FROM spilled")}


def test_what_a_killed_copying_left_is_swept(house: House, tmp_path: Path) -> None:
    old, young = tmp_path / ".koperasi-old", tmp_path / ".koperasi-young"
    for left in (old, young):
        left.mkdir()
        (left / "koperasi.db").write_bytes(b"everybody's data")
    os.utime(old, (0, 0))
    with books(house):
        backup.backup(tmp_path / "copy.zip")
    assert not old.exists()
    assert young.exists()
