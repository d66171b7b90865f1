"""Cases of cases.md part 2 that one of our rules covers, through `coop calc`.

Amounts that other systems print with cents are given here in hundredths, so that our whole units are their
cents. Parts 1B and 1C stand in tests/savings/test_interest_rules.py, test_deposit_rules.py and
tests/loans/test_rules*.py; L11, L19–L23, L26, F10, F11, F13 of part 2 in tests/loans/test_rules.py;
F9 (a holiday moves one day, never the later ones) in tests/loans/lending/test_holidays.py.

No rule of ours covers: part 1C L11c (present value of yearly payments: nobody asks for it); part 2 L3 (interest
by actual days), L5 (a rate that changes inside a schedule: rescheduling makes a new one), L6 and L10 (a second
disbursement), L7 and L8 (weeks and half months: instalments are monthly); L25, F3 and F5 (another spread of the
residue: OpenCBS, Fineract; ours is F10), F1 (halves of a unit), F4 (every second month, waived interest); S1 and
S4 (interest on interest inside a period), S6 (quarters of equal length); D5 (a rate rounded per member: ours splits
a pot, D9); A2 of "allocation, classes" (the Kenyan scale).
"""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from coop_app.cli.calculations import calc


def run(name: str, given: dict[str, Any]) -> dict[str, Any]:
    done = CliRunner().invoke(calc, [name], input=json.dumps(given))
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def schedule(principal: int, percent: str, per: str, method: str, months: int) -> dict[str, Any]:
    return run("loan-schedule", {
        "principal": principal, "rate": {"percent": percent, "per": per, "method": method},
        "term_months": months, "disbursed_on": "2025-01-01", "first_due": "2025-02-01",
    })  # fmt: skip


def column(found: dict[str, Any], name: str) -> list[int]:
    return [row[name] for row in found["instalments"]]


def test_l1_four_equal_instalments_at_two_percent_a_month() -> None:
    found = schedule(1_200_000, "2", "month", "annuity", 4)
    assert column(found, "total") == [315_149] * 3 + [315_147]
    assert column(found, "interest") == [24_000, 18_177, 12_238, 6_179]
    assert column(found, "principal") == [291_149, 296_972, 302_911, 308_968]


def test_l2_six_instalments_of_a_hundred() -> None:
    found = schedule(10_000, "9.4822", "year", "annuity", 6)
    assert column(found, "total") == [1_713] * 6
    assert column(found, "interest") == [79, 66, 53, 40, 27, 13]
    assert column(found, "principal") == [1_634, 1_647, 1_660, 1_673, 1_686, 1_700]


def test_l4_the_last_instalment_takes_the_rest() -> None:
    found = schedule(10_000, "7", "year", "annuity", 12)
    assert column(found, "total") == [865] * 11 + [869]


def test_l11_and_l19_without_interest_and_with_one_instalment() -> None:
    assert column(schedule(1_000, "0", "year", "annuity", 4), "total") == [250] * 4
    assert column(schedule(5_000, "18", "year", "declining", 1), "interest") == [75]
    assert column(schedule(1_200, "0", "year", "flat", 6), "total") == [200] * 6


def test_l16_twelve_instalments_of_twenty_four_thousand() -> None:
    found = schedule(2_400_000, "12", "year", "annuity", 12)
    first, last = found["instalments"][0], found["instalments"][-1]
    assert (first["total"], first["principal"], first["interest"]) == (213_237, 189_237, 24_000)
    assert (last["principal"], last["interest"]) == (211_126, 2_111)


def test_f11_a_margin_that_is_a_flat_rate() -> None:
    assert schedule(300_000, "24", "year", "flat", 1)["total"] == 306_000
    assert schedule(5_000_000, "12", "year", "flat", 12)["total_interest"] == 600_000


@pytest.mark.parametrize(
    ("case", "opening", "percent", "start", "end", "interest"),
    [
        ("S2", 1_000_000, "10", "2025-01-01", "2025-01-01", 274),
        ("D1", 1_200_000, "5", "2025-01-01", "2025-12-31", 60_000),
    ],
)
def test_savings_by_days(case, opening, percent, start, end, interest) -> None:
    given = {
        "method": "daily", "percent_per_year": percent, "day_basis": 365, "from": start, "to": end,
        "opening": opening, "movements": [], "tax_free_per_month": 240_000, "tax_percent": "10",
    }  # fmt: skip
    assert run("savings-interest", given)["interest"] == interest, case


@pytest.mark.parametrize(
    ("case", "total", "fund", "percent", "base", "of_member", "share"),
    [
        ("D6 loans", 60_000_000, "business", "25", 75_000_000, 5_000_000, 1_000_000),
        ("D6 capital", 60_000_000, "capital", "20", 100_000_000, 2_000_000, 240_000),
        ("D7", 6_400_000, "capital", "25", 16_000_000, 8_000_000, 800_000),
        ("D8 capital", 90_000_000, "capital", "40", 78_000_000, 6_500_000, 3_000_000),
        # the page prints 397.058 (cut off); a pot that is split gives the larger remainder its rupiah
        ("D8 business", 90_000_000, "business", "30", 102_000_000, 1_500_000, 397_059),
    ],
)
def test_a_members_share(case, total, fund, percent, base, of_member, share) -> None:
    rest = str(100 - int(percent))
    found = run("surplus", {
        "sources": {"member": total, "nonmember": 0},
        "shares": {"member": {fund: percent, "reserve": rest}, "nonmember": {"reserve": "100"}},
        "member_pools": {fund: "base"}, "residue_fund": "reserve",
        "members": [{"number": 1, "base": of_member}, {"number": 2, "base": base - of_member}],
    })  # fmt: skip
    assert found["members"][0][fund] == share, case
    assert sum(row["total"] for row in found["members"]) == found["funds"][fund]
