"""What may not be taken out for now, and what members save for.

Amounts here are a promise's; what a member has saved is the ledger's sum, never a sum of these.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


def _of_member() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
    )


class SavingsHold(Base):
    """Savings that stay in the account until somebody releases them."""

    __tablename__ = "savings_hold"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint(
            "(released_by IS NULL) = (released_at IS NULL)"
            " AND (released_by IS NULL) = (released_why IS NULL)",
            name="released",
        ),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    member_id: Mapped[int]
    product: Mapped[str]
    amount: Mapped[int]
    reason: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    placed_by: Mapped[int]
    placed_at: Mapped[datetime]
    released_by: Mapped[int | None]
    released_at: Mapped[datetime | None]
    released_why: Mapped[str | None]


class SavingsGoal(Base):
    """What a member saves for: a name, an amount, a day. How much is there the ledger knows."""

    __tablename__ = "savings_goal"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        CheckConstraint("target > 0", name="target"),
        CheckConstraint(
            "(ended_on IS NULL) = (ended_by IS NULL) AND (ended_on IS NULL) = (ended_at IS NULL)",
            name="ended",
        ),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    member_id: Mapped[int]
    name: Mapped[str]
    target: Mapped[int]
    wanted_on: Mapped[date]
    begun_on: Mapped[date]
    request_id: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    ended_by: Mapped[int | None]
    ended_at: Mapped[datetime | None]
