"""Correct proposals: some rows at once, or all that are described alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import queries
from coop_app.cashbook.excel.proposing.people import Register, the_one
from coop_app.cashbook.models import ImportRow
from coop_app.cashbook.rules import importing as rules
from coop_app.cashbook.service.posting import get_own
from coop_app.db import session
from coop_app.members import queries as members
from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class Correction:
    """What to set; None leaves as it is."""

    category: str | None = None
    #: 0 takes the member away
    member_id: int | None = None
    months: str | None = None
    included: bool | None = None
    excluded_why: str = ""
    #: also every other row with the same description and way
    alike: bool = False


def correct(*, desk: Desk, batch_id: int, row_ids: Sequence[int], correction: Correction) -> int:
    """Change rows of a draft and return how many. Raises `BatchUnknown`, `BatchSettled`, `CategoryUnfit`,
    `MonthsUnclear`, `ReasonMissing`, `NotFound` (a member of nobody).
    """
    get_own(desk, batch_id, "draft")
    if correction.member_id:
        members.get_member(desk.cooperative_id, correction.member_id)
    if correction.included is False and not correction.excluded_why.strip():
        raise rules.ReasonMissing
    rows = _rows(batch_id, row_ids, alike=correction.alike)
    for row in rows:
        _apply(row, correction)
    session.flush()
    return len(rows)


def _rows(batch_id: int, row_ids: Sequence[int], *, alike: bool) -> list[ImportRow]:
    ticked = list(
        session.scalars(
            sa.select(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.id.in_(row_ids))
        )
    )
    if not alike:
        return ticked
    keys = {(row.pattern, row.money_in >= row.money_out) for row in ticked}
    patterns = [pattern for pattern, _way in keys]
    same = sa.select(ImportRow).where(
        ImportRow.batch_id == batch_id, ImportRow.pattern.in_(patterns)
    )
    return [
        row for row in session.scalars(same) if (row.pattern, row.money_in >= row.money_out) in keys
    ]


def _apply(row: ImportRow, correction: Correction) -> None:
    if correction.category is not None:
        if not rules.way_fits(correction.category, row.money_in, row.money_out):
            raise rules.CategoryUnfit(row=f"{row.sheet} {row.row}")
        row.category, row.corrected, row.confidence = correction.category, True, 100
    if correction.member_id is not None:
        row.member_id, row.corrected = correction.member_id or None, True
    if correction.months is not None:
        row.months = rules.months_text(rules.parse_months(correction.months))
    if correction.included is not None:
        row.included = correction.included
        row.excluded_why = "" if correction.included else correction.excluded_why.strip()[:200]


def match_again(*, desk: Desk, batch_id: int) -> int:
    """Look once more for the members of rows that have none, after new ones were added; how many were found.

    Raises `BatchUnknown`, `BatchSettled`.
    """
    get_own(desk, batch_id, "draft")
    register = Register(queries.known_members(desk.cooperative_id))
    numbers = {card.number_text: card.id for card in members.all_cards(desk.cooperative_id)}
    nobody = (
        ImportRow.member_id.is_(None),
        ImportRow.written_name != "",
        ImportRow.corrected.is_(False),
    )
    found = 0
    for row in session.scalars(sa.select(ImportRow).where(ImportRow.batch_id == batch_id, *nobody)):
        chosen = the_one(register.rank(row.written_name))
        if chosen is not None:
            row.member_id, found = numbers[chosen.number], found + 1
    session.flush()
    return found


def check(*, desk: Desk, batch_id: int) -> tuple[int, int]:
    """Where the program would stand after posting, and the opening to be posted first.

    Raises `OpeningDiffers`, `BatchUnknown`.
    """
    batch = queries.get_batch(desk.cooperative_id, batch_id)
    sums, moved = queries.sums(batch_id), queries.matched_sum(batch_id)
    held = ledger.balance(book_id=desk.book_id, account=batch.place_id)
    opening = rules.opening_to_post(standing=Money(int(held) - moved), opening=batch.opening)
    return int(held) + int(opening) + sums.net, int(opening)
