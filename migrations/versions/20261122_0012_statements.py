"""Monthly statements that members confirm or dispute."""

revision: str = "0012_statements"
down_revision: str | None = "0011_loan_risk"


def upgrade() -> None:
    """Nothing yet."""
