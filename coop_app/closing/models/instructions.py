"""Tables of standing instructions: what a member allowed, and what each run did about it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class StandingInstruction(Base):
    """A member lets the instalments of a loan be paid from simpanan sukarela."""

    __tablename__ = "standing_instruction"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        ForeignKeyConstraint(["loan_id"], ["loan.id"]),
        CheckConstraint("until IS NULL OR until >= valid_from", name="until"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    member_id: Mapped[int]
    loan_id: Mapped[int]
    #: take what is there, even if it is not the whole instalment
    in_part: Mapped[bool]
    valid_from: Mapped[date]
    #: the last day; none is until revoked
    until: Mapped[date | None]
    #: where the signed paper lies
    note: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    revoked_on: Mapped[date | None]
    revoked_by: Mapped[int | None]
    revoked_why: Mapped[str]


class StandingRun(Base):
    """One run over all instructions of a cooperative on one day."""

    __tablename__ = "standing_run"
    __table_args__ = (UniqueConstraint("cooperative_id", "request_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    run_on: Mapped[date]
    request_id: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class StandingItem(Base):
    """What a run did about one instruction: paid, paid in part, or not, and why not."""

    __tablename__ = "standing_item"
    __table_args__ = (
        CheckConstraint("paid >= 0 AND paid <= owed", name="paid"),
        Index(None, "cooperative_id", "instruction_id"),
    )
    run_id: Mapped[int] = mapped_column(
        ForeignKey("standing_run.id"), primary_key=True, autoincrement=False
    )
    instruction_id: Mapped[int] = mapped_column(
        ForeignKey("standing_instruction.id"), primary_key=True, autoincrement=False
    )
    #: the oldest unpaid instalment
    number: Mapped[int]
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    due_on: Mapped[date]
    owed: Mapped[int]
    paid: Mapped[int]
    #: why nothing or not all was paid: a refusal's code, or ""
    why: Mapped[str]
    entry_seq: Mapped[int | None]
