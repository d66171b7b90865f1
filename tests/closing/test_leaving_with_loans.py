"""Members who leave with loans, as borrowers and as guarantors, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app import ledger
from coop_app.closing import queries, service
from coop_app.closing.rules import leaving as rules
from coop_app.closing.rules.leaving import Leaving
from coop_app.db import transaction
from coop_app.loans import queries as loans
from coop_app.loans.rules import paying
from coop_app.loans.rules.lending.application import Pledge
from coop_app.money import Money
from coop_app.savings import queries as savings
from tests.make import SECOND, make_deposit, make_member
from tests.make_loans import make_application, make_approved
from tests.make_payments import TO_HELD, Borrowing

DAY = date(2026, 7, 20)


class Leaver(Borrowing):
    """The borrower of `Borrowing` (318.000 a month from 15 May) leaves on 20 July."""

    def sheet(self, member_id=None):
        key = member_id or self.sri.id
        return queries.sheet_of(self.cooperative_id, self.desk.book_id, key, DAY)

    def leave(self, member_id=None):
        key = member_id or self.sri.id
        asked = Leaving(key, "left", DAY, "pindah", self.sheet(key).mark)
        desk = replace(self.at(DAY), approved_by=SECOND)
        with transaction():
            return service.leave(desk=desk, leaving=asked, request_id=f"exit-{key}")

    def lines(self, seq):
        roles = {row.id: row.role for row in ledger.accounts(book_id=self.desk.book_id)}
        page = ledger.entry_page(book_id=self.desk.book_id, seq=seq)
        return [(roles[line.account_id], int(line.amount), line.subject) for line in page.lines]


@pytest.fixture
def house(either):
    with either.app_context():
        made = Leaver()
        yield made
        book = made.desk.book_id
        assert ledger.audit(book_id=book) == []
        assert queries.check(book) == []
        assert loans.check_payments(book) == []
        assert savings.check(book) == []


def test_the_loan_ends_in_the_same_entry(house) -> None:
    """One instalment paid: 900.000 of principal, jasa of June and July late, of August running."""
    house.pay(date(2026, 5, 15), 318000)
    figures = [(f.kind, f.name, int(f.amount)) for f in house.sheet().figures]
    assert figures == [
        ("savings", "Simpanan sukarela", 5000000),
        ("loan_interest", "P-0001", -54000),
        ("loan_principal", "P-0001", -900000),
    ]
    settled = house.leave()
    sri, loan = f"member:{house.sri.id}", f"loan:{house.loan_id}"
    assert house.lines(settled.entry_seq) == [
        ("voluntary_savings", 5000000, sri),
        ("loan_interest_income", -54000, loan),
        ("loans_to_members", -900000, loan),
        ("exit_refund_payable", -4046000, sri),
    ]
    assert house.loan.stage == "closed"
    paid = loans.list_payments(house.cooperative_id, house.loan_id)[-1]
    assert (paid.kind, paid.entry_seq, paid.amount) == ("settlement", settled.entry_seq, 954000)


def test_what_was_settled_is_not_taken_back_as_a_payment(house) -> None:
    house.leave()
    paid = loans.list_payments(house.cooperative_id, house.loan_id)[-1]
    with pytest.raises(paying.SettledOnLeaving):
        house.reverse(paid.id, DAY)


def test_a_payment_meanwhile_changes_the_figures(house) -> None:
    shown = house.sheet().mark
    house.pay(DAY, 318000)
    desk = replace(house.at(DAY), approved_by=SECOND)
    asked = Leaving(house.sri.id, "left", DAY, "pindah", shown)
    with pytest.raises(rules.FiguresChanged), transaction():
        service.leave(desk=desk, leaving=asked, request_id="x")


def test_money_held_for_the_loan_counts(house) -> None:
    house.pay(date(2026, 5, 15), 418000, left_over_to=TO_HELD)
    held = [f for f in house.sheet().figures if f.kind == "held"]
    assert [(f.role, int(f.amount), f.subject) for f in held] == [
        ("member_deposits_orders", 100000, f"loan:{house.loan_id}")
    ]
    settled = house.leave()
    assert ("member_deposits_orders", 100000, f"loan:{house.loan_id}") in house.lines(
        settled.entry_seq
    )
    assert settled.payable == 5000000 + 100000 - 954000


def test_an_open_application_is_withdrawn_first(house) -> None:
    tini = make_member(house.cooperative_id, house.group_id, "Tini")
    make_deposit(house.desk, tini.id, 50000)
    make_application(house.desk, tini.id)
    assert [type(one.why) for one in house.sheet(tini.id).obstacles] == [rules.LoanRequestOpen]
    with pytest.raises(rules.LoanRequestOpen):
        house.leave(tini.id)


def test_debts_above_savings_say_how_much_comes_first(house) -> None:
    from coop_app.savings import service as saving
    from coop_app.savings.rules.payments import Withdrawal

    taken = Withdrawal(house.sri.id, DAY, house.kas, "sukarela", Money(4500000))
    desk = replace(house.at(DAY), approved_by=SECOND)
    with transaction():
        saving.withdraw(desk=desk, withdrawal=taken, request_id="w")
    with pytest.raises(rules.SettlementNegative) as refusal:
        house.leave()
    assert refusal.value.facts == {"short": "Rp772.000"}


def test_a_guarantor_leaves_when_the_loan_is_over(house) -> None:
    tini = make_member(house.cooperative_id, house.group_id, "Tini")
    make_deposit(house.desk, tini.id, 600000)
    pledge = Pledge(tini.id, Money(200000))
    budi = make_member(house.cooperative_id, house.group_id, "Budi")
    make_approved(house.at(DAY), budi.id, pledges=(pledge,))
    obstacles = [type(one.why) for one in house.sheet(tini.id).obstacles]
    assert obstacles == [rules.SavingsHeld, rules.StillGuarantor]
    with pytest.raises(rules.SavingsHeld):
        house.leave(tini.id)
    assert house.sheet(tini.id).obstacles[1].why.facts == {"loan": "P-0002"}
