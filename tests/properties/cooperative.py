"""The plain model of a cooperative, and the acts on the real one that the state machine drives."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from coop_app import ledger
from coop_app.app.audit import audit_book
from coop_app.auth.rules.desk import Desk
from coop_app.auth.rules.second_person import SecondPersonNeeded
from coop_app.clock import OFFICE_ZONE
from coop_app.closing import queries as closing_reads
from coop_app.closing import service as closing
from coop_app.closing.rules.leaving import Leaving
from coop_app.closing.rules.refunds import Refund
from coop_app.closing.rules.standing_orders import Order
from coop_app.dates import Month
from coop_app.db import session, transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.loans import queries as loan_reads
from coop_app.loans import service as loans
from coop_app.loans.rules.paying import Payment as LoanMoney
from coop_app.loans.rules.paying import Settlement, Source
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms
from coop_app.money import Money
from coop_app.refusal import Refused
from coop_app.savings import service as savings
from coop_app.savings.rules.interest import NewRate, RateTier
from coop_app.savings.rules.payments import Part, Payment, Withdrawal
from coop_app.savings.service import interest
from tests.make import SECOND, cash_of, make_cooperative, make_group, make_member, make_savings
from tests.make_loans import make_loan, make_product, rate_of

ROLES = {
    "pokok": "principal_savings",
    "wajib": "mandatory_savings",
    "sukarela": "voluntary_savings",
}
FIRST_DAY = date(2026, 1, 5)


@dataclass
class Model:
    """What the books must say: whole rupiah by name, and nothing else."""

    #: (member, kind of savings) → rupiah
    saved: Counter[tuple[int, str]] = field(default_factory=Counter)
    #: loan → principal that is left
    lent: Counter[int] = field(default_factory=Counter)
    #: member → what is still to be paid after leaving
    payable: Counter[int] = field(default_factory=Counter)
    left: set[int] = field(default_factory=set)
    #: loan → its borrower
    borrower: dict[int, int] = field(default_factory=dict)
    day: date = FIRST_DAY
    locked: date | None = None
    #: last day of a closed month → every account's balance on that day, when it was closed
    closed: dict[date, dict[str, int]] = field(default_factory=dict)


class Cooperative:
    """The real one, through the services only; each act moves the model when it succeeds."""

    def __init__(self) -> None:
        self.key = make_cooperative()
        self.desk_at_start = make_savings(self.key)
        self.book = self.desk_at_start.book_id
        self.model = Model()
        self.group = make_group(self.key)
        self.kas = cash_of(self.desk_at_start)
        self.members: list[int] = []
        self.receipts: list[tuple[int, str, int]] = []
        self.payments: list[int] = []
        self.counted = 0
        self._endow()
        fine = PenaltyTerms(kind=PenaltyKind.FIXED, amount=Money(5000))
        self.product = make_product(self.desk(), rate=rate_of("1.5"), penalty=fine)

    def _endow(self) -> None:
        """Cash to lend, and a rate for savings."""
        lines = (debit(self.kas, Money(90_000_000)), credit("grants", Money(90_000_000)))
        rate = NewRate(
            product="sukarela", valid_from=date(2026, 1, 1), method="lowest", day_basis=365,
            minimum=Money(0), tiers=(RateTier(None, 6000),), decided_by="RAT",
        )  # fmt: skip
        with transaction():
            ledger.post(Entry(FIRST_DAY, "Hibah", "test:1", lines), book_id=self.book, by=1)
            interest.set_rate(desk=self.desk(two=True), new=rate, request_id="rate")

    def desk(self, *, two: bool = False) -> Desk:
        """The desk on the model's day, with a second person's word or without."""
        agreed = SECOND if two else None
        return replace(self.desk_at_start, today=self.model.day, approved_by=agreed)

    def request(self) -> str:
        """A new request id."""
        self.counted += 1
        return f"r-{self.counted}"

    def attempt(self, act: Any, **facts: Any) -> Any:
        """Do it in one transaction; None when it was refused, and then nothing may have changed."""
        head = self.head()
        try:
            with transaction():
                return act(**facts)
        except Refused:
            assert self.head() == head
            return None

    def head(self) -> int:
        """The number of the newest entry."""
        rows = ledger.journal(book_id=self.book, limit=1).rows
        return rows[0].seq if rows else 0

    # members and savings

    def admit(self) -> int:
        """Somebody new, with simpanan pokok paid."""
        member = make_member(self.key, self.group, f"Orang {len(self.members)}", active=False,
                             joined_on=self.model.day)  # fmt: skip
        self.members.append(member.id)
        self.deposit(member.id, "pokok", 100_000)
        return member.id

    def deposit(self, member: int, kind: str, amount: int, back: int = 0) -> bool:
        """Money of a member, perhaps of an earlier day."""
        on = self.model.day - timedelta(days=back)
        payment = Payment(member, on, self.kas, (Part(kind, Money(amount)),))
        request = self.request()
        act = self.attempt(savings.deposit, desk=self.desk(), payment=payment, request_id=request)
        if act is None:
            return False
        again = self.attempt(savings.deposit, desk=self.desk(), payment=payment, request_id=request)
        assert again == act
        self.model.saved[member, kind] += amount
        self.receipts.append((act.id, kind, amount))
        return True

    def withdraw(self, member: int, amount: int) -> bool:
        """Simpanan sukarela back to the member."""
        asked = Withdrawal(member, self.model.day, self.kas, "sukarela", Money(amount))
        facts = {"withdrawal": asked, "request_id": self.request()}
        act = self.attempt(savings.withdraw, desk=self.desk(two=True), **facts)
        if act is not None:
            self.model.saved[member, "sukarela"] -= amount
            self.receipts.append((act.id, "sukarela", -amount))
        return act is not None

    def take_back_receipt(self, which: int, *, two: bool) -> bool:
        """A receipt is reversed; never by one person alone."""
        key, kind, amount = self.receipts[which]
        facts = {"act_id": key, "on": self.model.day, "why": "salah"}
        act = self.attempt(savings.reverse_act, desk=self.desk(two=two), **facts)
        if act is None:
            return False
        assert two
        self.model.saved[act.member_id, kind] -= amount
        return True

    # loans

    def lend(self, member: int, principal: int, months: int) -> int | None:
        """From the application to the payout; None when one of the steps was refused."""
        try:
            loan = make_loan(
                self.desk(), member, principal=principal, months=months, product_id=self.product
            )
        except Refused:
            return None
        self.model.lent[loan] = principal
        self.model.borrower[loan] = member
        return loan

    def repay(self, loan: int, amount: int, source: Source) -> bool:
        """A payment of any size, in cash or from simpanan sukarela."""
        place = self.kas if source is Source.PLACE else None
        money = LoanMoney(
            loan_id=loan,
            paid_on=self.model.day,
            amount=Money(amount),
            source=source,
            place_id=place,
        )
        facts = {"payment": money, "request_id": self.request()}
        return self._paid(self.attempt(loans.repay, desk=self.desk(), **facts))

    def settle(self, loan: int) -> bool:
        """The whole loan is paid off today, in cash."""
        offer = loans.offer(placed=loan_reads.position_of(self.key, loan, on=self.model.day))
        session.rollback()
        asked = Settlement(
            loan_id=loan, paid_on=self.model.day, total=offer.quote.total, place_id=self.kas
        )
        facts = {"settlement": asked, "request_id": self.request()}
        return self._paid(self.attempt(loans.settle, desk=self.desk(), **facts))

    def _paid(self, paid: Any) -> bool:
        if paid is None:
            return False
        parts = sum(int(amount) for amount in paid.parts.values())
        assert parts + paid.left_over == paid.amount
        self._move(paid, 1)
        self.payments.append(paid.id)
        return True

    def _move(self, paid: Any, sign: int) -> None:
        member = self.model.borrower[paid.loan_id]
        self.model.lent[paid.loan_id] -= sign * int(paid.principal)
        if paid.source == Source.SAVINGS:
            self.model.saved[member, "sukarela"] -= sign * int(paid.amount)
        if paid.left_over_to == "savings":
            self.model.saved[member, "sukarela"] += sign * int(paid.left_over)

    def take_back_payment(self, which: int, *, two: bool) -> bool:
        """A payment is reversed, if it was the last on its loan."""
        facts = {"payment_id": self.payments[which], "on": self.model.day, "why": "salah"}
        paid = self.attempt(loans.reverse_payment, desk=self.desk(two=two), **facts)
        if paid is None:
            return False
        assert two
        self._move(paid, -1)
        return True

    # what acts through several features

    def leave(self, member: int, *, two: bool, stale: bool = False) -> bool:
        """A member leaves: everything is settled at once, or nothing is."""
        sheet = closing_reads.sheet_of(self.key, self.book, member, self.model.day)
        session.rollback()
        shown = "stale" if stale else sheet.mark
        asked = Leaving(member, "left", self.model.day, "pindah", shown)
        facts = {"leaving": asked, "request_id": self.request()}
        made = self.attempt(closing.leave, desk=self.desk(two=two), **facts)
        if made is None:
            return False
        assert two
        assert not stale
        had = sum(self.model.saved.pop((member, kind), 0) for kind in ROLES)
        held = sum(int(figure.amount) for figure in sheet.figures if figure.kind == "held")
        assert made.payable == had + held - sheet.debts
        for loan in sheet.loans:
            self.model.lent[loan] = 0
        self.model.payable[member] += int(made.payable)
        self.model.left.add(member)
        return True

    def pay_out(self, member: int, amount: int) -> bool:
        """Part of what is left goes to who left."""
        refund = Refund(member, self.model.day, self.kas, Money(amount))
        facts = {"refund": refund, "request_id": self.request()}
        if self.attempt(closing.pay_refund, desk=self.desk(two=True), **facts) is None:
            return False
        self.model.payable[member] -= amount
        return True

    def allow(self, loan: int, *, in_part: bool) -> None:
        """A member lets instalments be taken from savings."""
        order = Order(self.model.borrower[loan], loan, in_part, self.model.day)
        facts = {"order": order, "request_id": self.request()}
        self.attempt(closing.instruct, desk=self.desk(), **facts)

    def run_instructions(self) -> None:
        """What is due and free is taken, once."""
        desk, request = self.desk(), self.request()
        run = self.attempt(closing.begin_run, desk=desk, request_id=request)
        for _time in (1, 2):
            plan = closing_reads.plan(self.key, self.model.day)
            session.rollback()
            for planned in plan:
                self.attempt(closing.run_one, desk=desk, run_id=run, planned=planned)
        for item in closing_reads.get_run(self.key, run).items:
            if item.paid:
                loan = closing_reads.get_instruction(self.key, item.instruction_id).loan_id
                paid = loan_reads.list_payments(self.key, loan)[-1]
                assert (paid.entry_seq, paid.amount) == (item.entry_seq, item.paid)
                self._move(paid, 1)
                self.payments.append(paid.id)
        session.rollback()

    def pay_interest(self, month: Month) -> None:
        """The month's interest, run twice: the second run finds nothing."""
        before = self._earned()
        if self.attempt(interest.post_interest, desk=self.desk(), month=month) is None:
            return
        again = self.attempt(interest.post_interest, desk=self.desk(), month=month)
        assert again is None or again.posted == 0
        earned = self._earned()
        for member in self.members:
            self.model.saved[member, "sukarela"] += earned[member] - before[member]

    def _earned(self) -> Counter[int]:
        """Interest that came to each member, by the entries of the runs."""
        found: Counter[int] = Counter()
        rows = ledger.statement(
            book_id=self.book, account="voluntary_savings", start=FIRST_DAY, end=date(2027, 12, 31)
        ).rows
        for row in rows:
            if row.source.startswith("savings_interest:"):
                found[int((row.subject or ":0").partition(":")[2])] -= int(row.amount)
        session.rollback()
        return found

    def judge(self, month: Month) -> None:
        """The loans' month: it moves allowance and accrued interest, never principal or savings."""
        self.attempt(loans.run_month, desk=self.desk(), month=month)

    def close(self, month: Month) -> bool:
        """A month is closed; its balances are kept by the model."""
        at = datetime.combine(self.model.day, time(12), OFFICE_ZONE)
        done = self.attempt(ledger.close_month, book_id=self.book, month=month, by=1, at=at)
        if done is None:
            return False
        self.model.locked = done
        self.model.closed[done] = self.balances(done)
        return True

    # looking

    def balances(self, on: date) -> dict[str, int]:
        """Every account's balance at the end of a day."""
        rows = ledger.trial_balance(book_id=self.book, on=on)
        return {row.account.code: int(row.balance) for row in rows}

    def held(self, role: str) -> dict[str, int]:
        """What members hold on an account, by subject, credit positive."""
        found = ledger.subject_balances(book_id=self.book, account=role)
        return {subject: -int(amount) for subject, amount in found.items() if amount}

    def faults(self) -> list[ledger.Finding]:
        """Everything `coop audit` finds."""
        return audit_book(self.key, self.book)


__all__ = ["Cooperative", "Model", "SecondPersonNeeded"]
