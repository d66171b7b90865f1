"""Loans: products, applications, schedules."""

revision: str = "0009_loans"
down_revision: str | None = "0008_savings_interest"


def upgrade() -> None:
    """Nothing yet."""
