"""A cooperative whose members leave."""

from dataclasses import replace
from datetime import date
from typing import Any

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.closing import queries, service
from coop_app.closing.rules.leaving import Leaving, Sheet
from coop_app.closing.rules.refunds import Refund
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.savings import queries as savings
from coop_app.savings.rules.dues import Standing
from tests.make import (
    TODAY,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)

SECOND = 2


class House:
    """One member with pokok 100.000, wajib 40.000 and sukarela 250.000."""

    def __init__(self) -> None:
        self.cooperative_id = make_cooperative()
        self.alone = make_savings(self.cooperative_id)
        self.desk: Desk = replace(self.alone, approved_by=SECOND)
        self.book_id = self.desk.book_id
        self.group_id = make_group(self.cooperative_id)
        self.kas = cash_of(self.desk)
        self.sri = self.member("Sri Wahyuni", joined_on=date(2026, 7, 3))
        for product, amount in (("pokok", 100000), ("wajib", 40000), ("sukarela", 250000)):
            make_deposit(self.alone, self.sri.id, amount, product=product)

    def member(self, name: str, **facts: Any) -> MemberCard:
        return make_member(self.cooperative_id, self.group_id, name, **facts)

    def goods_on_credit(self, amount: int, member_id: int | None = None) -> None:
        """A sale on credit, as the shop will write it."""
        key = member_id or self.sri.id
        lines = (
            debit("member_goods_receivable", Money(amount), subject=f"member:{key}"),
            credit("sales_members", Money(amount)),
        )
        entry = Entry(TODAY, "Pupuk", f"test.sale:{key}-{amount}", lines)
        with transaction():
            ledger.post(entry, book_id=self.book_id, by=1)

    def surplus_share(self, amount: int) -> None:
        """Something credited to the savings of a member, whoever that is by now."""
        lines = (
            debit("other_expense", Money(amount)),
            credit("voluntary_savings", Money(amount), subject=f"member:{self.sri.id}"),
        )
        with transaction():
            ledger.post(Entry(TODAY, "SHU", "test.shu:1", lines), book_id=self.book_id, by=1)

    def sheet(self, member_id: int | None = None) -> Sheet:
        key = member_id or self.sri.id
        return queries.sheet_of(self.cooperative_id, self.book_id, key, TODAY)

    def leaving(self, **facts: Any) -> Leaving:
        key = facts.pop("member_id", self.sri.id)
        known = {"status": "left", "ended_on": TODAY, "reason": "pindah ke Magelang"}
        shown = facts.pop("shown", None) or self.sheet(key).mark
        return Leaving(key, **(known | facts), shown=shown)

    def leave(self, request_id: str = "exit-1", **facts: Any) -> queries.Settlement:
        desk = facts.pop("desk", self.desk)
        asked = facts.pop("asked", None) or self.leaving(**facts)
        with transaction():
            return service.leave(desk=desk, leaving=asked, request_id=request_id)

    def pay(self, amount: int, request_id: str = "pay-1", **facts: Any) -> queries.Payment:
        desk = facts.pop("desk", self.alone)
        known = {"member_id": self.sri.id, "paid_on": TODAY, "place_id": self.kas}
        refund = Refund(**(known | {"amount": Money(amount)} | facts))
        with transaction():
            return service.pay_refund(desk=desk, refund=refund, request_id=request_id)

    def payable(self) -> int:
        return queries.payable_of(self.book_id, self.sri.id)

    def standing(self) -> Standing:
        card = members.get_member(self.cooperative_id, self.sri.id)
        return savings.standing_of(self.cooperative_id, card, TODAY)

    def status(self) -> str:
        return members.get_member(self.cooperative_id, self.sri.id).status

    def lines(self, seq: int | None) -> list[tuple[str | None, int, str | None]]:
        """An entry as (role, amount, subject)."""
        roles = {row.id: row.role for row in ledger.accounts(book_id=self.book_id)}
        page = ledger.entry_page(book_id=self.book_id, seq=seq or 0)
        return [(roles[line.account_id], int(line.amount), line.subject) for line in page.lines]

    def faults(self) -> list[ledger.Finding]:
        return [*ledger.audit(book_id=self.book_id), *queries.check(self.book_id)]
