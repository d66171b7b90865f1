"""Loans: classes, allowance runs, write-offs."""

revision: str = "0011_loan_risk"
down_revision: str | None = "0010_loan_payments"


def upgrade() -> None:
    """Nothing yet."""
