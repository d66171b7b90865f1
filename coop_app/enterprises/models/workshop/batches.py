"""Tables: what was produced, with everything that went into it (triggers)."""

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


class ProductionBatch(Base):
    """One batch as it came out: good units, rejects and why; hours and their worth."""

    __tablename__ = "production_batch"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "number"),
        UniqueConstraint("cooperative_id", "request_id"),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("good >= 0 AND rejected >= 0 AND good + rejected > 0", name="made"),
        CheckConstraint("rejected = 0 OR length(reason) > 0", name="reason"),
        CheckConstraint("own_minutes >= 0 AND hourly_rate >= 0", name="labour"),
        Index(None, "enterprise_id", "item_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    #: counted per enterprise
    number: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("recipe_version.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    produced_on: Mapped[date]
    best_before: Mapped[date | None]
    #: how many times the recipe was made
    times: Mapped[int]
    #: in the product's base unit
    good: Mapped[int]
    rejected: Mapped[int]
    reason: Mapped[str]
    own_minutes: Mapped[int]
    hourly_rate: Mapped[int]
    #: how what was paid with the batch was paid
    way: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class ProductionUse(Base):
    """Material or packaging that a batch used, at what it had cost (triggers)."""

    __tablename__ = "production_use"
    __table_args__ = (CheckConstraint("quantity > 0 AND cost >= 0", name="quantity"),)
    batch_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("production_batch.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    quantity: Mapped[int]
    cost: Mapped[int]


class ProductionCost(Base):
    """Paid labour or overhead of a batch (triggers)."""

    __tablename__ = "production_cost"
    __table_args__ = (
        CheckConstraint("kind IN ('labour', 'overhead')", name="kind"),
        CheckConstraint("amount > 0", name="amount"),
    )
    batch_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("production_batch.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str]
    name: Mapped[str]
    amount: Mapped[int]
    is_paid: Mapped[bool]
