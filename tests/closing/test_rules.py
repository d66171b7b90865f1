"""The surplus: the worked cases A1–A15 and what holds for every distribution."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop_app.closing.rules.surplus import (
    BaseBelowZero,
    LossNotShared,
    Member,
    Plan,
    PoolUnknown,
    PoolWithoutBase,
    ShareBelowZero,
    SharesNotWhole,
    Source,
    distribute,
)
from coop_app.money import Money

POOLS = {"JM": "savings", "JU": "business"}
RESERVE_ONLY = {"reserve": Decimal(100)}


def percents(**shares):
    return {fund: Decimal(percent) for fund, percent in shares.items()}


def shared(amount, shares, members, pools=None, nonmember=0, residue="reserve"):
    """`members` are pairs (savings, business)."""
    plan = Plan({Source.MEMBER: shares, Source.NONMEMBER: RESERVE_ONLY}, pools or POOLS, residue)
    sources = {Source.MEMBER: Money(amount), Source.NONMEMBER: Money(nonmember)}
    rows = [
        Member(number, {"savings": Money(savings), "business": Money(business)})
        for number, (savings, business) in enumerate(members, 1)
    ]
    return distribute(sources, plan, rows)


@pytest.mark.parametrize(
    "case, amount, jm, ju, mine, others, expected",
    [
        ("A1", 60_000_000, 20, 25, (2_000_000, 5_000_000), (98_000_000, 70_000_000), (240_000, 1_000_000)),
        ("A3", 2_000_000, 20, 30, (500_000, 1_000_000), (9_500_000, 14_000_000), (20_000, 40_000)),
        ("A4", 150_000_000, 28, 42, (10_000_000, 50_000_000), (490_000_000, 1_950_000_000), (840_000, 1_575_000)),
        ("A5", 40_000_000, 25, 30, (3_000_000, 1_000_000), (57_000_000, 99_000_000), (500_000, 120_000)),
        ("A6", 25_000_000, 20, 30, (1_200_000, 1_500_000), (68_800_000, 18_500_000), (85_714, 562_500)),
        ("A6 on one base", 25_000_000, 20, 30, (1_200_000, 1_500_000), (58_800_000, 18_500_000), (100_000, 562_500)),
        ("A11", 280_000_000, 12, 28, (800_000, 5_500_000), (344_620_000, 2_334_562_000), (77_818, 184_269)),
    ],
)  # fmt: skip
def test_a_members_part(case, amount, jm, ju, mine, others, expected) -> None:
    shares = percents(JM=jm, JU=ju, reserve=100 - jm - ju)
    found = shared(amount, shares, [mine, others])
    assert (found.parts[0]["JM"], found.parts[0]["JU"]) == expected, case
    for pool in POOLS:
        assert sum(parts[pool] for parts in found.parts) == found.funds[pool]


def test_a6_is_not_what_the_source_prints() -> None:
    shares = percents(JM=20, JU=30, reserve=50)
    found = shared(25_000_000, shares, [(1_200_000, 1_500_000), (68_800_000, 18_500_000)])
    assert found.parts[0]["JM"] != 85_000
    assert sum(found.parts[0].values()) == 648_214


def test_funds_a2() -> None:
    shares = percents(JM=40, JU=30, reserve=20, education=10)
    members = [(6_500_000, 1_500_000), (71_500_000, 100_500_000)]
    found = shared(90_000_000, shares, members)
    assert found.funds == {
        "JM": 36_000_000,
        "JU": 27_000_000,
        "reserve": 18_000_000,
        "education": 9_000_000,
    }
    # 397 058.82: the largest remainder gets the rupiah that truncating would lose
    assert found.parts[0] == {"JM": 3_000_000, "JU": 397_059}


def test_funds_a8_a11() -> None:
    shares = percents(reserve=40, JU=40, board=5, staff=5, education=5, social=5)
    found = shared(1_000_000, shares, [(0, 1)], pools={"JU": "business"})
    assert list(found.funds.values()) == [400_000, 400_000, 50_000, 50_000, 50_000, 50_000]


def test_the_residue_of_the_funds_a13() -> None:
    shares = percents(reserve=40, JM=20, JU=20, board=5, staff=5, education=5, social=5)
    found = shared(104_450, shares, [(1, 1)])
    assert list(found.funds.values()) == [41_782, 20_890, 20_890, 5_222, 5_222, 5_222, 5_222]


@pytest.mark.parametrize(
    "pot, weights, parts",
    [
        (2_000_000, [1, 1, 1], [666_667, 666_667, 666_666]),
        (2_500_000, [1, 2, 4], [357_143, 714_286, 1_428_571]),
        (1_000_000, [5, 5, 5], [333_334, 333_333, 333_333]),
        (1_000_000, [1] * 7, [142_858] + [142_857] * 6),
    ],
)
def test_the_residue_of_a_pool_a12_d9(pot, weights, parts) -> None:
    members = [(weight, 0) for weight in weights]
    found = shared(pot, percents(JM=100), members, pools={"JM": "savings"})
    assert [each["JM"] for each in found.parts] == parts


def test_the_two_sources_are_shared_each_by_its_own_plan() -> None:
    found = shared(1_001, percents(JM=50, reserve=50), [(1, 1)], {"JM": "savings"}, nonmember=999)
    assert found.funds == {"JM": 500, "reserve": 501 + 999}


def test_a_pool_without_a_base_goes_to_the_residue_fund() -> None:
    found = shared(1_000, percents(JM=30, JU=30, reserve=40), [(0, 2), (0, 1)])
    assert found.funds == {"JM": 0, "JU": 300, "reserve": 700}
    assert [parts["JM"] for parts in found.parts] == [0, 0]
    assert shared(1_000, percents(JM=100), [], {"JM": "savings"}).funds["reserve"] == 1_000


def test_a_pool_may_take_the_residue() -> None:
    found = shared(101, percents(JM=50, JU=50), [(1, 1)], residue="JM")
    assert found.funds["JM"] == 51
    with pytest.raises(PoolWithoutBase):
        shared(101, percents(JM=50, JU=50), [(0, 1)], residue="JM")


@pytest.mark.parametrize("left", ["39.99", "40.01"])
def test_shares_are_whole_a15(left) -> None:
    with pytest.raises(SharesNotWhole):
        shared(1_000, percents(reserve=left, JM=40, board=20), [(1, 1)], {"JM": "savings"})


def test_105_percent_a15() -> None:
    shares = percents(reserve=40, JU=40, a=5, b=5, c=5, d=5, e=5)
    with pytest.raises(SharesNotWhole) as refused:
        shared(1_000, shares, [(1, 1)], {"JU": "business"})
    assert refused.value.facts == {"total": "105"}
    assert refused.value.field == "shares.member"


def test_what_is_refused() -> None:
    with pytest.raises(ShareBelowZero):
        shared(1_000, percents(JM=110, reserve=-10), [(1, 1)], {"JM": "savings"})
    with pytest.raises(PoolUnknown):
        shared(1_000, percents(JM=100), [(1, 1)])
    with pytest.raises(LossNotShared):
        shared(-1, percents(JM=100), [(1, 1)], {"JM": "savings"})
    with pytest.raises(BaseBelowZero):
        shared(1_000, percents(JM=100), [(-1, 1)], {"JM": "savings"})


bases = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=30)


@st.composite
def plans(draw):
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=2, max_size=2)))
    jm, ju, reserve = cuts[0], cuts[1] - cuts[0], 10_000 - cuts[1]
    return {
        fund: Decimal(part).scaleb(-2)
        for fund, part in (("JM", jm), ("JU", ju), ("reserve", reserve))
    }


@given(st.integers(0, 10**12), st.integers(0, 10**12), plans(), bases)
@settings(max_examples=150, deadline=None)
def test_every_rupiah_has_an_owner(amount, nonmember, shares, members) -> None:
    found = shared(amount, shares, members, nonmember=nonmember)
    assert sum(found.funds.values()) == amount + nonmember
    assert all(fund >= 0 for fund in found.funds.values())
    for pool in POOLS:
        assert sum(parts[pool] for parts in found.parts) == found.funds[pool]
    for (savings, business), parts in zip(members, found.parts, strict=True):
        assert parts["JM"] == 0 or savings > 0
        assert parts["JU"] == 0 or business > 0


@given(st.integers(0, 10**12), bases, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_members_changes_nothing_but_ties(amount, members, random) -> None:
    members = list(dict.fromkeys(members))
    shares = percents(JM=100)
    shuffled = random.sample(members, len(members))
    one = shared(amount, shares, members, {"JM": "savings"}).parts
    two = shared(amount, shares, shuffled, {"JM": "savings"}).parts
    first = {member: parts["JM"] for member, parts in zip(members, one, strict=True)}
    second = {member: parts["JM"] for member, parts in zip(shuffled, two, strict=True)}
    assert all(abs(first[member] - second[member]) <= 1 for member in members)
    total = sum(savings for savings, _ in members)
    remainders = [amount * savings % total for savings, _ in members] if total else []
    if len(set(remainders)) == len(remainders):
        assert first == second
