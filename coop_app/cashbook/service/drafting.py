"""Read an Excel book and keep what is proposed for it, to be looked through."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import queries
from coop_app.cashbook.excel import memory_key, propose, read_book
from coop_app.cashbook.excel.values import BookSheet, Progress, Proposal, Reason, Workbook
from coop_app.cashbook.models import ImportBatch, ImportRow
from coop_app.cashbook.rules.importing import (
    SUSPENSE,
    TRANSFER,
    check_one_book,
    months_text,
    way_fits,
)
from coop_app.db import session
from coop_app.members import queries as members
from coop_app.members.service.files import Upload, keep_file


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read, with a proposal for each of its transactions."""

    workbook: Workbook
    proposals: tuple[Proposal, ...]


def read(*, desk: Desk | None, upload: Upload, progress: Progress | None = None) -> Reading:
    """Read a file and propose; nothing is written. Without a desk there are no members to know.

    Raises what `read_book` refuses.
    """
    heard = progress or (lambda _stage, _done, _total: None)
    workbook = read_book(upload.content, upload.name, heard)
    if desk is None:
        return Reading(workbook, propose(workbook, progress=heard))
    key = desk.cooperative_id
    known, memory, posted = (
        queries.known_members(key),
        queries.learned(key),
        queries.posted_before(key),
    )
    return Reading(workbook, propose(workbook, known, memory, posted, heard))


def draft(*, desk: Desk, place_id: int, upload: Upload, reading: Reading, folder: Path) -> int:
    """Keep the file and its proposals, and return the import's id.

    Raises `UnknownPlace`, `SeveralBooks`.
    """
    queries.get_place(desk.book_id, place_id)
    book = reading.workbook
    check_one_book([(sheet.family, sheet.name) for sheet in book.sheets if sheet.lines])
    batch = _batch(desk, place_id, upload, book, folder)
    numbers = {card.number_text: card.id for card in members.all_cards(desk.cooperative_id)}
    used: set[int] = set()
    rows = [
        _row(
            desk,
            batch,
            proposal,
            position=position,
            member_id=numbers.get(proposal.member or ""),
            used=used,
        )
        for position, proposal in enumerate(reading.proposals, start=1)
    ]
    if rows:
        session.execute(sa.insert(ImportRow), rows)
    session.flush()
    return batch.id


def _batch(desk: Desk, place_id: int, upload: Upload, book: Workbook, folder: Path) -> ImportBatch:
    ending = "csv" if upload.name.lower().endswith(".csv") else "xlsx"
    batch = ImportBatch(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, place_id=place_id,
        filename=upload.name[:120], digest=book.digest, status="draft", opening=int(book.opening),
        file_key=keep_file(
            folder=folder, cooperative_id=desk.cooperative_id, content=upload.content, ending=ending
        ), closing=int(book.closing),
        sheets=json.dumps(_sheets(book)), made_by=desk.user_id, made_at=clock.now(), undone_why="",
    )  # fmt: skip
    session.add(batch)
    session.flush()
    return batch


def _row(
    desk: Desk,
    batch: ImportBatch,
    proposal: Proposal,
    *,
    position: int,
    member_id: int | None,
    used: set[int],
) -> dict[str, Any]:  # fmt: skip
    line = proposal.line
    fits = way_fits(proposal.category, int(line.money_in), int(line.money_out))
    why = list(proposal.why)
    told = _told_before(desk, batch, proposal, used)
    if told:
        why.append(Reason.of("already_moved", voucher=told))
    findings = {
        "why": [_stored(each) for each in why],
        "flags": [*proposal.flags, *(["already_moved"] if told else [])],
        "candidates": [(each.number, each.name) for each in proposal.candidates],
    }
    return {
        "batch_id": batch.id, "cooperative_id": batch.cooperative_id, "position": position,
        "sheet": proposal.sheet, "row": line.row, "on_date": line.on, "description": line.description,
        "pattern": memory_key(line.description), "voucher": line.voucher, "note": line.note,
        "money_in": int(line.money_in), "money_out": int(line.money_out), "balance": int(line.balance),
        "category": proposal.category if fits else SUSPENSE, "member_id": member_id,
        "written_name": proposal.written_name, "months": months_text(proposal.months),
        "confidence": proposal.confidence, "findings": json.dumps(findings, ensure_ascii=False),
        "fingerprint": proposal.fingerprint, "included": told is None, "excluded_why": told or "",
        "corrected": False, "as_receipt": False, "seq": None, "undone_seq": None,
    }  # fmt: skip


def _told_before(desk: Desk, batch: ImportBatch, proposal: Proposal, used: set[int]) -> str | None:
    """The voucher of a transfer that the book of the other place brought in before."""
    line = proposal.line
    net = int(line.money_in) - int(line.money_out)
    if proposal.category != TRANSFER or line.on is None or not net:
        return None
    found = queries.matching_transfer(desk.book_id, batch.place_id, (line.on, net), used)
    if found is None:
        return None
    used.add(found[0])
    return found[1]


def _stored(reason: Reason) -> list[Any]:
    return [reason.code, [list(fact) for fact in reason.facts]]


def _sheets(book: Workbook) -> dict[str, Any]:
    others = [{"name": name, "why": _stored(reason)} for name, reason in book.other_sheets]
    return {"sheets": [_sheet(sheet) for sheet in book.sheets], "others": others}


def _sheet(sheet: BookSheet) -> dict[str, Any]:
    return {
        "name": sheet.name, "month": str(sheet.month) if sheet.month else "", "rows": len(sheet.lines),
        "opening": int(sheet.opening), "closing": int(sheet.closing), "orientation": sheet.orientation,
        "proven": sheet.orientation_proven, "headings": dict(sheet.layout.headings),
        "problems": [{"row": each.row, "why": _stored(each.reason)} for each in sheet.problems],
        "ignored": [
            {"row": each.row, "why": _stored(each.reason), "text": each.text} for each in sheet.ignored
        ],
    }  # fmt: skip
