"""How many entries a second go in, beside the floor measured in the same run."""

import tempfile
from pathlib import Path

from bench import floor, house, measure
from coop_app import sqlite_settings

Row = tuple[str, ...]
HEAD = ("writing", "floor (plain sqlite3)", "through the door", "ratio")


MODES = (("delete", "EXTRA"), ("wal", "FULL"))


def rows(folder: str) -> list[Row]:
    """Both ways of being durable on SQLite, then PostgreSQL where its server is installed."""
    chosen = sqlite_settings.journal
    found: list[Row] = []
    try:
        for mode in MODES:
            sqlite_settings.journal = lambda mode=mode: mode
            found += [(f"{mode[0]} + {mode[1]}: {row[0]}", *row[1:]) for row in _sqlite(folder)]
    finally:
        sqlite_settings.journal = chosen
    return [*found, *_postgresql()]


def _sqlite(folder: str) -> list[Row]:
    """One durable entry at a time, then batches; floor and door take turns so that both see the same disk."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        paths = Path(place) / "floor.db", Path(place) / "door.db"
        for path in paths:
            with house.opened(path):
                pass
        with house.opened(paths[1]):
            plain = floor.Floor(paths[0])
            found = [_one_by_one(plain), *(_batches(plain, size) for size in (10, 100, 1000))]
            plain.connection.close()
    return found


def _postgresql() -> list[Row]:
    """For information: no floor is measured there."""
    try:
        from tests.postgres import postgres_cluster  # noqa: PLC0415 - only where it is installed

        cluster = postgres_cluster()
    except (ImportError, OSError, RuntimeError, LookupError):
        return []
    cluster.template("bench", migrate=lambda _url: None)
    name = cluster.fresh("bench")
    with house.opened(cluster.url(name)):
        rate = measure.rate(100, house.post_dues, rounds=3)
        batch = measure.rate(4, house.post_batch(100), rounds=3) * 100
    cluster.drop(name)
    return [
        ("PostgreSQL: one durable entry, entries/s", "", f"{rate:,.0f}", ""),
        ("PostgreSQL: 100 entries a commit, entries/s", "", f"{batch:,.0f}", ""),
    ]


def _one_by_one(plain: floor.Floor) -> Row:
    pairs = [
        (measure.rate(100, plain.post, rounds=1), measure.rate(100, _numbered(turn), rounds=1))
        for turn in range(5)
    ]
    return _row("one durable entry, entries/s", pairs)


def _numbered(turn: int):
    return lambda n: house.post_dues(turn * 1000 + n)


def _batches(plain: floor.Floor, size: int) -> Row:
    pairs, count = [], max(2, 400 // size)
    act = house.post_batch(size)
    for turn in range(3):
        slow = measure.rate(count, plain.batch(size), rounds=1) * size
        quick = measure.rate(count, lambda n, turn=turn: act(turn * count + n), rounds=1) * size
        pairs.append((slow, quick))
    return _row(f"{size} entries a commit, entries/s", pairs)


def _row(name: str, pairs: list[tuple[float, float]]) -> Row:
    ratios = sorted(door / plain for plain, door in pairs)
    middle = ratios[len(ratios) // 2]
    plain, door = max(p for p, _ in pairs), max(d for _, d in pairs)
    return name, f"{plain:,.0f}", f"{door:,.0f}", f"{middle:.2f}"
