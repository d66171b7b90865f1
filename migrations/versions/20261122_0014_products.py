"""Items, units, stock points, stock moves, counts and prices."""

revision: str = "0014_products"
down_revision: str | None = "0013_closing"


def upgrade() -> None:
    """All tables of this storey."""
