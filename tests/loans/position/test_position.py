"""Where a loan stands: arrears, what runs, lateness, penalty; each figure worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from coop_app.loans.rules.position import Allocated, Piece, Row, RowState, divide, position_on
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms
from coop_app.loans.rules.repayment import Part
from coop_app.money import Money

FREE = PenaltyTerms()
DAILY = PenaltyTerms(kind=PenaltyKind.DAILY, percent_per_day=Decimal("0.1"))
#: 1.200.000 in four months, 1,5 % flat: 300.000 + 18.000 each
ROWS = tuple(
    Row(number, date(2026, 4 + number, 15), Money(300_000), Money(18_000))
    for number in range(1, 5)
)  # fmt: skip


def paid(on, number, **pieces):
    return [Allocated(on, number, Piece(piece), Money(amount)) for piece, amount in pieces.items()]


def at(day, allocated=(), penalty=FREE, rows=ROWS):
    return position_on(rows, allocated, penalty, day)


def owed(position):
    return [int(position.owed[part]) for part in Part]


def test_before_the_first_due_date_the_first_instalment_runs() -> None:
    found = at(date(2026, 4, 20))
    assert owed(found) == [0, 0, 18_000, 0, 300_000]
    assert (found.principal_left, found.interest_left) == (1_200_000, 72_000)
    assert (found.days_late, found.principal_arrears_months, found.arrears) == (0, 0, 0)
    assert found.running is not None
    assert found.running.row.number == 1


def test_on_its_due_date_an_instalment_still_runs() -> None:
    assert owed(at(date(2026, 5, 15))) == [0, 0, 18_000, 0, 300_000]


def test_the_day_after_it_is_in_arrears_and_the_next_one_runs() -> None:
    found = at(date(2026, 5, 16))
    assert owed(found) == [0, 18_000, 18_000, 300_000, 300_000]
    assert (found.days_late, found.principal_arrears_months) == (1, 1)
    assert found.next_row is not None
    assert found.next_row.row.number == 2


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2026, 8, 15), 3),
        (date(2026, 8, 16), 4),
        (date(2026, 11, 15), 6),
        (date(2026, 11, 16), 7),
        (date(2027, 5, 16), 13),
    ],
)
def test_months_of_arrears_are_months_begun(day, months) -> None:
    """Cases L15: three months are lancar, the fourth is not; they go on after the last instalment."""
    found = at(day)
    assert (found.principal_arrears_months, found.interest_arrears_months) == (months, months)


def test_months_of_arrears_at_the_end_of_months_do_not_drift() -> None:
    row = Row(1, date(2026, 1, 31), Money(100), Money(0))
    assert at(date(2026, 2, 28), rows=[row]).principal_arrears_months == 1
    assert at(date(2026, 3, 1), rows=[row]).principal_arrears_months == 2
    assert at(date(2026, 3, 31), rows=[row]).principal_arrears_months == 2
    assert at(date(2026, 3, 31), rows=[row]).interest_arrears_months == 0


def test_after_the_last_due_date_nothing_runs() -> None:
    found = at(date(2026, 8, 16))
    assert found.running is None
    assert found.next_row is None
    assert owed(found) == [0, 72_000, 0, 1_200_000, 0]


def test_an_instalment_that_was_paid_ahead_leaves_nothing_owed() -> None:
    found = at(date(2026, 5, 10), paid(date(2026, 5, 10), 1, interest=18_000, principal=300_000))
    assert owed(found) == [0, 0, 0, 0, 0]
    assert found.next_row is not None
    assert found.next_row.row.number == 2
    assert [row.state for row in found.rows] == [RowState.PAID, *[RowState.OPEN] * 3]


def test_a_payment_of_a_later_day_is_not_seen() -> None:
    allocated = paid(date(2026, 5, 20), 1, interest=18_000, principal=300_000)
    assert at(date(2026, 5, 19), allocated).principal_left == 1_200_000
    assert at(date(2026, 5, 20), allocated).principal_left == 900_000


def test_marks_of_the_rows() -> None:
    allocated = paid(date(2026, 5, 10), 1, interest=18_000) + paid(date(2026, 5, 10), 2, interest=1)
    found = at(date(2026, 5, 20), allocated)
    states = [RowState.LATE, RowState.PART, RowState.OPEN, RowState.OPEN]
    assert [row.state for row in found.rows] == states
    assert found.interest_arrears_months == 0
    assert found.due_until(date(2026, 6, 15)) == 300_000 + 317_999


def test_ten_days_of_a_tenth_percent() -> None:
    """domain.md 3.3: 500.000 × 0,1 % × 10 days = 5.000."""
    row = Row(1, date(2026, 5, 15), Money(450_000), Money(50_000))
    assert at(date(2026, 5, 15), penalty=DAILY, rows=[row]).penalty == 0
    assert at(date(2026, 5, 25), penalty=DAILY, rows=[row]).penalty == 5_000


def test_penalty_follows_what_is_unpaid_when_each_day_begins() -> None:
    """318.000 for 5 days, then 118.000 for 5 days: 1.590 + 590."""
    allocated = paid(date(2026, 5, 20), 1, interest=18_000, principal=182_000)
    assert at(date(2026, 5, 25), allocated, DAILY).penalty == 2_180
    also = allocated + paid(date(2026, 5, 25), 1, penalty=2_000)
    assert at(date(2026, 5, 25), also, DAILY).penalty == 180


def test_free_days_are_never_counted() -> None:
    free = PenaltyTerms(kind=PenaltyKind.DAILY, percent_per_day=Decimal(1), free_days=3)
    assert at(date(2026, 5, 18), penalty=free).penalty == 0
    assert at(date(2026, 5, 19), penalty=free).penalty == 3_180


def test_the_cap_is_a_percentage_of_the_instalment() -> None:
    capped = PenaltyTerms(kind=PenaltyKind.DAILY, percent_per_day=Decimal(1), cap_percent=5)
    assert at(date(2026, 5, 19), penalty=capped).penalty == 12_720
    assert at(date(2026, 5, 20), penalty=capped).penalty == 15_900
    assert at(date(2026, 6, 15), penalty=capped).penalty == 15_900


def test_a_fixed_penalty_comes_once_and_not_for_who_paid_in_time() -> None:
    fixed = PenaltyTerms(kind=PenaltyKind.FIXED, amount=Money(10_000), free_days=2)
    assert at(date(2026, 5, 17), penalty=fixed).penalty == 0
    assert at(date(2026, 5, 18), penalty=fixed).penalty == 10_000
    assert at(date(2026, 6, 15), penalty=fixed).penalty == 10_000
    allocated = paid(date(2026, 5, 17), 1, interest=18_000, principal=300_000)
    assert at(date(2026, 6, 10), allocated, fixed).penalty == 0


def test_penalty_stays_owed_after_the_instalment_is_paid() -> None:
    allocated = paid(date(2026, 5, 25), 1, interest=18_000, principal=300_000)
    found = at(date(2026, 6, 10), allocated, DAILY)
    assert (found.penalty, found.days_late) == (3_180, 0)
    assert not found.is_settled


def test_rows_of_the_schedule_before_are_neither_late_nor_owed() -> None:
    rows = [Row(1, date(2026, 5, 15), Money(100), Money(5), is_closed=True),
            Row(5, date(2026, 9, 15), Money(900), Money(9), carried=Money(77))]  # fmt: skip
    allocated = paid(date(2026, 5, 30), 1, interest=5, principal=100)
    found = at(date(2026, 8, 1), allocated, DAILY, rows)
    assert owed(found) == [77, 0, 9, 0, 900]
    assert [row.state for row in found.rows] == [RowState.CLOSED, RowState.OPEN]
    assert found.rows[0].total == 0


def test_a_part_payment_goes_to_the_oldest_row_of_each_part() -> None:
    found = divide(at(date(2026, 6, 16)), Money(400_000))
    assert [int(amount) for amount in found.split.parts.values()] == [0, 36_000, 18_000, 346_000, 0]
    assert [(share.number, share.part, int(share.amount)) for share in found.shares] == [
        (1, Part.INTEREST_ARREARS, 18_000),
        (2, Part.INTEREST_ARREARS, 18_000),
        (3, Part.INTEREST, 18_000),
        (1, Part.PRINCIPAL_ARREARS, 300_000),
        (2, Part.PRINCIPAL_ARREARS, 46_000),
    ]


def test_the_products_order_is_obeyed() -> None:
    order = [
        Part.PRINCIPAL_ARREARS,
        Part.INTEREST_ARREARS,
        Part.INTEREST,
        Part.PRINCIPAL,
        Part.PENALTY,
    ]
    found = divide(at(date(2026, 5, 25), penalty=DAILY), Money(310_000), order)
    assert [int(amount) for amount in found.split.parts.values()] == [0, 10_000, 0, 300_000, 0]


def test_what_is_beyond_the_running_instalment_is_left_over() -> None:
    found = divide(at(date(2026, 5, 10)), Money(500_000))
    assert found.split.left_over == 182_000
    assert {share.number for share in found.shares} == {1}
