"""Part of a return may pay a debt; papers of consignment can be taken back.

The triggers stand in `migrations/sql/0031_sales_*.sql`, frozen with this step.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0031_sales"
down_revision: str | None = "0030_taken_out"

KEY = sa.BigInteger


def upgrade() -> None:
    """Two columns, then the triggers that keep them."""
    part = sa.Column("off_debt", KEY, nullable=False, server_default="0")
    op.add_column("sale_return", part)
    op.add_column("consignment_act", sa.Column("reversed_seq", KEY))
    schema.run_sql(op.get_bind(), revision)
