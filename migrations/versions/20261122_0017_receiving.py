"""Goods receipts, suppliers' bills and payments, distribution to members."""

revision: str = "0017_receiving"
down_revision: str | None = "0016_rounds"


def upgrade() -> None:
    """All tables of this storey."""
