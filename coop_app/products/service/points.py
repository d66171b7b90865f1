"""Stock points: the office, the village groups, shops, an enterprise's own place."""

import sqlalchemy as sa

from coop_app import db
from coop_app.auth.rules.desk import Desk
from coop_app.products import queries
from coop_app.products.models import StockPoint
from coop_app.products.queries import Point
from coop_app.products.rules.items import NameMissing, NameTaken
from coop_app.products.rules.points import PointFacts, PointNotEmpty


def add_point(*, desk: Desk, facts: PointFacts) -> Point:
    """A new stock point of the desk's book. Raises `NameMissing`, `NameTaken`."""
    name = _free_name(desk, facts.name)
    made = db.write_connection().execute(
        sa.insert(StockPoint),
        {
            "cooperative_id": desk.cooperative_id, "book_id": desk.book_id, "name": name,
            "kind": facts.kind, "group_id": facts.group_id, "address": facts.address.strip(),
            "is_active": True,
        },
    )  # fmt: skip
    key = made.inserted_primary_key
    assert key is not None  # noqa: S101 - every single-row insert has one
    return queries.get_point(desk.book_id, int(key[0]))


def group_point(*, desk: Desk, group_id: int, name: str) -> Point:
    """The stock point of a village group, made on first use under the group's name. Raises `NameTaken`."""
    known = queries.point_of_group(desk.book_id, group_id)
    return known or add_point(desk=desk, facts=PointFacts(name, "group", group_id))


def office(*, desk: Desk, name: str = "Kantor") -> Point:
    """The first office of the book, made on first use."""
    points = queries.list_points(desk.book_id)
    known = next((point for point in points if point.kind == "office"), None)
    return known or add_point(desk=desk, facts=PointFacts(name, "office"))


def change_point(*, desk: Desk, point_id: int, name: str, address: str) -> Point:
    """Correct name and address. Raises `NotFound`, `NameMissing`, `NameTaken`."""
    queries.get_point(desk.book_id, point_id)
    clean = _free_name(desk, name, besides=point_id)
    db.write_connection().execute(_mine(desk, point_id).values(name=clean, address=address.strip()))
    return queries.get_point(desk.book_id, point_id)


def switch_point(*, desk: Desk, point_id: int, active: bool) -> None:
    """Close a point where nothing lies any more, or open it again. Raises `NotFound`, `PointNotEmpty`."""
    point = queries.get_point(desk.book_id, point_id)
    if not active and queries.on_hand(desk.book_id, point_id):
        raise PointNotEmpty(point=point.name)
    db.write_connection().execute(_mine(desk, point_id).values(is_active=active))


def _mine(desk: Desk, point_id: int) -> sa.Update:
    return sa.update(StockPoint).where(
        StockPoint.id == point_id, StockPoint.book_id == desk.book_id
    )


def _free_name(desk: Desk, name: str, besides: int | None = None) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise NameMissing
    for point in queries.list_points(desk.book_id, active_only=False):
        if point.name == clean and point.id != besides:
            raise NameTaken(name=clean)
    return clean
