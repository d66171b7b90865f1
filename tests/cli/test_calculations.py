"""`coop calc`: JSON in, JSON out, a list for a list, a refusal with status 2."""

import json

import pytest
from click.testing import CliRunner

from coop_app.cli.calculations import calc


def run(name, given):
    text = given if isinstance(given, str) else json.dumps(given)
    return CliRunner().invoke(calc, [name], input=text)


def test_words() -> None:
    done = run("words", {"amount": 1001000})
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"words": "satu juta seribu rupiah"})


def test_share_cost_adds_up() -> None:
    given = {"amount": 100000, "weights": {"A": 31, "B": 28, "C": 16}}
    shares = json.loads(run("share-cost", given).stdout)["shares"]
    assert shares == {"A": 41334, "B": 37333, "C": 21333}


def test_share_cost_takes_fractions_as_written() -> None:
    given = '{"amount": 10, "weights": {"A": 0.1, "B": 0.2}}'
    assert json.loads(run("share-cost", given).stdout) == {"shares": {"A": 3, "B": 7}}


def test_a_list_gives_a_list_with_the_refused_as_errors() -> None:
    done = run("words", [{"amount": 1}, {"amount": "x"}])
    first, second = json.loads(done.stdout)
    assert done.exit_code == 0
    assert first == {"words": "satu rupiah"}
    assert second["error"]["code"] == "input_unreadable"
    assert second["error"]["field"] == "amount"


@pytest.mark.parametrize(
    "name, given, code",
    [
        ("words", "{", "input_unreadable"),
        ("words", "3", "input_unreadable"),
        ("words", {"amount": 1.5}, "input_unreadable"),
        ("words", {"amount": 10**16}, "amount_too_large"),
        ("share-cost", {"amount": 1, "weights": {}}, "input_unreadable"),
        ("share-cost", {"amount": 1, "weights": {"A": -1, "B": 2}}, "input_unreadable"),
        ("share-cost", {"amount": 1, "weights": {"A": "banyak"}}, "input_unreadable"),
        ("dues", {"dues": [], "joined": "2024-01", "payments": [], "on": "x"}, "input_unreadable"),
    ],
)
def test_refused(name, given, code) -> None:
    done = run(name, given)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert json.loads(done.stderr)["error"]["code"] == code


def test_dues() -> None:
    given = {
        "dues": [{"from": "2024-01", "amount": 20000}],
        "joined": "2024-01-10",
        "payments": [{"date": "2024-02-01", "amount": 30000, "months": None}],
        "on": "2024-03-31",
    }
    assert json.loads(run("dues", given).stdout) == {
        "months": [
            {"month": "2024-01", "due": 20000, "paid": 20000},
            {"month": "2024-02", "due": 20000, "paid": 10000},
            {"month": "2024-03", "due": 20000, "paid": 0},
        ],
        "arrears": 30000,
        "arrears_months": 2,
        "prepaid": 0,
    }
