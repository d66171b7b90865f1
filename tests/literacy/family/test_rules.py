"""The arithmetic of a family's months: what is left, what has no purpose, what is carried on."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.family import envelopes, income, keeping, notes, showing
from coop_app.literacy.rules.family import standing as stands
from coop_app.literacy.rules.family.envelopes import Envelope, Wanted
from coop_app.literacy.rules.family.income import Past, Sent
from coop_app.literacy.rules.family.notes import Note
from coop_app.literacy.rules.family.standing import Filled, Sums, emergency_target, standings
from coop_app.literacy.rules.remittance import FeeMode
from coop_app.money import ZERO, Money

amounts = st.integers(0, 10**9).map(Money)
TODAY = date(2026, 11, 22)


def sums(number: int, *, came=0, planned=None, spent=None, moved=None, base=None) -> Sums:
    def money(found):
        return {key: Money(amount) for key, amount in (found or {}).items()}

    return Sums(
        number, date(2026, number, 1), {"salary": Money(came)}, money(planned), money(spent),
        money(moved), None if base is None else Money(base),
    )  # fmt: skip


def test_what_has_no_purpose_is_told() -> None:
    """Case L-7: pay of 7 million, 6,8 million planned."""
    plan = {1: 500_000, 2: 1_400_000, 3: 1_700_000, 4: 3_200_000}
    (found,) = standings([sums(1, came=7_000_000, planned=plan)], ()).values()
    assert (found.budget.allocated, found.unallocated) == (6_800_000, 200_000)


def test_a_plan_larger_than_the_income_is_below_zero() -> None:
    (found,) = standings([sums(1, came=100, planned={1: 150})], ()).values()
    assert found.unallocated == -50


def test_a_careful_guess_is_divided_instead_of_what_came_in() -> None:
    (found,) = standings([sums(1, came=500, planned={1: 250}, base=300)], ()).values()
    assert (found.divided, found.unallocated, found.extra) == (300, 50, 200)


@pytest.mark.parametrize(
    ("spending", "months", "target"),
    [
        (3_000_000, 6, 18_000_000), (5_000_000, 3, 15_000_000), (5_000_000, 6, 30_000_000),
        (5_000_000, 12, 60_000_000), (2_000_000, 3, 6_000_000), (2_000_000, 6, 12_000_000),
        (4_000_000, 6, 24_000_000), (4_000_000, 9, 36_000_000), (6_000_000, 9, 54_000_000),
        (6_000_000, 12, 72_000_000),
    ],
)  # fmt: skip
def test_emergency_fund(spending: int, months: int, target: int) -> None:
    """Cases L-1 to L-3."""
    assert emergency_target(Money(spending), months) == target


def test_an_envelope_that_carries_hands_on_what_is_left() -> None:
    found = standings(
        [
            sums(1, came=1_000, planned={1: 600, 2: 300}, spent={1: 100, 2: 100}),
            sums(2, came=1_000, planned={1: 600, 2: 300}),
        ],
        {1},
    )
    assert (found[2].filled[1].carried, found[2].filled[1].available) == (500, 1_100)
    assert found[2].filled[2].carried == 0
    # 1.000 came, 200 went, 500 went on inside the envelope
    assert (found[1].in_hand, found[1].carries_on, found[1].left_over) == (800, 500, 300)


def test_an_overdrawn_envelope_hands_on_nothing() -> None:
    found = standings(
        [sums(1, came=500, planned={1: 100}, spent={1: 300}), sums(2, planned={1: 100})], {1}
    )
    assert found[1].filled[1].state == stands.OVER
    assert found[2].filled[1].carried == 0


def test_moving_changes_envelopes_and_not_the_whole() -> None:
    (found,) = standings([sums(1, came=300, planned={1: 200, 2: 100}, moved={1: -50, 2: 50})], ()).values()  # fmt: skip
    assert (found.filled[1].available, found.filled[2].available) == (150, 150)
    assert (found.unallocated, found.in_hand) == (0, 300)


@pytest.mark.parametrize(
    ("filled", "state", "percent"),
    [
        ((0, 0, 0, 0), stands.UNPLANNED, 0), ((0, 100, 0, 0), stands.ENOUGH, 100),
        ((0, 100, 0, 81), stands.LOW, 19), ((0, 100, 0, 80), stands.ENOUGH, 20),
        ((0, 100, 0, 100), stands.EMPTY, 0), ((0, 100, 0, 101), stands.OVER, 0),
        ((0, 0, 0, 1), stands.OVER, 0), ((50, 0, 50, 25), stands.ENOUGH, 75),
    ],
)  # fmt: skip
def test_state_in_one_word(filled: tuple[int, ...], state: str, percent: int) -> None:
    found = Filled(*(Money(amount) for amount in filled))
    assert (found.state, found.percent_left) == (state, percent)


@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=8))
def test_no_rupiah_appears_or_vanishes(months: list[tuple[Money, Money, Money]]) -> None:
    """What came in is spent, carried on, left over or missing: month by month it adds up."""
    found = standings(
        [sums(number, came=came, planned={1: plan}, spent={1: spent}) for number, (came, plan, spent) in enumerate(months, 1)],
        {1},
    )  # fmt: skip
    for before, after in zip(found.values(), list(found.values())[1:], strict=False):
        assert after.carried == before.carries_on
    for one in found.values():
        assert one.in_hand == one.carried + one.sums.came_in - one.spent
        assert one.left_over >= 0
        assert one.budget.allocated + one.unallocated == one.divided


@given(st.lists(amounts.filter(bool), max_size=12))
def test_the_lowest_month_is_never_above_the_average(months: list[Money]) -> None:
    past = Past(tuple(months))
    assert past.lowest <= past.average
    assert past.buffer == past.average - past.lowest


def test_irregular_is_a_tenth_below_the_mean() -> None:
    assert Past((Money(90), Money(110))).is_irregular
    assert not Past((Money(91), Money(109))).is_irregular
    assert not Past(()).is_irregular


@pytest.mark.parametrize(
    ("basis", "base"), [("noted", None), ("lowest", 100), ("average", 200), ("typed", 7)]
)
def test_the_family_chooses_what_is_divided(basis: str, base: int | None) -> None:
    assert income.base_of(basis, Past((Money(300), Money(100))), Money(7)) == base
    assert income.base_of("lowest", Past(()), Money(7)) is None


def test_what_arrives_counts() -> None:
    """The rule of the remittance tool: R-8, and what is cut is cut downwards."""
    deducted = Sent(currency="USD", amount=Decimal(1000), fee=Decimal(10), fee_mode=FeeMode.DEDUCTED, rate=Decimal("1.50"), rate_on=TODAY)  # fmt: skip
    assert income.arrived(deducted) == 1_485
    on_top = Sent(currency="HKD", amount=Decimal("0.5"), rate=Decimal("3.9"), rate_on=TODAY, fee=Decimal(9))  # fmt: skip
    assert income.arrived(on_top) == 1
    with pytest.raises(income.NothingArrived):
        income.arrived(Sent(currency="HKD", amount=Decimal("0.1"), rate=Decimal(1), rate_on=TODAY))


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"amount": ZERO}, notes.NoAmount), ({"on": date(2026, 11, 24)}, notes.DayUnfit),
        ({"on": date(2023, 12, 31)}, notes.DayUnfit), ({"envelope_id": None}, notes.EnvelopeNeeded),
        ({"kind": "move", "to_envelope_id": 1}, notes.SameEnvelope),
    ],
)  # fmt: skip
def test_a_note_that_cannot_be(facts: dict, refusal: type[Exception]) -> None:
    known = {"kind": "spending", "on": TODAY, "amount": Money(1), "envelope_id": 1}
    with pytest.raises(refusal):
        notes.check(Note(**known | facts), TODAY)
    notes.check(Note(**known), TODAY)


def envelope(**facts) -> Envelope:
    known = {
        "id": 1,
        "key": "own",
        "name": "Dapur",
        "kind": "need",
        "position": 1,
        "carries": False,
    }
    return Envelope(**known | {"months": None, "goal_id": None, "source": ""} | facts)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"name": " "}, envelopes.EnvelopeUnnamed), ({"name": "DAPUR"}, envelopes.EnvelopeTwice),
        ({"name": "Baru", "months": 25}, envelopes.MonthsUnfit),
        ({"name": "Baru", "months": 0}, envelopes.MonthsUnfit),
    ],
)  # fmt: skip
def test_an_envelope_that_cannot_be(facts: dict, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        envelopes.checked(Wanted(**{"kind": "need"} | facts), [envelope()])


def test_thirty_envelopes_are_enough() -> None:
    many = [envelope(id=number, name=f"Amplop {number}") for number in range(30)]
    with pytest.raises(envelopes.TooManyEnvelopes):
        envelopes.checked(Wanted(name="Baru", kind="need"), many)


def test_an_emergency_fund_always_carries() -> None:
    assert envelopes.checked(Wanted(name="Darurat", kind="future", months=3), []).carries


def test_a_household_has_room_for_four() -> None:
    keeping.check_room(3)
    with pytest.raises(keeping.TooManyPersons):
        keeping.check_room(4)


def test_a_key_is_long_and_only_its_mark_is_kept() -> None:
    keys = {keeping.new_key() for _ in range(50)}
    assert len(keys) == 50
    assert all(len(key) >= 32 and key not in keeping.hashed(key) for key in keys)


def test_lines_of_an_application_are_means_and_leave_savings_out() -> None:
    kinds = {
        1: envelope(id=1, key="food"), 2: envelope(id=2, key="savings", kind="future"),
        3: envelope(id=3, key="fun", kind="want"), 4: envelope(id=4, kind="debt"),
        5: envelope(id=5, key="goal", kind="future"),
    }  # fmt: skip
    found = showing.monthly_lines(
        [{"remittance": Money(300), "left_over": Money(999)}, {"business": Money(101), "farm": Money(100)}],
        [{1: Money(7), 2: Money(50), 5: Money(60)}, {3: Money(20), 4: Money(40), 9: Money(1)}],
        kinds,
    )  # fmt: skip
    # half a rupiah goes up: 7 ÷ 2 and 201 ÷ 2
    assert found == {"remittance": 150, "business": 101, "food": 4, "other_expense": 10, "bank_debt": 20}  # fmt: skip
