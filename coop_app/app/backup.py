"""A copy of everything that can be proved whole, and the way back from it."""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import current_app

from coop_app import clock, db
from coop_app.config import Settings
from coop_app.refusal import N_, Refused

_DATABASE = "koperasi.db"
_MANIFEST = "manifest.json"
_FILES = "files/"
_JOURNALS = ("-journal", "-wal")
_BLOCK = 1 << 20
_WORKPLACE = ".koperasi-"
_LEFT_BEHIND = 3600
_BOOKS = """SELECT cooperative.name AS cooperative, book.name AS book,
  coalesce(entry.seq, 0) AS entries, coalesce(entry.hash, '') AS head
FROM book JOIN cooperative ON cooperative.id = book.cooperative_id
LEFT JOIN journal_entry AS entry ON entry.book_id = book.id
  AND entry.seq = (SELECT max(seq) FROM journal_entry WHERE book_id = book.id)
ORDER BY cooperative.id, book.id"""


class BackupDamaged(Refused):
    """The copy is not what its manifest says."""

    message = N_("This backup is damaged (%(part)s). Nothing was restored; use another copy.")
    field = "file"


class DatabaseInTheWay(Refused):
    """Restoring never overwrites a living book."""

    message = N_(
        "There is a database at %(place)s already. Move it away first, then restore again."
    )


class NotForThisDatabase(Refused):
    """PostgreSQL has its own tools, which know more than we do."""

    message = N_("Back up and restore PostgreSQL with pg_dump and pg_restore; see the guide.")


def backup(target: Path) -> dict[str, Any]:
    """Write a verified copy with a manifest to `target`, and return the manifest.

    Raises `NotForThisDatabase`.
    """
    settings: Settings = current_app.extensions["settings"]
    _sqlite_file(settings)
    _sweep(target.resolve().parent)
    with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=_WORKPLACE) as folder:
        copy = Path(folder) / _DATABASE
        _copy_database(copy)
        manifest = {"made_at": clock.now().isoformat(), **_facts(copy)}
        parts = {_DATABASE: copy, **dict(_files(settings.files))}
        manifest["sha256"] = {name: _digest(path) for name, path in parts.items()}
        packed = Path(folder) / "backup"
        _pack(packed, parts, manifest)
        packed.replace(target)
    _sync_folder(target.resolve().parent)
    return manifest


def restore(source: Path, settings: Settings) -> dict[str, Any]:
    """Unpack a backup where this installation's database belongs, after proving it whole.

    Raises `BackupDamaged`, `DatabaseInTheWay`, `NotForThisDatabase`.
    """
    target = _sqlite_file(settings)
    # SQLite would play a journal that was left beside the old file into the new one
    for place in (target, *(Path(f"{target}{ending}") for ending in _JOURNALS)):
        if place.exists():
            raise DatabaseInTheWay(place=str(place))
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=_WORKPLACE) as folder:
        manifest = _unpack(source, Path(folder))
        _prove(Path(folder) / _DATABASE, manifest)
        settings.files.mkdir(parents=True, exist_ok=True)
        kept = Path(folder) / _FILES
        if kept.is_dir():
            shutil.copytree(kept, settings.files, dirs_exist_ok=True)
        with (Path(folder) / _DATABASE).open("rb+") as file:
            os.fsync(file.fileno())
        (Path(folder) / _DATABASE).replace(target)
    _sync_folder(target.parent)
    return manifest


def _sqlite_file(settings: Settings) -> Path:
    prefix = "sqlite:///"
    if not settings.database_url.startswith(prefix):
        raise NotForThisDatabase
    return Path(settings.database_url.removeprefix(prefix))


def _sweep(folder: Path) -> None:
    """Remove what a copying that was killed left behind: it holds everybody's data."""
    for left in folder.glob(f"{_WORKPLACE}*"):
        if left.is_dir() and time.time() - left.stat().st_mtime > _LEFT_BEHIND:
            shutil.rmtree(left, ignore_errors=True)


def _copy_database(copy: Path) -> None:
    # SQLite's own backup call: a plain copy of a file in use is no backup (integrity F14). A connection
    # with our settings first recovers what a killed process left, and gives up on a lock in time.
    with closing(db.engine().raw_connection()) as live, closing(sqlite3.connect(copy)) as kept:
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source: Any = live.driver_connection
        source.backup(kept)
        live.execute("ROLLBACK")


def _facts(copy: Path) -> dict[str, Any]:
    """What the manifest says of the books, read from the copy: the living ones go on meanwhile."""
    with closing(sqlite3.connect(copy)) as kept:
        kept.row_factory = sqlite3.Row
        books = [dict(row) for row in kept.execute(_BOOKS)]
        revision = kept.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    return {"revision": revision, "books": books}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{_FILES}{path.relative_to(folder).as_posix()}", path


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _pack(target: Path, parts: dict[str, Path], manifest: dict[str, Any]) -> None:
    with target.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, path in parts.items():
                archive.write(path, name)
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        file.flush()
        os.fsync(file.fileno())


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
            digests: dict[str, str] = manifest["sha256"]
            if set(archive.namelist()) != {*digests, _MANIFEST} or _DATABASE not in digests:
                raise BackupDamaged(part=_MANIFEST)
            archive.extractall(folder)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BackupDamaged(part=source.name) from error
    for name, digest in digests.items():
        path = (folder / name).resolve()
        if folder.resolve() not in path.parents or not path.is_file() or _digest(path) != digest:
            raise BackupDamaged(part=name)
    return manifest


def _prove(database: Path, manifest: dict[str, Any]) -> None:
    with closing(sqlite3.connect(database)) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok" or _facts(database)["books"] != manifest["books"]:
        raise BackupDamaged(part=_DATABASE)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
