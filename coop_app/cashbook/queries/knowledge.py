"""What is known before an Excel book comes in: members, corrections, rows and transfers already told."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.cashbook.excel.values import KnownMember, Learned
from coop_app.cashbook.models import ImportBatch, ImportMemory, ImportRow
from coop_app.cashbook.rules.importing import TRANSFER
from coop_app.db import session
from coop_app.members import queries as members


def known_members(cooperative_id: int) -> list[KnownMember]:
    """The register as the proposals compare with it."""
    return [
        KnownMember(card.number_text, card.name, card.group_name)
        for card in members.all_cards(cooperative_id)
    ]


def learned(cooperative_id: int) -> list[Learned]:
    """Her corrections of earlier months."""
    numbers = {card.id: card.number_text for card in members.all_cards(cooperative_id)}
    rows = session.scalars(
        sa.select(ImportMemory).where(ImportMemory.cooperative_id == cooperative_id)
    )
    return [
        Learned(row.pattern, row.category, numbers.get(row.member_id or 0), row.money_in)
        for row in rows
    ]


def posted_before(cooperative_id: int) -> set[str]:
    """Fingerprints of rows, and digests of files, that are in the books now."""
    mine = (ImportBatch.cooperative_id == cooperative_id, ImportBatch.status == "posted")
    rows = (
        sa.select(ImportRow.fingerprint)
        .join(ImportBatch, ImportBatch.id == ImportRow.batch_id)
        .where(*mine)
    )
    return {*session.scalars(rows), *session.scalars(sa.select(ImportBatch.digest).where(*mine))}


def matching_transfer(
    book_id: int, place_id: int, row: tuple[date, int], used: set[int]
) -> tuple[int, str] | None:
    """The entry that already moved this amount at this place on this day: the other book told it first."""
    on, net = row
    for entry in ledger.journal(book_id=book_id, amount=abs(net), start=on, end=on, limit=100).rows:
        here = any(line.account_id == place_id and int(line.amount) == net for line in entry.lines)
        if here and entry.seq not in used and not entry.reversed_by and not entry.reverses:
            return entry.seq, entry.voucher
    return None


def matched_sum(batch_id: int) -> int:
    """Money of transfers that the other book brought in before."""
    mine = (
        ImportRow.batch_id == batch_id,
        ImportRow.included.is_(False),
        ImportRow.category == TRANSFER,
    )
    told = ImportRow.findings.contains('"already_moved"')
    query = sa.select(sa.func.sum(ImportRow.money_in - ImportRow.money_out)).where(*mine, told)
    return int(session.scalar(query) or 0)


def places_in_files(
    cooperative_id: int, ids: Sequence[int]
) -> dict[int, tuple[int, str, str, int]]:
    """Where imported rows stood: batch, file, sheet and row."""
    query = (
        sa.select(
            ImportRow.id, ImportRow.batch_id, ImportBatch.filename, ImportRow.sheet, ImportRow.row
        )
        .join(ImportBatch, ImportBatch.id == ImportRow.batch_id)
        .where(ImportRow.cooperative_id == cooperative_id, ImportRow.id.in_(ids))
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in session.execute(query)}
