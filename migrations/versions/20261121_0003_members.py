"""Tables of members."""

revision: str = "0003_members"
down_revision: str | None = "0002_ledger"


def upgrade() -> None:
    """Nothing yet."""
