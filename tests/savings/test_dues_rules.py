"""Which month a payment covers, and what is left open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.dates import Month
from coop_app.money import Money
from coop_app.savings.rules import dues
from coop_app.savings.rules.dues import Calendar, Share, Term, allocate, standing

JAN = Month(2025, 1)
TWENTY = Calendar((Term(Month(2024, 1), Money(20000)),), joined=JAN)


def months(*numbers: int) -> list[Month]:
    return [Month(2025, n) for n in numbers]


def shares(*pairs: tuple[int, int]) -> tuple[Share, ...]:
    return tuple(Share(JAN.plus(n - 1), Money(amount)) for n, amount in pairs)


@pytest.mark.parametrize(
    "amount, paid, named, expected",
    [
        (20000, {}, None, shares((1, 20000))),
        (50000, {}, None, shares((1, 20000), (2, 20000), (3, 10000))),
        (30000, {1: 20000, 2: 5000}, None, shares((2, 15000), (3, 15000))),
        (20000, {1: 20000, 3: 20000}, None, shares((2, 20000))),
        (40000, {1: 20000, 3: 20000}, None, shares((2, 20000), (4, 20000))),
        (40000, {}, (5, 3), shares((3, 20000), (5, 20000))),
        (30000, {3: 10000}, (3, 4), shares((3, 10000), (4, 20000))),
        (10000, {}, (7,), shares((7, 10000))),
        (280000, {}, None, shares(*((n, 20000) for n in range(1, 15)))),
    ],
)
def test_allocation(amount, paid, named, expected) -> None:
    before = {Month(2025, n): Money(value) for n, value in paid.items()}
    wanted = months(*named) if named else None
    assert allocate(Money(amount), TWENTY, before, wanted) == expected


@pytest.mark.parametrize(
    "amount, named, refusal",
    [
        (20000, (1,), dues.MonthAlreadyPaid),
        (40000, (1, 2), dues.MonthAlreadyPaid),
        (20001, (2,), dues.WrongDuesAmount),
        (0, (2,), dues.WrongDuesAmount),
        (0, None, dues.WrongDuesAmount),
        (20000 * 300, None, dues.TooFarAhead),
    ],
)
def test_refused_allocation(amount, named, refusal) -> None:
    wanted = months(*named) if named else None
    with pytest.raises(refusal):
        allocate(Money(amount), TWENTY, {JAN: Money(20000)}, wanted)


def test_a_month_before_joining_is_not_owed() -> None:
    with pytest.raises(dues.MonthNotOwed):
        allocate(Money(20000), TWENTY, {}, [Month(2024, 12)])


def test_without_a_decided_amount_nothing_can_be_paid() -> None:
    with pytest.raises(dues.NoDuesSet):
        allocate(Money(20000), Calendar((), JAN), {})


def test_every_named_month_must_get_something() -> None:
    got = allocate(Money(20000), TWENTY, {}, months(1, 2))
    with pytest.raises(dues.WrongDuesAmount) as refused:
        dues.check_covers(got, months(1, 2), Money(40000))
    assert refused.value.facts == {"open": "Rp40.000"}


def test_dated_amounts_count_from_their_month() -> None:
    raised = Calendar((Term(Month(2025, 4), Money(25000)), *TWENTY.terms), JAN)
    assert [raised.due(month) for month in months(3, 4, 5)] == [20000, 25000, 25000]
    assert allocate(Money(45000), raised, {}, months(3, 4)) == shares((3, 20000), (4, 25000))


def test_standing_counts_months_not_the_last_payment() -> None:
    paid = {Month(2025, 2): Money(20000), Month(2025, 4): Money(5000), Month(2025, 7): Money(20000)}
    now = standing(TWENTY, paid, date(2025, 5, 1))
    assert (now.arrears, now.arrears_months) == (20000 + 20000 + 15000 + 20000, 4)
    assert (now.prepaid, now.prepaid_months) == (20000, 1)
    assert [state.month.number for state in now.unpaid] == [1, 3, 4, 5]


def test_a_month_is_due_on_its_first_day() -> None:
    assert standing(TWENTY, {}, date(2025, 1, 31)).arrears_months == 1
    assert standing(TWENTY, {}, date(2025, 2, 1)).arrears_months == 2
    assert standing(TWENTY, {}, date(2024, 12, 31)).arrears_months == 0


def test_after_leaving_nothing_more_is_due() -> None:
    left = Calendar(TWENTY.terms, JAN, left=Month(2025, 3))
    assert standing(left, {}, date(2025, 12, 1)).arrears == 60000


def test_spans_of_months() -> None:
    assert dues.merged(months(6, 7, 8, 11)) == [
        (Month(2025, 6), Month(2025, 8)),
        (Month(2025, 11), Month(2025, 11)),
    ]


AMOUNTS = st.lists(st.integers(1, 90000).map(Money), min_size=1, max_size=12)


@given(AMOUNTS, st.integers(0, 60))
def test_shares_add_up_and_no_month_is_paid_twice(amounts, later) -> None:
    paid: dict[Month, Money] = {}
    for amount in amounts:
        got = allocate(amount, TWENTY, paid)
        assert sum(share.amount for share in got) == amount
        for share in got:
            paid[share.month] = Money(paid.get(share.month, 0) + share.amount)
    assert all(value <= TWENTY.due(month) for month, value in paid.items())
    now = standing(TWENTY, paid, JAN.plus(later).first)
    due = 20000 * (later + 1)
    assert now.prepaid - now.arrears == sum(amounts) - due
    assert not (now.prepaid and now.arrears)
    assert now.arrears_months == sum(1 for state in now.unpaid if state.open)


@given(st.lists(st.integers(1, 50000).map(Money), min_size=2, max_size=8), st.randoms())
def test_the_order_of_payments_does_not_matter(amounts, random) -> None:
    def paid_in(order):
        paid: dict[Month, Money] = {}
        for amount in order:
            for share in allocate(amount, TWENTY, paid):
                paid[share.month] = Money(paid.get(share.month, 0) + share.amount)
        return paid

    shuffled = list(amounts)
    random.shuffle(shuffled)
    assert paid_in(amounts) == paid_in(shuffled)
