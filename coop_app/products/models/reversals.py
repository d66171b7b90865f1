"""Table: documents of stock that were taken back (triggers: rows are only added)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class StockReversal(Base):
    """When and why a document of stock was taken back, and by which entry."""

    __tablename__ = "stock_reversal"
    __table_args__ = (
        ForeignKeyConstraint(["book_id", "act_id"], ["stock_act.book_id", "stock_act.id"]),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("why <> ''", name="why"),
        Index(None, "book_id", "entry_seq"),
    )
    act_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    on_date: Mapped[date]
    why: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    #: None where the document itself had no entry
    entry_seq: Mapped[int | None]
