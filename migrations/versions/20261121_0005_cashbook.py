"""Tables of cashbook."""

revision: str = "0005_cashbook"
down_revision: str | None = "0004_savings"


def upgrade() -> None:
    """Nothing yet."""
