"""Households, their keys and their budgets."""

revision: str = "0023_households"
down_revision: str | None = "0022_book_lock"


def upgrade() -> None:
    """Create them."""
