"""Tables of auth."""

revision: str = "0001_auth"
down_revision: str | None = None


def upgrade() -> None:
    """Nothing yet."""
