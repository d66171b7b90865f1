"""Time deposits on offer and their dated rates."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.savings.models import DepositProduct, DepositRate
from coop_app.savings.rules import deposits as rules
from coop_app.savings.rules.deposits import BreakRule, Counting


@dataclass(frozen=True, slots=True)
class Product:
    """A time deposit as it is offered."""

    id: int
    name: str
    months: int
    smallest: Money
    counting: Counting
    is_active: bool


@dataclass(frozen=True, slots=True)
class DecidedRate:
    """A rate of a product, who decided it, and who wrote it down."""

    product_id: int
    rate: rules.DepositRate
    set_by: int
    approved_by: int | None
    set_at: datetime


def list_products(cooperative_id: int, *, active_only: bool = False) -> list[Product]:
    """All products, in the order they were set up."""
    query = sa.select(DepositProduct).where(DepositProduct.cooperative_id == cooperative_id)
    rows = session.scalars(query.order_by(DepositProduct.id))
    return [
        Product(row.id, row.name, row.months, Money(row.smallest), Counting(row.counting), row.is_active)
        for row in rows
        if row.is_active or not active_only
    ]  # fmt: skip


def get_product(cooperative_id: int, product_id: int) -> Product:
    """One product. Raises `NotFound`, also for another cooperative's."""
    for product in list_products(cooperative_id):
        if product.id == product_id:
            return product
    raise NotFound


def list_rates(cooperative_id: int, product_id: int | None = None) -> list[DecidedRate]:
    """Rates, oldest first; of one day the last decided comes last."""
    query = (
        sa.select(DepositRate)
        .join(DepositProduct, DepositProduct.id == DepositRate.product_id)
        .where(DepositProduct.cooperative_id == cooperative_id)
        .order_by(DepositRate.valid_from, DepositRate.id)
    )
    return [
        DecidedRate(row.product_id, _rate(row), row.set_by, row.approved_by, row.set_at)
        for row in session.scalars(query)
        if product_id in (None, row.product_id)
    ]


def _rate(row: DepositRate) -> rules.DepositRate:
    return rules.DepositRate(
        row.valid_from, row.mille, BreakRule(row.break_rule), row.break_mille, row.decided_by
    )


def rate_on(cooperative_id: int, product: Product, on: date) -> rules.DepositRate:
    """The rate in force on a day. Raises `NoDepositRate`."""
    dated = [one.rate for one in list_rates(cooperative_id, product.id)]
    return rules.rate_on(dated, on, product=product.name)


def find_rate_request(product_id: int, request_id: str) -> str | None:
    """The mark of the rate that a request set before."""
    query = sa.select(DepositRate.fingerprint).where(
        DepositRate.product_id == product_id, DepositRate.request_id == request_id
    )
    return session.scalar(query)


def find_product_request(cooperative_id: int, request_id: str) -> int | None:
    """The product that a request added before."""
    query = sa.select(DepositProduct.id).where(
        DepositProduct.cooperative_id == cooperative_id, DepositProduct.request_id == request_id
    )
    return session.scalar(query)
