"""Evidence: its number, or its photo in the folder of files."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from coop_app import clock, ledger
from coop_app.cashbook import queries
from coop_app.cashbook.models import Evidence
from coop_app.cashbook.rules import pictures
from coop_app.cashbook.rules.recording import Office
from coop_app.db import session

_LONGEST_NUMBER = 60
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


def note_number(*, office: Office, seq: int, number: str) -> int:
    """Write down the number on the paper behind an entry."""
    return _add(office, seq, number=number.strip()[:_LONGEST_NUMBER])


def attach(*, office: Office, seq: int, folder: Path, number: str, upload: Upload | None) -> int:
    """Add a number, a photo or a PDF to an entry of the book; the same file twice is kept once.

    Raises `NotFound`, `FileMissing`, `FileTooLarge`, `FileKindUnknown`, `PictureBroken`, `PictureTooLarge`,
    `PdfUnsafe`.
    """
    ledger.entry_page(book_id=office.book_id, seq=seq)
    if upload is None or not upload.content:
        if not number.strip():
            raise pictures.FileMissing
        return note_number(office=office, seq=seq, number=number)
    kept = pictures.prepare(upload.content)
    digest = hashlib.sha256(kept.content).hexdigest()
    if earlier := queries.find_evidence(office.book_id, seq, digest):
        return earlier
    key = keep_file(folder, office.cooperative_id, kept.content, kept.ending)
    return _add(
        office, seq, number=number.strip()[:_LONGEST_NUMBER], file_key=key, digest=digest, size=len(kept.content),
        original_name=upload.name[:_LONGEST_NAME], content_type=kept.content_type,
    )  # fmt: skip


def _add(office: Office, seq: int, **facts: object) -> int:
    empty = {
        "number": "",
        "file_key": "",
        "original_name": "",
        "content_type": "",
        "size": 0,
        "digest": "",
    }
    row = Evidence(
        cooperative_id=office.cooperative_id, book_id=office.book_id, seq=seq, added_by=office.by,
        added_at=clock.now(), **{**empty, **facts},
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def keep_file(folder: Path, cooperative_id: int, content: bytes, ending: str) -> str:
    """Write a file under a name of our own and return that name; whole on disk before anyone refers to it."""
    key = f"{cooperative_id}/{secrets.token_hex(16)}.{ending}"
    path = folder / key
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return key


def file_content(*, folder: Path, file_key: str) -> bytes:
    """The bytes of a kept file."""
    return (folder / file_key).read_bytes()
