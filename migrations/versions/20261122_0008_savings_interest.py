"""Savings: interest rates, runs and postings, time deposits."""

revision: str = "0008_savings_interest"
down_revision: str | None = "0007_savings_goals"


def upgrade() -> None:
    """Nothing yet."""
