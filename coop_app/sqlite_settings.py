"""What every SQLite connection must have switched on, and how durable this library lets us be."""

import sqlite3
from typing import Any

# SQLite versions in which WAL can lose pages when two connections reset it at once (integrity.md 1.3).
_FIXED = (3, 51, 3)
_BACKPORTED = {(3, 44): 6, (3, 50): 7}


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite is free of the WAL-reset bug."""
    patch = _BACKPORTED.get((version[0], version[1]))
    return version >= _FIXED or (patch is not None and version[2] >= patch)


def journal() -> tuple[str, str]:
    """Journal mode and synchronous setting that survive a power cut with this library."""
    return ("wal", "FULL") if wal_is_safe() else ("delete", "EXTRA")


def on_connect(connection: Any, _record: Any) -> None:
    """Set and read back the settings; raise `sqlite3.OperationalError` where one does not hold."""
    connection.isolation_level = None  # BEGIN is ours
    mode, synchronous = journal()
    wanted = {
        "foreign_keys": ("ON", 1),
        "recursive_triggers": ("ON", 1),
        "busy_timeout": ("14000", 14000),
        "journal_mode": (mode, mode),
        "synchronous": (synchronous, {"FULL": 2, "EXTRA": 3}[synchronous]),
        "cell_size_check": ("ON", 1),
        # 32 MB: with the default 2 MB a long import spills to the disk in the middle of its transaction
        "cache_size": ("-32768", -32768),
        "trusted_schema": ("OFF", 0),
        "fullfsync": ("ON", 1),
    }
    for name, (setting, expected) in wanted.items():
        connection.execute(f"PRAGMA {name} = {setting}")
        actual = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if actual != expected and not _is_memory(connection):
            msg = f"SQLite setting {name} is {actual}, wanted {expected}"
            raise sqlite3.OperationalError(msg)


def _is_memory(connection: Any) -> bool:
    return not connection.execute("PRAGMA database_list").fetchone()[2]
