"""Uploaded registers that wait for the word go."""

import json

import sqlalchemy as sa

from coop_app.auth import sealing
from coop_app.db import session
from coop_app.members.models import MemberImport
from coop_app.members.rules.importing import SheetRow
from coop_app.refusal import NotFound

STAGED = "member-import"


def get_import(cooperative_id: int, import_id: int, *, lock: bool = False) -> MemberImport:
    """The staged register. Raises `NotFound`, also for another cooperative's."""
    query = sa.select(MemberImport).where(
        MemberImport.id == import_id, MemberImport.cooperative_id == cooperative_id
    )
    kept = session.scalar(query.with_for_update() if lock else query)
    if kept is None:
        raise NotFound
    return kept


def staged_rows(kept: MemberImport, identity_key: str) -> list[SheetRow]:
    """The rows as they were read; none once they are taken in."""
    if not kept.rows_sealed:
        return []
    text = sealing.unseal(kept.rows_sealed, identity_key=identity_key, use=STAGED)
    return [SheetRow(number, cells) for number, cells in json.loads(text)]
