"""A small cooperative with people who may sign in, made through the services."""

from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask

from coop_app import clock, ledger
from coop_app.auth import rules
from coop_app.dates import Month
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.savings.rules.payments import Desk
from tests.make import make_cooperative, make_deposit, make_group, make_member, make_savings
from tests.people import add_person, decide_all

PASSWORD = "sepeda biru lari pagi"
LONG_NAME = "Raden Ajeng Siti Nurhayatiningsih Kusumawardhani binti Haji Abdurrahman Wahid"


@dataclass
class Office:
    """A cooperative, its desk, its members and the sign-in names of its people."""

    app: Flask
    desk: Desk
    group_id: int
    members: list[MemberCard]
    people: dict[str, str] = field(default_factory=dict)

    def entries(self) -> int:
        """How many entries the book holds."""
        with self.app.app_context():
            return len(ledger.journal(book_id=self.desk.book_id, limit=500).rows)

    def balance(self, role: str) -> Money:
        """The balance of the account with this role."""
        with self.app.app_context():
            return ledger.balance(book_id=self.desk.book_id, account=role)

    def agree(self) -> None:
        """The chairperson agrees to what waits."""
        decide_all(self.app, self.desk.cooperative_id)

    def account(self, role: str) -> ledger.Account:
        """The account with this role."""
        with self.app.app_context():
            return ledger.account(book_id=self.desk.book_id, role=role)


def months_ago(count: int) -> Month:
    """The month that many months before this one."""
    return Month.of(clock.today()).plus(-count)


def opened_office(app: Flask, *, paid: bool = True) -> Office:
    """Three members of one group, two months in arrears, and one person for each role."""
    cooperative_id = make_cooperative("Koperasi Purna Migran Sejahtera Kuripan")
    opened = make_savings(cooperative_id)
    desk = Desk(cooperative_id, opened.book_id, 1, clock.today())
    group_id = make_group(cooperative_id)
    joined = months_ago(2).first
    members = [
        make_member(cooperative_id, group_id, name, joined_on=joined, phone=f"0812-3456-78{i:02d}")
        for i, name in enumerate(("Siti Aminah", "Budi Santoso", LONG_NAME))
    ]
    if paid:
        for card in members:
            make_deposit(
                desk, card.id, 100_000, product="pokok", paid_on=joined + timedelta(days=1)
            )
        make_deposit(desk, members[2].id, 1_250_000_000, paid_on=joined + timedelta(days=1))
    made = Office(app, desk, group_id, members)
    for role in rules.ROLES:
        facts = {"member_id": members[2].id} if role in _WITH_CARD else {}
        if role == rules.KOORDINATOR:
            facts["group_id"] = group_id
        display = LONG_NAME if role == rules.ANGGOTA else f"Ibu {role.title()}"
        _, made.people[role] = add_person(cooperative_id, role, display_name=display, **facts)
    return made


_WITH_CARD = (rules.ANGGOTA, rules.KOORDINATOR)
