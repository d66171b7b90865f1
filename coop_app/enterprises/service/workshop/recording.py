"""How an act of a workshop is written: wait for one's turn, know a repeated request, post."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises import queries
from coop_app.enterprises.models import Enterprise as EnterpriseRow
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.books.refusals import BeforeOpening
from coop_app.enterprises.rules.workshop import batches
from coop_app.enterprises.service.books.recording import party_for, refuse_short
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.products import queries as products
from coop_app.products.rules.items import Item
from coop_app.refusal import NotFound, RequestReused


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its id and what it says, so that a second tap finds the first."""

    request_id: str
    fingerprint: str

    def same(self, earlier: str) -> None:
        """Raises `RequestReused` when the earlier request said something else."""
        if earlier != self.fingerprint:
            raise RequestReused


def asked(request_id: str, *contents: object) -> Asked:
    """A request about these contents."""
    return Asked(request_id, fingerprint(contents))


def wait_turn(desk: Desk, business: Enterprise) -> None:
    """Acts of one owner come one after the other until commit. Raises `NotFound` at another's desk.

    All her enterprises are held: one document of the cooperative must not enter two of them at once.
    """
    if (desk.cooperative_id, desk.book_id) != (business.cooperative_id, business.book_id):
        raise NotFound
    query = (
        sa.select(EnterpriseRow.id)
        .where(EnterpriseRow.cooperative_id == business.cooperative_id)
        .where(EnterpriseRow.member_id == business.member_id)
        .order_by(EnterpriseRow.id)
        .with_for_update()
    )
    if business.id not in session.scalars(query).all():
        raise NotFound


def items_of(desk: Desk, item_ids: Iterable[int]) -> dict[int, Item]:
    """Items of her book. Raises `NotFound` for a stranger among them."""
    wanted = set(item_ids)
    found = products.items_of(desk.book_id, wanted)
    if wanted - set(found):
        raise NotFound
    return found


def check_day(desk: Desk, business: Enterprise, on: date) -> None:
    """Raises `DayInFuture`, `BeforeOpening`."""
    if on > desk.today:
        raise batches.DayInFuture
    if on < business.opened_on:
        raise BeforeOpening(on=business.opened_on)


def point(desk: Desk) -> int:
    """Where she keeps her stock."""
    return queries.point_of(desk.book_id)


def post(desk: Desk, business: Enterprise, entry: Entry) -> int:
    """Post into her book and return the entry's number. Raises `MoneyShort` and what `ledger.post` raises."""
    posted = ledger.post(entry, book_id=desk.book_id, by=desk.user_id)
    refuse_short(business, posted.seq)
    return posted.seq


def party_of(business: Enterprise, name: str) -> str:
    """The subject of a supplier or shop by name, written down at first use. Raises `PartyMissing`."""
    return party_for(business=business, name=name).subject
