"""Customers: write one down, correct one, switch one off."""

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.members.rules.phones import normalised
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.sales.models.trade import Customer as Row
from coop_app.sales.queries.trade import customers
from coop_app.sales.queries.trade.customers import Customer
from coop_app.sales.rules.trade.owing import CustomerFacts, CustomerKnown, CustomerNameMissing
from coop_app.sales.service.trade.recording import wait

_LONGEST = 80


def add_customer(*, desk: Desk, facts: CustomerFacts, request_id: str) -> Customer:
    """Write a customer down; the same request writes one.

    Raises `CustomerNameMissing`, `CustomerKnown`, `RequestReused`, `PhoneImpossible`.
    """
    wait(desk=desk, subjects=["customers"])
    mark = fingerprint(facts)
    if earlier := customers.find_request(desk.cooperative_id, request_id):
        if earlier[1] != mark:
            raise RequestReused
        return customers.get_customer(desk.cooperative_id, earlier[0])
    row = Row(
        cooperative_id=desk.cooperative_id, is_active=True, request_id=request_id,
        fingerprint=mark, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    _fill(row, _checked(desk, facts))
    session.add(row)
    session.flush()
    return customers.get_customer(desk.cooperative_id, row.id)


def change_customer(
    *, desk: Desk, customer_id: int, facts: CustomerFacts, active: bool
) -> Customer:
    """Correct what is written down. Raises as `add_customer`, and `NotFound`."""
    wait(desk=desk, subjects=["customers"])
    before = customers.get_customer(desk.cooperative_id, customer_id)
    mine = (Row.cooperative_id == desk.cooperative_id, Row.id == customer_id)
    row = session.scalar(sa.select(Row).where(*mine))
    if row is None:
        raise NotFound
    _fill(row, _checked(desk, facts, but=customer_id))
    row.is_active = active
    session.flush()
    after = customers.get_customer(desk.cooperative_id, customer_id)
    auth.audit_trail(
        "sales.customer_changed", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"customer:{customer_id}", before=_shown(before), after=_shown(after),
    )  # fmt: skip
    return after


def _checked(desk: Desk, facts: CustomerFacts, but: int = 0) -> CustomerFacts:
    name = " ".join(facts.name.split())[:_LONGEST]
    if not name:
        raise CustomerNameMissing
    village = " ".join(facts.village.split())[:_LONGEST]
    phone = normalised(facts.phone) if facts.phone else None
    clean = CustomerFacts(name, phone, village, facts.credit_limit)
    if customers.is_known(desk.cooperative_id, clean, but=but):
        raise CustomerKnown(name=name, village=village or "—")
    return clean


def _fill(row: Row, facts: CustomerFacts) -> None:
    row.name, row.phone, row.village = facts.name, facts.phone, facts.village
    limit = facts.credit_limit
    row.credit_limit = None if limit is None else int(Money(limit))


def _shown(card: Customer) -> dict[str, object]:
    limit = None if card.credit_limit is None else int(card.credit_limit)
    return {
        "name": card.name, "village": card.village, "credit_limit": limit,
        "is_active": card.is_active,
    }  # fmt: skip
