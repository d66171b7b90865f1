"""Tables: what was done with the money of an enterprise, and its tools.

Amounts here are the document's; what is owed, held or earned is a sum of the enterprise's own journal.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


def _entry(column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["book_id", column], ["journal_entry.book_id", "journal_entry.seq"])


class BusinessAct(Base):
    """One act as it was typed; only its entry and its reversal are noted later."""

    __tablename__ = "business_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        _entry("entry_seq"),
        _entry("reversed_seq"),
        CheckConstraint(
            "kind IN ('opening', 'sale', 'income', 'cost', 'collect', 'pay', 'draw', 'invest', 'move',"
            " 'tool', 'tool_gone', 'depreciation', 'year_end')",
            name="kind",
        ),
        CheckConstraint("way IN ('', 'cash', 'bank', 'later', 'own')", name="way"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("quantity IS NULL OR quantity > 0", name="quantity"),
        Index(None, "enterprise_id", "on_date"),
        Index(None, "book_id", "entry_seq"),
        Index(None, "party_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    kind: Mapped[str]
    on_date: Mapped[date]
    amount: Mapped[int]
    way: Mapped[str]
    #: the category, the month that was depreciated, the year that was closed
    what: Mapped[str]
    party_id: Mapped[int | None] = mapped_column(ForeignKey("business_party.id"))
    #: the product that was sold; its quantity in base units
    item_id: Mapped[int | None]
    quantity: Mapped[int | None]
    note: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
    reversed_seq: Mapped[int | None]


class BusinessTool(Base):
    """A tool that lasts for years: what it cost, and over how many months it is used up."""

    __tablename__ = "business_tool"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("cost > 0 AND rest_value >= 0 AND rest_value < cost", name="cost"),
        CheckConstraint("months > 0", name="months"),
        Index(None, "enterprise_id"),
        Index(None, "act_id"),
        Index(None, "gone_act_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    #: the act that brought it into the book: its purchase, or the opening
    act_id: Mapped[int] = mapped_column(ForeignKey("business_act.id"))
    name: Mapped[str]
    bought_on: Mapped[date]
    cost: Mapped[int]
    rest_value: Mapped[int]
    months: Mapped[int]
    #: the act by which it was sold or given up
    gone_act_id: Mapped[int | None] = mapped_column(ForeignKey("business_act.id"))
