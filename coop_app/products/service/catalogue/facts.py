"""Writing down what a product says of itself."""

from dataclasses import asdict

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.products.models import ProductFacts
from coop_app.products.rules.catalogue.facts import Facts, tidied
from coop_app.products.service.catalogue.keeping import wait_for_item


def save_facts(*, desk: Desk, item_id: int, new: Facts) -> None:
    """Keep what packaging and shop window say of an item of the desk's book.

    Raises `ShelfLifeImpossible`, `PackagingUnknown`, `NotFound`.
    """
    facts = tidied(new)
    wait_for_item(desk, item_id)
    row = session.scalar(sa.select(ProductFacts).where(ProductFacts.item_id == item_id))
    if row is None:
        row = ProductFacts(item_id=item_id, book_id=desk.book_id)
        session.add(row)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.saved_by, row.saved_at = desk.user_id, clock.now()
    session.flush()
