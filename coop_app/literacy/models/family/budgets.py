"""Tables: a family's months, envelopes, plans and notes. They are its own, and no book of the ledger."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class FamilyPeriod(Base):
    """A month, or the time from one remittance to the next."""

    __tablename__ = "family_period"
    __table_args__ = (
        UniqueConstraint("household_id", "starts_on"),
        CheckConstraint("basis IN ('noted', 'lowest', 'average', 'typed')", name="basis"),
        CheckConstraint("(basis = 'noted') = (base IS NULL)", name="base"),
        CheckConstraint("base IS NULL OR base >= 0", name="base_amount"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    starts_on: Mapped[date]
    #: which income is divided: what came in, or a careful guess from the months before
    basis: Mapped[str]
    base: Mapped[int | None]
    made_by: Mapped[int] = mapped_column(ForeignKey("family_person.id"))
    made_at: Mapped[datetime]


class FamilyEnvelope(Base):
    """Money for one purpose; it stays from month to month."""

    __tablename__ = "family_envelope"
    __table_args__ = (
        UniqueConstraint("household_id", "request_id"),
        CheckConstraint("kind IN ('need', 'want', 'future', 'debt', 'business')", name="kind"),
        CheckConstraint("months IS NULL OR months BETWEEN 1 AND 24", name="months"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    #: which suggestion it came from; "own" when the family thought of it
    key: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    position: Mapped[int]
    #: what is left goes on into the next month
    carries: Mapped[bool]
    #: an emergency fund: so many months of spending
    months: Mapped[int | None]
    #: the member's goal at the cooperative that it saves for
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("savings_goal.id"))
    #: "loan:42", "dues": what falls due at the cooperative; "" otherwise
    source: Mapped[str]
    ended_on: Mapped[date | None]
    request_id: Mapped[str]


class FamilyPlan(Base):
    """How much of a period's money an envelope gets."""

    __tablename__ = "family_plan"
    __table_args__ = (CheckConstraint("planned >= 0", name="planned"),)
    period_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("family_period.id"), primary_key=True, autoincrement=False
    )
    envelope_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("family_envelope.id"), primary_key=True, autoincrement=False
    )
    planned: Mapped[int]


class FamilyNote(Base):
    """What happened: money came, money went, or it moved from one envelope to another."""

    __tablename__ = "family_note"
    __table_args__ = (
        UniqueConstraint("household_id", "request_id"),
        Index(None, "household_id", "on_date"),
        Index(None, "period_id"),
        CheckConstraint("kind IN ('income', 'spending', 'move')", name="kind"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("(kind = 'income') = (envelope_id IS NULL)", name="envelope"),
        CheckConstraint("(kind = 'move') = (to_envelope_id IS NOT NULL)", name="to_envelope"),
        CheckConstraint("(kind = 'income') = (source <> '')", name="source"),
        CheckConstraint("fee_mode IN ('', 'on_top', 'deducted')", name="fee_mode"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("family_period.id"))
    kind: Mapped[str]
    on_date: Mapped[date]
    #: rupiah; of money from abroad what arrived
    amount: Mapped[int]
    envelope_id: Mapped[int | None] = mapped_column(ForeignKey("family_envelope.id"))
    to_envelope_id: Mapped[int | None] = mapped_column(ForeignKey("family_envelope.id"))
    #: where income comes from
    source: Mapped[str]
    #: money from abroad as it was typed: currency, amount, fee, how the fee is taken, rate and its day
    currency: Mapped[str]
    sent: Mapped[str]
    fee: Mapped[str]
    fee_mode: Mapped[str]
    rate: Mapped[str]
    rate_on: Mapped[date | None]
    words: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("family_person.id"))
    made_at: Mapped[datetime]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    #: struck through: it stays to be read, and counts no longer
    undone_on: Mapped[date | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("family_person.id"))
