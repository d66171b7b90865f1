"""Kinds of savings and what they cost on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.dates import Month
from coop_app.db import session
from coop_app.money import ZERO, Money
from coop_app.savings.models import SavingsProduct, SavingsTerm
from coop_app.savings.rules.dues import Term
from coop_app.savings.rules.products import WAJIB, Product, UnknownProduct


@dataclass(frozen=True, slots=True)
class DatedAmount:
    """From this day on a kind of savings costs so much, and who decided it."""

    product: str
    valid_from: date
    amount: Money
    decided_by: str


# built once: every receipt asks for them
_COOPERATIVE: sa.BindParameter[int] = sa.bindparam("cooperative_id")
_PRODUCTS = (
    sa.select(
        SavingsProduct.key, SavingsProduct.name, SavingsProduct.role, SavingsProduct.withdrawable,
        SavingsProduct.minimum_balance, SavingsProduct.is_active,
    )
    .where(SavingsProduct.cooperative_id == _COOPERATIVE)
    .order_by(SavingsProduct.id)
)  # fmt: skip
_TERMS = (
    sa.select(
        SavingsProduct.key, SavingsTerm.valid_from, SavingsTerm.amount, SavingsTerm.decided_by
    )
    .join(SavingsProduct, SavingsProduct.id == SavingsTerm.product_id)
    .where(SavingsProduct.cooperative_id == _COOPERATIVE)
    .order_by(SavingsTerm.valid_from, SavingsProduct.id)
)


def list_products(cooperative_id: int) -> list[Product]:
    """Every kind of savings, in the order they were set up."""
    return [
        Product(key, name, role, withdrawable, Money(minimum), is_active)
        for key, name, role, withdrawable, minimum, is_active in session.execute(
            _PRODUCTS, {"cooperative_id": cooperative_id}
        )
    ]


def get_product(cooperative_id: int, key: str) -> Product:
    """One kind of savings. Raises `UnknownProduct`."""
    for product in list_products(cooperative_id):
        if product.key == key:
            return product
    raise UnknownProduct


def list_terms(cooperative_id: int, product: str | None = None) -> list[DatedAmount]:
    """All dated amounts, oldest first."""
    rows = session.execute(_TERMS, {"cooperative_id": cooperative_id})
    return [
        DatedAmount(key, on, Money(amount), by)
        for key, on, amount, by in rows
        if product in {None, key}
    ]


def dues_terms(cooperative_id: int) -> tuple[Term, ...]:
    """What a month of simpanan wajib costs, by the month it begins to."""
    dated = list_terms(cooperative_id, WAJIB)
    return tuple(Term(Month.of(term.valid_from), term.amount) for term in dated)


def amount_on(cooperative_id: int, product: str, on: date) -> Money:
    """The decided amount that holds on a day, zero before any was decided."""
    return latest(list_terms(cooperative_id, product), on)


def latest(dated: Sequence[DatedAmount], on: date) -> Money:
    """The newest amount not after a day."""
    held = [term.amount for term in dated if term.valid_from <= on]
    return held[-1] if held else ZERO
