"""What `coop calc` does not take: missing, misspelt, fractional, absurd and endless values."""

import copy
import json
from decimal import Decimal

import pytest
from click.testing import CliRunner

from coop_app.cli.calculations import calc, calculate
from coop_app.refusal import Refused
from tests.cli.examples import EXAMPLES

JUNK = [
    None, True, -1, 0, 10**30, Decimal("1.5"), Decimal("1000.0"), Decimal("1e999999999"),
    Decimal("1e-999999999"), float("nan"), float("inf"), "", "x", "1,5", "१", "1e5", "NaN",
    "2025-02-30", "9999-12-31", "0001-01-01T00:00+14:00", [], [None], [[]], {}, {"a": 1}, [{"a": 1}],
]  # fmt: skip


def error(name, given):
    text = given if isinstance(given, str) else json.dumps(given)
    done = CliRunner().invoke(calc, [name], input=text)
    assert (done.exit_code, done.stdout) == (2, "")
    found = json.loads(done.stderr)["error"]
    assert set(found) == {"code", "message", "field"}
    return found["code"], found["field"]


def changed(name, **change):
    return EXAMPLES[name][0] | change


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_missing_field(name) -> None:
    given, optional = EXAMPLES[name]
    for field in given.keys() - optional:
        rest = {key: value for key, value in given.items() if key != field}
        with pytest.raises(Refused) as refused:
            calculate(name, rest)
        assert refused.value.field == field


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - {"dues"}))
def test_a_misspelt_field(name) -> None:
    assert error(name, changed(name, rounding_units=1)) == ("input_unknown", "rounding_units")


