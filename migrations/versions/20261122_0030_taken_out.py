"""A document of the cooperative that was taken out of an owner's book can be taken over anew.

The triggers stand in `migrations/sql/0030_taken_out_*.sql`, frozen with this step.
"""

from alembic import op

from coop_app import schema

revision: str = "0030_taken_out"
down_revision: str | None = "0029_corrections"


def upgrade() -> None:
    """Another trigger on what may change."""
    schema.run_sql(op.get_bind(), revision)
