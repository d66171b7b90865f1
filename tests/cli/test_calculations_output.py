"""The outputs of `coop calc` are exactly those of interfaces.md."""

import json

import pytest
from click.testing import CliRunner

from coop_app.cli.calculations import CALCULATIONS, calc
from tests.cli.examples import EXAMPLES, LOAN


def answer(name, given):
    done = CliRunner().invoke(calc, [name], input=json.dumps(given))
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def example(name, **change):
    return answer(name, EXAMPLES[name][0] | change)


def test_every_calculation_has_an_example() -> None:
    assert set(EXAMPLES) == set(CALCULATIONS)
    assert all(example(name) for name in EXAMPLES)


def test_loan_schedule() -> None:
    found = example("loan-schedule", term_months=2, rounding_unit=1000, grace_months=None)
    assert found == {
        "instalments": [
            {
                "n": 1,
                "due": "2025-02-28",
                "principal": 1_990_000,
                "interest": 40_000,
                "total": 2_030_000,
                "balance": 2_010_000,
            },
            {
                "n": 2,
                "due": "2025-03-28",
                "principal": 2_010_000,
                "interest": 20_100,
                "total": 2_030_100,
                "balance": 0,
            },
        ],
        "total_interest": 60_100,
        "total": 4_060_100,
        "net_disbursed": 3_940_000,
        "effective_percent_per_year": "24.30",
    }


def test_the_effective_rate_keeps_its_two_decimals() -> None:
    given = LOAN | {"principal": 1_200, "rate": {"percent": 0, "per": "month", "method": "flat"}}
    assert answer("loan-schedule", given)["effective_percent_per_year"] == "0.00"


def test_loan_payment() -> None:
    split = {
        "penalty": 0,
        "interest_arrears": 0,
        "interest": 1,
        "principal_arrears": 4,
        "principal": 5,
    }
    assert example("loan-payment") == {"split": split, "left_over": 0}
    split = {**split, "penalty": 1, "interest_arrears": 2, "interest": 3}
    assert example("loan-payment", order=None, paid=20) == {"split": split, "left_over": 5}


def test_loan_settlement() -> None:
    assert example("loan-settlement") == {
        "principal": 2_000_002,
        "interest": 166_154,
        "total": 2_166_156,
    }


def test_loan_class() -> None:
    assert example("loan-class") == {"class": "doubtful"}
    assert example("loan-class", rescuable=False) == {"class": "loss"}
    once = {"instalment_period_months": None, "principal_arrears_months": "0.5"}
    assert example("loan-class", **once) == {"class": "substandard"}


def test_savings_interest() -> None:
    assert example("savings-interest") == {
        "interest_exact": "328767.12",
        "interest": 328_767,
        "tax": 32_876,
        "net": 295_891,
        "days": [
            {"from": "2025-06-01", "to": "2025-06-15", "balance": 100_000_000},
            {"from": "2025-06-16", "to": "2025-06-30", "balance": 60_000_000},
        ],
    }


def test_savings_interest_by_tier() -> None:
    tiers = [
        {"below": 70_000_000, "percent_per_year": 3},
        {"below": None, "percent_per_year": "5.0"},
    ]
    found = example("savings-interest", tiers=tiers, percent_per_year=None)
    # fifteen days of 100 million at 5 %, fifteen of 60 million at 3 %
    assert found["interest_exact"] == "279452.05"
    free = example("savings-interest", tax_free_per_month=None, tax_percent=None)
    assert (free["tax"], free["net"]) == (0, 328_767)


def test_surplus() -> None:
    assert example("surplus") == {
        "funds": {"reserve": 42_780, "JM": 20_890, "JU": 20_890, "social": 20_890},
        "members": [
            {"number": 1, "JM": 6_963, "JU": 20_890, "total": 27_853},
            {"number": 2, "JM": 13_927, "JU": 0, "total": 13_927},
        ],
    }


def test_stock() -> None:
    ending = {"quantity": 50, "value": 900_000}
    assert example("stock") == {"cost_of_goods_sold": 2_460_000, "ending": ending}
    assert example("stock", method="moving_average")["cost_of_goods_sold"] == 2_520_000


def test_product_cost() -> None:
    assert example("product-cost") == {
        "total": 1_216_667,
        "unit_cost": 12_167,
        "price_by_markup": 15_817,
        "price_by_margin": 17_381,
        "break_even_units": 188,
    }
    found = example("product-cost", markup_percent=None, margin_percent=None, fixed_cost=None)
    assert found == {
        "total": 1_216_667,
        "unit_cost": 12_167,
        "price_by_markup": None,
        "price_by_margin": None,
        "break_even_units": None,
    }


def test_order_round() -> None:
    assert example("order-round") == {
        "packs": 4,
        "ordered": 100,
        "allocation": {"A": 42, "B": 36, "C": 22},
        "left": 0,
        "missing_to_next_pack": 0,
    }
    found = example("order-round", received=130, rule="time", minimum=None)
    assert found["allocation"] == {"A": 50, "B": 40, "C": 30}
    assert found["left"] == 10


def test_remittance() -> None:
    assert example("remittance") == {
        "fee_percent": "1.05",
        "margin_percent": "3.56",
        "total_percent": "4.61",
        "paid": "1010.5",
        "received_idr": 3_520_000,
        "lost_idr": 168_325,
    }
    for mid in (None, 0):
        found = example("remittance", rate_mid=mid, fee=10)
        assert found == {
            "fee_percent": None,
            "margin_percent": None,
            "total_percent": None,
            "paid": 1_010,
            "received_idr": 3_520_000,
            "lost_idr": None,
        }


def test_a_rate_better_than_the_markets_has_a_sign_r17() -> None:
    found = example("remittance", fee=0, rate_offered=3_700)
    assert (found["margin_percent"], found["total_percent"]) == ("-1.37", "-1.37")


def test_goal() -> None:
    assert example("goal") == {"per_month": 120, "months": 7, "late_by_months": 2}
    assert example("goal", per_month=None) == {"per_month": 120}
    assert example("goal", months=None) == {"months": 7, "late_by_months": 0}


def test_budget() -> None:
    assert example("budget") == {
        "allocated": 1_700_000,
        "unallocated": 5_300_000,
        "envelopes": [
            {"name": "pangan", "planned": 1_700_000, "spent": 1_800_000, "left": -100_000}
        ],
    }


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_list_gives_a_list(name) -> None:
    given, _ = EXAMPLES[name]
    first, second, third = answer(name, [given, [], given])
    assert first == third == answer(name, given)
    assert set(second["error"]) == {"code", "message", "field"}
