"""Every debit and credit of interest and time deposits, spelled out."""

from datetime import date

import pytest

from coop_app.ledger.entry import Line
from coop_app.money import ZERO, Money
from coop_app.savings.entries import Movement, Paper, Saver, extension, interest, time_deposit

KAS = 11
PAPER = Paper(date(2026, 8, 31), "savings_interest:5", "Jasa simpanan Agustus 2026")
SRI = Saver(17, 3)
EXPENSE, SAVINGS, TAX = (
    "savings_interest_expense", "voluntary_savings", "tax_payable_savings_interest",
)  # fmt: skip


def test_interest_without_tax():
    entry = interest(PAPER, SRI, Money(5_096), ZERO)
    assert entry.lines == (
        Line(EXPENSE, Money(5_096), None, 3),
        Line(SAVINGS, Money(-5_096), "member:17", 3),
    )
    assert (entry.on, entry.source, entry.memo) == (PAPER.on, PAPER.source, PAPER.memo)


def test_interest_with_tax():
    assert interest(PAPER, SRI, Money(300_000), Money(30_000)).lines == (
        Line(EXPENSE, Money(300_000), None, 3),
        Line(SAVINGS, Money(-270_000), "member:17", 3),
        Line(TAX, Money(-30_000), None, 3),
    )


def test_a_correction_downwards_mirrors_it():
    assert interest(PAPER, SRI, Money(-50_000), Money(-25_000)).lines == (
        Line(EXPENSE, Money(-50_000), None, 3),
        Line(SAVINGS, Money(25_000), "member:17", 3),
        Line(TAX, Money(25_000), None, 3),
    )


def test_tax_that_follows_is_taken_from_the_savings():
    assert interest(PAPER, SRI, ZERO, Money(17_100)).lines == (
        Line(SAVINGS, Money(17_100), "member:17", 3),
        Line(TAX, Money(-17_100), None, 3),
    )


@pytest.mark.parametrize(
    ("moved", "place", "lines"),
    [
        # placed in cash, placed from simpanan sukarela
        (Movement(Money(10)), KAS, [("time_deposits", -10, "deposit:9"), (KAS, 10, None)]),
        (Movement(Money(10)), None, [("time_deposits", -10, "deposit:9"), (SAVINGS, 10, "member:17")]),
        # interest of a month
        (
            Movement(ZERO, Money(300), Money(30)),
            None,
            [("deposit_interest_expense", 300, None), (SAVINGS, -270, "member:17"), (TAX, -30, None)],
        ),
        # paid out at maturity
        (
            Movement(Money(-1000), Money(50)),
            KAS,
            [("time_deposits", 1000, "deposit:9"), ("deposit_interest_expense", 50, None), (KAS, -1050, None)],
        ),
        # broken: the penalty is income
        (
            Movement(Money(-1000), Money(50), ZERO, Money(20)),
            KAS,
            [
                ("time_deposits", 1000, "deposit:9"), ("deposit_interest_expense", 50, None),
                (KAS, -1030, None), ("penalty", -20, None),
            ],
        ),
        # extended with its interest: nothing moves outside of the deposit
        (
            Movement(Money(45), Money(50), Money(5)),
            None,
            [("time_deposits", -45, "deposit:9"), ("deposit_interest_expense", 50, None), (TAX, -5, None)],
        ),
    ],
)  # fmt: skip
def test_acts_of_a_deposit(moved, place, lines):
    entry = time_deposit(PAPER, SRI, deposit_id=9, moved=moved, place=place)
    expected = [Line(role, Money(amount), subject, 3) for role, amount, subject in lines]
    assert list(entry.lines) == expected


def test_an_extension_at_no_interest():
    assert extension(PAPER, SRI, deposit_id=9, principal=Money(1000)).lines == (
        Line("time_deposits", Money(1000), "deposit:9", 3),
        Line("time_deposits", Money(-1000), "deposit:9", 3),
    )
