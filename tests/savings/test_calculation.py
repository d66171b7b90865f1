"""`coop calc dues` as interfaces.md fixes it."""

import pytest

from coop_app.refusal import Refused
from coop_app.savings.rules.calculation import dues

CASE = {
    "dues": [{"from": "2024-01", "amount": 20000}, {"from": "2024-04", "amount": 25000}],
    "joined": "2024-02-15",
    "payments": [],
    "on": "2024-05-10",
}


def months(result):
    return [(row["month"], row["due"], row["paid"]) for row in result["months"]]


def test_nothing_paid() -> None:
    result = dues(CASE)
    assert months(result) == [
        ("2024-02", 20000, 0),
        ("2024-03", 20000, 0),
        ("2024-04", 25000, 0),
        ("2024-05", 25000, 0),
    ]
    assert (result["arrears"], result["arrears_months"], result["prepaid"]) == (90000, 4, 0)


def test_named_months_and_the_rest() -> None:
    payments = [
        {"date": "2024-05-02", "amount": 30000, "months": None},
        {"date": "2024-03-01", "amount": 25000, "months": ["2024-04"]},
    ]
    result = dues(CASE | {"payments": payments})
    assert [row["paid"] for row in result["months"]] == [20000, 10000, 25000, 0]
    assert (result["arrears"], result["arrears_months"]) == (35000, 2)


def test_paid_ahead() -> None:
    payments = [{"date": "2024-05-01", "amount": 150000, "months": None}]
    result = dues(CASE | {"payments": payments})
    assert months(result)[-3:] == [
        ("2024-06", 25000, 25000),
        ("2024-07", 25000, 25000),
        ("2024-08", 25000, 10000),
    ]
    assert (result["arrears"], result["arrears_months"], result["prepaid"]) == (0, 0, 60000)


def test_a_later_payment_does_not_count_yet() -> None:
    payments = [{"date": "2024-05-11", "amount": 20000, "months": None}]
    assert dues(CASE | {"payments": payments})["arrears"] == 90000


@pytest.mark.parametrize(
    "change, code",
    [
        ({"joined": "2024-13"}, "input_unreadable"),
        ({"dues": None}, "input_unreadable"),
        ({"dues": [{"from": "2024-01", "amount": "20000"}]}, "input_unreadable"),
        ({"dues": [{"from": "2024-01", "amount": 2.5}]}, "input_unreadable"),
        ({"on": "besok"}, "input_unreadable"),
        (
            {
                "payments": [
                    {"date": "2024-03-01", "amount": 20000, "months": ["2024-02"]},
                    {"date": "2024-03-02", "amount": 20000, "months": ["2024-02"]},
                ]
            },
            "month_already_paid",
        ),
        (
            {"payments": [{"date": "2024-03-01", "amount": 50000, "months": ["2024-02"]}]},
            "wrong_dues_amount",
        ),
        (
            {"payments": [{"date": "2024-03-01", "amount": 20000, "months": ["2024-01"]}]},
            "month_not_owed",
        ),
    ],
)
def test_refused(change, code) -> None:
    with pytest.raises(Refused) as refused:
        dues(CASE | change)
    assert refused.value.code == code
