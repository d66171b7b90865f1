"""Tables: what lies where, every move of it, and the documents behind moves.

The value of a position is the ledger's balance of "stock:<position>"; `value` and `layers` here are what
the next cost is computed from, written with each move, and `coop audit` proves them equal.
"""

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


def _of_book(column: str, table: str) -> ForeignKeyConstraint:
    """A row may point only at rows of its own book."""
    return ForeignKeyConstraint(["book_id", column], [f"{table}.book_id", f"{table}.id"])


class StockPosition(Base):
    """One item at one point; the row that moves of it queue at."""

    __tablename__ = "stock_position"
    __table_args__ = (
        UniqueConstraint("item_id", "point_id"),
        UniqueConstraint("book_id", "id"),
        _of_book("item_id", "item"),
        _of_book("point_id", "stock_point"),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("value >= 0 AND (quantity > 0 OR value = 0)", name="value"),
        CheckConstraint("moves >= 0", name="moves"),
        Index(None, "point_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    item_id: Mapped[int]
    point_id: Mapped[int]
    #: base units: the sum of the moves
    quantity: Mapped[int]
    #: rupiah: the sum of the moves' costs
    value: Mapped[int]
    #: what is there, the oldest first, as [[quantity, value], …] (JSON)
    layers: Mapped[str]
    #: how many moves there are
    moves: Mapped[int]


class StockMove(Base):
    """Stock came, went or changed its cost; rows are only added."""

    __tablename__ = "stock_move"
    __table_args__ = (
        UniqueConstraint("position_id", "number"),
        _of_book("position_id", "stock_position"),
        CheckConstraint(
            "(quantity > 0 AND cost >= 0) OR (quantity < 0 AND cost <= 0)"
            " OR (quantity = 0 AND cost <> 0)",
            name="signs",
        ),
        CheckConstraint("quantity_after >= 0", name="quantity_after"),
        CheckConstraint(
            "value_after >= 0 AND (quantity_after > 0 OR value_after = 0)", name="value_after"
        ),
        Index(None, "book_id", "source"),
        Index(None, "book_id", "on_date"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    position_id: Mapped[int]
    #: 1, 2, 3 … within the position, in the order of recording
    number: Mapped[int]
    on_date: Mapped[date]
    kind: Mapped[str]
    #: base units; below zero when it goes
    quantity: Mapped[int]
    #: rupiah; below zero when it goes
    cost: Mapped[int]
    quantity_after: Mapped[int]
    value_after: Mapped[int]
    #: the source of the journal entry, "purchasing.receipt:12"
    source: Mapped[str]
    memo: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class StockAct(Base):
    """A document of stock itself: opening stock, spoilage, a transfer, the differences of a count."""

    __tablename__ = "stock_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        UniqueConstraint("book_id", "id"),
        _of_book("point_id", "stock_point"),
        _of_book("to_point_id", "stock_point"),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint(
            "kind IN ('opening', 'booked', 'spoilage', 'transfer', 'count')", name="kind"
        ),
        CheckConstraint("(kind = 'transfer') = (to_point_id IS NOT NULL)", name="to_point"),
        CheckConstraint("to_point_id IS NULL OR to_point_id <> point_id", name="two_points"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    kind: Mapped[str]
    point_id: Mapped[int]
    to_point_id: Mapped[int | None]
    on_date: Mapped[date]
    #: why: "Terendam banjir", the note on a delivery
    memo: Mapped[str]
    #: who carried it, or who witnessed it
    people: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    #: None while it is written, and where nothing of value moved
    entry_seq: Mapped[int | None]


class StockActLine(Base):
    """How much of one item a document moved, and what it had cost."""

    __tablename__ = "stock_act_line"
    __table_args__ = (
        _of_book("act_id", "stock_act"),
        _of_book("item_id", "item"),
        CheckConstraint("quantity <> 0", name="quantity"),
    )
    act_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    item_id: Mapped[int]
    #: base units; below zero when it went
    quantity: Mapped[int]
    cost: Mapped[int]
    memo: Mapped[str]


class StockCount(Base):
    """Stock counted at one point (opname), from the sheet to the posted differences."""

    __tablename__ = "stock_count"
    __table_args__ = (
        UniqueConstraint("book_id", "id"),
        UniqueConstraint("cooperative_id", "request_id"),
        _of_book("point_id", "stock_point"),
        _of_book("act_id", "stock_act"),
        CheckConstraint("status IN ('counting', 'counted', 'posted', 'dropped')", name="status"),
        CheckConstraint("act_id IS NULL OR status = 'posted'", name="posted"),
        Index(None, "point_id", "status"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    point_id: Mapped[int]
    counted_on: Mapped[date]
    status: Mapped[str]
    #: who counted and who looked on, as the minutes name them
    people: Mapped[str]
    #: what the minutes say
    memo: Mapped[str]
    request_id: Mapped[str]
    started_by: Mapped[int]
    started_at: Mapped[datetime]
    counted_by: Mapped[int | None]
    counted_at: Mapped[datetime | None]
    posted_by: Mapped[int | None]
    posted_at: Mapped[datetime | None]
    #: the document of the differences; None where there were none
    act_id: Mapped[int | None]


class StockCountLine(Base):
    """What the book said and what was found of one item."""

    __tablename__ = "stock_count_line"
    __table_args__ = (
        _of_book("count_id", "stock_count"),
        _of_book("item_id", "item"),
        CheckConstraint("found >= 0 AND expected >= 0", name="found"),
    )
    count_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    #: base units in the book at the moment the figure was written down
    expected: Mapped[int]
    found: Mapped[int]
    #: why it differs
    reason: Mapped[str]
    noted_by: Mapped[int]
    noted_at: Mapped[datetime]
