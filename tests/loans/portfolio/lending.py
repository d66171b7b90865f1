"""A cooperative that lends, for the tests of risk."""

import itertools
from dataclasses import replace
from datetime import date

from coop_app import ledger
from coop_app.dates import Month
from coop_app.db import session, transaction
from coop_app.loans import queries, service
from coop_app.loans.models import LoanCollateral
from coop_app.loans.rules.paying import Payment
from coop_app.loans.rules.products import Recognition
from coop_app.money import Money
from tests.make import (
    NOW,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.make_loans import make_loan

_count = itertools.count(1)
ROLES = (
    "accrued_loan_interest", "loan_interest_income", "loan_loss_allowance", "credit_loss_expense",
    "loans_to_members", "cash_on_hand", "other_member_income",
)  # fmt: skip


class House:
    """A cooperative with money in the box, and members who borrow."""

    def __init__(self) -> None:
        self.cooperative_id = make_cooperative()
        self.desk = make_savings(self.cooperative_id)
        self.group_id = make_group(self.cooperative_id)
        self.kas = cash_of(self.desk)
        self.agreed = replace(self.desk, approved_by=2)
        self.sri = self.member("Sri Wahyuni")
        make_deposit(
            replace(self.desk, today=date(2024, 1, 3)), self.sri.id, 50_000_000,
            paid_on=date(2024, 1, 3),
        )  # fmt: skip

    def member(self, name: str, **facts):
        known = {"joined_on": date(2024, 1, 2)} | facts
        return make_member(self.cooperative_id, self.group_id, name, **known)

    def lend(self, member=None, **facts) -> int:
        """Rp1.200.000 for 12 months at 1,5 % flat from 10 January 2026: 100.000 + 18.000 a month."""
        on = facts.pop("disbursed_on", date(2026, 1, 10))
        known = {"recognition": Recognition.ACCRUAL} | facts
        return make_loan(
            replace(self.desk, today=on), (member or self.sri).id, disbursed_on=on, **known
        )

    def run(self, month: Month):
        with transaction():
            return service.run_month(desk=self.desk, month=month)

    def judged(self, loan_id: int, month: Month):
        book = queries.loan_book(self.cooperative_id, self.desk.book_id)
        return next(one for one in book.on(month.last) if one.loan.id == loan_id)

    def pay(self, loan_id: int, amount: int, *, on: date):
        """A payment in cash."""
        payment = Payment(loan_id=loan_id, paid_on=on, amount=Money(amount), place_id=self.kas)
        with transaction():
            return service.repay(
                desk=self.agreed, payment=payment, request_id=f"pay-{next(_count)}"
            )

    def pledge(self, loan_id: int, value: int) -> None:
        """Collateral that a form of the application would have added."""
        row = LoanCollateral(
            cooperative_id=self.cooperative_id, loan_id=loan_id, kind="goods",
            description="Mesin jahit", value=value, file_key="",
            content_type="", made_by=1, made_at=NOW,
        )  # fmt: skip
        with transaction():
            session.add(row)

    def held(self, role: str, loan_id: int | None = None, on: date | None = None) -> int:
        subject = f"loan:{loan_id}" if loan_id else None
        book_id = self.desk.book_id
        return int(ledger.balance(book_id=book_id, account=role, subject=subject, on=on))

    def lines(self, seq: int) -> list[tuple[str, int, str | None]]:
        book_id = self.desk.book_id
        roles = {ledger.account(book_id=book_id, role=role).id: role for role in ROLES}
        page = ledger.entry_page(book_id=book_id, seq=seq)
        return [(roles[line.account_id], int(line.amount), line.subject) for line in page.lines]
