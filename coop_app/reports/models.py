"""Tables of the monthly statements: what was offered, what the member said, what was answered.

No money stands here: a statement keeps the fingerprint of figures that the ledger holds.
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


class MemberStatement(Base):
    """One member's month as it was offered; changed figures make another edition."""

    __tablename__ = "member_statement"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "member_id", "month", "edition"),
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        ForeignKeyConstraint(
            ["book_id", "head_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("length(month) = 7", name="month"),
        CheckConstraint("edition >= 1", name="edition"),
        Index(None, "cooperative_id", "month"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    #: "2026-07"
    month: Mapped[str]
    edition: Mapped[int]
    fingerprint: Mapped[str]
    #: fingerprint of the statement before it, empty for the first
    prior: Mapped[str]
    #: the newest entry of the book when it was offered
    head_seq: Mapped[int]
    head_hash: Mapped[str]
    offered_by: Mapped[int]
    offered_at: Mapped[datetime]


class StatementAnswer(Base):
    """What a member said about a statement; the newest counts."""

    __tablename__ = "statement_answer"
    __table_args__ = (
        UniqueConstraint("statement_id", "n"),
        CheckConstraint("verdict IN ('confirmed', 'disputed')", name="verdict"),
        CheckConstraint("verdict = 'confirmed' OR length(words) > 0", name="words"),
        Index(None, "cooperative_id", "verdict"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    statement_id: Mapped[int] = mapped_column(ForeignKey("member_statement.id"))
    n: Mapped[int]
    verdict: Mapped[str]
    words: Mapped[str]
    #: the day the member said so; on paper it may be earlier than the day it was entered
    given_on: Mapped[date]
    on_paper: Mapped[bool]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class StatementReply(Base):
    """What was found out about a dispute; it closes the dispute."""

    __tablename__ = "statement_reply"
    __table_args__ = (CheckConstraint("length(words) > 0", name="words"),)
    answer_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("statement_answer.id"), primary_key=True, autoincrement=False
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    words: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
