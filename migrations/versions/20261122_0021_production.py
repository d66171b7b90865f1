"""Recipes, batches of production, and an enterprise's own goods at shops."""

revision: str = "0021_production"
down_revision: str | None = "0020_enterprises"


def upgrade() -> None:
    """All tables of this storey."""
