"""Ready-made businesses of members for tests, made through the services."""

import itertools
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.queries import Done, Enterprise
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.service import NewEnterprise, Sale, Typed
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.products import service as stock
from tests.make import TODAY, make_cooperative, make_group, make_member

_count = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Business:
    """A member with her enterprise and the desk at which she works."""

    member: MemberCard
    enterprise: Enterprise
    desk: Desk

    @property
    def book_id(self) -> int:
        return self.enterprise.book_id

    def balance(self, role: str, subject: str | None = None) -> int:
        """Rupiah, debit positive."""
        return int(ledger.balance(book_id=self.book_id, account=role, subject=subject))

    def on(self, today: date) -> "Business":
        """The same desk on another day."""
        return replace(self, desk=replace(self.desk, today=today))


def make_enterprise(cooperative_id: int, member_id: int, **facts: Any) -> Enterprise:
    """A business opened on 1 July 2026 with cash of Rp500.000, unless said otherwise."""
    known = {
        "name": f"Usaha {next(_count)}", "kind": "food", "opened_on": date(2026, 7, 1),
        "cash": Money(500_000),
    } | facts  # fmt: skip
    with transaction():
        return service.open_enterprise(
            cooperative_id=cooperative_id, member_id=member_id, by=7,
            request_id=f"open-{next(_count)}", new=NewEnterprise(**known),
        )  # fmt: skip


def make_business(**facts: Any) -> Business:
    """A cooperative with one member who has one business."""
    cooperative_id = make_cooperative(f"Koperasi {next(_count)}")
    member = make_member(cooperative_id, make_group(cooperative_id))
    return business_of(cooperative_id, member, **facts)


def business_of(cooperative_id: int, member: MemberCard, **facts: Any) -> Business:
    """One more business in a cooperative that is there."""
    enterprise = make_enterprise(cooperative_id, member.id, **facts)
    return Business(member, enterprise, Desk(cooperative_id, enterprise.book_id, 7, TODAY))


def typed(amount: int, **facts: Any) -> Typed:
    """A form with an amount, on the desk's day."""
    return Typed(**({"on": TODAY, "amount": Money(amount)} | facts))


def act(business: Business, verb: str, amount: int, **facts: Any) -> Done:
    """Do one act of `service` in a transaction; `party_id` goes to the verbs that ask for it."""
    extra = {"party_id": facts.pop("party_id")} if "party_id" in facts else {}
    request_id = facts.pop("request_id", f"act-{next(_count)}")
    with transaction():
        done: Done = getattr(service, verb)(
            desk=business.desk, business=business.enterprise, request_id=request_id,
            typed=typed(amount, **facts), **extra,
        )  # fmt: skip
    return done


def sell(business: Business, amount: int, **facts: Any) -> Done:
    """A sale for cash unless said otherwise."""
    request_id = facts.pop("request_id", f"sale-{next(_count)}")
    sale = Sale(**({"on": TODAY, "amount": Money(amount), "way": Way.CASH} | facts))
    with transaction():
        return service.sell(
            desk=business.desk, business=business.enterprise, request_id=request_id, sale=sale
        )


def make_product(business: Business, name: str = "Keripik pisang", price: int = 15_000) -> int:
    """A product with a price and no stock; returns its key."""
    with transaction():
        return service.add_product(
            desk=business.desk, name=name, price=Money(price), unit="bungkus", on=date(2026, 7, 1)
        )


def stock_up(business: Business, item_id: int, quantity: int, cost: int) -> None:
    """Goods that were there from the beginning: D persediaan / K modal."""
    source = f"test.stock:{next(_count)}"
    with transaction():
        moved = stock.take_in(
            desk=business.desk, item_id=item_id, point_id=queries.point_of(business.book_id),
            quantity=quantity, cost=Money(cost), on=date(2026, 7, 1), source=source, kind="opening",
        )  # fmt: skip
        lines = (*moved.lines, ledger.credit("owner_capital", Money(cost)))
        ledger.post(
            ledger.Entry(date(2026, 7, 1), "Stok awal", source, lines),
            book_id=business.book_id,
            by=7,
        )
