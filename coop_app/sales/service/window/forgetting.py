"""Who ordered is known as long as it is needed; then name, number and message go, goods and prices stay."""

from datetime import date, timedelta

import sqlalchemy as sa

from coop_app import auth
from coop_app.db import session
from coop_app.sales.models import WindowOrder

_NOBODY = {"name": "", "phone": "", "note": "", "fingerprint": ""}


def forget_buyers(*, cooperative_id: int, on: date) -> None:
    """Erase the buyers of all orders that are older than the cooperative's limit `order_days`."""
    days = auth.limit("order_days", cooperative_id=cooperative_id, on=on)
    session.execute(
        sa.update(WindowOrder)
        .where(
            WindowOrder.cooperative_id == cooperative_id,
            WindowOrder.placed_on < on - timedelta(days=days), WindowOrder.fingerprint != "",
        )
        .values(**_NOBODY)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
