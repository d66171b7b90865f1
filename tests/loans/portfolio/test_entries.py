"""Every debit and credit of a month's end and of a write-off, spelled out."""

from datetime import date

from coop_app.loans.entries import Borrower, MonthEnd, Move, accrual, allowance, write_off
from coop_app.money import ZERO, Money

PAPER = MonthEnd(date(2026, 7, 31), "loans.allowance:7", "Penyisihan Juli 2026")
SRI, TUTI = Borrower(41, 3), Borrower(42, 5)


def lines(entry):
    return [(line.account, line.amount, line.subject, line.group_id) for line in entry.lines]


def test_more_is_set_aside_for_one_loan_and_less_for_another() -> None:
    entry = allowance(PAPER, [Move(SRI, Money(500000)), Move(TUTI, Money(-200000))])
    assert (entry.on, entry.source) == (date(2026, 7, 31), "loans.allowance:7")
    assert lines(entry) == [
        ("credit_loss_expense", 500000, None, None),
        ("credit_loss_expense", -200000, None, None),
        ("loan_loss_allowance", -500000, "loan:41", 3),
        ("loan_loss_allowance", 200000, "loan:42", 5),
    ]


def test_only_more_is_set_aside() -> None:
    assert lines(allowance(PAPER, [Move(SRI, Money(500000))])) == [
        ("credit_loss_expense", 500000, None, None),
        ("loan_loss_allowance", -500000, "loan:41", 3),
    ]


def test_interest_is_due_from_one_and_taken_back_from_another() -> None:
    assert lines(accrual(PAPER, [Move(SRI, Money(18000)), Move(TUTI, Money(-36000))])) == [
        ("accrued_loan_interest", 18000, "loan:41", 3),
        ("loan_interest_income", -18000, "loan:41", 3),
        ("accrued_loan_interest", -36000, "loan:42", 5),
        ("loan_interest_income", 36000, "loan:42", 5),
    ]


def test_a_write_off_uses_what_was_set_aside_and_costs_the_rest() -> None:
    entry = write_off(
        PAPER, SRI, principal=Money(900000), set_aside=Money(675000), interest=Money(18000)
    )
    assert lines(entry) == [
        ("loan_loss_allowance", 675000, "loan:41", 3),
        ("credit_loss_expense", 225000, "loan:41", 3),
        ("loans_to_members", -900000, "loan:41", 3),
        ("loan_interest_income", 18000, "loan:41", 3),
        ("accrued_loan_interest", -18000, "loan:41", 3),
    ]


def test_a_loan_wholly_set_aside_costs_nothing_more() -> None:
    entry = write_off(PAPER, SRI, principal=Money(900000), set_aside=Money(950000), interest=ZERO)
    assert lines(entry) == [
        ("loan_loss_allowance", 900000, "loan:41", 3),
        ("loans_to_members", -900000, "loan:41", 3),
    ]
