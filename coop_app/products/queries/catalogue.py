"""Reads of what products say of themselves: words, photos, batches, permits."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.products.models import (
    ItemRow,
    ProductBatch,
    ProductFacts,
    ProductPermit,
    ProductPhoto,
)
from coop_app.products.rules.catalogue.facts import Facts
from coop_app.products.rules.catalogue.freshness import Batch
from coop_app.products.rules.catalogue.permits import Kind, Permit, ends_on
from coop_app.refusal import NotFound

_WORDS = tuple(field.name for field in fields(Facts))


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo in its sizes; the keys are places in the folder of files."""

    id: int
    book_id: int
    item_id: int | None
    token: str
    large_key: str
    medium_key: str
    thumb_key: str
    medium_width: int
    medium_height: int
    thumb_width: int
    thumb_height: int
    caption: str


@dataclass(frozen=True, slots=True)
class BatchCard:
    """A batch and whether anything of it is left."""

    id: int
    book_id: int
    batch: Batch
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class PermitCard:
    """A permit and its paper."""

    id: int
    book_id: int
    permit: Permit
    file_key: str
    content_type: str
    ended_on: date | None


def facts_of(book_id: int, item_ids: Collection[int]) -> dict[int, Facts]:
    """What products of a book say of themselves; those that say nothing yet are left out."""
    query = sa.select(ProductFacts).where(
        ProductFacts.book_id == book_id, ProductFacts.item_id.in_(item_ids)
    )
    rows = session.scalars(query.execution_options(populate_existing=True)) if item_ids else ()
    return {row.item_id: Facts(**{name: getattr(row, name) for name in _WORDS}) for row in rows}


def get_facts(book_id: int, item_id: int) -> Facts:
    """What one product says, empty where nothing was written yet."""
    return facts_of(book_id, [item_id]).get(item_id, Facts())


def photos_of(book_id: int, item_ids: Collection[int | None]) -> dict[int | None, list[Photo]]:
    """Photos by product in their order; the key None has those of the business as a whole."""
    keys = [key for key in item_ids if key is not None]
    of_business = ProductPhoto.item_id.is_(None) if None in item_ids else sa.false()
    query = sa.select(ProductPhoto).where(
        ProductPhoto.book_id == book_id, sa.or_(ProductPhoto.item_id.in_(keys), of_business)
    )
    found: dict[int | None, list[Photo]] = defaultdict(list)
    for row in session.scalars(query.order_by(ProductPhoto.position, ProductPhoto.id)):
        found[row.item_id].append(_photo(row))
    return found


def get_photo(book_ids: Collection[int], photo_id: int) -> Photo:
    """A photo in one of these books. Raises `NotFound`."""
    query = sa.select(ProductPhoto).where(
        ProductPhoto.id == photo_id, ProductPhoto.book_id.in_(book_ids)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return _photo(found)


def find_photo(token: str) -> Photo | None:
    """The photo behind a public address; whoever asks must see to it that its window is open."""
    found = session.scalar(sa.select(ProductPhoto).where(ProductPhoto.token == token))
    return _photo(found) if found is not None else None


def batches(
    book_ids: Collection[int], *, item_id: int | None = None, finished: bool = False
) -> list[BatchCard]:
    """Batches that are not finished (or all), the one that goes off first at the top."""
    query = sa.select(ProductBatch).where(ProductBatch.book_id.in_(book_ids))
    if item_id is not None:
        query = query.where(ProductBatch.item_id == item_id)
    if not finished:
        query = query.where(ProductBatch.finished_on.is_(None))
    rows = session.scalars(query.execution_options(populate_existing=True))
    found = [_batch(row) for row in rows]
    return sorted(found, key=lambda card: (card.batch.best_before or date.max, -card.id))


def get_batch(book_ids: Collection[int], batch_id: int) -> BatchCard:
    """A batch in one of these books. Raises `NotFound`."""
    query = sa.select(ProductBatch).where(
        ProductBatch.id == batch_id, ProductBatch.book_id.in_(book_ids)
    )
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return _batch(found)


def batch_numbers(book_id: int, item_id: int) -> set[str]:
    """The numbers that are taken."""
    query = sa.select(ProductBatch.number).where(
        ProductBatch.book_id == book_id, ProductBatch.item_id == item_id
    )
    return set(session.scalars(query))


def list_permits(book_ids: Collection[int], *, ended: bool = False) -> list[PermitCard]:
    """Permits of books, the one that ends first at the top; replaced ones only when asked for."""
    query = sa.select(ProductPermit).where(ProductPermit.book_id.in_(book_ids))
    if not ended:
        query = query.where(ProductPermit.ended_on.is_(None))
    rows = session.scalars(query.execution_options(populate_existing=True))
    found = [_permit(row) for row in rows]
    return sorted(found, key=lambda card: (ends_on(card.permit) or date.max, card.id))


def permits_of(book_id: int, item_id: int | None) -> list[PermitCard]:
    """What a product is sold under: its own permits and those of the whole business."""
    held = list_permits([book_id])
    return [card for card in held if card.permit.item_id in (None, item_id)]


def get_permit(book_ids: Collection[int], permit_id: int) -> PermitCard:
    """A permit in one of these books. Raises `NotFound`."""
    query = sa.select(ProductPermit).where(
        ProductPermit.id == permit_id, ProductPermit.book_id.in_(book_ids)
    )
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return _permit(found)


def find_request(table: Any, book_id: int, request_id: str) -> Any:
    """The row that this request made, if it was sent before."""
    return session.scalar(
        sa.select(table).where(table.book_id == book_id, table.request_id == request_id)
    )


def book_of_item(item_id: int, book_ids: Collection[int]) -> int:
    """Which of these books an item belongs to. Raises `NotFound`."""
    query = sa.select(ItemRow.book_id).where(ItemRow.id == item_id, ItemRow.book_id.in_(book_ids))
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def _photo(row: ProductPhoto) -> Photo:
    return Photo(
        row.id, row.book_id, row.item_id, row.token, row.large_key, row.medium_key, row.thumb_key,
        row.medium_width, row.medium_height, row.thumb_width, row.thumb_height, row.caption,
    )  # fmt: skip


def _batch(row: ProductBatch) -> BatchCard:
    made = Batch(row.item_id, row.number, row.made_on, row.best_before, row.quantity, row.note)
    return BatchCard(row.id, row.book_id, made, row.finished_on)


def _permit(row: ProductPermit) -> PermitCard:
    held = Permit(Kind(row.kind), row.number, row.valid_until, row.issued_on, row.item_id, row.note)
    return PermitCard(row.id, row.book_id, held, row.file_key, row.content_type, row.ended_on)
