"""Commission, settlement and the age of debts: no database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import ZERO, Money
from coop_app.sales.rules.trade import ageing, consignment, owing, produce, settling
from coop_app.sales.rules.trade.ageing import Bucket, Open, Posting
from coop_app.sales.rules.trade.consignment import GoodsLine, Rate, Step
from coop_app.sales.rules.trade.owing import Payment, Way
from coop_app.sales.rules.trade.settling import Due, Settlement

DAY = date(2026, 8, 14)
AMOUNTS = st.integers(1, 10**9)


@pytest.mark.parametrize(
    ("amount", "mille", "expected"),
    [
        (10_000_000, 25_000, 2_500_000),
        (50_000_000, 15_000, 7_500_000),
        (2_000_000, 10_000, 200_000),
        (30_001, 25_000, 7_500),
        (2, 25_000, 1),
        (1, 25_000, 0),
        (12_345, 0, 0),
        (10_000, 12_500, 1_250),
    ],
)
def test_commission(amount: int, mille: int, expected: int) -> None:
    assert consignment.part_of(Money(amount), mille) == expected


@given(AMOUNTS, st.integers(0, 99_999), st.integers(1, 1000), st.data())
def test_commission_comes_back_whole_with_the_goods(
    amount: int, mille: int, sold: int, data: st.DataObject
) -> None:
    part = consignment.part_of(Money(amount), mille)
    assert 0 <= part <= amount
    quantity = data.draw(st.integers(1, sold))
    back = consignment.back_share(part, quantity=quantity, sold=sold)
    assert 0 <= back <= part
    assert consignment.back_share(part, quantity=sold, sold=sold) == part


def test_the_closest_commission_holds() -> None:
    def on(days: int) -> date:
        return DAY + timedelta(days=days)

    rates = [
        Rate(1, None, None, on(-90), 10_000),
        Rate(2, 7, None, on(-60), 8_000),
        Rate(3, 7, 5, on(-30), 5_000),
        Rate(4, None, None, on(-10), 12_000),
        Rate(5, None, None, on(-10), 12_500),
        Rate(6, 7, 5, on(5), 1_000),
    ]

    def found(member: int, item: int, days: int) -> int | None:
        return consignment.rate_for(rates, member_id=member, item_id=item, on=on(days))

    assert found(7, 5, 0) == 5_000
    assert found(7, 5, 5) == 1_000
    assert found(7, 9, 0) == 8_000
    assert found(8, 5, 0) == 12_500  # of one day the newest
    assert found(8, 5, -20) == 10_000
    assert found(8, 5, -100) is None


def test_what_a_paper_must_say() -> None:
    line = GoodsLine(1, 5)
    for wrong in ((), (GoodsLine(1, 0),), (line, line)):
        with pytest.raises(consignment.NoGoods):
            consignment.check_lines(wrong)
    with pytest.raises(consignment.SamePoint):
        consignment.check_step(Step("moved", 1, 3, DAY, (line,), 3))
    with pytest.raises(consignment.ReasonMissing):
        consignment.check_step(Step("spoiled", 1, 3, DAY, (line,), None, "  "))
    consignment.check_step(Step("returned", 1, 3, DAY, (line,)))


def test_case_e10_and_k1() -> None:
    e10 = Due(gross=Money(10_000_000), commission=Money(2_500_000), cost=Money(50_000))
    assert e10.due == 7_450_000
    k1 = Due(gross=Money(50_000_000), commission=Money(7_500_000), cost=Money(200_000))
    assert k1.due == 42_300_000


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_a_proposal_is_always_allowed(due: int, debt: int) -> None:
    set_off, paid = settling.proposal(due=Money(due), debt=Money(debt))
    assert set_off + paid == max(due, 0)
    assert 0 <= set_off <= max(debt, 0)
    if due > 0:
        way = settling.Way.SAVINGS if paid else settling.Way.NONE
        settling.check(Settlement(1, DAY, set_off, paid, way), due=Money(due), debt=Money(debt))


def test_what_a_settlement_refuses() -> None:
    def check(set_off: int, paid: int, *, due: int, debt: int, place: int | None = 4) -> None:
        asked = Settlement(1, DAY, Money(set_off), Money(paid), settling.Way.PLACE, place)
        settling.check(asked, due=Money(due), debt=Money(debt))

    check(10, 90, due=100, debt=10)
    for refusal, set_off, paid, due, debt, place in (
        (settling.NothingToSettle, 0, 1, 0, 0, 4),
        (settling.NothingGiven, 0, 0, 100, 0, 4),
        (settling.SetOffTooMuch, 11, 0, 100, 10, 4),
        (settling.MoreThanDue, 10, 91, 100, 10, 4),
        (settling.PlaceMissing, 0, 50, 100, 0, None),
    ):
        with pytest.raises(refusal):
            check(set_off, paid, due=due, debt=debt, place=place)


def _posted(*rows: tuple[int, int]) -> list[Posting]:
    return [Posting(DAY - timedelta(days=ago), Money(amount)) for ago, amount in rows]


def test_the_age_of_a_debt() -> None:
    taken = _posted(
        (10, 5), (31, 10), (60, 20), (61, 40), (90, 80), (91, 160), (120, 320), (121, 640)
    )
    found = ageing.age(taken, on=DAY, days=30)
    assert found.buckets == {
        Bucket.NOT_DUE: 5, Bucket.TO_30: 30, Bucket.TO_60: 120, Bucket.TO_90: 480,
        Bucket.OVER_90: 640,
    }  # fmt: skip
    assert found.balance == 1275
    assert found.late == 1270
    assert found.oldest == DAY - timedelta(days=121)


def test_payments_cut_the_oldest_first_and_may_come_ahead() -> None:
    found = ageing.age(_posted((100, 50), (40, 70), (5, -60)), on=DAY, days=30)
    assert found.open == (Open(DAY - timedelta(days=40), Money(60)),)
    ahead = ageing.age(_posted((50, -30), (20, 100), (1, -10)), on=DAY, days=30)
    assert (ahead.balance, ahead.buckets[Bucket.NOT_DUE]) == (60, 60)
    too_much = ageing.age(_posted((5, 10), (1, -30)), on=DAY, days=30)
    assert too_much.balance == -20
    assert too_much.buckets[Bucket.NOT_DUE] == -20
    assert too_much.oldest is None


POSTINGS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(-(10**6), 10**6).filter(bool)), max_size=30
)


@given(POSTINGS, st.integers(1, 180))
def test_buckets_add_up_to_the_balance(rows: list[tuple[int, int]], days: int) -> None:
    found = ageing.age(_posted(*rows), on=DAY, days=days)
    assert found.balance == sum(amount for _ago, amount in rows)
    assert sum(int(amount) for amount in found.buckets.values()) == found.balance
    assert all(
        amount >= 0 for which, amount in found.buckets.items() if which is not Bucket.NOT_DUE
    )
    assert all(one.amount > 0 for one in found.open)
    assert all(one.on <= other.on for one, other in pairwise(found.open))


@given(POSTINGS, st.integers(0, 400))
def test_the_age_of_a_past_day_knows_nothing_later(rows: list[tuple[int, int]], ago: int) -> None:
    on = DAY - timedelta(days=ago)
    earlier = [row for row in rows if row[0] >= ago]
    assert ageing.age(_posted(*rows), on=on, days=30) == ageing.age(
        _posted(*earlier), on=on, days=30
    )


def test_what_a_payment_refuses() -> None:
    with pytest.raises(owing.PaymentEmpty):
        owing.check_amount(ZERO, owed=Money(10))
    with pytest.raises(owing.NothingOwed):
        owing.check_amount(Money(1), owed=ZERO)
    with pytest.raises(owing.Overpaid) as refused:
        owing.check_amount(Money(11), owed=Money(10))
    assert refused.value.facts == {"paid": 11, "owed": 10}
    with pytest.raises(owing.PlaceUnknown):
        owing.check_way(Payment("customer:1", DAY, Money(1), Way.PLACE, 9), {1, 2})
    with pytest.raises(owing.OnlyForMembers):
        owing.check_way(Payment("customer:1", DAY, Money(1), Way.SAVINGS), {1, 2})


def test_the_limit_of_goods_on_credit() -> None:
    owing.check_credit("Sri", owed=Money(60), asked=Money(40), limit=Money(100))
    with pytest.raises(owing.CreditLimitExceeded) as refused:
        owing.check_credit("Sri", owed=Money(60), asked=Money(41), limit=Money(100))
    assert refused.value.facts["room"] == 40


def test_members_and_others_stand_on_their_own_accounts() -> None:
    assert owing.role_of("member:3") == "member_goods_receivable"
    assert owing.role_of("customer:3") == "nonmember_receivable"


def test_a_purchase_note() -> None:
    with pytest.raises(produce.NothingBought):
        produce.check_paid(ZERO, total=ZERO)
    with pytest.raises(produce.PaidTooMuch):
        produce.check_paid(Money(11), total=Money(10))
