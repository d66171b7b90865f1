"""Kinds of loans and their dated terms."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.loans.models import LoanHoliday, LoanProduct, LoanTerm
from coop_app.loans.rules.products import ProductTerms, thousandths
from coop_app.refusal import N_, NotFound, Refused


class NameMissing(Refused):
    """People choose by the name."""

    message = N_("Give this kind of loan a name.")
    field = "name"


class NameTaken(Refused):
    """Two kinds of loans must not be mistaken for each other."""

    message = N_("There is already a kind of loan with this name.")
    field = "name"


class DecisionMissing(Refused):
    """A price has somebody who set it."""

    message = N_("Write who decided it and when, for example: RAT 12 March 2026.")
    field = "decided_by"


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Terms that hold from a day on, as the meeting decided."""

    valid_from: date
    terms: ProductTerms
    decided_by: str


def add_product(*, desk: Desk, name: str) -> int:
    """A new kind of loan, without terms; returns its key. Raises `NameMissing`, `NameTaken`."""
    if not name.strip():
        raise NameMissing
    mine = LoanProduct.cooperative_id == desk.cooperative_id
    names = session.scalars(sa.select(LoanProduct.name).where(mine))
    if name.strip().casefold() in {known.casefold() for known in names}:
        raise NameTaken
    count = session.scalar(sa.select(sa.func.count()).select_from(LoanProduct).where(mine)) or 0
    row = LoanProduct(
        cooperative_id=desk.cooperative_id, key=f"p{count + 1}", name=name.strip(), is_active=True
    )
    session.add(row)
    session.flush()
    auth.audit_trail(
        "loans.product_added", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"loan_product:{row.id}", after=row.name,
    )  # fmt: skip
    return row.id


def set_terms(*, desk: Desk, product_id: int, new: NewTerms) -> int:
    """The terms of a kind of loan from a day on; loans keep the terms they were agreed with.

    Returns their key. Raises `DecisionMissing`, `SecondPersonNeeded`, `NotFound`.
    """
    product = session.get(LoanProduct, product_id)
    if product is None or product.cooperative_id != desk.cooperative_id:
        raise NotFound
    if not new.decided_by.strip():
        raise DecisionMissing
    auth.require_second_person(desk)
    row = LoanTerm(
        product_id=product_id, valid_from=new.valid_from, decided_by=new.decided_by.strip(),
        set_by=desk.user_id, approved_by=desk.approved_by, set_at=clock.now(),
        **columns(new.terms),
    )  # fmt: skip
    session.add(row)
    session.flush()
    auth.audit_trail(
        "loans.terms_set", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"loan_product:{product_id}",
        after={"valid_from": new.valid_from, **columns(new.terms)}, reason=new.decided_by,
    )  # fmt: skip
    return row.id


def set_active(*, desk: Desk, product_id: int, is_active: bool) -> None:
    """Offer a kind of loan, or no longer. Raises `NotFound`."""
    product = session.get(LoanProduct, product_id)
    if product is None or product.cooperative_id != desk.cooperative_id:
        raise NotFound
    before, product.is_active = product.is_active, is_active
    session.flush()
    auth.audit_trail(
        "loans.product_offered", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"loan_product:{product_id}", before=before, after=is_active,
    )  # fmt: skip


def set_holiday(*, desk: Desk, day: date, name: str) -> None:
    """A day on which nobody collects; the same day again gets the new name. Raises `NameMissing`."""
    if not name.strip():
        raise NameMissing
    mine = (LoanHoliday.cooperative_id == desk.cooperative_id) & (LoanHoliday.day == day)
    row = session.scalar(sa.select(LoanHoliday).where(mine))
    if row is None:
        row = LoanHoliday(cooperative_id=desk.cooperative_id, day=day)
        session.add(row)
    row.name, row.set_by = name.strip(), desk.user_id
    session.flush()


def remove_holiday(*, desk: Desk, day: date) -> None:
    """Somebody collects on this day after all; schedules that were written stay."""
    mine = (LoanHoliday.cooperative_id == desk.cooperative_id) & (LoanHoliday.day == day)
    session.execute(sa.delete(LoanHoliday).where(mine))


def columns(terms: ProductTerms) -> dict[str, object]:
    """Terms as the table keeps them."""
    rate, penalty = terms.rate, terms.penalty
    return {
        "method": rate.method.value, "per": rate.per.value, "percent": thousandths(rate.percent),
        "min_principal": int(terms.min_principal), "max_principal": int(terms.max_principal),
        "min_months": terms.min_months, "max_months": terms.max_months,
        "rounding_unit": terms.rounding_unit, "grace_months": terms.grace_months,
        "provision_percent": thousandths(terms.fees.provision_percent),
        "admin_fee": int(terms.fees.admin),
        "penalty_kind": penalty.kind.value,
        "penalty_percent": thousandths(penalty.percent_per_day),
        "penalty_amount": int(penalty.amount), "penalty_free_days": penalty.free_days,
        "penalty_cap": penalty.cap_percent, "settlement": terms.settlement.value,
        "allocation": ",".join(terms.allocation), "collaterals": ",".join(terms.collaterals),
        "group_liability": terms.group_liability, "holiday_shift": terms.holiday_shift.value,
        "recognition": terms.recognition.value, "collectability": terms.collectability.value,
        "overpayment": terms.overpayment.value,
    }  # fmt: skip
