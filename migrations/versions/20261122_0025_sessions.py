"""Programmes, training sessions, participants and attendance."""

revision: str = "0025_sessions"
down_revision: str | None = "0024_tools"


def upgrade() -> None:
    """Create them."""
