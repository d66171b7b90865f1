"""Leaving members and standing instructions."""

revision: str = "0013_closing"
down_revision: str | None = "0012_statements"


def upgrade() -> None:
    """Nothing yet."""
