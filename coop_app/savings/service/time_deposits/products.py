"""Time deposits on offer: a product, its dated rates, taken off the list."""

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.refusal import RequestReused
from coop_app.savings.models import DepositProduct, DepositRate
from coop_app.savings.queries import interest
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.rules import deposits as rules
from coop_app.savings.rules.deposits import NewDepositRate, NewProduct
from coop_app.savings.rules.interest import terms


def add_product(*, desk: Desk, new: NewProduct, request_id: str) -> int:
    """Offer a new time deposit; its key. It can be chosen as soon as it has a rate.

    Raises `NameMissing`, `TermUnclear`, `BelowSmallest`.
    """
    rules.check_product(new)
    if earlier := queries.find_product_request(desk.cooperative_id, request_id):
        return earlier
    row = DepositProduct(
        cooperative_id=desk.cooperative_id, name=new.name.strip(), months=new.months,
        smallest=int(new.smallest), counting=new.counting, is_active=True, request_id=request_id,
        made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    auth.audit_trail(
        "savings.deposit_product_added", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"deposit_product:{row.id}", after=auth.packed(new),
    )  # fmt: skip
    return row.id


def set_rate(*, desk: Desk, new: NewDepositRate, request_id: str) -> None:
    """What a product pays new and extended deposits from a day on; running terms keep their rate.

    Raises `RateUnclear`, `DecisionMissing`, `AboveCap`, `RequestReused`, `SecondPersonNeeded`, `NotFound`.
    """
    queries.get_product(desk.cooperative_id, new.product_id)
    mark = fingerprint(new)
    if earlier := queries.find_rate_request(new.product_id, request_id):
        if earlier != mark:
            raise RequestReused
        return
    rules.check_rate(new)
    cap = interest.cap_on(desk.cooperative_id, new.valid_from)
    terms.check_cap(new.mille, cap, despite=new.despite_cap)
    auth.require_second_person(desk)
    session.add(
        DepositRate(
            product_id=new.product_id, valid_from=new.valid_from, mille=new.mille,
            break_rule=new.break_rule, break_mille=new.break_mille,
            decided_by=new.decided_by.strip(), request_id=request_id, fingerprint=mark,
            set_by=desk.user_id, approved_by=desk.approved_by, set_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    auth.audit_trail(
        "savings.deposit_rate_set", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"deposit_product:{new.product_id}", after=auth.packed(new), reason=new.decided_by,
    )  # fmt: skip


def offer(*, desk: Desk, product_id: int, active: bool) -> None:
    """Offer a product again, or no more; deposits that run are not touched. Raises `NotFound`."""
    before = queries.get_product(desk.cooperative_id, product_id)
    row = session.scalar(
        sa.select(DepositProduct).where(
            DepositProduct.cooperative_id == desk.cooperative_id, DepositProduct.id == product_id
        )
    )
    assert row is not None  # noqa: S101 - it was found just above
    row.is_active = active
    session.flush()
    auth.audit_trail(
        "savings.deposit_product_offered", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"deposit_product:{product_id}", before=before.is_active, after=active,
    )  # fmt: skip
