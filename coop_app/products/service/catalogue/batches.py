"""Batches of products: what was made when, and until when it is good."""

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.products.models import ProductBatch
from coop_app.products.queries import catalogue
from coop_app.products.rules.catalogue import freshness
from coop_app.products.rules.catalogue.freshness import Batch
from coop_app.products.service.catalogue.keeping import earlier, wait_for_item


def add_batch(*, desk: Desk, new: Batch, request_id: str) -> int:
    """Write down a batch of an item of the desk's book; the same request id once. Returns its key.

    Raises `BatchNumberMissing`, `BatchQuantityMissing`, `MadeInFuture`, `GoodBeforeMade`,
    `BatchNumberTaken`, `RequestReused`, `NotFound`.
    """
    batch, mark = freshness.checked(new, desk.today), fingerprint(new)
    wait_for_item(desk, batch.item_id)
    if key := earlier(ProductBatch, desk, request_id, mark):
        return key
    if batch.number in catalogue.batch_numbers(desk.book_id, batch.item_id):
        raise freshness.BatchNumberTaken(number=batch.number)
    row = ProductBatch(
        book_id=desk.book_id, item_id=batch.item_id, number=batch.number, made_on=batch.made_on,
        best_before=batch.best_before, quantity=batch.quantity, note=batch.note,
        request_id=request_id, fingerprint=mark, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def finish_request(*, desk: Desk, request_id: str) -> None:
    """The batch that this request made, if any, was taken back: nothing of it is left."""
    row = catalogue.find_request(ProductBatch, desk.book_id, request_id)
    if row is not None:
        finish_batch(desk=desk, batch_id=row.id)


def finish_batch(*, desk: Desk, batch_id: int) -> int:
    """Nothing of it is left: it is in no list of what expires. Returns its item. Raises `NotFound`."""
    card = catalogue.get_batch([desk.book_id], batch_id)
    session.execute(
        sa.update(ProductBatch)
        .where(ProductBatch.id == card.id, ProductBatch.finished_on.is_(None))
        .values(finished_on=desk.today)
    )
    return card.batch.item_id
