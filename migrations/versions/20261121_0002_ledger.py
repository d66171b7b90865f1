"""Tables of ledger."""

revision: str = "0002_ledger"
down_revision: str | None = "0001_auth"


def upgrade() -> None:
    """Nothing yet."""
