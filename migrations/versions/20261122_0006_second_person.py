"""Second persons: votes of a committee, money reserved by what waits."""

revision: str = "0006_second_person"
down_revision: str | None = "0005_cashbook"


def upgrade() -> None:
    """Nothing yet."""
