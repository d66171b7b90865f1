"""Pillars, equipment grants and mentoring visits."""

revision: str = "0028_effect"
down_revision: str | None = "0027_practice"


def upgrade() -> None:
    """Create them."""
