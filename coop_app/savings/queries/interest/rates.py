"""Dated interest rates as they were decided, and the law's parameters on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from coop_app import auth
from coop_app.dates import Month
from coop_app.db import session
from coop_app.money import Money
from coop_app.savings.models import SavingsProduct, SavingsRate, SavingsRateTier
from coop_app.savings.rules.interest import Method, RateTier, Tax, Terms, terms


@dataclass(frozen=True, slots=True)
class DecidedRate:
    """A rate, who decided it, and who wrote it down."""

    id: int
    product: str
    terms: Terms
    decided_by: str
    set_by: int
    approved_by: int | None
    set_at: datetime


def list_rates(cooperative_id: int, product: str) -> list[DecidedRate]:
    """All rates of a kind of savings, oldest first; of one day the last decided comes last."""
    query = (
        sa.select(SavingsRate)
        .join(SavingsProduct, SavingsProduct.id == SavingsRate.product_id)
        .where(SavingsRate.cooperative_id == cooperative_id, SavingsProduct.key == product)
        .order_by(SavingsRate.valid_from, SavingsRate.id)
    )
    rows = session.scalars(query).all()
    tiers = _tiers([row.id for row in rows])
    return [_rate(row, product, tuple(tiers[row.id])) for row in rows]


def _tiers(keys: list[int]) -> dict[int, list[RateTier]]:
    found: dict[int, list[RateTier]] = defaultdict(list)
    query = sa.select(SavingsRateTier).where(SavingsRateTier.rate_id.in_(keys))
    for row in session.scalars(query.order_by(SavingsRateTier.rate_id, SavingsRateTier.position)):
        below = None if row.below is None else Money(row.below)
        found[row.rate_id].append(RateTier(below, row.mille))
    return found


def _rate(row: SavingsRate, product: str, tiers: tuple[RateTier, ...]) -> DecidedRate:
    held = Terms(row.valid_from, Method(row.method), row.day_basis, Money(row.minimum), tiers)
    return DecidedRate(
        row.id, product, held, row.decided_by, row.set_by, row.approved_by, row.set_at
    )


def terms_in(cooperative_id: int, product: str, month: Month) -> Terms:
    """What a month earns. Raises `NoRate`."""
    return terms.in_force([rate.terms for rate in list_rates(cooperative_id, product)], month)


def find_rate_request(cooperative_id: int, request_id: str) -> str | None:
    """The mark of the rate that a request set before."""
    query = sa.select(SavingsRate.fingerprint).where(
        SavingsRate.cooperative_id == cooperative_id, SavingsRate.request_id == request_id
    )
    return session.scalar(query)


def tax_on(cooperative_id: int, on: date) -> Tax:
    """PPh final on interest as it is on a day (domain.md 5.2)."""
    free = auth.setting(terms.TAX_FREE_SETTING, cooperative_id=cooperative_id, on=on)
    percent = auth.setting(terms.TAX_PERCENT_SETTING, cooperative_id=cooperative_id, on=on)
    return terms.tax_of(free, percent)


def cap_on(cooperative_id: int, on: date) -> Decimal:
    """The highest lawful yearly rate on savings on a day, in percent (domain.md 2)."""
    kept = auth.setting(terms.CAP_SETTING, cooperative_id=cooperative_id, on=on)
    return terms.setting_number(kept, terms.CAP)
