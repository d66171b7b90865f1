"""Who receives what is left, on which papers, and how much."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app.closing.rules import refunds as rules
from coop_app.closing.rules.refunds import Owed, Refund
from coop_app.money import Money

TODAY = date(2026, 8, 14)
LEFT = Owed(Money(235000), "left", date(2026, 8, 10))
DEAD = Owed(Money(235000), "deceased", date(2026, 8, 10))
OWN = Refund(17, TODAY, 11, Money(100000))
SON = replace(OWN, receiver="Budi", relation="anak", documents=("death", "heirs", "identity"))


def test_the_member_in_parts_or_whole_without_papers() -> None:
    for amount in (1, 100000, 235000):
        rules.check(replace(OWN, amount=Money(amount)), LEFT, today=TODAY)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"amount": Money(0)}, rules.RefundAmountMissing),
        ({"amount": Money(235001)}, rules.RefundTooLarge),
        ({"paid_on": date(2026, 8, 15)}, rules.RefundInFuture),
        ({"paid_on": date(2026, 8, 9)}, rules.RefundTooEarly),
        ({"receiver": "Joko"}, rules.MandateMissing),
    ],
)
def test_refused(facts, refusal) -> None:
    with pytest.raises(refusal):
        rules.check(replace(OWN, **facts), LEFT, today=TODAY)


def test_after_a_death_an_heir_with_papers() -> None:
    rules.check(SON, DEAD, today=TODAY)
    with pytest.raises(rules.DeadCannotReceive):
        rules.check(OWN, DEAD, today=TODAY)
    for paper in rules.FOR_HEIRS:
        shown = tuple(key for key in rules.FOR_HEIRS if key != paper)
        with pytest.raises(rules.HeirPapersMissing):
            rules.check(replace(SON, documents=shown), DEAD, today=TODAY)


def test_somebody_else_needs_the_members_authority() -> None:
    bearer = replace(OWN, receiver="Joko", documents=("mandate", "identity"))
    rules.check(bearer, LEFT, today=TODAY)


def test_nothing_is_paid_twice() -> None:
    with pytest.raises(rules.NothingLeft):
        rules.check(OWN, replace(LEFT, left=Money(0)), today=TODAY)
