"""Sales, returns, fees of ways to pay and days closed at the till."""

revision: str = "0018_sales"
down_revision: str | None = "0017_receiving"


def upgrade() -> None:
    """All tables of this storey."""
