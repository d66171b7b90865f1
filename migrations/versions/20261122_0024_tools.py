"""Quotes of remittance services and calculations that are kept."""

revision: str = "0024_tools"
down_revision: str | None = "0023_households"


def upgrade() -> None:
    """Create them."""
