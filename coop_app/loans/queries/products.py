"""Kinds of loans with the terms that hold on a day."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.loans.models import LoanHoliday, LoanProduct, LoanTerm
from coop_app.loans.rules.cost import Fees
from coop_app.loans.rules.products import (
    CollateralKind,
    HolidayShift,
    Judging,
    Overpaid,
    PenaltyKind,
    PenaltyTerms,
    ProductTerms,
    Recognition,
    percent_of,
)
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.repayment import Part
from coop_app.loans.rules.settlement import Rule
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Product:
    """One kind of loan."""

    id: int
    key: str
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class DatedTerms:
    """Terms and the day from which they hold, who decided and who agreed."""

    id: int
    product_id: int
    valid_from: date
    terms: ProductTerms
    decided_by: str
    set_by: int
    approved_by: int | None


def list_products(cooperative_id: int, *, active_only: bool = False) -> list[Product]:
    """Kinds of loans in the order they were set up."""
    query = sa.select(LoanProduct).where(LoanProduct.cooperative_id == cooperative_id)
    if active_only:
        query = query.where(LoanProduct.is_active)
    rows = session.scalars(query.order_by(LoanProduct.id))
    return [Product(row.id, row.key, row.name, row.is_active) for row in rows]


def get_product(cooperative_id: int, product_id: int) -> Product:
    """One kind of loan. Raises `NotFound`."""
    for product in list_products(cooperative_id):
        if product.id == product_id:
            return product
    raise NotFound


def list_terms(cooperative_id: int, product_id: int | None = None) -> list[DatedTerms]:
    """All dated terms, oldest first; of one day the last one holds."""
    query = sa.select(LoanTerm).join(LoanProduct, LoanProduct.id == LoanTerm.product_id)
    query = query.where(LoanProduct.cooperative_id == cooperative_id)
    if product_id is not None:
        query = query.where(LoanTerm.product_id == product_id)
    return [
        _dated(row) for row in session.scalars(query.order_by(LoanTerm.valid_from, LoanTerm.id))
    ]


def terms_on(cooperative_id: int, on: date) -> dict[int, DatedTerms]:
    """Product → the terms that hold on a day; a product without any is left out."""
    return {
        dated.product_id: dated for dated in list_terms(cooperative_id) if dated.valid_from <= on
    }


def holidays(cooperative_id: int) -> dict[date, str]:
    """The days on which nothing is collected, with their names."""
    query = sa.select(LoanHoliday.day, LoanHoliday.name).order_by(LoanHoliday.day)
    rows = session.execute(query.where(LoanHoliday.cooperative_id == cooperative_id))
    return {row.day: row.name for row in rows}


def _dated(row: LoanTerm) -> DatedTerms:
    return DatedTerms(
        row.id, row.product_id, row.valid_from, terms_of(row), row.decided_by, row.set_by,
        row.approved_by,
    )  # fmt: skip


def terms_of(row: LoanTerm) -> ProductTerms:
    """A row as the value that the rules know."""
    return ProductTerms(
        rate=Rate(percent=percent_of(row.percent), per=Per(row.per), method=Method(row.method)),
        min_principal=Money(row.min_principal),
        max_principal=Money(row.max_principal),
        min_months=row.min_months,
        max_months=row.max_months,
        rounding_unit=row.rounding_unit,
        grace_months=row.grace_months,
        fees=Fees(provision_percent=percent_of(row.provision_percent), admin=Money(row.admin_fee)),
        penalty=_penalty(row),
        settlement=Rule(row.settlement),
        allocation=tuple(Part(word) for word in row.allocation.split(",")),
        collaterals=tuple(CollateralKind(word) for word in row.collaterals.split(",")),
        group_liability=row.group_liability,
        holiday_shift=HolidayShift(row.holiday_shift),
        recognition=Recognition(row.recognition),
        collectability=Judging(row.collectability),
        overpayment=Overpaid(row.overpayment),
    )


def _penalty(row: LoanTerm) -> PenaltyTerms:
    return PenaltyTerms(
        kind=PenaltyKind(row.penalty_kind),
        percent_per_day=percent_of(row.penalty_percent),
        amount=Money(row.penalty_amount),
        free_days=row.penalty_free_days,
        cap_percent=row.penalty_cap,
    )
