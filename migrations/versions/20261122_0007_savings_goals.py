"""Savings: goals, holds, dormancy."""

revision: str = "0007_savings_goals"
down_revision: str | None = "0006_second_person"


def upgrade() -> None:
    """Nothing yet."""
