"""Kinds of savings and their dated amounts."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.db import session
from coop_app.money import Money
from coop_app.savings import queries
from coop_app.savings.models import SavingsProduct, SavingsTerm
from coop_app.savings.rules import terms
from coop_app.savings.rules.payments import Desk
from coop_app.savings.rules.products import UnknownProduct
from coop_app.savings.rules.terms import FIRST_PRODUCTS, NewTerm


@dataclass(frozen=True, slots=True)
class FirstAmounts:
    """What pokok and a month of wajib cost from the first day of the books on."""

    pokok: Money = terms.USUAL_POKOK
    wajib: Money = terms.USUAL_WAJIB


def install(
    *, cooperative_id: int, valid_from: date, by: int, amounts: FirstAmounts | None = None
) -> None:
    """Give a cooperative the three kinds of savings, unless it has some."""
    if queries.list_products(cooperative_id):
        return
    first = amounts or FirstAmounts()
    costs = {"pokok": first.pokok, "wajib": first.wajib}
    for product in FIRST_PRODUCTS:
        row = SavingsProduct(
            cooperative_id=cooperative_id, key=product.key, name=product.name, role=product.role,
            withdrawable=product.withdrawable, minimum_balance=int(product.minimum_balance),
            is_active=product.is_active,
        )  # fmt: skip
        session.add(row)
        session.flush()
        if product.key in costs:
            session.add(_term(row.id, NewTerm(product.key, valid_from, costs[product.key], ""), by))
    session.flush()


def set_term(*, desk: Desk, new: NewTerm) -> None:
    """What a kind of savings costs from a day on, as the annual meeting decided.

    The same day again replaces that day's amount. Raises `AmountNotDecided`, `DecisionMissing`,
    `NotFirstOfMonth`, `TermTooEarly`, `UnknownProduct`, `SecondPersonNeeded`.
    """
    row = _product(desk.cooperative_id, new.product)
    terms.check(new, today=desk.today)
    auth.require_second_person(desk)
    same = sa.select(SavingsTerm).where(
        SavingsTerm.product_id == row.id, SavingsTerm.valid_from == new.valid_from
    )
    term = session.scalar(same)
    before = term.amount if term else None
    if term is None:
        session.add(_term(row.id, new, desk.user_id))
    else:
        term.amount, term.decided_by = int(new.amount), new.decided_by.strip()
        term.set_by, term.set_at = desk.user_id, clock.now()
    session.flush()
    auth.audit_trail(
        "savings.term_set", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"savings_product:{new.product}", before=before,
        after={"amount": int(new.amount), "valid_from": new.valid_from, "agreed_by": desk.approved_by},
        reason=new.decided_by,
    )  # fmt: skip


def set_minimum(*, desk: Desk, product: str, minimum: Money) -> None:
    """What must stay in the account. Raises `AmountNotDecided`, `UnknownProduct`, `SecondPersonNeeded`."""
    row = _product(desk.cooperative_id, product)
    terms.check_amount(minimum)
    auth.require_second_person(desk)
    before, row.minimum_balance = row.minimum_balance, int(minimum)
    session.flush()
    auth.audit_trail(
        "savings.minimum_set", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"savings_product:{product}", before=before,
        after={"minimum": int(minimum), "agreed_by": desk.approved_by},
    )  # fmt: skip


def _product(cooperative_id: int, key: str) -> SavingsProduct:
    row = session.scalar(
        sa.select(SavingsProduct).where(
            SavingsProduct.cooperative_id == cooperative_id, SavingsProduct.key == key
        )
    )
    if row is None:
        raise UnknownProduct
    return row


def _term(product_id: int, new: NewTerm, by: int) -> SavingsTerm:
    return SavingsTerm(
        product_id=product_id, valid_from=new.valid_from, amount=int(new.amount),
        decided_by=new.decided_by.strip(), set_by=by, set_at=clock.now(),
    )  # fmt: skip
