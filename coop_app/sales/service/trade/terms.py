"""What is agreed: the commission from a day on, and the shops of others."""

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.members import queries as members
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.points import PointFacts
from coop_app.refusal import NotFound, RequestReused
from coop_app.sales.models.trade import ConsignmentRate, ConsignmentShop
from coop_app.sales.queries.trade import customers, lying
from coop_app.sales.queries.trade.lying import Shop
from coop_app.sales.rules.trade import consignment as rules
from coop_app.sales.rules.trade.consignment import NewRate
from coop_app.sales.service.trade.recording import wait


def set_rate(*, desk: Desk, new: NewRate, request_id: str) -> int:
    """A commission from a day on, for all, for an owner or for an item; returns its key.

    Raises `CommissionTooHigh`, `CommissionInThePast`, `RequestReused`, `NotFound`.
    """
    wait(desk=desk, subjects=["commission"])
    mark = fingerprint(new)
    asked = sa.select(ConsignmentRate).where(
        ConsignmentRate.cooperative_id == desk.cooperative_id,
        ConsignmentRate.request_id == request_id,
    )
    if earlier := session.scalar(asked):
        if earlier.fingerprint != mark:
            raise RequestReused
        return earlier.id
    rules.check_rate(new, today=desk.today)
    if new.member_id is not None:
        members.get_member(desk.cooperative_id, new.member_id)
    if new.item_id is not None:
        products.get_item(desk.book_id, new.item_id)
    row = ConsignmentRate(
        cooperative_id=desk.cooperative_id, member_id=new.member_id, item_id=new.item_id,
        valid_from=new.valid_from, mille=new.mille, decided_by=new.decided_by.strip(),
        request_id=request_id, fingerprint=mark, set_by=desk.user_id, set_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def add_shop(*, desk: Desk, name: str, customer_id: int, share_mille: int, request_id: str) -> Shop:
    """A shop of somebody else where goods are left; what it has sold and not handed over, its keeper owes.

    Raises `CommissionTooHigh`, `NameMissing`, `NameTaken`, `RequestReused`, `NotFound`.
    """
    wait(desk=desk, subjects=["shops"])
    mark = fingerprint((name, customer_id, share_mille))
    asked = sa.select(ConsignmentShop).where(
        ConsignmentShop.cooperative_id == desk.cooperative_id,
        ConsignmentShop.request_id == request_id,
    )
    if earlier := session.scalar(asked):
        if earlier.fingerprint != mark:
            raise RequestReused
        return _shop(desk, earlier.point_id)
    keeper = customers.get_customer(desk.cooperative_id, customer_id)
    _check_share(share_mille)
    point = stock.add_point(desk=desk, facts=PointFacts(name, "shop", address=keeper.village))
    row = ConsignmentShop(
        point_id=point.id, cooperative_id=desk.cooperative_id, customer_id=keeper.id,
        share_mille=share_mille, is_active=True, request_id=request_id, fingerprint=mark,
        made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _shop(desk, point.id)


def change_shop(*, desk: Desk, point_id: int, share_mille: int, active: bool) -> Shop:
    """What a shop keeps from now on, and whether goods still go there. Raises `CommissionTooHigh`, `NotFound`."""
    before = _shop(desk, point_id)
    _check_share(share_mille)
    row = session.get(ConsignmentShop, point_id)
    if row is None:
        raise NotFound
    row.share_mille, row.is_active = share_mille, active
    session.flush()
    auth.audit_trail(
        "sales.shop_changed", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"stock_point:{point_id}",
        before={"share": before.share_mille, "active": before.is_active},
        after={"share": share_mille, "active": active},
    )  # fmt: skip
    return _shop(desk, point_id)


def _check_share(mille: int) -> None:
    if not 0 <= mille < rules.WHOLE:
        raise rules.CommissionTooHigh


def _shop(desk: Desk, point_id: int) -> Shop:
    found = lying.find_shop(desk.cooperative_id, desk.book_id, point_id)
    if found is None:
        raise NotFound
    return found
