"""Ready-made cooperatives, groups and members for tests, made through the services."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from coop_app import ledger
from coop_app.auth.service import cooperatives
from coop_app.chart.templates import template
from coop_app.db import transaction
from coop_app.members import service
from coop_app.members.queries import MemberCard
from coop_app.members.rules.facts import MemberFacts
from coop_app.money import Money
from coop_app.savings import service as savings
from coop_app.savings.queries import Act
from coop_app.savings.rules.payments import Desk, Part, Payment

IDENTITY_KEY = "1f" * 32
TODAY = date(2026, 8, 14)
NOW = datetime(2026, 8, 14, 2, tzinfo=UTC)
#: who agrees, in tests of services
SECOND = 2
_count = itertools.count(1)


def make_cooperative(name: str = "Koperasi Uji Sejahtera") -> int:
    """A cooperative without anything; returns its key."""
    with transaction():
        return cooperatives.found(cooperatives.NewCooperative(name=name), now=NOW)


def make_group(cooperative_id: int, name: str = "Kuripan") -> int:
    """A village group; returns its key."""
    with transaction():
        return service.add_group(
            service.GroupFacts(name=name, code=name[:8]), cooperative_id=cooperative_id, by=1
        )


def make_member(
    cooperative_id: int,
    group_id: int,
    name: str = "Siti Aminah",
    *,
    active: bool = True,
    **facts: Any,
) -> MemberCard:
    """A member admitted on 2 January 2024 (or `joined_on`), active unless said otherwise."""
    known = {"sex": "F", "joined_on": date(2024, 1, 2)} | facts
    new = MemberFacts(name=name, group_id=group_id, **known)
    with transaction():
        card = service.admit(
            new, cooperative_id=cooperative_id, by=1, on=TODAY,
            request_id=f"member-{next(_count)}", identity_key=IDENTITY_KEY, despite_double=True,
        )  # fmt: skip
        if active:
            card = service.activate(
                member_id=card.id, cooperative_id=cooperative_id, on=card.joined_on, by=1
            )
    return card


def make_savings(cooperative_id: int) -> Desk:
    """A main book from the cooperative's chart and the three kinds of savings; returns the desk."""
    with transaction():
        book_id = ledger.open_book(
            cooperative_id=cooperative_id, name="Buku utama", kind="cooperative",
            accounts=template("cooperative").accounts, opened_on=date(2024, 1, 1),
        )  # fmt: skip
        savings.install(cooperative_id=cooperative_id, valid_from=date(2024, 1, 1), by=1)
    return Desk(cooperative_id, book_id, 1, TODAY)


def agreed(desk: Desk) -> Desk:
    """The desk with a second person beside it."""
    return replace(desk, approved_by=SECOND)


def cash_of(desk: Desk) -> int:
    """The key of the main cash box."""
    return ledger.account(book_id=desk.book_id, role="cash_on_hand").id


def make_deposit(
    desk: Desk, member_id: int, amount: int, *, product: str = "sukarela", **facts: Any
) -> Act:
    """A deposit, recorded on the day it is paid: the desk's or `paid_on`; for `months` if it is dues."""
    part = Part(product, Money(amount), tuple(facts.get("months", ())))
    paid_on = facts.get("paid_on", desk.today)
    payment = Payment(member_id, paid_on, facts.get("place", cash_of(desk)), (part,))
    with transaction():
        return savings.deposit(
            desk=replace(desk, today=min(paid_on, desk.today)),
            payment=payment,
            request_id=facts.get("request_id", f"r-{next(_count)}"),
        )
