"""Tables: items and their units, stock points, prices by day."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class ItemRow(Base):
    """Something that is kept, bought, made or sold, in the cooperative's or an enterprise's book."""

    __tablename__ = "item"
    __table_args__ = (
        UniqueConstraint("book_id", "id"),
        UniqueConstraint("book_id", "name"),
        ForeignKeyConstraint(
            ["cooperative_id", "owner_member_id"], ["member.cooperative_id", "member.id"]
        ),
        CheckConstraint("kind IN ('raw_material', 'packaging', 'goods', 'product')", name="kind"),
        CheckConstraint("method IN ('fifo', 'moving_average')", name="method"),
        CheckConstraint("low_at >= 0", name="low_at"),
        CheckConstraint("NOT consigned OR owner_member_id IS NOT NULL", name="consigned"),
        Index(None, "cooperative_id", "owner_member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    name: Mapped[str]
    kind: Mapped[str]
    #: g, ml, butir, bungkus: every quantity is a whole number of these
    base_unit: Mapped[str]
    #: the unit that lists and forms use
    shown_unit: Mapped[str]
    method: Mapped[str]
    #: the member whose product it is
    owner_member_id: Mapped[int | None]
    #: never on the cooperative's own stock (titip jual)
    consigned: Mapped[bool]
    #: base units at which it should be bought again; 0 for never
    low_at: Mapped[int]
    note: Mapped[str]
    is_active: Mapped[bool]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class ItemUnit(Base):
    """A unit of an item, as so many base units; the base unit itself is one of them."""

    __tablename__ = "item_unit"
    __table_args__ = (CheckConstraint("factor >= 1", name="factor"),)
    item_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("item.id"), primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    factor: Mapped[int]


class ItemPrice(Base):
    """A selling price from a day on; rows are only added, the last one for a day counts."""

    __tablename__ = "item_price"
    __table_args__ = (
        CheckConstraint("audience IN ('member', 'other')", name="audience"),
        CheckConstraint("amount > 0 AND per > 0", name="amount"),
        Index(None, "item_id", "audience", "valid_from"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    audience: Mapped[str]
    valid_from: Mapped[date]
    #: rupiah for `per` base units
    amount: Mapped[int]
    per: Mapped[int]
    #: the name of that many base units when the price was set
    unit: Mapped[str]
    set_by: Mapped[int]
    set_at: Mapped[datetime]


class StockPoint(Base):
    """A place where stock lies: the office, a village group, a shop, an enterprise's own place."""

    __tablename__ = "stock_point"
    __table_args__ = (
        UniqueConstraint("book_id", "id"),
        UniqueConstraint("book_id", "name"),
        UniqueConstraint("book_id", "group_id"),
        ForeignKeyConstraint(
            ["cooperative_id", "group_id"], ["village_group.cooperative_id", "village_group.id"]
        ),
        CheckConstraint("kind IN ('office', 'group', 'shop', 'enterprise')", name="kind"),
        CheckConstraint("(kind = 'group') = (group_id IS NOT NULL)", name="group"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    name: Mapped[str]
    kind: Mapped[str]
    group_id: Mapped[int | None]
    address: Mapped[str]
    is_active: Mapped[bool]
