"""Tables of savings."""

revision: str = "0004_savings"
down_revision: str | None = "0003_members"


def upgrade() -> None:
    """Nothing yet."""
