"""Every debit and credit of money that comes back."""

from datetime import date

import pytest

from coop_app.loans import entries
from coop_app.loans.entries import Borrower, Repaid, Slip
from coop_app.money import Money

BORROWER = Borrower(42, 7)
SLIP = Slip(date(2026, 5, 15), "loans.payment:1", "Angsuran", 17, 100)
LOAN, SRI = "loan:42", "member:17"


def lines(entry):
    assert sum(line.amount for line in entry.lines) == 0
    return [(line.account, int(line.amount), line.subject, line.group_id) for line in entry.lines]


def money(**amounts):
    return Repaid(**{name: Money(amount) for name, amount in amounts.items()})


def test_cash_pays_every_part() -> None:
    repaid = money(
        from_place=400_000, penalty=5_000, accrued=10_000, interest=8_000, principal=300_000,
        to_held=77_000,
    )  # fmt: skip
    entry = entries.repayment(SLIP, BORROWER, repaid)
    assert (entry.on, entry.source, entry.memo) == (SLIP.on, SLIP.source, SLIP.memo)
    assert lines(entry) == [
        (100, 400_000, None, 7),
        ("penalty", -5_000, LOAN, 7),
        ("accrued_loan_interest", -10_000, LOAN, 7),
        ("loan_interest_income", -8_000, LOAN, 7),
        ("loans_to_members", -300_000, LOAN, 7),
        ("member_deposits_orders", -77_000, LOAN, 7),
    ]


def test_savings_and_held_money_pay() -> None:
    slip = Slip(SLIP.on, SLIP.source, SLIP.memo, 17)
    repaid = money(from_savings=100_000, from_held=218_000, interest=18_000, principal=300_000)
    assert lines(entries.repayment(slip, BORROWER, repaid)) == [
        ("voluntary_savings", 100_000, SRI, 7),
        ("member_deposits_orders", 218_000, LOAN, 7),
        ("loan_interest_income", -18_000, LOAN, 7),
        ("loans_to_members", -300_000, LOAN, 7),
    ]


def test_too_much_goes_to_savings() -> None:
    repaid = money(from_place=2_000, principal=500, to_savings=1_500)
    assert lines(entries.repayment(SLIP, BORROWER, repaid)) == [
        (100, 2_000, None, 7),
        ("loans_to_members", -500, LOAN, 7),
        ("voluntary_savings", -1_500, SRI, 7),
    ]


def test_held_money_goes_back() -> None:
    in_cash = entries.repayment(SLIP, BORROWER, money(from_held=9, to_place=9))
    assert lines(in_cash) == [("member_deposits_orders", 9, LOAN, 7), (100, -9, None, 7)]
    saved = entries.repayment(SLIP, BORROWER, money(from_held=9, to_savings=9))
    assert lines(saved)[1] == ("voluntary_savings", -9, SRI, 7)


def test_a_loan_given_up_comes_back() -> None:
    assert lines(entries.recovery(SLIP, BORROWER, Money(50_000))) == [
        (100, 50_000, None, 7),
        ("other_member_income", -50_000, LOAN, 7),
    ]


def test_cash_needs_its_place() -> None:
    slip = Slip(SLIP.on, SLIP.source, SLIP.memo, 17)
    with pytest.raises(ValueError, match="cash place"):
        entries.repayment(slip, BORROWER, money(from_place=1, principal=1))
