"""What all acts of the till do alike: wait for one another, know a repeated request, check the day."""

from datetime import date
from typing import TypeVar

import sqlalchemy as sa

from coop_app import db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.products import queries as products
from coop_app.products.queries import Point
from coop_app.refusal import RequestReused
from coop_app.sales.queries import till as queries
from coop_app.sales.queries.till import Back, Closed, Sold
from coop_app.sales.rules.till.refusals import SoldInFuture

Document = TypeVar("Document", Sold, Back, Closed)
# Whoever acts at a point waits here for the one before: on PostgreSQL the row is locked by this
# statement, on SQLite the whole file is locked already.
_QUEUE = sa.text(
    "INSERT INTO till (point_id, cooperative_id, book_id, cash_place_id, bank_place_id)"
    " VALUES (:point_id, :cooperative_id, :book_id, :cash, :bank) ON CONFLICT (point_id)"
    " DO UPDATE SET cash_place_id = till.cash_place_id"
)


def queue(desk: Desk, point_id: int) -> Point:
    """The point, once nobody else acts there. Raises `NotFound`."""
    ledger.hold(book_id=desk.book_id)
    point = products.get_point(desk.book_id, point_id)
    places = queries.places_of(desk.book_id, point_id)
    db.write_connection().execute(
        _QUEUE,
        {
            "point_id": point_id, "cooperative_id": desk.cooperative_id, "book_id": desk.book_id,
            "cash": places.cash, "bank": places.bank,
        },
    )  # fmt: skip
    return point


def same(earlier: Document | None, mark: str) -> Document | None:
    """The first result of the same request. Raises `RequestReused` when its contents differ."""
    if earlier is not None and earlier.fingerprint != mark:
        raise RequestReused
    return earlier


def check_day(desk: Desk, on: date) -> None:
    """Raises `SoldInFuture`."""
    if on > desk.today:
        raise SoldInFuture
