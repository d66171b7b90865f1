"""Evidence: its number, or its photo in the folder of files."""

import hashlib
from pathlib import Path

from coop_app import clock, ledger, pictures
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import queries
from coop_app.cashbook.models import Evidence
from coop_app.db import session
from coop_app.members.service.files import Upload, keep_file

_LONGEST_NUMBER = 60
_LONGEST_NAME = 120


def note_number(*, desk: Desk, seq: int, number: str) -> int:
    """Write down the number on the paper behind an entry."""
    return _add(desk, seq, number=number.strip()[:_LONGEST_NUMBER])


def attach(*, desk: Desk, seq: int, folder: Path, number: str, upload: Upload | None) -> int:
    """Add a number, a photo or a PDF to an entry of the book; the same file twice is kept once.

    Raises `NotFound`, `FileMissing`, `FileTooLarge`, `FileKindUnknown`, `PictureBroken`, `PictureTooLarge`,
    `PdfUnsafe`.
    """
    ledger.entry_page(book_id=desk.book_id, seq=seq)
    if upload is None or not upload.content:
        if not number.strip():
            raise pictures.FileMissing
        return note_number(desk=desk, seq=seq, number=number)
    kept = pictures.prepare(upload.content)
    digest = hashlib.sha256(kept.content).hexdigest()
    if earlier := queries.find_evidence(desk.book_id, seq, digest):
        return earlier
    key = keep_file(
        folder=folder, cooperative_id=desk.cooperative_id, content=kept.content, ending=kept.ending
    )
    return _add(
        desk, seq, number=number.strip()[:_LONGEST_NUMBER], file_key=key, digest=digest, size=len(kept.content),
        original_name=upload.name[:_LONGEST_NAME], content_type=kept.content_type,
    )  # fmt: skip


def _add(desk: Desk, seq: int, **facts: object) -> int:
    empty = {
        "number": "",
        "file_key": "",
        "original_name": "",
        "content_type": "",
        "size": 0,
        "digest": "",
    }
    row = Evidence(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, seq=seq, added_by=desk.user_id,
        added_at=clock.now(), **{**empty, **facts},
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id
