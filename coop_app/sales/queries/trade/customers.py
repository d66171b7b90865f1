"""Customers as other pages see them: small frozen cards."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from coop_app.db import session
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.sales.models.trade import Customer as Row
from coop_app.sales.rules.trade.owing import CustomerFacts, key_of


@dataclass(frozen=True, slots=True)
class Customer:
    """A buyer who is no member; `credit_limit` None is the cooperative's own limit."""

    id: int
    name: str
    phone: str | None
    village: str
    credit_limit: Money | None
    is_active: bool

    @property
    def label(self) -> str:
        """`Toko Bu Sri, Kuripan`."""
        return f"{self.name}, {self.village}" if self.village else self.name

    @property
    def subject(self) -> str:
        """As the ledger knows this customer."""
        return f"customer:{self.id}"


@dataclass(frozen=True, slots=True)
class Debtor:
    """A member or a customer who may owe for goods."""

    subject: str
    name: str
    village: str
    phone: str | None
    group_id: int | None = None
    credit_limit: Money | None = None

    @property
    def is_member(self) -> bool:
        """Whether this is a member."""
        return self.subject.startswith("member:")

    @property
    def key(self) -> int:
        """The member's or customer's key."""
        return key_of(self.subject)


def _card(row: Row) -> Customer:
    limit = None if row.credit_limit is None else Money(row.credit_limit)
    return Customer(row.id, row.name, row.phone, row.village, limit, row.is_active)


def get_customer(cooperative_id: int, customer_id: int) -> Customer:
    """The customer with this key. Raises `NotFound`, also for another cooperative's."""
    mine = (Row.cooperative_id == cooperative_id, Row.id == customer_id)
    row = session.scalar(sa.select(Row).where(*mine))
    if row is None:
        raise NotFound
    return _card(row)


def list_customers(
    cooperative_id: int, text: str = "", *, active_only: bool = True, limit: int | None = None
) -> list[Customer]:
    """Customers by name, those whose name, village or phone has the text."""
    query = sa.select(Row).where(Row.cooperative_id == cooperative_id).order_by(Row.name, Row.id)
    if active_only:
        query = query.where(Row.is_active)
    for word in text.split():
        found = [
            sa.func.coalesce(column, "").icontains(word, autoescape=True)
            for column in (Row.name, Row.village, Row.phone)
        ]
        query = query.where(sa.or_(*found))
    return [_card(row) for row in session.scalars(query.limit(limit) if limit else query)]


def search(cooperative_id: int, text: str, limit: int = 20) -> list[Customer]:
    """Whom a typed text finds; nobody for an empty one."""
    return list_customers(cooperative_id, text, limit=limit) if text.strip() else []


def names(cooperative_id: int, ids: Collection[int]) -> dict[int, str]:
    """Keys → what they are called."""
    query = sa.select(Row).where(Row.cooperative_id == cooperative_id, Row.id.in_(set(ids)))
    return {row.id: _card(row).label for row in session.scalars(query)} if ids else {}


def find_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """Key and mark of what a request made."""
    query = sa.select(Row.id, Row.fingerprint).where(
        Row.cooperative_id == cooperative_id, Row.request_id == request_id
    )
    found = session.execute(query).first()
    return (int(found[0]), str(found[1])) if found else None


def is_known(cooperative_id: int, facts: CustomerFacts, *, but: int = 0) -> bool:
    """Whether another active customer has the same name and village."""
    query = sa.select(Row.id).where(
        Row.cooperative_id == cooperative_id, Row.is_active, Row.id != but,
        sa.func.lower(Row.name) == facts.name.strip().lower(),
        sa.func.lower(Row.village) == facts.village.strip().lower(),
    )  # fmt: skip
    return session.execute(query.limit(1)).first() is not None


def debtor_of(cooperative_id: int, subject: str) -> Debtor:
    """Who owes. Raises `NotFound`."""
    if subject.startswith("customer:"):
        card = get_customer(cooperative_id, key_of(subject))
        return Debtor(subject, card.name, card.village, card.phone, credit_limit=card.credit_limit)
    member = members.get_member(cooperative_id, key_of(subject))
    return Debtor(subject, member.label, member.group_name, member.phone, member.group_id)


def debtors_of(cooperative_id: int, subjects: Collection[str]) -> dict[str, Debtor]:
    """The same for many at once."""
    wanted = {key_of(subject) for subject in subjects if subject.startswith("customer:")}
    query = sa.select(Row).where(Row.cooperative_id == cooperative_id, Row.id.in_(wanted))
    cards = [_card(row) for row in session.scalars(query)] if wanted else []
    found = {
        card.subject: Debtor(
            card.subject, card.name, card.village, card.phone, credit_limit=card.credit_limit
        )
        for card in cards
    }
    for card in members.all_cards(cooperative_id):
        subject = f"member:{card.id}"
        if subject in subjects:
            found[subject] = Debtor(subject, card.label, card.group_name, card.phone, card.group_id)
    return found
