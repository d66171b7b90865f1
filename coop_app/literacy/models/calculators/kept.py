"""Table: calculations that a family keeps."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class KeptCalculation(Base):
    """What was typed into a tool; the answer is worked out again. The family may delete it."""

    __tablename__ = "kept_calculation"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        Index(None, "household_id", "kept_on"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    #: key of the tool, such as "remittance"
    tool: Mapped[str]
    title: Mapped[str]
    #: pairs of field and text as they stood in the address, as JSON
    inputs: Mapped[str]
    kept_on: Mapped[date]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_at: Mapped[datetime]
