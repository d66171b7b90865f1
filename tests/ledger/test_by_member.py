"""What members saved is written member by member, never as one sum by hand."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app import ledger
from coop_app.db import transaction
from coop_app.ledger import manual
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Withdrawal
from tests.make import (
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)

DAY = date(2024, 1, 31)


@pytest.mark.parametrize("role", ["principal_savings", "mandatory_savings", "voluntary_savings"])
def test_a_sum_of_all_members_is_refused(app, role) -> None:
    desk = make_savings(make_cooperative())
    lines = [debit("cash_on_hand", Money(500_000)), credit(role, Money(500_000))]
    with pytest.raises(manual.KeptByMember), transaction():
        manual.post_opening(desk=desk, request_id="a", on=DAY, lines=lines)
    with pytest.raises(manual.KeptByMember), transaction():
        manual.post_voucher(desk=desk, request_id="b", on=DAY, memo="Simpanan", lines=lines)
    assert not ledger.journal(book_id=desk.book_id).rows


@pytest.mark.parametrize(
    "role", ["loans_to_members", "accrued_loan_interest", "loan_loss_allowance", "time_deposits"]
)
def test_a_sum_of_all_loans_or_deposits_is_refused(app, role) -> None:
    desk = make_savings(make_cooperative())
    lines = [debit(role, Money(500_000)), credit("cash_on_hand", Money(500_000))]
    with pytest.raises(manual.KeptByRegister), transaction():
        manual.post_opening(desk=desk, request_id="a", on=DAY, lines=lines)
    with pytest.raises(manual.KeptByRegister), transaction():
        manual.post_voucher(desk=desk, request_id="b", on=DAY, memo="Pinjaman", lines=lines)
    assert not ledger.journal(book_id=desk.book_id).rows


def test_savings_from_before_the_book_belong_to_their_members(app) -> None:
    cooperative = make_cooperative()
    desk = replace(make_savings(cooperative), approved_by=2)
    member = make_member(cooperative, make_group(cooperative))
    lines = [
        debit("cash_on_hand", Money(150_000)),
        credit("opening_balance_equity", Money(150_000)),
    ]
    with transaction():
        manual.post_opening(desk=desk, request_id="a", on=DAY, lines=lines)
    capital = ledger.account(book_id=desk.book_id, role="opening_balance_equity").id
    make_deposit(desk, member.id, 150_000, place=capital)
    assert ledger.balance(book_id=desk.book_id, account="opening_balance_equity") == 0
    assert ledger.balance(book_id=desk.book_id, account="cash_on_hand") == 150_000
    owned = ledger.subject_balances(book_id=desk.book_id, account="voluntary_savings")
    assert owned == {f"member:{member.id}": -150_000}
    assert ledger.audit(book_id=desk.book_id) == []


def test_undoing_a_credit_leaves_nobody_with_less_than_nothing(app) -> None:
    cooperative = make_cooperative()
    desk = replace(make_savings(cooperative), approved_by=2)
    member = make_member(cooperative, make_group(cooperative))
    subject, today = f"member:{member.id}", desk.today
    lines = (
        debit("savings_interest_expense", Money(5_000)),
        credit("voluntary_savings", Money(5_000), subject=subject),
    )
    with transaction():
        earned = ledger.post(
            Entry(today, "Jasa", "savings_interest:1", lines), book_id=desk.book_id, by=1
        )
    make_deposit(desk, member.id, 10_000)
    taken = Withdrawal(member.id, today, cash_of(desk), "sukarela", Money(12_000))
    with transaction():
        savings.withdraw(desk=desk, withdrawal=taken, request_id="w")
    with pytest.raises(manual.TakenMeanwhile) as refused, transaction():
        manual.reverse(desk=desk, seq=earned.seq, on=today, why="salah suku")
    assert refused.value.facts == {"left": "Rp3.000"}
    make_deposit(desk, member.id, 2_000)
    with transaction():
        manual.reverse(desk=desk, seq=earned.seq, on=today, why="salah suku")
    held = ledger.balance(book_id=desk.book_id, account="voluntary_savings", subject=subject)
    assert held == 0
    assert ledger.audit(book_id=desk.book_id) == []
