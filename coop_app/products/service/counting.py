"""Counting stock: start, write down what is found, hand it to the treasurer, post the differences."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.products import queries
from coop_app.products.models import StockCount, StockCountLine, StockPoint
from coop_app.products.queries import Count
from coop_app.products.rules import counting as rules
from coop_app.products.rules.documents import COUNT, DayInFuture, Document
from coop_app.products.service.documents import record

_LINE = sa.text(
    "INSERT INTO stock_count_line (count_id, item_id, book_id, expected, found, reason, noted_by, noted_at)"
    " VALUES (:count_id, :item_id, :book_id, :expected, :found, :reason, :noted_by, :noted_at)"
    " ON CONFLICT (count_id, item_id) DO UPDATE SET expected = excluded.expected, found = excluded.found,"
    " reason = excluded.reason, noted_by = excluded.noted_by, noted_at = excluded.noted_at"
).bindparams(sa.bindparam("noted_at", type_=StockCountLine.noted_at.type))


class Note(NamedTuple):
    """What was found of an item, in base units, and why it differs; None takes the figure away."""

    found: int | None
    reason: str = ""


def start_count(*, desk: Desk, point_id: int, on: date, request_id: str) -> Count:
    """Begin to count a point; the same request id begins once. Raises `CountOpen`, `DayInFuture`, `NotFound`."""
    point = queries.get_point(desk.book_id, point_id)
    mine = sa.select(StockPoint.id).where(StockPoint.id == point.id)
    session.execute(mine.with_for_update())
    if earlier := queries.find_count_request(desk.cooperative_id, request_id):
        return queries.get_count(desk.book_id, earlier)
    if queries.open_count(desk.book_id, point_id) is not None:
        raise rules.CountOpen(point=point.name)
    if on > desk.today:
        raise DayInFuture(on=on)
    row = StockCount(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, point_id=point_id, counted_on=on,
        status=rules.COUNTING, people="", memo="", request_id=request_id, started_by=desk.user_id,
        started_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return queries.get_count(desk.book_id, row.id)


def note_found(*, desk: Desk, count_id: int, notes: Mapping[int, Note]) -> Count:
    """Write down what was found, item by item, beside what the book says at this moment.

    What moves later does not make a difference. Raises `CountFinished`, `NotFound`.
    """
    count = _take(desk, count_id)
    known = {row.item_id: row for row in count.rows}
    items = queries.items_of(desk.book_id, list(notes))
    for item_id in sorted(items):
        note, before = notes[item_id], known.get(item_id)
        if note.found is None:
            _forget(count_id, item_id)
        elif before is not None and before.found == note.found:
            _write(desk, count, item_id, note._replace(reason=note.reason), before.expected)
        else:
            there = queries.quantity_at(desk.book_id, item_id, count.point.id)
            _write(desk, count, item_id, note, there)
    return queries.get_count(desk.book_id, count_id)


def finish_count(*, desk: Desk, count_id: int, people: str, memo: str = "") -> Count:
    """All is counted and explained; the treasurer posts the differences.

    Raises `CountFinished`, `NothingCounted`, `ReasonMissing`, `WitnessMissing`, `NotFound`.
    """
    count = _take(desk, count_id)
    rules.check_finish(count.rows, people)
    _set(
        count_id, status=rules.COUNTED, people=people.strip(), memo=memo.strip(),
        counted_by=desk.user_id, counted_at=clock.now(),
    )  # fmt: skip
    return queries.get_count(desk.book_id, count_id)


def drop_count(*, desk: Desk, count_id: int) -> None:
    """Throw a count away; nothing moves. Raises `CountFinished`, `NotFound`."""
    _take(desk, count_id)
    _set(count_id, status=rules.DROPPED)


def post_count(*, desk: Desk, count_id: int) -> Count:
    """Post the differences of a finished count; a second click finds it posted.

    Raises `CountFinished` (dropped), `NotCountedYet`, and what `record` raises.
    """
    _lock(desk, count_id)
    count = queries.get_count(desk.book_id, count_id)
    if count.status == rules.POSTED:
        return count
    if count.status != rules.COUNTED:
        raise rules.CountFinished if count.status == rules.DROPPED else rules.NotCountedYet
    act_id = None
    if lines := rules.differences(count.rows):
        act = record(
            desk=desk, document=document_of(count), request_id=f"count:{count.id}:{len(lines)}"
        )
        act_id = act.id
    _set(
        count_id, status=rules.POSTED, act_id=act_id, posted_by=desk.user_id, posted_at=clock.now()
    )
    return queries.get_count(desk.book_id, count_id)


def document_of(count: Count) -> Document:
    """The document of a count's differences."""
    memo = count.memo or f"opname {count.on:%d/%m/%Y}"
    lines = rules.differences(count.rows)
    return Document(COUNT, count.point.id, count.on, lines, memo=memo, people=count.people)


def _take(desk: Desk, count_id: int) -> Count:
    """An open count, held. Raises `CountFinished`, `NotFound`."""
    _lock(desk, count_id)
    count = queries.get_count(desk.book_id, count_id)
    if not count.open:
        raise rules.CountFinished
    return count


def _lock(desk: Desk, count_id: int) -> None:
    mine = StockCount.book_id == desk.book_id, StockCount.id == count_id
    session.execute(sa.select(StockCount.id).where(*mine).with_for_update())


def _set(count_id: int, **facts: object) -> None:
    db.write_connection().execute(
        sa.update(StockCount).where(StockCount.id == count_id).values(facts)
    )


def _forget(count_id: int, item_id: int) -> None:
    mine = StockCountLine.count_id == count_id, StockCountLine.item_id == item_id
    db.write_connection().execute(sa.delete(StockCountLine).where(*mine))


def _write(desk: Desk, count: Count, item_id: int, note: Note, expected: int) -> None:
    db.write_connection().execute(
        _LINE,
        {"count_id": count.id, "item_id": item_id, "book_id": desk.book_id, "expected": expected,
         "found": note.found, "reason": note.reason.strip(), "noted_by": desk.user_id,
         "noted_at": clock.now()},
    )  # fmt: skip
