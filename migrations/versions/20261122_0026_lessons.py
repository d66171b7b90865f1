"""Tests, live exercises, promises, follow-ups and certificates."""

revision: str = "0026_lessons"
down_revision: str | None = "0025_sessions"


def upgrade() -> None:
    """Create them."""
