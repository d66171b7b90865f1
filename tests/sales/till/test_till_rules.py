"""The till's rules on plain values: fees with dates, QRIS text, baskets, returns, the count."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import Money
from coop_app.sales.rules.till import basket, closing, fees, qris, returns
from coop_app.sales.rules.till.acts import Back, Closing, Wish
from coop_app.sales.rules.till.basket import Offered
from coop_app.sales.rules.till.closing import Takings
from coop_app.sales.rules.till.fees import Scale, Tariff
from coop_app.sales.rules.till.refusals import (
    DifferenceUnexplained,
    DiscountTooLarge,
    MoreThanSold,
    OwnerSetsPrice,
    QrisUnreadable,
    TillMoved,
)
from coop_app.sales.rules.till.returns import SoldLine
from tests.sales.till.shop import QRIS

CHIPS = Offered(1, "Keripik", Money(12_000), 1, "bungkus")
SUGAR = Offered(2, "Gula", Money(18_500), 1_000, "kg")
LEFT = Offered(3, "Rengginang", Money(15_000), 1, "bungkus", consigned=True)
OFFERED = {one.item_id: one for one in (CHIPS, SUGAR, LEFT)}


@pytest.mark.parametrize(
    ("case", "amount", "scale", "on", "expected"),
    [
        ("Q-1", 10_000, Scale.MICRO, date(2023, 7, 1), 30),
        ("Q-2 old rule", 200_000, Scale.MICRO, date(2024, 11, 30), 600),
        ("Q-2 since December 2024", 200_000, Scale.MICRO, date(2024, 12, 1), 0),
        ("Q-2 small", 200_000, Scale.SMALL, date(2024, 12, 1), 1_400),
        ("up to and with", 500_000, Scale.MICRO, date(2026, 1, 1), 0),
        ("above", 500_001, Scale.MICRO, date(2026, 1, 1), 1_500),
        ("half a rupiah goes up", 500, Scale.SMALL, date(2026, 1, 1), 4),
        ("before there was a table", 10_000, Scale.MICRO, date(2023, 6, 30), 0),
    ],
)
def test_fees(case, amount, scale, on, expected) -> None:
    tariff = fees.tariff_on(fees.national(), scale, on)
    assert fees.fee_of(Money(amount), tariff).amount == expected, case


def test_the_cooperative_s_own_row_counts_from_its_day() -> None:
    own = Tariff(scale=Scale.MICRO, valid_from=date(2026, 3, 1), mille_above=500, id=1)
    table = [*fees.national(), own]
    before, after = (
        fees.tariff_on(table, Scale.MICRO, day) for day in (date(2026, 2, 28), own.valid_from)
    )
    assert before is not own
    assert fees.fee_of(Money(100_000), after).amount == 500
    assert fees.percent_text(500) == "0,5%"


def test_qris_text() -> None:
    said = qris.read(QRIS)
    assert (said.merchant, said.city, said.number) == (
        "KOPERASI CONTOH", "WONOSOBO", "ID1020000000001",
    )  # fmt: skip
    assert (said.scale, said.doubts) == (Scale.MICRO, ())
    assert qris.checksum("123456789") == "29B1"  # the check value of CRC-16/CCITT-FALSE


def test_qris_is_checked_softly() -> None:
    assert qris.CHECKSUM_WRONG in qris.read(QRIS[:-4] + "0000").doubts
    assert qris.CHECKSUM_WRONG in qris.read(QRIS.replace("CONTOH", "CONTON")).doubts
    assert qris.NOT_STATIC in qris.read(QRIS.replace("010211", "010212")).doubts


@pytest.mark.parametrize("text", ["", "halo", "000201", QRIS[:40], "00020x", QRIS + "\n", "é" * 20])
def test_what_is_no_qris(text) -> None:
    if text == "000201":
        assert qris.NO_NAME in qris.read(text).doubts
        return
    with pytest.raises(QrisUnreadable):
        qris.read(text)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text) -> None:
    try:
        qris.read(text)
    except QrisUnreadable:
        return


def test_prices_by_weight_are_half_up() -> None:
    filled = basket.fill([Wish(2, 333), Wish(1, 2)], OFFERED)
    assert [int(line.amount) for line in filled.lines] == [6_161, 24_000]  # 6.160,5


def test_owners_goods_keep_their_price() -> None:
    with pytest.raises(OwnerSetsPrice):
        basket.fill([Wish(3, 1, Money(1), "x")], OFFERED)
    filled = basket.cheaper(basket.fill([Wish(3, 1), Wish(1, 1)], OFFERED), Money(2_000), "x")
    assert [int(line.discount) for line in filled.lines] == [0, 2_000]
    assert (filled.consigned, filled.own) == (15_000, 10_000)
    with pytest.raises(DiscountTooLarge):
        basket.cheaper(basket.fill([Wish(3, 1)], OFFERED), Money(1), "x")


@given(
    st.lists(st.tuples(st.sampled_from([1, 2]), st.integers(1, 5_000)), min_size=1, max_size=6),
    st.data(),
)
def test_a_discount_is_shared_to_the_rupiah(wishes, data) -> None:
    filled = basket.fill([Wish(item, quantity) for item, quantity in wishes], OFFERED)
    cut = data.draw(st.integers(0, int(filled.own)))
    cheaper = basket.cheaper(filled, Money(cut), "langganan")
    assert cheaper.discount == cut
    assert cheaper.total == filled.total - cut
    assert all(line.net >= 0 for line in cheaper.lines)


@given(
    st.integers(1, 500), st.integers(0, 10**7), st.integers(0, 10**7),
    st.lists(st.integers(1, 50), max_size=12),
)  # fmt: skip
def test_parts_that_come_back_are_the_whole(quantity, net, cost, parts) -> None:
    line = SoldLine(
        number=1, item_id=1, name="x", quantity=quantity, net=Money(net), cost=Money(cost)
    )
    for part in [*parts, quantity]:
        size = min(part, line.left)
        if not size:
            break
        (one,) = returns.returned([line], [Back(1, size)])
        assert one.amount >= 0
        assert one.cost >= 0
        line = SoldLine(
            number=1, item_id=1, name="x", quantity=quantity, net=Money(net), cost=Money(cost),
            back_quantity=line.back_quantity + size, back_amount=line.back_amount + one.amount,
            back_cost=line.back_cost + one.cost,
        )  # fmt: skip
    while line.left:
        (one,) = returns.returned([line], returns.everything([line]))
        line = SoldLine(
            number=1, item_id=1, name="x", quantity=quantity, net=Money(net), cost=Money(cost),
            back_quantity=quantity, back_amount=line.back_amount + one.amount,
            back_cost=line.back_cost + one.cost,
        )  # fmt: skip
    assert (line.back_amount, line.back_cost) == (net, cost)
    with pytest.raises(MoreThanSold):
        returns.returned([line], [Back(1, 1)])


def test_the_count() -> None:
    takings = Takings(cash_sales=Money(48_000), cash_returns=Money(12_000), qris=Money(9_000))
    asked = Closing(
        point_id=1, closed_on=date(2026, 8, 14), change_money=Money(100_000),
        counted=Money(135_000), seen_expected=Money(36_000), reason="keliru",
    )  # fmt: skip
    assert closing.difference(asked, takings) == -1_000
    with pytest.raises(DifferenceUnexplained):
        closing.difference(
            Closing(
                point_id=1, closed_on=asked.closed_on, change_money=Money(0),
                counted=Money(1), seen_expected=Money(36_000),
            ),
            takings,
        )  # fmt: skip
    with pytest.raises(TillMoved):
        closing.difference(asked, Takings(cash_sales=Money(50_000)))
