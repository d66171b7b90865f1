"""Suppliers, their offers, rounds of collective purchase and members' orders."""

revision: str = "0016_rounds"
down_revision: str | None = "0015_catalogue"


def upgrade() -> None:
    """All tables of this storey."""
