"""Photos, permits, batches of products, shop windows and their orders."""

revision: str = "0015_catalogue"
down_revision: str | None = "0014_products"


def upgrade() -> None:
    """All tables of this storey."""
