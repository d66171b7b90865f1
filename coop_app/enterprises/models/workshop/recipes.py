"""Tables: what goes into a product, in versions; a version never changes (triggers)."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class Recipe(Base):
    """How one product is made; its newest version is in force."""

    __tablename__ = "recipe"
    __table_args__ = (UniqueConstraint("enterprise_id", "item_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    #: the product that comes out
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class RecipeVersion(Base):
    """One way of making it: how much comes out of one batch, and whose hours go in."""

    __tablename__ = "recipe_version"
    __table_args__ = (
        UniqueConstraint("recipe_id", "version"),
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("version > 0 AND makes > 0", name="makes"),
        CheckConstraint("own_minutes >= 0 AND hourly_rate >= 0", name="labour"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    recipe_id: Mapped[int] = mapped_column(ForeignKey("recipe.id"))
    version: Mapped[int]
    #: units of the product, in its base unit, that one batch is expected to bring
    makes: Mapped[int]
    own_minutes: Mapped[int]
    #: rupiah that an hour of her own is worth to her
    hourly_rate: Mapped[int]
    note: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class RecipePart(Base):
    """Material or packaging for one batch, in the item's base units (triggers)."""

    __tablename__ = "recipe_part"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        Index(None, "item_id"),
    )
    version_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("recipe_version.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    quantity: Mapped[int]


class RecipeCost(Base):
    """Paid labour or overhead: so much a batch, or so much a month shared over days (triggers)."""

    __tablename__ = "recipe_cost"
    __table_args__ = (
        CheckConstraint("kind IN ('labour', 'overhead')", name="kind"),
        CheckConstraint("amount > 0 AND days > 0", name="amount"),
    )
    version_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("recipe_version.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str]
    name: Mapped[str]
    #: rupiah; for one batch when `days` is 1
    amount: Mapped[int]
    #: over how many days the amount is shared; a batch takes one of them
    days: Mapped[int]
    #: paid with the batch and part of its cost in the book; otherwise an expense of the month already
    is_paid: Mapped[bool]
