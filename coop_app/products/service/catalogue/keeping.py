"""What the acts of the catalogue share: waiting for an item's turn, knowing a repeated request."""

from typing import Any

import sqlalchemy as sa

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.products.models import ItemRow
from coop_app.products.queries import catalogue
from coop_app.refusal import NotFound, RequestReused


def wait_for_item(desk: Desk, item_id: int) -> None:
    """Acts on one item queue here until commit. Raises `NotFound` for an item of another book."""
    query = sa.select(ItemRow.id).where(ItemRow.id == item_id, ItemRow.book_id == desk.book_id)
    if session.scalar(query.with_for_update()) is None:
        raise NotFound


def earlier(table: Any, desk: Desk, request_id: str, mark: str) -> int | None:
    """The key of what this request made before. Raises `RequestReused` when it said something else."""
    row = catalogue.find_request(table, desk.book_id, request_id)
    if row is None:
        return None
    if row.fingerprint != mark:
        raise RequestReused
    return int(row.id)
