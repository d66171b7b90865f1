"""Members' enterprises, their acts, and what they accepted from the cooperative."""

revision: str = "0020_enterprises"
down_revision: str | None = "0019_consignment"


def upgrade() -> None:
    """All tables of this storey."""
