"""What the verbs of pillars, grants and visits share: made once, by whom, for whom, with which entry."""

from typing import Any

import sqlalchemy as sa

from coop_app import clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises import queries as enterprises
from coop_app.fingerprint import fingerprint
from coop_app.literacy.rules.effect.giving import ENTERPRISE, GROUP, MEMBER, Whom
from coop_app.literacy.rules.effect.refusals import StruckOut, VoucherUnknown, WhyMissing
from coop_app.literacy.service.trailing import trail
from coop_app.members import queries as members
from coop_app.members.rules.names import tidy
from coop_app.refusal import NotFound, RequestReused


def made_before(table: Any, desk: Desk, request_id: str, facts: object) -> int | None:
    """The key of what this very form made already. Raises `RequestReused`."""
    row = session.execute(
        sa.select(table.id, table.fingerprint).where(
            table.cooperative_id == desk.cooperative_id, table.request_id == request_id
        )
    ).first()
    if row is None:
        return None
    if row.fingerprint != fingerprint(facts):
        raise RequestReused
    return int(row.id)


def made(desk: Desk, request_id: str, facts: object) -> dict[str, Any]:
    """The columns that say by which form, by whom and when."""
    return {
        "cooperative_id": desk.cooperative_id, "request_id": request_id,
        "fingerprint": fingerprint(facts), "made_by": desk.user_id, "made_at": clock.now(),
    }  # fmt: skip


def whom_columns(desk: Desk, whom: Whom) -> dict[str, int | None]:
    """The columns of whoever receives or is visited. Raises `NotFound` for another cooperative's."""
    coop = desk.cooperative_id
    if whom.kind == MEMBER:
        members.get_member(coop, whom.id)
    elif whom.kind == GROUP:
        members.get_group(coop, whom.id)
    elif whom.id not in {one.id for one in enterprises.list_enterprises(coop)}:
        raise NotFound
    return {
        "member_id": whom.is_of(MEMBER), "enterprise_id": whom.is_of(ENTERPRISE),
        "village_group_id": whom.is_of(GROUP),
    }  # fmt: skip


def entry_columns(desk: Desk, voucher: str) -> dict[str, int | None]:
    """The columns of the journal entry behind a voucher number. Raises `VoucherUnknown`."""
    if not voucher:
        return {"book_id": None, "entry_seq": None}
    wanted = voucher.upper()
    rows = ledger.journal(book_id=desk.book_id, voucher=wanted, limit=5).rows
    found = [row for row in rows if row.voucher == wanted]
    if not found:
        raise VoucherUnknown(voucher=wanted)
    return {"book_id": desk.book_id, "entry_seq": found[0].seq}


def check_programme(desk: Desk, programme_id: int | None) -> None:
    """Raises `NotFound` for a programme that is not this cooperative's."""
    known = {one.id for one in members.list_programmes(desk.cooperative_id)}
    if programme_id is not None and programme_id not in known:
        raise NotFound


def row_of(table: Any, desk: Desk, key: int) -> Any:
    """A row of this cooperative, waited for. Raises `NotFound`."""
    row = session.scalar(
        sa.select(table)
        .where(table.id == key, table.cooperative_id == desk.cooperative_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    return row


def strike_out(table: Any, *, desk: Desk, key: int, reason: str) -> None:
    """Leave a row that was a mistake, with the day, the person and the reason; the same again changes nothing.

    Raises `WhyMissing`, `StruckOut`.
    """
    row = row_of(table, desk, key)
    why = tidy(reason)[:300]
    if not why:
        raise WhyMissing
    if (row.voided_by, row.voided_why) == (desk.user_id, why):
        return
    if row.voided_on is not None:
        raise StruckOut
    row.voided_on, row.voided_by, row.voided_why = desk.today, desk.user_id, why
    session.flush()
    trail(desk, "struck_out", object=f"{table.__tablename__}:{key}", reason=why)