def leaves(value, path=()):
    """The paths to everything inside a JSON value."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items if isinstance(value, (dict, list)) else ():
        if isinstance(inner, (dict, list)):
            yield from leaves(inner, (*path, key))
        else:
            yield (*path, key)


def with_junk(given, path, junk):
    given = copy.deepcopy(given)
    place = given
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = junk
    return given


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_junk_is_refused_or_harmless_everywhere(name) -> None:
    given, _ = EXAMPLES[name]
    answers = 0
    for path in leaves(given):
        for junk in JUNK:
            try:
                found = calculate(name, with_junk(given, path, junk))
            except Refused:
                continue
            answers += 1
            json.dumps(found, allow_nan=False)
    assert answers < len(list(leaves(given))) * len(JUNK) / 2


@pytest.mark.parametrize(
    "name, field, value",
    [
        ("loan-schedule", "principal", "4000000"),
        ("loan-payment", "paid", "10"),
        ("savings-interest", "opening", "1000"),
        ("goal", "target", "1000"),
        ("budget", "income", "1000"),
        ("words", "amount", "1000"),
    ],
)
def test_rupiah_are_whole_numbers(name, field, value) -> None:
    assert error(name, changed(name, **{field: value})) == ("input_unreadable", field)
    floating = json.dumps(changed(name, **{field: 0})).replace(
        f'"{field}": 0', f'"{field}": 1000.0'
    )
    assert error(name, floating) == ("input_unreadable", field)


@pytest.mark.parametrize(
    "name, change, expected",
    [
        ("loan-schedule", {"principal": 0}, ("principal_not_positive", "principal")),
        ("loan-schedule", {"principal": -5}, ("input_out_of_range", "principal")),
        ("loan-schedule", {"principal": 10**16}, ("amount_too_large", "principal")),
        ("loan-schedule", {"term_months": 601}, ("term_out_of_range", "term_months")),
        ("loan-schedule", {"grace_months": 12}, ("grace_too_long", "grace_months")),
        ("loan-schedule", {"rounding_unit": 50}, ("rounding_unit_unknown", "rounding_unit")),
        ("loan-schedule", {"first_due": "2025-01-30"}, ("due_before_disbursed", "first_due")),
        ("loan-schedule", {"first_due": "28-02-2025"}, ("input_unreadable", "first_due")),
        ("loan-schedule", {"fees": {"admin": 4_000_000}}, ("fees_too_high", "fees")),
        (
            "loan-schedule",
            {"rate": {"percent": "12", "per": "week", "method": "flat"}},
            ("choice_unknown", "rate.per"),
        ),
        (
            "loan-schedule",
            {"rate": {"percent": "1201", "per": "year", "method": "flat"}},
            ("rate_out_of_range", "rate"),
        ),
        (
            "loan-schedule",
            {"principal": 5_000, "rounding_unit": 1000, "fees": None},
            ("rounding_too_coarse", "rounding_unit"),
        ),
        ("loan-payment", {"order": ["penalty"]}, ("order_incomplete", "order")),
        ("loan-payment", {"order": [{}]}, ("order_incomplete", "order")),
        ("loan-settlement", {"rule": "rule_of_72"}, ("choice_unknown", "rule")),
        ("loan-settlement", {"paid_instalments": 13}, ("too_many_paid", "paid_instalments")),
        ("loan-class", {"rescuable": 1}, ("input_unreadable", "rescuable")),
        ("savings-interest", {"day_basis": 366}, ("day_basis_unknown", "day_basis")),
        ("savings-interest", {"to": "2025-05-31"}, ("period_reversed", "to")),
        ("savings-interest", {"from": "2025-06-02"}, ("movement_outside_period", "movements")),
        ("savings-interest", {"tax_percent": None}, ("input_unreadable", "tax_percent")),
        ("savings-interest", {"method": "highest"}, ("choice_unknown", "method")),
        (
            "savings-interest",
            {"movements": [{"date": "2025-06-03", "amount": -1}]},
            ("balance_below_zero", "movements"),
        ),
        (
            "surplus",
            {"shares": {"member": {"JM": 50, "JU": 55}, "nonmember": {"reserve": 100}}},
            ("shares_not_whole", "shares.member"),
        ),
        ("surplus", {"members": [{"number": 1}]}, ("input_unreadable", "members.0.business")),
        (
            "surplus",
            {"members": [{"number": 1, "savings": 1, "business": 1}] * 2},
            ("input_unreadable", "members"),
        ),
        (
            "surplus",
            {"member_pools": {"total": "savings"}},
            ("input_unreadable", "member_pools.total"),
        ),
        (
            "surplus",
            {"sources": {"member": -1, "nonmember": 0}},
            ("loss_not_shared", "sources.member"),
        ),
        ("stock", {"moves": [{"in": 1, "unit_cost": 1}, {"out": 2}]}, ("stock_short", "moves")),
        ("stock", {"moves": [{"in": 1, "out": 1}]}, ("input_unknown", "moves.0.in")),
        ("stock", {"moves": [{"in": 1}]}, ("input_unreadable", "moves.0.unit_cost")),
        ("stock", {"method": "lifo"}, ("choice_unknown", "method")),
        ("stock", {"moves": [{"out": 1}] * 100_001}, ("input_out_of_range", "moves")),
        ("product-cost", {"good_units": 0}, ("no_good_units", "good_units")),
        ("product-cost", {"price": 12_167}, ("price_not_above_cost", "price")),
        ("product-cost", {"margin_percent": 100}, ("margin_out_of_range", "margin_percent")),
        ("order-round", {"pack_size": 0}, ("pack_size_not_positive", "pack_size")),
        ("order-round", {"rule": "lottery"}, ("choice_unknown", "rule")),
        ("remittance", {"amount": 0}, ("nothing_sent", "amount")),
        ("remittance", {"fee_mode": "deducted", "fee": 1001}, ("fee_above_amount", "fee")),
        ("remittance", {"rate_offered": 0}, ("rate_not_positive", "rate_offered")),
        ("goal", {"months": 0}, ("input_out_of_range", "months")),
        ("goal", {"months": None, "per_month": None}, ("input_unreadable", "per_month")),
    ],
)
def test_refused(name, change, expected) -> None:
    assert error(name, changed(name, **change)) == expected


def test_times_with_and_without_a_zone_have_no_order() -> None:
    one, two, _ = EXAMPLES["order-round"][0]["orders"]
    orders = [one, two | {"at": "2026-01-01T08:00+07:00"}]
    assert error("order-round", changed("order-round", orders=orders)) == (
        "input_unreadable",
        "orders",
    )


def test_a_name_that_stands_twice_is_no_json_to_share_by() -> None:
    assert (
        error("share-cost", '{"amount": 10, "weights": {"A": 1, "A": 2}}')[0] == "input_unreadable"
    )


def test_the_sentence_is_indonesian() -> None:
    done = CliRunner().invoke(calc, ["stock"], input='{"method": "lifo", "moves": []}')
    message = json.loads(done.stderr)["error"]["message"]
    assert message == "Nilai “method” harus salah satu dari: fifo, moving_average."
    done = CliRunner().invoke(
        calc, ["product-cost"], input=json.dumps(changed("product-cost", margin_percent=100))
    )
    assert "kurang dari 100% dari" in json.loads(done.stderr)["error"]["message"]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_same_input_gives_the_same_output(name) -> None:
    given, _ = EXAMPLES[name]
    assert calculate(name, given) == calculate(name, copy.deepcopy(given))
