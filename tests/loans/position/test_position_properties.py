"""What holds for the position of every loan, whatever is paid on it and when."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from coop_app.dates import add_months
from coop_app.loans.rules.position import Allocated, Row, divide, pay_off, position_on, quote_of
from coop_app.loans.rules.position.rows import PIECE_OF, Piece
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.repayment import Part
from coop_app.loans.rules.schedule import RoundingTooCoarse, Terms, schedule_of
from coop_app.loans.rules.settlement import Rule, settle
from coop_app.money import Money

FIRST = date(2026, 1, 31)
penalties = st.builds(
    PenaltyTerms,
    kind=st.sampled_from(PenaltyKind),
    percent_per_day=st.decimals(0, 2, places=3),
    amount=st.integers(0, 50_000).map(Money),
    free_days=st.integers(0, 10),
    cap_percent=st.integers(0, 40),
)
payments = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 3_000_000).map(Money)), max_size=12
).map(sorted)


@st.composite
def terms(draw):
    return Terms(
        principal=Money(draw(st.integers(1_000, 20_000_000))),
        rate=Rate(
            percent=draw(st.decimals(0, 36, places=1)),
            per=Per.YEAR,
            method=draw(st.sampled_from(Method)),
        ),
        months=draw(st.integers(1, 18)),
        disbursed_on=FIRST,
        first_due=add_months(FIRST, 1),
    )


@st.composite
def loans(draw):
    try:
        made = schedule_of(draw(terms())).instalments
    except RoundingTooCoarse:
        assume(False)
    return [Row(one.number, one.due, one.principal, one.interest) for one in made]


class Life:
    """Payments applied one after the other."""

    def __init__(self, rows, penalty, order=tuple(Part)) -> None:
        self.rows, self.penalty, self.order = rows, penalty, order
        self.allocated: list[Allocated] = []
        self.left_over = 0

    def at(self, day):
        return position_on(self.rows, self.allocated, self.penalty, day)

    def pay(self, day, amount):
        found = divide(self.at(day), amount, self.order)
        self.take(day, found.shares)
        self.left_over += found.split.left_over

    def take(self, day, shares, piece=None):
        for one in shares:
            kind = piece or PIECE_OF[one.part]
            self.allocated.append(Allocated(day, one.number, kind, one.amount))

    def total(self, piece):
        return sum(one.amount for one in self.allocated if one.piece is piece)


@given(loans(), penalties, payments, st.permutations(Part))
def test_no_rupiah_is_lost_or_paid_twice(rows, penalty, paid, order) -> None:
    life = Life(rows, penalty, order)
    lent, left = sum(row.principal for row in rows), None
    for days, amount in paid:
        day = FIRST + timedelta(days=days)
        life.pay(day, amount)
        now = life.at(day)
        assert all(
            row.principal >= 0 and row.interest >= 0 and row.penalty >= 0 for row in now.rows
        )
        assert now.principal_left == lent - life.total(Piece.PRINCIPAL) >= 0
        assert left is None or now.principal_left <= left
        left = now.principal_left
    assert sum(one.amount for one in life.allocated) + life.left_over == sum(a for _, a in paid)


@given(loans(), penalties, payments, st.integers(0, 600), st.integers(0, 90))
def test_without_payments_nothing_gets_less(rows, penalty, paid, days, more) -> None:
    life = Life(rows, penalty)
    for after, amount in paid:
        life.pay(FIRST + timedelta(days=after), amount)
    last = max((after for after, _ in paid), default=0)
    start = FIRST + timedelta(days=max(days, last))
    now, later = life.at(start), life.at(start + timedelta(days=more))
    assert later.penalty >= now.penalty
    assert later.arrears >= now.arrears
    assert later.days_late == 0 or later.days_late >= now.days_late
    assert later.principal_arrears_months >= now.principal_arrears_months
    assert later.principal_left == now.principal_left


@given(loans(), penalties, payments, st.integers(0, 500), st.data())
def test_splitting_a_payment_on_its_day_changes_nothing(rows, penalty, paid, days, data) -> None:
    amount = data.draw(st.integers(2, 3_000_000))
    first = data.draw(st.integers(1, amount - 1))
    order = data.draw(st.permutations(Part))
    day = FIRST + timedelta(days=days)
    once, twice, swapped = (Life(rows, penalty, order) for _ in range(3))
    for life, parts in (
        (once, [amount]),
        (twice, [first, amount - first]),
        (swapped, [amount - first, first]),
    ):
        for after, earlier in paid:
            if after <= days:
                life.pay(FIRST + timedelta(days=after), earlier)
        for part in parts:
            life.pay(day, Money(part))
    assert once.at(day) == twice.at(day) == swapped.at(day)
    assert once.left_over == twice.left_over == swapped.left_over


@given(loans(), penalties, st.lists(st.integers(1, 2_000_000), min_size=1, max_size=6), st.data())
def test_payments_of_a_day_give_the_same_total_in_any_order(rows, penalty, amounts, data) -> None:
    day = FIRST + timedelta(days=data.draw(st.integers(0, 400)))
    one, other = Life(rows, penalty), Life(rows, penalty)
    for amount in amounts:
        one.pay(day, Money(amount))
    for amount in data.draw(st.permutations(amounts)):
        other.pay(day, Money(amount))
    assert one.at(day) == other.at(day)


@given(loans(), penalties, payments, st.integers(0, 600), st.sampled_from(Rule))
def test_whoever_pays_the_quote_owes_nothing_for_ever(rows, penalty, paid, days, rule) -> None:
    life = Life(rows, penalty)
    for after, amount in paid:
        life.pay(FIRST + timedelta(days=after), amount)
    day = FIRST + timedelta(days=max([days, *(after for after, _ in paid)]))
    before = life.at(day)
    quote = quote_of(before, rule)
    assert 0 <= quote.interest <= quote.interest_ahead
    division, waived = pay_off(before, quote, quote.total)
    life.take(day, division.shares)
    life.take(day, waived, Piece.WAIVED)
    assert sum(share.amount for share in division.shares) == quote.total
    assert life.at(day).is_settled
    assert life.at(day + timedelta(days=1000)).is_settled


@given(terms(), st.sampled_from(Rule), st.data())
def test_the_quote_is_the_calculation_of_the_command_line(agreed, rule, data) -> None:
    assume(rule is not Rule.RULE_OF_78 or agreed.rate.method is Method.FLAT)
    try:
        made = schedule_of(agreed).instalments
    except RoundingTooCoarse:
        assume(False)
    rows = [Row(one.number, one.due, one.principal, one.interest) for one in made]
    paid = data.draw(st.integers(0, len(rows) - 1))
    allocated = [
        Allocated(row.due, row.number, piece, amount)
        for row in rows[:paid]
        for piece, amount in ((Piece.PRINCIPAL, row.principal), (Piece.INTEREST, row.interest))
    ]
    day = rows[paid].due - timedelta(days=data.draw(st.integers(0, 27)))
    quote = quote_of(position_on(rows, allocated, PenaltyTerms(), day), rule)
    found = settle(agreed, paid_instalments=paid, rule=rule)
    assert (quote.principal, quote.interest) == (found.principal, found.interest)


def test_a_percentage_of_a_percent_is_exact() -> None:
    row = Row(1, FIRST, Money(999), Money(0))
    terms_of_penalty = PenaltyTerms(kind=PenaltyKind.DAILY, percent_per_day=Decimal("0.05"))
    # 999 × 0,05 % = 0,4995 a day: rounded once, at the end
    found = [
        position_on([row], [], terms_of_penalty, FIRST + timedelta(days=days)).penalty
        for days in (1, 2, 3, 4)
    ]
    assert found == [0, 1, 1, 2]
