"""Closing a day at a point: what was taken, what was counted, the difference posted."""

import sqlalchemy as sa

from coop_app import auth, clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.money import Money
from coop_app.products.queries import Point
from coop_app.sales.entries import till as entries
from coop_app.sales.entries.till import Slip
from coop_app.sales.models import Sale, SaleReturn, TillClose
from coop_app.sales.queries import till as queries
from coop_app.sales.queries.till import Closed
from coop_app.sales.rules.till import acts
from coop_app.sales.rules.till import closing as rules
from coop_app.sales.rules.till.acts import Closing
from coop_app.sales.rules.till.closing import Takings
from coop_app.sales.rules.till.refusals import DayClosed
from coop_app.sales.service.till.recording import check_day, queue, same

_POSTED = (
    sa.update(TillClose)
    .where(TillClose.id == sa.bindparam("key"))
    .values(entry_seq=sa.bindparam("seq"))
)


def close_day(*, desk: Desk, closing: Closing, request_id: str) -> Closed:
    """Close a day at a point and post the difference; the same request id once, a day once.

    Everything sold there up to the day and not closed yet belongs to it. Raises `DayClosed`, `TillMoved`,
    `DifferenceUnexplained`, `SoldInFuture`, `CashShort`, `SecondPersonNeeded` for an old date,
    `RequestReused`, what `ledger.post` raises, and `NotFound`.
    """
    point = queue(desk, closing.point_id)
    mark = fingerprint(closing)
    earlier = same(queries.find_close_request(desk.cooperative_id, request_id), mark)
    if earlier is not None:
        return earlier
    _check(desk, point, closing)
    takings = queries.takings(point.id, until=closing.closed_on)
    difference = rules.difference(closing, takings)
    auth.check_back_dating(desk, closing.closed_on)
    key = _write(desk, closing, takings, (difference, request_id, mark))
    _gather(closing, key)
    if difference:
        _post(desk, point, closing, (key, difference))
    return queries.get_close(desk.cooperative_id, key)


def _check(desk: Desk, point: Point, closing: Closing) -> None:
    check_day(desk, closing.closed_on)
    last = queries.last_closed_on(desk.cooperative_id, point.id)
    if last is not None and closing.closed_on <= last:
        raise DayClosed(point=point.name)


def _write(
    desk: Desk, closing: Closing, takings: Takings, rest: tuple[Money, str, str]
) -> int:  # fmt: skip
    difference, request_id, mark = rest
    place = queries.places_of(desk.book_id, closing.point_id).cash
    facts = {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id,
        "point_id": closing.point_id, "place_id": place, "closed_on": closing.closed_on,
        "change_money": int(closing.change_money), "cash_sales": int(takings.cash_sales),
        "cash_returns": int(takings.cash_returns), "transfer": int(takings.transfer),
        "qris": int(takings.qris), "fees": int(takings.fees), "credit": int(takings.credit),
        "other_returns": int(takings.other_returns), "sales_count": takings.sales_count,
        "returns_count": takings.returns_count, "expected": int(takings.expected),
        "counted": int(closing.counted), "difference": int(difference),
        "reason": closing.reason.strip(), "request_id": request_id, "fingerprint": mark,
        "made_by": desk.user_id, "approved_by": desk.approved_by, "made_at": clock.now(),
    }  # fmt: skip
    made = db.write_connection().execute(sa.insert(TillClose), facts).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return int(made[0])


def _gather(closing: Closing, key: int) -> None:
    """Mark what belongs to this close; what is sold from now on belongs to the next one."""
    for table, day in ((Sale, Sale.sold_on), (SaleReturn, SaleReturn.returned_on)):
        mine = (
            table.point_id == closing.point_id, table.close_id.is_(None), day <= closing.closed_on
        )  # fmt: skip
        db.write_connection().execute(sa.update(table).where(*mine).values(close_id=key))


def _post(desk: Desk, point: Point, closing: Closing, made: tuple[int, Money]) -> None:
    key, difference = made
    place = queries.places_of(desk.book_id, point.id).cash
    slip = Slip(
        on=closing.closed_on, source=f"sales.close:{key}", audience="other",
        memo=acts.close_memo(point.name, closing.reason), group_id=point.group_id,
    )  # fmt: skip
    posted = ledger.post(
        entries.till_difference(slip, place, difference), book_id=desk.book_id, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    db.write_connection().execute(_POSTED, {"key": key, "seq": posted.seq})
    ledger.refuse_short(book_id=desk.book_id, seq=posted.seq)
