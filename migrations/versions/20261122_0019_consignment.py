"""Goods on consignment, outright purchases, customers and receivables."""

revision: str = "0019_consignment"
down_revision: str | None = "0018_sales"


def upgrade() -> None:
    """All tables of this storey."""
