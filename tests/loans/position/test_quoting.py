"""Early settlement: the quote for a day, and that it closes the loan exactly at zero."""

from datetime import date
from decimal import Decimal

import pytest

from coop_app.loans.rules.position import Allocated, Piece, Row, pay_off, position_on, quote_of
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms
from coop_app.loans.rules.repayment import Part
from coop_app.loans.rules.settlement import Rule
from coop_app.money import Money

#: 6.000.000 in 12 months, 1 % flat: 500.000 + 60.000
ROWS = tuple(
    Row(number, date(2026, number, 20), Money(500_000), Money(60_000)) for number in range(1, 13)
)
SIX_PAID = [
    Allocated(date(2026, number, 20), number, piece, Money(amount))
    for number in range(1, 7)
    for piece, amount in ((Piece.PRINCIPAL, 500_000), (Piece.INTEREST, 60_000))
]
DAILY = PenaltyTerms(kind=PenaltyKind.DAILY, percent_per_day=Decimal("0.1"))


def position(day, allocated=SIX_PAID, penalty=DAILY):
    return position_on(ROWS, allocated, penalty, day)


@pytest.mark.parametrize(
    ("rule", "interest"),
    # rule of 78: 360.000 of 720.000 left; 6·7 of 12·13 parts are not earned: 193.846
    [(Rule.RUNNING_MONTH, 60_000), (Rule.ALL_INTEREST, 360_000), (Rule.RULE_OF_78, 166_154)],
)
def test_half_way(rule, interest) -> None:
    quote = quote_of(position(date(2026, 7, 1)), rule)
    assert (quote.principal, quote.interest, quote.penalty) == (3_000_000, interest, 0)
    assert quote.total == 3_000_000 + interest
    assert quote.waived == 360_000 - interest
    assert (quote.ahead, quote.instalments, quote.unearned) == (6, 12, 193_846)


def test_late_instalments_owe_their_whole_interest_and_penalty() -> None:
    """July is ten days late: 560.000 × 0,1 % × 10 days = 5.600; August runs."""
    quote = quote_of(position(date(2026, 7, 30)), Rule.RUNNING_MONTH)
    assert (quote.penalty, quote.interest_arrears, quote.interest) == (5_600, 60_000, 60_000)
    assert quote.total == 5_600 + 60_000 + 60_000 + 3_000_000


def test_a_running_month_already_paid_is_not_asked_again() -> None:
    ahead = [
        *SIX_PAID,
        Allocated(date(2026, 7, 1), 7, Piece.INTEREST, Money(60_000)),
        Allocated(date(2026, 7, 1), 7, Piece.PRINCIPAL, Money(500_000)),
    ]
    quote = quote_of(position(date(2026, 7, 1), ahead), Rule.RUNNING_MONTH)
    assert (quote.interest, quote.total) == (0, 2_500_000)


@pytest.mark.parametrize("rule", list(Rule))
def test_paying_the_quote_leaves_nothing(rule) -> None:
    day = date(2026, 7, 30)
    before = position(day)
    quote = quote_of(before, rule)
    division, waived = pay_off(before, quote, quote.total + Money(7))
    assert division.split.left_over == 7
    assert sum(share.amount for share in division.shares) == quote.total
    assert sum(share.amount for share in waived) == quote.waived
    pieces = {Part.PENALTY: Piece.PENALTY, Part.INTEREST: Piece.INTEREST,
              Part.INTEREST_ARREARS: Piece.INTEREST}  # fmt: skip
    paid = [
        Allocated(day, one.number, pieces.get(one.part, Piece.PRINCIPAL), one.amount)
        for one in division.shares
    ]
    let_go = [Allocated(day, one.number, Piece.WAIVED, one.amount) for one in waived]
    for later in (day, date(2027, 7, 1)):
        after = position(later, [*SIX_PAID, *paid, *let_go])
        assert after.is_settled
        assert set(after.owed.values()) == {0}
