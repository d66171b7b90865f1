"""What is offered, asked for and judged before a loan is paid out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.dates import DateInFuture, add_months
from coop_app.loans.rules import products, stages
from coop_app.loans.rules.cost import Fees, FeesTooHigh
from coop_app.loans.rules.lending import affordability, application, payout
from coop_app.loans.rules.lending.affordability import BudgetLine, judge
from coop_app.loans.rules.lending.application import Application, Pledge
from coop_app.loans.rules.lending.holidays import on_working_days, shifted
from coop_app.loans.rules.lending.offer import Wish, compared, offer_of
from coop_app.loans.rules.products import HolidayShift, PenaltyTerms
from coop_app.loans.rules.rate import Method, Per
from coop_app.loans.rules.repayment import OrderIncomplete, Part
from coop_app.loans.rules.schedule import Instalment, RoundingUnitUnknown
from coop_app.loans.rules.settlement import FlatInterestOnly, Rule
from coop_app.money import Money
from tests.make_loans import make_terms, rate_of

TODAY = date(2026, 8, 14)
YEAR = Wish(principal=Money(12_000_000), months=12, disbursed_on=date(2026, 1, 31))
FEES = Fees(provision_percent=Decimal(1), admin=Money(20_000))


def lines(**amounts: int) -> list[BudgetLine]:
    return [BudgetLine(kind, kind, Money(amount)) for kind, amount in amounts.items()]


def test_an_offer_tells_every_cost() -> None:
    offer = offer_of(make_terms(rate_of("2"), fees=FEES), YEAR)
    assert (offer.first, offer.total, offer.interest) == (1_240_000, 14_880_000, 2_880_000)
    assert (offer.provision, offer.admin_fee, offer.fees) == (120_000, 20_000, 140_000)
    assert (offer.net, offer.cost) == (11_860_000, 3_020_000)
    assert (offer.flat, offer.effective) == (Decimal("24.00"), Decimal("44.10"))
    assert offer.is_level
    assert offer.largest == offer.first


def test_the_ceiling_is_held_against_the_quoted_rate() -> None:
    """Case L16: 24 % flat is allowed and really costs 41,70 %; 2,5 % a month is above it."""
    allowed, above = (offer_of(make_terms(rate_of(each)), YEAR) for each in ("2", "2.5"))
    assert not allowed.is_above_ceiling
    assert allowed.costs_more_than_ceiling
    assert allowed.effective_at_ceiling == Decimal("41.70")
    assert above.is_above_ceiling
    assert not above.costs_more_than_ceiling
    gentle = offer_of(make_terms(rate_of("12", Per.YEAR, Method.DECLINING)), YEAR)
    assert not gentle.is_above_ceiling
    assert not gentle.costs_more_than_ceiling
    lower = offer_of(make_terms(rate_of("2")), YEAR, ceiling=Decimal(20))
    assert lower.is_above_ceiling


def test_an_offer_keeps_to_the_product() -> None:
    terms = make_terms(max_principal=Money(5_000_000), max_months=10)
    with pytest.raises(products.PrincipalOutsideProduct):
        offer_of(terms, YEAR)
    with pytest.raises(products.MonthsOutsideProduct):
        offer_of(terms, replace(YEAR, principal=Money(5_000_000)))
    with pytest.raises(products.PrincipalOutsideProduct):
        offer_of(terms, replace(YEAR, principal=Money(99_999)))
    with pytest.raises(FeesTooHigh):
        offer_of(make_terms(fees=Fees(admin=Money(12_000_000))), YEAR)


def test_the_methods_stand_side_by_side() -> None:
    found = compared(make_terms(rate_of("2"), settlement=Rule.RULE_OF_78), YEAR)
    assert [int(found[method].interest) for method in Method] == [2_880_000, 1_560_000, 1_616_583]
    assert found[Method.DECLINING].effective == found[Method.ANNUITY].effective == Decimal("24.00")


@given(
    st.integers(100_000, 50_000_000),
    st.integers(1, 60),
    st.sampled_from(list(Method)),
    st.decimals(0, 5, places=2),
)
def test_an_offer_adds_up(principal: int, months: int, method: Method, percent: Decimal) -> None:
    wish = Wish(principal=Money(principal), months=months, disbursed_on=date(2026, 1, 31))
    rate = rate_of(str(percent), method=method)
    offer = offer_of(make_terms(rate, fees=Fees(provision_percent=Decimal(1))), wish)
    assert sum(int(row.principal) for row in offer.rows) == principal
    assert offer.total - offer.net == offer.cost
    assert offer.effective >= 0


def test_a_due_day_moves_alone() -> None:
    """15 August 2026 is a Saturday, the 16th a Sunday, the 17th a holiday."""
    holidays = {date(2026, 8, 17): "Kemerdekaan"}
    saturday = date(2026, 8, 15)
    assert shifted(saturday, HolidayShift.NONE, holidays) == saturday
    assert shifted(saturday, HolidayShift.SUNDAY, holidays) == saturday
    assert shifted(saturday, HolidayShift.WEEKEND, holidays) == date(2026, 8, 18)
    assert shifted(date(2026, 8, 16), HolidayShift.SUNDAY, ()) == date(2026, 8, 17)
    rows = [
        Instalment(number, add_months(saturday, number - 1), Money(1), Money(0), Money(0))
        for number in (1, 2)
    ]
    moved = on_working_days(rows, HolidayShift.WEEKEND, holidays)
    assert [row.due for row in moved] == [date(2026, 8, 18), date(2026, 9, 15)]


def test_month_ends_do_not_drift_when_days_move() -> None:
    terms = make_terms(holiday_shift=HolidayShift.SUNDAY)
    offer = offer_of(terms, replace(YEAR, first_due=date(2026, 2, 28)))
    assert [row.due for row in offer.rows][:4] == [
        date(2026, 2, 28), date(2026, 3, 28), date(2026, 4, 28), date(2026, 5, 28),
    ]  # fmt: skip
    from_the_31st = offer_of(terms, replace(YEAR, first_due=date(2026, 1, 31)))
    assert [row.due for row in from_the_31st.rows][:4] == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30),
    ]  # fmt: skip


def test_a_household_carries_what_its_share_allows() -> None:
    budget = lines(income=3_000_000, remittance=500_000, expense=2_000_000, debt=500_000)
    verdict = judge(budget, Money(500_000))
    assert verdict is not None
    assert (verdict.left_over, verdict.most, verdict.fits) == (1_000_000, 500_000, True)
    assert verdict.leans_on_remittance
    over = judge(budget, Money(500_001))
    assert over is not None
    assert not over.fits
    assert not over.leans_on_remittance


def test_a_household_that_eats_more_than_it_earns_carries_nothing() -> None:
    verdict = judge(lines(income=1_000_000, expense=1_500_000), Money(1))
    assert verdict is not None
    assert (verdict.left_over, verdict.most, verdict.fits) == (-500_000, 0, False)
    assert judge([], Money(1)) is None
    with pytest.raises(affordability.BudgetMissing):
        affordability.check_present(lines(expense=1))
    affordability.check_present(lines(remittance=1))


def asked(**facts: object) -> Application:
    known = {
        "member_id": 1, "product_id": 1, "principal": Money(1), "months": 1, "purpose": "Modal",
        "applied_on": TODAY,
    }  # fmt: skip
    return Application(**(known | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"purpose": "  "}, application.PurposeMissing),
        ({"applied_on": date(2026, 8, 15)}, DateInFuture),
        ({"budget": (BudgetLine("income", "", Money(0)),)}, application.AmountNegative),
        ({"pledges": (Pledge(1),)}, application.GuarantorIsBorrower),
        ({"pledges": (Pledge(2), Pledge(2))}, application.GuarantorTwice),
        ({"pledges": (Pledge(2, Money(-1)),)}, application.AmountNegative),
    ],
)
def test_what_an_application_must_be(facts: dict[str, object], refusal: type[Exception]) -> None:
    application.check(asked(), TODAY)
    with pytest.raises(refusal):
        application.check(asked(**facts), TODAY)


def test_with_tanggung_renteng_the_group_stands_for_it() -> None:
    pledges = application.with_group([Pledge(3, Money(5))], [1, 2, 3], 1)
    assert pledges == (Pledge(3, Money(5)), Pledge(2))


def test_a_pledge_needs_free_savings() -> None:
    application.check_free("Tuti", Money(5), Money(5))
    with pytest.raises(application.PledgeTooHigh):
        application.check_free("Tuti", Money(6), Money(5))


def test_the_payout_day_lies_between_application_and_today() -> None:
    payout.check_date(TODAY, applied_on=TODAY, today=TODAY)
    with pytest.raises(DateInFuture):
        payout.check_date(date(2026, 8, 15), applied_on=TODAY, today=TODAY)
    with pytest.raises(payout.BeforeApplication):
        payout.check_date(date(2026, 8, 13), applied_on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"min_principal": Money(0)}, products.LimitsCrossed),
        ({"min_principal": Money(2), "max_principal": Money(1)}, products.LimitsCrossed),
        ({"min_months": 0}, products.MonthsCrossed),
        ({"min_months": 5, "max_months": 4}, products.MonthsCrossed),
        ({"grace_months": 1}, products.GraceTooLongForProduct),
        ({"rounding_unit": 50}, RoundingUnitUnknown),
        ({"allocation": (Part.PENALTY,)}, OrderIncomplete),
        ({"penalty": PenaltyTerms(free_days=-1)}, products.PercentNegative),
        ({"penalty": PenaltyTerms(amount=Money(-1))}, products.PercentNegative),
    ],
)
def test_terms_that_make_no_sense(facts: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        make_terms(**facts)


def test_the_rule_of_78_is_for_flat_interest() -> None:
    make_terms(settlement=Rule.RULE_OF_78)
    with pytest.raises(FlatInterestOnly):
        make_terms(rate_of("1", method=Method.ANNUITY), settlement=Rule.RULE_OF_78)


def test_percentages_are_stored_in_thousandths() -> None:
    assert products.thousandths(Decimal("1.5")) == 1500
    assert [products.percent_of(each) for each in (1500, 24_000, 1, 0)] == [
        Decimal("1.5"), Decimal(24), Decimal("0.001"), Decimal(0),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="three decimals"):
        products.thousandths(Decimal("0.0005"))


def test_every_stage_knows_what_is_possible() -> None:
    """The whole table: only these acts are possible at these stages."""
    found = {
        stage: [act for act in stages.ACTS if stages.may(stage, act)] for stage in stages.STAGES
    }
    assert found["applied"] == ["edit", "recommend", "withdraw", "take_over"]
    assert found["recommended"] == ["return", "approve", "reject", "withdraw"]
    assert found["approved"] == ["withdraw", "disburse"]
    assert found["rejected"] == found["withdrawn"] == []
    assert {"disburse", "approve", "withdraw", "edit"}.isdisjoint(found["disbursed"])
    for stage in stages.STAGES:
        for act, (possible, leads_to) in stages.ACTS.items():
            if stage in possible:
                assert stages.after(stage, act) == leads_to
            else:
                with pytest.raises(stages.NotAtThisStage):
                    stages.after(stage, act)
