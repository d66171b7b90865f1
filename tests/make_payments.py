"""A house with one borrower, and payments on loans, made through the services."""

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.queries import Paid
from coop_app.loans.rules.paying import Payment, Settlement, Source
from coop_app.loans.rules.products import Overpaid
from coop_app.loans.rules.repayment import Part
from coop_app.money import Money
from tests.make import (
    SECOND,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.make_loans import make_loan

_count = itertools.count(1)
PAID_OUT = date(2026, 4, 15)


class Borrowing:
    """A cooperative with cash and one borrower: Rp1.200.000 in four months, 1,5 % flat a month.

    Paid out on 15 April 2026, so 300.000 + 18.000 is due on the 15th of May, June, July and August.
    """

    def __init__(self, **terms: Any) -> None:
        self.cooperative_id = make_cooperative()
        self.desk = make_savings(self.cooperative_id)
        self.group_id = make_group(self.cooperative_id)
        self.sri = make_member(self.cooperative_id, self.group_id, "Sri Wahyuni")
        self.kas = cash_of(self.desk)
        make_deposit(self.desk, self.sri.id, 5_000_000, paid_on=date(2026, 1, 5))
        known = {"months": 4, "disbursed_on": PAID_OUT} | terms
        self.loan_id = make_loan(self.at(PAID_OUT), self.sri.id, **known)

    def at(self, day: date) -> Desk:
        """The desk on a day."""
        return replace(self.desk, today=day)

    def pay(self, on: date, amount: int, **facts: Any) -> Paid:
        """A payment in cash, recorded on its day."""
        request_id = facts.pop("request_id", f"pay-{next(_count)}")
        desk = facts.pop("desk", self.at(on))
        known = {"loan_id": self.loan_id, "source": Source.PLACE, "place_id": self.kas} | facts
        if known["source"] is not Source.PLACE:
            known["place_id"] = None
        payment = Payment(paid_on=on, amount=Money(amount), **known)
        with transaction():
            return service.repay(desk=desk, payment=payment, request_id=request_id)

    def settle(self, on: date, total: int, **facts: Any) -> Paid:
        """Pay off in cash."""
        request_id = facts.pop("request_id", f"settle-{next(_count)}")
        known = {"loan_id": self.loan_id, "place_id": self.kas} | facts
        asked = Settlement(paid_on=on, total=Money(total), **known)
        with transaction():
            return service.settle(desk=self.at(on), settlement=asked, request_id=request_id)

    def reverse(self, payment_id: int, on: date, why: str = "Salah ketik") -> Paid:
        """Take an act back, two persons agreeing."""
        desk = replace(self.at(on), approved_by=SECOND)
        with transaction():
            return service.reverse_payment(desk=desk, payment_id=payment_id, on=on, why=why)

    @property
    def loan(self) -> queries.Loan:
        """The loan as it is now."""
        return queries.get_loan(self.cooperative_id, self.loan_id)

    def position(self, on: date) -> queries.Position:
        """Where the loan stands."""
        return queries.position_of(self.cooperative_id, self.loan_id, on=on).position

    def owed(self, on: date) -> list[int]:
        """The five parts, in rupiah."""
        found = self.position(on).owed
        return [int(found[part]) for part in Part]

    def balance(self, role: str, subject: str | None = None) -> int:
        """What the ledger holds, debit positive."""
        named = subject or f"loan:{self.loan_id}"
        return int(ledger.balance(book_id=self.desk.book_id, account=role, subject=named))

    def savings(self) -> int:
        """The borrower's simpanan sukarela."""
        return -self.balance("voluntary_savings", f"member:{self.sri.id}")

    def lines(self, act: Paid) -> list[tuple[str, int, str | None]]:
        """The entry of an act: account role, rupiah (debit positive), subject."""
        book = self.desk.book_id
        roles = {one.id: one.role or one.code for one in ledger.accounts(book_id=book)}
        entry = ledger.entry_page(book_id=book, seq=act.entry_seq)
        return [(roles[one.account_id], int(one.amount), one.subject) for one in entry.lines]

    def is_clean(self) -> bool:
        """Ledger and payments tell the same."""
        book = self.desk.book_id
        return ledger.audit(book_id=book) == [] and queries.check_payments(book) == []


TO_SAVINGS, TO_HELD = Overpaid.SAVINGS, Overpaid.HELD
