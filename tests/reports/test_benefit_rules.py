"""What membership brought: who stands in the report, and what is added."""

from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import ZERO, Money
from coop_app.reports.rules.benefit import Benefit, Bought, benefits, together

rupiah = st.integers(0, 10**9).map(Money)
by_member = st.dictionaries(st.integers(1, 9), rupiah)


def test_what_counts_and_what_is_only_told():
    """Palm sugar for Rp525.000 that the market sells for Rp600.000; chips sold for Rp380.000."""
    [siti, tuti] = benefits(
        bought={17: Bought(paid=Money(525_000), market=Money(600_000))},
        sold={17: Money(380_000)},
        interest={17: Money(2_500), 4: Money(1_000)},
    )[::-1]
    assert siti.bought.saved == Money(75_000)
    assert siti.total == Money(77_500)
    assert tuti == Benefit(4, Bought(), ZERO, Money(1_000))
    assert together([siti, tuti]) == Money(78_500)


def test_a_dearer_round_takes_off():
    [one] = benefits(bought={1: Bought(Money(110), Money(100))}, sold={}, interest={1: Money(4)})
    assert one.total == Money(-6)


def test_nobody_stands_there_for_nothing():
    assert benefits(bought={1: Bought()}, sold={2: ZERO}, interest={3: ZERO}) == []


@given(by_member, by_member, by_member, by_member)
def test_the_total_is_the_sum_of_its_columns(paid, market, sold, interest):
    bought = {key: Bought(amount, market.get(key, ZERO)) for key, amount in paid.items()}
    rows = benefits(bought=bought, sold=sold, interest=interest)
    saved = sum(int(one.saved) for one in bought.values())
    assert int(together(rows)) == saved + sum(map(int, interest.values()))
    assert sum(int(row.sold) for row in rows) == sum(map(int, sold.values()))
    assert [row.member_id for row in rows] == sorted({row.member_id for row in rows})
