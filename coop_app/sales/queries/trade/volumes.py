"""How much members sold through the cooperative in a span of days."""

from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import ZERO, Money
from coop_app.sales.models.trade import ConsignmentMove
from coop_app.sales.queries.trade.produce import purchase_totals


def sold_through(book_id: int, first: date, last: date) -> dict[int, Money]:
    """Member → rupiah that buyers paid for goods on consignment, and that we paid for produce.

    What buyers gave back is taken off.
    """
    found = purchase_totals(book_id, first, last)
    query = (
        sa.select(ConsignmentMove.member_id, sa.func.sum(ConsignmentMove.amount))
        .where(ConsignmentMove.book_id == book_id, ConsignmentMove.on_date.between(first, last))
        .group_by(ConsignmentMove.member_id)
    )
    for member, amount in session.execute(query):
        if amount:
            found[int(member)] = found.get(int(member), ZERO) + Money(int(amount))
    return found
