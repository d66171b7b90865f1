"""Early settlement, held money given back, and taking the last act back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from coop_app import auth, ledger
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules import paying
from coop_app.loans.rules.paying import Refund, Source
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms
from coop_app.loans.rules.settlement import Rule
from coop_app.loans.rules.stages import NotAtThisStage
from coop_app.money import Money
from coop_app.refusal import RequestReused
from coop_app.savings import service as savings
from coop_app.savings.rules.holds import NewHold
from tests.make_payments import TO_HELD, TO_SAVINGS, Borrowing

MAY, JUNE = date(2026, 5, 15), date(2026, 6, 15)


@pytest.fixture
def house(app):
    made = Borrowing()
    yield made
    assert made.is_clean()


def refund(house, on, amount, **facts):
    known = {"loan_id": house.loan_id, "place_id": house.kas} | facts
    given = Refund(paid_on=on, amount=Money(amount), **known)
    with transaction():
        return service.refund(desk=house.at(on), given=given, request_id=f"refund-{on}-{amount}")


@pytest.mark.parametrize(
    ("rule", "interest", "waived"),
    # after one of four: 54.000 left; rule of 78: 3·4 of 4·5 parts of 72.000 are not earned: 43.200
    [(Rule.RUNNING_MONTH, 18_000, 36_000), (Rule.ALL_INTEREST, 54_000, 0),
     (Rule.RULE_OF_78, 10_800, 43_200)],
)  # fmt: skip
def test_settling_closes_at_zero(either, rule, interest, waived) -> None:
    with either.app_context():
        house = Borrowing(settlement=rule)
        house.pay(MAY, 318_000)
        act = house.settle(date(2026, 5, 20), 900_000 + interest)
        subject = f"loan:{house.loan_id}"
        assert house.lines(act) == [
            ("cash_on_hand", 900_000 + interest, None),
            ("loan_interest_income", -interest, subject),
            ("loans_to_members", -900_000, subject),
        ]
        assert (act.waived, act.why["rule"]) == (waived, rule.value)
        assert (house.loan.stage, house.loan.ended_on) == ("closed", date(2026, 5, 20))
        assert house.position(date(2027, 1, 1)).is_settled
        assert house.is_clean()


def test_a_quote_that_changed_is_refused(house) -> None:
    with pytest.raises(paying.QuoteChanged) as caught:
        house.settle(date(2026, 5, 16), 1_218_000)
    assert caught.value.facts == {"total": "Rp1.236.000"}


def test_held_money_is_used_first_and_the_rest_goes_back(house) -> None:
    house.pay(date(2026, 5, 1), 2_000_000, left_over_to=TO_HELD)
    placed = queries.position_of(house.cooperative_id, house.loan_id, on=MAY)
    offer = service.offer(placed=placed)
    # May is paid, so nothing runs on its day: the principal alone
    assert (offer.quote.total, offer.held) == (900_000, 1_682_000)
    assert (offer.from_held, offer.to_pay, offer.held_left) == (900_000, 0, 782_000)
    act = house.settle(MAY, 900_000)
    assert (act.source, act.place_id, act.from_held) == ("held", None, 900_000)
    back = refund(house, MAY, 782_000)
    assert house.lines(back) == [
        ("member_deposits_orders", 782_000, f"loan:{house.loan_id}"),
        ("cash_on_hand", -782_000, None),
    ]
    assert queries.held_of(house.desk.book_id, house.loan) == 0


def test_held_money_covers_a_part_of_the_settlement(house) -> None:
    house.pay(MAY, 418_000)
    act = house.settle(JUNE, 918_000)
    assert house.lines(act)[:2] == [
        ("cash_on_hand", 818_000, None),
        ("member_deposits_orders", 100_000, f"loan:{house.loan_id}"),
    ]


def test_from_savings(house) -> None:
    act = house.settle(MAY, 1_218_000, source=Source.SAVINGS, place_id=None)
    assert house.savings() == 5_000_000 - 1_218_000
    assert act.source == "savings"


def test_a_refund_never_gives_more_than_is_held(house) -> None:
    house.pay(MAY, 320_000)
    with pytest.raises(paying.HeldShort):
        refund(house, MAY, 2_001)
    refund(house, MAY, 1_500, to=Source.SAVINGS, place_id=None)
    assert house.savings() == 5_001_500
    with pytest.raises(paying.HeldShort):
        refund(house, MAY, 501)


def test_the_same_request_settles_once(house) -> None:
    first = house.settle(MAY, 1_218_000, request_id="s")
    assert house.settle(MAY, 1_218_000, request_id="s").id == first.id
    with pytest.raises(RequestReused):
        house.settle(MAY, 1_218_001, request_id="s")
    with pytest.raises(NotAtThisStage):
        house.settle(MAY, 1_218_000, request_id="t")


def test_an_old_settlement_takes_two_people(house) -> None:
    asked = paying.Settlement(
        loan_id=house.loan_id, paid_on=MAY, total=Money(1_218_000), place_id=house.kas
    )
    late = house.at(date(2026, 5, 25))
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        service.settle(desk=late, settlement=asked, request_id="s")
    with transaction():
        service.settle(desk=replace(late, approved_by=2), settlement=asked, request_id="s")


def test_reversing_owes_the_same_again(house) -> None:
    before = house.owed(MAY)
    act = house.pay(MAY, 318_000)
    undone = house.reverse(act.id, MAY)
    assert undone.reversed_seq is not None
    assert house.owed(MAY) == before
    assert house.balance("loans_to_members") == 1_200_000
    again = house.pay(MAY, 318_000)
    assert again.parts == act.parts


def test_reversing_takes_two_people(house) -> None:
    act = house.pay(MAY, 318_000)
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        service.reverse_payment(desk=house.at(MAY), payment_id=act.id, on=MAY, why="Salah")
    assert house.balance("loans_to_members") == 900_000


def test_only_the_last_act_is_reversed_and_only_once(house) -> None:
    first, last = house.pay(MAY, 100_000), house.pay(MAY, 50_000)
    with pytest.raises(paying.NotTheLast):
        house.reverse(first.id, MAY)
    house.reverse(last.id, MAY)
    with pytest.raises(ledger.AlreadyReversed):
        house.reverse(last.id, MAY)
    house.reverse(first.id, MAY)
    assert house.balance("loans_to_members") == 1_200_000


def test_reversing_a_settlement_opens_the_loan_again(house) -> None:
    act = house.settle(MAY, 1_218_000)
    house.reverse(act.id, date(2026, 5, 16))
    assert (house.loan.stage, house.loan.ended_on) == ("disbursed", None)
    assert house.owed(MAY) == [0, 0, 18_000, 0, 300_000]


def test_what_went_to_savings_and_is_held_there_stays(house) -> None:
    act = house.pay(MAY, 400_000, left_over_to=TO_SAVINGS)
    hold = NewHold(house.sri.id, "sukarela", Money(5_050_000), "jaminan")
    with transaction():
        savings.place_hold(desk=house.desk, new=hold, request_id="hold")
    with pytest.raises(paying.SpentMeanwhile) as caught:
        house.reverse(act.id, MAY)
    assert caught.value.facts == {"amount": "Rp82.000", "free": "Rp32.000"}


def test_reversing_brings_the_penalty_back(app) -> None:
    daily = PenaltyTerms(kind=PenaltyKind.DAILY, percent_per_day=Decimal("0.1"))
    house = Borrowing(penalty=daily)
    act = house.pay(date(2026, 5, 25), 400_000)
    house.reverse(act.id, date(2026, 5, 25))
    assert house.owed(date(2026, 6, 4)) == [6_360, 18_000, 18_000, 300_000, 300_000]
    assert house.balance("penalty") == 0
    assert house.is_clean()
