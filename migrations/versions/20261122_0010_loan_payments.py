"""Loans: payments and where each rupiah of them went."""

revision: str = "0010_loan_payments"
down_revision: str | None = "0009_loans"


def upgrade() -> None:
    """Nothing yet."""
