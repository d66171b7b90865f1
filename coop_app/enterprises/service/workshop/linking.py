"""What an item of the cooperative is in her book: remembered, and made with one tap."""

from collections.abc import Iterable

import sqlalchemy as sa

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises.models import EnterpriseItemLink
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.workshop.proposals import Choice
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.items import Item, ItemFacts, Kind


def remember(business: Enterprise, choices: Iterable[Choice]) -> None:
    """The next document offers the same."""
    for choice in choices:
        row = session.scalar(
            sa.select(EnterpriseItemLink).where(
                EnterpriseItemLink.enterprise_id == business.id,
                EnterpriseItemLink.theirs_id == choice.theirs_id,
            )
        )
        if row is None:
            row = EnterpriseItemLink(
                enterprise_id=business.id, theirs_id=choice.theirs_id, treated=choice.treated,
                item_id=choice.item_id,
            )  # fmt: skip
            session.add(row)
        row.treated, row.item_id = choice.treated, choice.item_id
    session.flush()


def copy_item(*, desk: Desk, business: Enterprise, theirs_id: int) -> Item:
    """The cooperative's item as one of hers, by the same name, kind and units; known ones are found.

    Raises `NotFound` for an item of another cooperative.
    """
    theirs = products.get_item(ledger.main_book(business.cooperative_id), theirs_id)
    known = products.find_item(desk.book_id, theirs.name)
    if known is not None and known.base_unit == theirs.base_unit:
        return known
    name = f"{theirs.name} ({theirs.base_unit})" if known else theirs.name
    if known is not None and (same := products.find_item(desk.book_id, name)) is not None:
        return same
    facts = ItemFacts(
        name=name, kind=Kind(theirs.kind), base_unit=theirs.base_unit,
        units=tuple(unit for unit in theirs.units if unit.name != theirs.base_unit),
        shown_unit=theirs.shown_unit.name,
    )  # fmt: skip
    return stock.add_item(desk=desk, facts=facts)
