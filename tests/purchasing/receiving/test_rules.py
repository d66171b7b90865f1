"""Landed cost, shares, prices, ways to pay and open bills: tables of cases, and what always holds."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import ZERO, Money
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.packs import Order
from coop_app.purchasing.rules.receiving import landing, open_items, sharing, ways
from coop_app.purchasing.rules.receiving.landing import Arrived, Basis, Charges, Reason
from coop_app.purchasing.rules.receiving.open_items import Debt
from coop_app.purchasing.rules.receiving.sharing import Part, Share
from coop_app.purchasing.rules.receiving.ways import Means, Ways

NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)


def came(billed: int, received: int, amount: int, reason: Reason | None = None, **facts: object):
    known = {"item_id": 1, "name": "Gula aren", "unit": "g"} | facts
    return Arrived(
        billed=billed, received=received, amount=Money(amount), reason=reason, **known
    )  # fmt: skip


def carried(rupiah: int, basis: Basis = Basis.WEIGHT, discount: int = 0) -> Charges:
    return Charges(freight_billed=Money(rupiah), discount=Money(discount), basis=basis)


def costs(lines: list[Arrived], charges: Charges) -> list[int]:
    return [int(one.cost) for one in landing.land(lines, charges)]


def test_freight_raises_the_unit_cost() -> None:
    # case E6: 500 kg at 10.000 and 250.000 of freight: 10.500 a kg
    (cost,) = costs([came(500, 500, 5_000_000, unit="kg")], carried(250_000))
    assert cost == 500 * 10_500


def test_freight_is_shared_by_weight_to_the_rupiah() -> None:
    # case F-1: rounding each up would make 100.002
    lines = [came(kg, kg, 0, unit="kg", item_id=kg) for kg in (31, 28, 16)]
    assert costs(lines, carried(100_000)) == [41_334, 37_333, 21_333]


def test_freight_and_discount_are_shared_by_value() -> None:
    lines = [came(10, 10, 300_000), came(5, 5, 100_000, unit="butir", item_id=2)]
    assert costs(lines, carried(40_000, Basis.VALUE, 4_000)) == [327_000, 109_000]


def test_grams_decide_where_units_differ() -> None:
    lines = [
        came(25, 25, 250_000, unit="kg", grams=25_000),
        came(100, 100, 250_000, unit="lembar", item_id=2, grams=5_000),
    ]
    assert costs(lines, carried(30_000)) == [275_000, 255_000]
    without = [came(25, 25, 250_000, unit="kg"), came(100, 100, 250_000, unit="lembar", item_id=2)]
    with pytest.raises(landing.UnitsDiffer):
        landing.land(without, carried(30_000))


def test_the_bills_price_counts_and_what_is_missing_becomes_a_claim() -> None:
    # case F-8: four sacks ordered, four billed at 262.500, three came
    (landed,) = landing.land([came(4, 3, 1_050_000, Reason.SHORT)], Charges())
    assert (landed.goods, landed.claim) == (787_500, 262_500)
    # billed only what came, at the small price
    (landed,) = landing.land([came(3, 3, 825_000)], Charges())
    assert (landed.goods, landed.claim) == (825_000, 0)


def test_a_weighing_difference_stays_in_the_cost_of_what_came() -> None:
    (landed,) = landing.land([came(100_000, 99_800, 1_500_000, Reason.WEIGHING)], Charges())
    assert (landed.goods, landed.claim, landed.cost) == (1_500_000, 0, 1_500_000)


def test_more_than_billed_makes_each_cheaper() -> None:
    (landed,) = landing.land([came(10, 11, 110_000, Reason.EXTRA)], Charges())
    assert (landed.cost, landed.claim) == (110_000, 0)


def test_the_bill_asks_for_what_was_billed() -> None:
    charges = Charges(
        freight_billed=Money(50_000), loading_billed=Money(10_000), freight_paid=Money(30_000),
        discount=Money(20_000),
    )  # fmt: skip
    assert landing.bill_total([came(4, 3, 1_050_000, Reason.SHORT)], charges) == 1_090_000
    assert (charges.carried, charges.paid) == (90_000, 30_000)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (came(4, 0, 100, None), landing.NothingReceived),
        (came(4, 3, 100, None), landing.ReasonMissing),
        (came(4, 4, 100, Reason.SHORT), landing.NothingDiffers),
        (came(4, 5, 100, Reason.SHORT), landing.ReasonDoesNotFit),
        (came(4, 5, 100, Reason.DAMAGED), landing.ReasonDoesNotFit),
        (came(4, 3, 100, Reason.EXTRA), landing.ReasonDoesNotFit),
        (came(4, -1, 100, Reason.SHORT), landing.BelowNothing),
    ],
)
def test_quantities_that_make_no_sense_are_refused(line: Arrived, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        landing.land([line], Charges())


def test_what_did_not_come_at_all_can_only_be_claimed() -> None:
    good = came(4, 4, 100, item_id=2)
    with pytest.raises(landing.ReasonDoesNotFit):
        landing.land([good, came(4, 0, 100, Reason.WEIGHING)], Charges())
    landed = landing.land([good, came(4, 0, 100, Reason.SHORT)], carried(50))
    assert [(one.cost, one.claim) for one in landed] == [(150, 0), (0, 100)]


def test_a_discount_above_the_goods_is_refused() -> None:
    with pytest.raises(landing.DiscountTooLarge):
        landing.land([came(1, 1, 100)], Charges(discount=Money(101)))


quantity = st.integers(0, 10**6)
rupiah = st.integers(0, 10**9).map(Money)


@given(
    st.lists(st.tuples(st.integers(1, 10**6), rupiah), min_size=1, max_size=8), rupiah, rupiah,
    st.sampled_from(Basis),
)  # fmt: skip
def test_no_rupiah_of_a_bill_is_lost(
    bought: list[tuple[int, Money]], billed: Money, paid: Money, basis: Basis
) -> None:
    lines = [came(count, count, int(cost)) for count, cost in bought]
    charges = Charges(freight_billed=billed, loading_paid=paid, basis=basis)
    landed = landing.land(lines, charges)
    assert sum(one.cost for one in landed) == landing.bill_total(lines, charges) + paid


@given(st.integers(1, 10**6), st.integers(1, 10**6), rupiah)
def test_goods_and_claim_are_the_bill(billed: int, less: int, amount: Money) -> None:
    received = max(billed - less, 0)
    other = came(1, 1, 5, item_id=2)
    lines = [came(billed, received, int(amount), Reason.SHORT), other]
    landed = landing.land(lines, Charges())
    assert landed[0].goods + landed[0].claim == amount
    assert landed[0].goods >= 0


def test_sharing_gives_firm_first_and_leaves_the_rest() -> None:
    # case P-13 and P-14: 95 kg firm, 100 came
    orders = [
        Order("A", 40, 10, NOON),
        Order("B", 35, 5, NOON.replace(hour=6)),
        Order("C", 20, 10, NOON.replace(hour=7)),
    ]
    shared = sharing.share(orders, 100, Rule.PROPORTIONAL)
    assert [(one.member, one.computed) for one in shared.shares] == [
        ("A", 42),
        ("B", 36),
        ("C", 22),
    ]
    assert shared.left == 0
    assert [one.computed for one in sharing.share(orders, 100, Rule.TIME).shares] == [45, 35, 20]
    assert sharing.share(orders, 130, Rule.TIME).left == 10
    short = sharing.share(orders, 50, Rule.EQUAL)
    assert [one.computed for one in short.shares] == [17, 17, 16]


def test_moves_are_kept_apart_from_what_was_computed() -> None:
    shares = (Share("A", 10, 0, 10), Share("B", 5, 0, 5))
    after = sharing.moved(shares, [("A", "C", 4)], 0)
    assert [(one.member, one.computed, one.quantity) for one in after] == [
        ("A", 10, 6), ("B", 5, 5), ("C", 0, 4),
    ]  # fmt: skip


def test_what_members_pay_is_their_part_of_the_cost_and_the_margin_on_goods() -> None:
    # 1.000.000 in the shed, of which 900.000 are goods; 2 % on goods; 95 of 100 kg go to members
    price = sharing.selling_price(Money(1_000_000), Money(900_000), Fraction(2, 100))
    assert price == 1_018_000
    assert sharing.members_part(price, 95, 5) == 967_100
    assert sharing.members_part(price, 0, 5) == ZERO


def test_equal_thirds_add_up() -> None:
    # case F-2
    assert sharing.wholes(Money(100_000), [Part(1)] * 3) == [33_334, 33_333, 33_333]


def test_whoever_paid_already_keeps_the_price() -> None:
    paid = Part(10, delivered=10, charged=Money(1_000))
    assert sharing.wholes(Money(3_003), [paid, Part(10), Part(10)]) == [1_000, 1_002, 1_001]


@given(rupiah, st.lists(st.integers(0, 10**5), min_size=1, max_size=9), st.data())
def test_pieces_of_shares_add_up_to_the_price(
    total: Money, quantities: list[int], data: st.DataObject
) -> None:
    parts = [Part(one) for one in quantities]
    while any(part.delivered < part.quantity for part in parts):
        i = data.draw(
            st.sampled_from([i for i, part in enumerate(parts) if part.delivered < part.quantity])
        )
        part = parts[i]
        taken = data.draw(st.integers((part.quantity - part.delivered + 1) // 2,
                                      part.quantity - part.delivered))  # fmt: skip
        whole = sharing.wholes(total, parts)[i]
        amount = sharing.charge(whole, part, taken)
        assert amount >= 0
        parts[i] = Part(part.quantity, part.delivered + taken, part.charged + amount)
    if sum(quantities):
        assert sum(part.charged for part in parts) == total


def test_benefit_is_the_market_less_what_was_paid() -> None:
    # 12,5 kg at Rp16.000 a kg in the shops, Rp181.000 paid
    assert sharing.benefit(Money(16_000), 1_000, 12_500, Money(181_000)) == 19_000


MEANS = Means(
    advance=Money(50_000), savings=Money(30_000), owed_to=Money(20_000), owes=Money(900_000),
    limit=Money(1_000_000),
)  # fmt: skip


def test_the_advance_is_used_first() -> None:
    assert ways.usual(Money(80_000), MEANS) == Ways(advance=Money(50_000), cash=Money(30_000))
    assert ways.usual(Money(20_000), MEANS) == Ways(advance=Money(20_000))


def test_five_ways_at_once() -> None:
    mixed = Ways(
        advance=Money(50_000), cash=Money(1), savings=Money(30_000), set_off=Money(20_000),
        credit=Money(100_000),
    )  # fmt: skip
    ways.check(mixed, total=Money(200_001), means=MEANS, has_place=True)


@pytest.mark.parametrize(
    ("paid", "total", "refusal"),
    [
        ({"cash": 10}, 11, ways.PaysOtherThanOwed),
        ({"advance": 50_001}, 50_001, ways.AdvanceShort),
        ({"savings": 30_001}, 30_001, ways.SavingsShort),
        ({"set_off": 20_001}, 20_001, ways.NothingToSetOff),
        ({"credit": 100_001}, 100_001, ways.CreditLimitPassed),
        ({"cash": 11, "credit": -1}, 10, ways.BelowNothing),
    ],
)
def test_no_way_gives_more_than_is_there(
    paid: dict[str, int], total: int, refusal: type[Exception]
) -> None:
    given_ = Ways(**{way: Money(amount) for way, amount in paid.items()})
    with pytest.raises(refusal):
        ways.check(given_, total=Money(total), means=MEANS, has_place=True)


def test_cash_needs_a_place() -> None:
    with pytest.raises(ways.PlaceNotChosen):
        ways.check(Ways(cash=Money(5)), total=Money(5), means=MEANS, has_place=False)


def test_a_return_cuts_debt_first_and_pays_cash_last() -> None:
    paid = Ways(cash=Money(100), credit=Money(50), advance=Money(30))
    assert ways.back(Money(90), paid, Ways()) == Ways(
        credit=Money(50), advance=Money(30), cash=Money(10)
    )
    again = ways.back(Money(90), paid, Ways(credit=Money(50), advance=Money(30), cash=Money(10)))
    assert again == Ways(cash=Money(90))


def day(number: int) -> date:
    return date(2026, 7, number)


DEBTS = [
    Debt("b", day(5), day(25), Money(200)),
    Debt("a", day(1), day(31), Money(100)),
    Debt("c", day(9), day(9), Money(300)),
]


def test_payments_without_a_name_go_to_the_oldest() -> None:
    items, spare = open_items.open_items(DEBTS, {}, Money(150))
    assert [(item.debt.key, item.left) for item in items] == [("b", 150), ("c", 300)]
    assert spare == 0


def test_payments_that_name_their_bill_go_there() -> None:
    items, spare = open_items.open_items(DEBTS, {"c": Money(300), "b": Money(50)})
    assert [(item.debt.key, item.left) for item in items] == [("a", 100), ("b", 150)]
    assert spare == 0


def test_what_is_paid_beyond_a_bill_goes_to_the_oldest_and_then_is_spare() -> None:
    items, spare = open_items.open_items(DEBTS, {"c": Money(650), "gone": Money(10)})
    assert items == []
    assert spare == 60


def test_ageing_stands_by_days_after_the_due_day() -> None:
    items, _ = open_items.open_items(DEBTS, {})
    assert open_items.ageing(items, day(25)) == [300, 300, 0, 0, 0]
    assert open_items.ageing(items, date(2026, 8, 26)) == [0, 100, 500, 0, 0]
    assert open_items.ageing(items, date(2027, 8, 25)) == [0, 0, 0, 0, 600]


@given(
    st.lists(st.integers(1, 10**6), max_size=8),
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 10**6).map(Money)),
    rupiah,
)
def test_open_items_are_debts_less_payments(
    amounts: list[int], paid: dict[str, Money], unnamed: Money
) -> None:
    debts = [Debt("abcdefgh"[i], day(i + 1), day(28), Money(a)) for i, a in enumerate(amounts)]
    items, spare = open_items.open_items(debts, paid, unnamed)
    owed = sum(amounts) - sum(paid.values()) - unnamed
    assert sum(item.left for item in items) - spare == owed
    assert not (items and spare)
