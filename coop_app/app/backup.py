"""A copy of everything that can be proved whole, and the way back from it."""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import current_app

from coop_app import auth, clock, ledger, schema
from coop_app.config import Settings
from coop_app.refusal import N_, Refused

_DATABASE = "koperasi.db"
_MANIFEST = "manifest.json"
_FILES = "files/"
_BLOCK = 1 << 20


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
    source = _sqlite_file(settings)
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder:
        copy = Path(folder) / _DATABASE
        _copy_database(source, copy)
        manifest: dict[str, Any] = {
            "made_at": clock.now().isoformat(),
            "revision": schema.newest(),
            "books": _books(),
        }
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
    if target.exists():
        raise DatabaseInTheWay(place=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        manifest = _unpack(source, Path(folder))
        _prove(Path(folder) / _DATABASE, manifest)
        settings.files.mkdir(parents=True, exist_ok=True)
        kept = Path(folder) / _FILES
        if kept.is_dir():
            shutil.copytree(kept, settings.files, dirs_exist_ok=True)
        (Path(folder) / _DATABASE).replace(target)
    _sync_folder(target.parent)
    return manifest


def _sqlite_file(settings: Settings) -> Path:
    prefix = "sqlite:///"
    if not settings.database_url.startswith(prefix):
        raise NotForThisDatabase
    return Path(settings.database_url.removeprefix(prefix))


def _copy_database(source: Path, copy: Path) -> None:
    # SQLite's own backup call: a plain copy of a file in use is no backup (integrity F14)
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as live, sqlite3.connect(copy) as kept:
        live.backup(kept)
    kept.close()
    live.close()


def _books() -> list[dict[str, Any]]:
    return [
        {"cooperative": house.name, "book": book.name, **_head(book.id)}
        for house in auth.cooperatives()
        for book in ledger.books_of(cooperative_id=house.id)
    ]


def _head(book_id: int) -> dict[str, Any]:
    last = ledger.journal(book_id=book_id, limit=1).rows
    return {"entries": last[0].seq if last else 0, "head": last[0].hash if last else ""}


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
    with sqlite3.connect(database) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        entries = connection.execute("SELECT count(*) FROM journal_entry").fetchone()[0]
    connection.close()
    if verdict != "ok" or entries != sum(book["entries"] for book in manifest["books"]):
        raise BackupDamaged(part=_DATABASE)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
