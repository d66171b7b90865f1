"""Tables: what a product says of itself: words, photos, batches, and the permits it is sold under."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


def _of_item() -> ForeignKeyConstraint:
    """An item of the same book."""
    return ForeignKeyConstraint(["book_id", "item_id"], ["item.book_id", "item.id"])


class ProductFacts(Base):
    """What stands on the packaging and in the shop window."""

    __tablename__ = "product_facts"
    __table_args__ = (
        _of_item(),
        CheckConstraint("packaging BETWEEN 0 AND 8", name="packaging"),
        CheckConstraint("shelf_life_days >= 0", name="shelf_life_days"),
    )
    item_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    description: Mapped[str]
    story: Mapped[str]
    ingredients: Mapped[str]
    #: "250 g", as the law wants it on the label
    net_content: Mapped[str]
    #: first digit of a P-IRT number, 0 when not said
    packaging: Mapped[int]
    packaging_text: Mapped[str]
    storage: Mapped[str]
    #: who makes it and where, as printed on the label
    producer: Mapped[str]
    producer_place: Mapped[str]
    is_food: Mapped[bool]
    #: days that it keeps, 0 when not said
    shelf_life_days: Mapped[int]
    saved_by: Mapped[int]
    saved_at: Mapped[datetime]


class ProductPhoto(Base):
    """A photo of a product, or of the business as a whole, in three sizes."""

    __tablename__ = "product_photo"
    __table_args__ = (
        UniqueConstraint("token"),
        _of_item(),
        UniqueConstraint("book_id", "request_id"),
        Index(None, "book_id", "item_id"),
        CheckConstraint("medium_width > 0 AND medium_height > 0", name="medium"),
        CheckConstraint("thumb_width > 0 AND thumb_height > 0", name="thumb"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    item_id: Mapped[int | None]
    position: Mapped[int]
    #: its name in public addresses
    token: Mapped[str]
    #: in the folder of files
    large_key: Mapped[str]
    medium_key: Mapped[str]
    thumb_key: Mapped[str]
    medium_width: Mapped[int]
    medium_height: Mapped[int]
    thumb_width: Mapped[int]
    thumb_height: Mapped[int]
    #: what is to be seen, for those who cannot
    caption: Mapped[str]
    request_id: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class ProductBatch(Base):
    """What was made on one day: its number, how much of it, and until when it is good."""

    __tablename__ = "product_batch"
    __table_args__ = (
        _of_item(),
        UniqueConstraint("book_id", "request_id"),
        UniqueConstraint("item_id", "number"),
        Index(None, "book_id", "best_before"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("best_before >= made_on", name="best_before"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    item_id: Mapped[int]
    number: Mapped[str]
    made_on: Mapped[date]
    best_before: Mapped[date | None]
    #: base units of the item that were made
    quantity: Mapped[int]
    note: Mapped[str]
    #: nothing of it is left
    finished_on: Mapped[date | None]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class ProductPermit(Base):
    """A permit: of one product, or of the whole business."""

    __tablename__ = "product_permit"
    __table_args__ = (
        _of_item(),
        UniqueConstraint("book_id", "request_id"),
        Index(None, "book_id", "item_id"),
        CheckConstraint("kind IN ('nib', 'pirt', 'halal', 'bpom', 'other')", name="kind"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    item_id: Mapped[int | None]
    kind: Mapped[str]
    #: as on the paper, never corrected
    number: Mapped[str]
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    note: Mapped[str]
    #: photo or PDF of the paper in the folder of files; "" without one
    file_key: Mapped[str]
    content_type: Mapped[str]
    #: replaced by a newer one, or given up
    ended_on: Mapped[date | None]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
