"""A rate is decided: by whom, from when, agreed to by a second person."""

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.refusal import RequestReused
from coop_app.savings.models import SavingsProduct, SavingsRate, SavingsRateTier
from coop_app.savings.queries import interest as queries
from coop_app.savings.rules.interest import NewRate, terms
from coop_app.savings.rules.products import NotWithdrawable, UnknownProduct


def set_rate(*, desk: Desk, new: NewRate, request_id: str) -> None:
    """What simpanan sukarela earns from a month on; the same request sets it once.

    Raises `RateUnclear`, `TiersUnordered`, `DayBasisUnknown`, `DecisionMissing`, `NotFirstOfMonth`,
    `RateTooEarly`, `AboveCap`, `UnknownProduct`, `NotWithdrawable`, `RequestReused`, `SecondPersonNeeded`.
    """
    product = _product(desk, new.product)
    mark = fingerprint(new)
    if earlier := queries.find_rate_request(desk.cooperative_id, request_id):
        if earlier != mark:
            raise RequestReused
        return
    terms.check(new, paid_through=queries.paid_through(desk.cooperative_id, new.product))
    cap = queries.cap_on(desk.cooperative_id, new.valid_from)
    terms.check_cap(new.highest, cap, despite=new.despite_cap)
    auth.require_second_person(desk)
    _write(desk, new, product, (request_id, mark))
    auth.audit_trail(
        "savings.rate_set", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"savings_product:{new.product}", after=auth.packed(new), reason=new.decided_by,
    )  # fmt: skip


def _write(desk: Desk, new: NewRate, product: SavingsProduct, request: tuple[str, str]) -> None:
    request_id, mark = request
    row = SavingsRate(
        cooperative_id=desk.cooperative_id, product_id=product.id, valid_from=new.valid_from,
        method=new.method, day_basis=new.day_basis, minimum=int(new.minimum),
        decided_by=new.decided_by.strip(), request_id=request_id, fingerprint=mark,
        set_by=desk.user_id, approved_by=desk.approved_by, set_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    for position, tier in enumerate(new.tiers, start=1):
        below = None if tier.below is None else int(tier.below)
        session.add(
            SavingsRateTier(rate_id=row.id, position=position, below=below, mille=tier.mille)
        )
    session.flush()


def _product(desk: Desk, key: str) -> SavingsProduct:
    row = session.scalar(
        sa.select(SavingsProduct).where(
            SavingsProduct.cooperative_id == desk.cooperative_id, SavingsProduct.key == key
        )
    )
    if row is None:
        raise UnknownProduct
    if not row.withdrawable:
        # pokok and wajib are the members' capital: they share in the surplus, they earn no interest
        raise NotWithdrawable(product=row.name)
    return row
