"""Ready-made loans for tests, made through the services."""

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.loans import service
from coop_app.loans.rules.lending.affordability import BudgetLine
from coop_app.loans.rules.lending.application import Application
from coop_app.loans.rules.lending.payout import Payout
from coop_app.loans.rules.products import ProductTerms
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.money import Money
from tests.make import cash_of

SECOND = 2
_count = itertools.count(1)


def rate_of(percent: str, per: Per = Per.MONTH, method: Method = Method.FLAT) -> Rate:
    """1.5 % flat per month unless said otherwise."""
    return Rate(percent=Decimal(percent), per=per, method=method)


def make_terms(rate: Rate | None = None, **terms: Any) -> ProductTerms:
    """Rp100.000 to Rp50.000.000 for 1 to 60 months, no fees, no penalty, unless said otherwise."""
    known: dict[str, Any] = {
        "min_principal": Money(100_000), "max_principal": Money(50_000_000),
        "min_months": 1, "max_months": 60,
    }  # fmt: skip
    return ProductTerms(rate=rate or rate_of("1.5"), **(known | terms))


def make_product(house: Desk, *, valid_from: date = date(2024, 1, 1), **terms: Any) -> int:
    """A kind of loan with terms; returns its key."""
    name = str(terms.pop("name", f"Pinjaman {next(_count)}"))
    new = service.NewTerms(valid_from, make_terms(**terms), "RAT 2024")
    with transaction():
        product_id = service.add_product(desk=house, name=name)
        service.set_terms(desk=replace(house, approved_by=SECOND), product_id=product_id, new=new)
    return product_id


def make_application(house: Desk, member_id: int, **facts: Any) -> int:
    """An application of Rp1.200.000 for 12 months, applied for on the day of the desk."""
    known: dict[str, Any] = {
        "principal": Money(1_200_000), "months": 12, "purpose": "Modal warung",
        "applied_on": house.today,
        "budget": (BudgetLine("income", "Warung", Money(3_000_000)),),
    }  # fmt: skip
    if "product_id" not in facts:
        facts["product_id"] = make_product(house)
    application = Application(member_id=member_id, **(known | facts))
    with transaction():
        return service.apply(desk=house, application=application, request_id=f"loan-{next(_count)}")


def make_approved(house: Desk, member_id: int, **facts: Any) -> int:
    """An application that was recommended by the desk's person and approved by another."""
    loan_id = make_application(house, member_id, **facts)
    agreed = replace(house, approved_by=SECOND)
    with transaction():
        service.recommend(desk=house, loan_id=loan_id, text="Usahanya jalan.")
        service.approve(desk=agreed, loan_id=loan_id, text="Setuju.")
    return loan_id


def make_loan(
    house: Desk,
    member_id: int,
    *,
    principal: int = 1_200_000,
    months: int = 12,
    rate: Rate | None = None,
    disbursed_on: date | None = None,
    **facts: Any,
) -> int:
    """A loan paid out of the main cash box; further facts: `first_due`, `place_id`, product terms."""
    on = disbursed_on or house.today
    payout = {name: facts.pop(name) for name in ("first_due", "place_id") if name in facts}
    product = facts.pop("product_id", None) or make_product(house, rate=rate, **facts)
    loan_id = make_approved(
        house, member_id, principal=Money(principal), months=months, applied_on=on,
        product_id=product,
    )  # fmt: skip
    known: dict[str, Any] = {"loan_id": loan_id, "paid_on": on, "place_id": cash_of(house)}
    agreed = replace(house, approved_by=SECOND)
    with transaction():
        service.disburse(
            desk=agreed, payout=Payout(**(known | payout)), request_id=f"payout-{next(_count)}"
        )
    return loan_id
