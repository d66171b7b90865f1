"""Exercises of new treasurers and handovers."""

revision: str = "0027_practice"
down_revision: str | None = "0026_lessons"


def upgrade() -> None:
    """Create them."""
