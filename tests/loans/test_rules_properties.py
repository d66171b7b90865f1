"""What holds for every loan."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coop_app.loans.rules.cost import Fees, effective_percent_per_year
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.repayment import Part, split_payment
from coop_app.loans.rules.schedule import (
    ROUNDING_UNITS,
    RoundingTooCoarse,
    Terms,
    present_value,
    schedule_of,
)
from coop_app.loans.rules.settlement import Rule, settle
from coop_app.money import Money

rates = st.builds(
    Rate,
    percent=st.decimals(0, 60, places=2),
    per=st.just(Per.YEAR),
    method=st.sampled_from(Method),
)


@st.composite
def loans(draw, smallest=1, rates=rates):
    months = draw(st.integers(1, 60))
    day = draw(st.dates(date(2000, 1, 1), date(2050, 1, 1)))
    return Terms(
        principal=Money(draw(st.integers(smallest, 10**10))),
        rate=draw(rates),
        months=months,
        disbursed_on=day,
        first_due=day,
        rounding_unit=draw(st.sampled_from(ROUNDING_UNITS)),
        grace_months=draw(st.integers(0, months - 1)),
    )


def rows_of(terms):
    try:
        return schedule_of(terms).instalments
    except RoundingTooCoarse:
        assume(False)


@given(loans())
@settings(max_examples=150, deadline=None)
def test_the_principal_is_paid_back_exactly(terms) -> None:
    rows = rows_of(terms)
    assert len(rows) == terms.months
    assert sum(row.principal for row in rows) == terms.principal
    assert rows[-1].balance == 0
    assert all(row.principal >= 0 and row.interest >= 0 and row.balance >= 0 for row in rows)
    balances = [terms.principal, *(row.balance for row in rows)]
    assert balances == sorted(balances, reverse=True)


@given(loans())
@settings(max_examples=100, deadline=None)
def test_totals_are_round_between_grace_and_the_last_row(terms) -> None:
    rows = rows_of(terms)
    assert all(row.principal == 0 for row in rows[: terms.grace_months])
    regular = rows[terms.grace_months : -1]
    assert all(row.total % terms.rounding_unit == 0 for row in regular)
    if terms.rate.method is not Method.DECLINING:
        assert len({row.total for row in regular}) <= 1


@given(loans())
@settings(max_examples=100, deadline=None)
def test_interest_never_grows(terms) -> None:
    interest = [row.interest for row in rows_of(terms)]
    assert interest == sorted(interest, reverse=True)


@given(loans())
@settings(max_examples=50, deadline=None)
def test_due_dates_follow_the_months(terms) -> None:
    due = [row.due for row in rows_of(terms)]
    assert due[0] == terms.first_due
    months = [day.year * 12 + day.month for day in due]
    assert months == list(range(months[0], months[0] + terms.months))
    assert all(day.day <= terms.first_due.day for day in due)


@given(loans(smallest=10**6), st.decimals(0, 5, places=2), st.integers(0, 100_000))
@settings(max_examples=60, deadline=None)
def test_the_effective_rate_brings_the_payments_back_to_the_payout(terms, percent, admin) -> None:
    totals = [row.total for row in rows_of(terms)]
    net = Fees(provision_percent=percent, admin=Money(admin)).net_of(terms.principal)
    assert (
        net == terms.principal - Fees(provision_percent=percent).provision(terms.principal) - admin
    )
    effective = Fraction(effective_percent_per_year(net, totals))
    half = Fraction(1, 200)
    assert present_value(totals, (effective - half) / 1200) >= net
    assert present_value(totals, (effective + half) / 1200) < net


@given(loans(smallest=10**8), st.integers(1, 10**7))
@settings(max_examples=40, deadline=None)
def test_fees_never_make_a_loan_cheaper(terms, admin) -> None:
    totals = [row.total for row in rows_of(terms)]
    dearer = effective_percent_per_year(Fees(admin=Money(admin)).net_of(terms.principal), totals)
    assert dearer >= effective_percent_per_year(terms.principal, totals)


owed_parts = st.fixed_dictionaries({part: st.integers(0, 10**9).map(Money) for part in Part})


@given(owed_parts, st.integers(0, 10**10).map(Money), st.permutations(Part))
def test_a_payment_is_split_without_loss(owed, paid, order) -> None:
    split = split_payment(paid, owed, order)
    assert sum(split.parts.values()) + split.left_over == paid
    assert all(0 <= split.parts[part] <= owed[part] for part in Part)
    full = [split.parts[part] == owed[part] for part in order]
    assert full == sorted(full, reverse=True) or not any(
        split.parts[part] for part in order[full.index(False) + 1 :]
    )
    assert split.left_over == 0 or all(full)


flat = st.builds(
    Rate, percent=st.decimals(0, 36, places=2), per=st.just(Per.YEAR), method=st.just(Method.FLAT)
)


@given(loans(smallest=10**6, rates=flat), st.data())
@settings(max_examples=60, deadline=None)
def test_no_rule_of_settlement_asks_more_than_all_interest(terms, data) -> None:
    rows = rows_of(terms)
    paid = data.draw(st.integers(0, len(rows)))
    asked = {rule: settle(terms, paid_instalments=paid, rule=rule) for rule in Rule}
    most = asked[Rule.ALL_INTEREST].interest
    assert most == sum(row.interest for row in rows[paid:])
    assert all(0 <= one.interest <= most for one in asked.values())
    left = rows[paid - 1].balance if paid else terms.principal
    assert {one.principal for one in asked.values()} == {left}


def test_a_rate_is_exact_in_its_decimals() -> None:
    rate = Rate(percent=Decimal("0.1"), per=Per.YEAR, method=Method.FLAT)
    assert rate.monthly == Fraction(1, 12_000)
