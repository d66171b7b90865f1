"""The payout as debits and credits."""

from datetime import date

from coop_app.ledger.entry import Entry, credit, debit
from coop_app.loans.entries import Borrower, Counter, Payout, disbursement
from coop_app.money import Money

PAPER = Counter(date(2026, 8, 14), 11, "loans.payout:42", "Pencairan pinjaman P-0042")
SRI = Borrower(42, 3)


def test_a_payout_without_fees() -> None:
    assert disbursement(PAPER, SRI, Payout(principal=Money(4_000_000))) == Entry(
        date(2026, 8, 14),
        "Pencairan pinjaman P-0042",
        "loans.payout:42",
        (
            debit("loans_to_members", Money(4_000_000), subject="loan:42", group_id=3),
            credit(11, Money(4_000_000), group_id=3),
        ),
    )


def test_fees_are_cut_from_the_payout() -> None:
    """The example of domain.md 3.3: Rp4.000.000 less Rp40.000 provisi and Rp20.000 administrasi."""
    payout = Payout(principal=Money(4_000_000), provision=Money(40_000), admin_fee=Money(20_000))
    assert disbursement(PAPER, SRI, payout).lines == (
        debit("loans_to_members", Money(4_000_000), subject="loan:42", group_id=3),
        credit(11, Money(3_940_000), group_id=3),
        credit("provision", Money(40_000), subject="loan:42", group_id=3),
        credit("admin_fee", Money(20_000), subject="loan:42", group_id=3),
    )
