"""Every debit and credit of leaving, spelled out."""

from datetime import date

from coop_app.closing.entries import Leaver, Paper, plain_debts, refund, settlement
from coop_app.closing.rules.leaving import Figure, Sheet
from coop_app.ledger.entry import Line, credit
from coop_app.money import Money

TODAY = date(2026, 8, 14)
PAPER = Paper(TODAY, "closing.exit:5", "Penyelesaian anggota keluar: 0017 Sri")


def figure(kind, role, subject, amount) -> Figure:
    return Figure(kind, "", role, subject, Money(amount))


HAS = (
    figure("savings", "principal_savings", "member:17", 100000),
    figure("savings", "mandatory_savings", "member:17", 600000),
    figure("savings", "voluntary_savings", "member:17", 250000),
)


def test_savings_only() -> None:
    entry = settlement(PAPER, Sheet(17, 3, TODAY, HAS), [])
    assert entry is not None
    assert entry.lines == (
        Line("principal_savings", Money(100000), "member:17", 3),
        Line("mandatory_savings", Money(600000), "member:17", 3),
        Line("voluntary_savings", Money(250000), "member:17", 3),
        Line("exit_refund_payable", Money(-950000), "member:17", 3),
    )
    assert (entry.on, entry.source, entry.memo) == (PAPER.on, PAPER.source, PAPER.memo)


def test_with_a_loan_and_goods_on_credit() -> None:
    owes = (
        figure("loan_principal", "loans_to_members", "loan:42", -450000),
        figure("loan_interest", "loan_interest_income", "loan:42", -15000),
        figure("goods", "member_goods_receivable", "member:17", -35000),
        figure("dues", "other_member_income", "member:17", -40000),
    )
    sheet = Sheet(17, 3, TODAY, HAS + owes)
    loans = [
        credit("loan_interest_income", Money(15000), subject="loan:42", group_id=3),
        credit("loans_to_members", Money(450000), subject="loan:42", group_id=3),
    ]
    entry = settlement(PAPER, sheet, [*loans, *plain_debts(sheet)])
    assert entry is not None
    assert entry.lines == (
        Line("principal_savings", Money(100000), "member:17", 3),
        Line("mandatory_savings", Money(600000), "member:17", 3),
        Line("voluntary_savings", Money(250000), "member:17", 3),
        Line("loan_interest_income", Money(-15000), "loan:42", 3),
        Line("loans_to_members", Money(-450000), "loan:42", 3),
        Line("member_goods_receivable", Money(-35000), "member:17", 3),
        Line("other_member_income", Money(-40000), "member:17", 3),
        Line("exit_refund_payable", Money(-410000), "member:17", 3),
    )


def test_savings_that_just_cover_the_debts_leave_nothing_to_pay() -> None:
    owes = (figure("goods", "member_goods_receivable", "member:17", -950000),)
    sheet = Sheet(17, None, TODAY, HAS + owes)
    entry = settlement(PAPER, sheet, plain_debts(sheet))
    assert entry is not None
    assert entry.lines == (
        Line("principal_savings", Money(100000), "member:17"),
        Line("mandatory_savings", Money(600000), "member:17"),
        Line("voluntary_savings", Money(250000), "member:17"),
        Line("member_goods_receivable", Money(-950000), "member:17"),
    )


def test_nobody_writes_an_entry_about_nothing() -> None:
    assert settlement(PAPER, Sheet(17, 3, TODAY, ()), []) is None


def test_a_refund() -> None:
    paper = Paper(TODAY, "closing.refund:9", "Pembayaran simpanan anggota keluar: 0017 Sri")
    assert refund(paper, Leaver(17, 3), 11, Money(400000)).lines == (
        Line("exit_refund_payable", Money(400000), "member:17", 3),
        Line(11, Money(-400000), None, 3),
    )
