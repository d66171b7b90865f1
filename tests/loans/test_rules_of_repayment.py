"""How a payment is split, what settles a loan early, and which class a loan is in."""

from datetime import date
from decimal import Decimal

import pytest

from coop_app.loans.rules.collectability import Standing, class_of
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.repayment import OrderIncomplete, Part, split_payment
from coop_app.loans.rules.schedule import Terms
from coop_app.loans.rules.settlement import FlatInterestOnly, Rule, TooManyPaid, settle
from coop_app.money import Money

OWED = dict(zip(Part, map(Money, (5_000, 20_000, 10_000, 100_000, 50_000)), strict=True))


@pytest.mark.parametrize(
    "paid, split, left_over",
    [
        (0, [0, 0, 0, 0, 0], 0),
        (4_999, [4_999, 0, 0, 0, 0], 0),
        (30_000, [5_000, 20_000, 5_000, 0, 0], 0),
        (135_001, [5_000, 20_000, 10_000, 100_000, 1], 0),
        (185_000, [5_000, 20_000, 10_000, 100_000, 50_000], 0),
        (200_000, [5_000, 20_000, 10_000, 100_000, 50_000], 15_000),
    ],
)
def test_the_order_of_a_payment(paid, split, left_over) -> None:
    found = split_payment(Money(paid), OWED)
    assert list(found.parts) == list(Part)
    assert (list(found.parts.values()), found.left_over) == (split, left_over)


def test_the_agreement_may_order_otherwise() -> None:
    found = split_payment(Money(120_000), OWED, list(reversed(Part)))
    assert list(found.parts.values()) == [0, 0, 0, 70_000, 50_000]


@pytest.mark.parametrize("order", [[], list(Part)[:4], [*Part, Part.PENALTY]])
def test_an_order_names_every_part_once(order) -> None:
    with pytest.raises(OrderIncomplete):
        split_payment(Money(1), OWED, order)


def loan(method="flat", **more):
    return Terms(
        principal=Money(12_000_000),
        rate=Rate(percent=Decimal("1.5"), per=Per.MONTH, method=Method(method)),
        months=12,
        disbursed_on=date(2025, 1, 5),
        first_due=date(2025, 2, 5),
        **more,
    )


@pytest.mark.parametrize(
    "paid, rule, principal, interest",
    [
        # total interest 2 160 000; 78 parts: the first month 12, the last 1
        (0, "running_month", 12_000_000, 180_000),
        (0, "all_interest", 12_000_000, 2_160_000),
        (0, "rule_of_78", 12_000_000, 0),
        (6, "running_month", 6_000_000, 180_000),
        (6, "all_interest", 6_000_000, 1_080_000),
        (6, "rule_of_78", 6_000_000, 498_462),
        (11, "rule_of_78", 1_000_000, 152_308),
        (12, "running_month", 0, 0),
        (12, "all_interest", 0, 0),
        (12, "rule_of_78", 0, 0),
    ],
)
def test_settlement_of_flat_interest(paid, rule, principal, interest) -> None:
    found = settle(loan(), paid_instalments=paid, rule=Rule(rule))
    assert (found.principal, found.interest) == (principal, interest)
    assert found.total == principal + interest


def test_settlement_of_interest_on_the_balance() -> None:
    found = settle(loan("declining"), paid_instalments=10, rule=Rule.RUNNING_MONTH)
    assert (found.principal, found.interest) == (2_000_000, 30_000)
    assert settle(loan("declining"), paid_instalments=10, rule=Rule.ALL_INTEREST).interest == 45_000
    with pytest.raises(FlatInterestOnly):
        settle(loan("annuity"), paid_instalments=10, rule=Rule.RULE_OF_78)


def test_settlement_in_the_grace_months() -> None:
    found = settle(loan(grace_months=3), paid_instalments=2, rule=Rule.RUNNING_MONTH)
    assert (found.principal, found.interest) == (12_000_000, 180_000)


@pytest.mark.parametrize("paid", [-1, 13])
def test_no_more_is_paid_than_there_is(paid) -> None:
    with pytest.raises(TooManyPaid):
        settle(loan(), paid_instalments=paid, rule=Rule.RUNNING_MONTH)


@pytest.mark.parametrize(
    "period, arrears, collateral, rescuable, doubtful, expected",
    [
        # L15
        (1, 3, 0, False, 0, "current"),
        (1, 4, 0, False, 0, "substandard"),
        (1, 7, 80, True, 0, "doubtful"),
        (1, 7, 0, False, 0, "loss"),
        (1, 7, 80, True, 22, "loss"),
        # the edges
        (1, 0, 0, False, 22, "current"),
        (1, "3.1", 0, False, 0, "substandard"),
        (1, 6, 0, False, 0, "substandard"),
        (1, 7, 75, True, 0, "doubtful"),
        (1, 7, "74.99", True, 0, "loss"),
        (1, 7, 99, False, 0, "loss"),
        (1, 7, 100, False, 0, "doubtful"),
        (1, 7, 100, False, 20, "doubtful"),
        (1, 7, 100, False, 21, "loss"),
        # paid weekly
        ("0.25", 1, 0, False, 0, "current"),
        ("0.25", 2, 0, False, 0, "substandard"),
        ("0.25", "2.1", 0, False, 0, "loss"),
        # paid twice a year, and every three or four months
        (6, 6, 0, False, 0, "current"),
        (6, 12, 0, False, 0, "substandard"),
        (6, 13, 100, True, 0, "doubtful"),
        (3, 4, 0, False, 0, "substandard"),
        (4, 7, 0, False, 0, "loss"),
        # paid at the end
        (None, 0, 0, False, 0, "current"),
        (None, 3, 0, False, 0, "substandard"),
        (None, 4, 80, True, 0, "doubtful"),
    ],
)
def test_the_class_of_a_loan(period, arrears, collateral, rescuable, doubtful, expected) -> None:
    standing = Standing(
        instalment_period_months=None if period is None else Decimal(period),
        principal_arrears_months=Decimal(arrears),
        collateral_percent=Decimal(collateral),
        rescuable=rescuable,
        months_doubtful=Decimal(doubtful),
    )
    assert class_of(standing) == expected


@pytest.mark.parametrize(
    "period, interest_arrears, expected",
    [
        (1, 3, "current"),
        (1, 6, "substandard"),
        (1, 7, "loss"),
        (None, 6, "substandard"),
        ("0.5", 1, "current"),
        ("0.5", 3, "substandard"),
        ("0.5", 4, "loss"),
    ],
)
def test_interest_arrears_count_too(period, interest_arrears, expected) -> None:
    standing = Standing(
        instalment_period_months=None if period is None else Decimal(period),
        principal_arrears_months=Decimal(0),
        interest_arrears_months=Decimal(interest_arrears),
    )
    assert class_of(standing) == expected
