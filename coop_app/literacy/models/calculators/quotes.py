"""Table: what a remittance service asked for on a day, as somebody read it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class RemittanceQuote(Base):
    """One quote; its figures never change (trigger), it can only be withdrawn.

    Decimals are kept as text, in the sender's currency; rates are rupiah for one unit of it.
    """

    __tablename__ = "remittance_quote"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        Index(None, "cooperative_id", "currency", "quoted_on"),
        CheckConstraint("fee_mode IN ('on_top', 'deducted')", name="fee_mode"),
        CheckConstraint("days IS NULL OR days BETWEEN 0 AND 60", name="days"),
        CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_by IS NULL)", name="withdrawn"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    currency: Mapped[str]
    service: Mapped[str]
    quoted_on: Mapped[date]
    #: the amount for which the service was asked
    amount: Mapped[str]
    fee: Mapped[str]
    #: on_top, deducted
    fee_mode: Mapped[str]
    rate_offered: Mapped[str]
    #: the rate between banks on the same day; None where nobody looked
    rate_mid: Mapped[str | None]
    #: whether the service says all its costs before one pays
    is_open: Mapped[bool]
    #: until the money is at home
    days: Mapped[int | None]
    #: where it was read: a leaflet, a page, a call
    source: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    made_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
