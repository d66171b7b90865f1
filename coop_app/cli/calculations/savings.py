"""`coop calc savings-interest` and `dues`."""

from typing import Any

from coop_app.cli.calculations.reading import Calculation, Given, hundredths
from coop_app.money import LARGEST
from coop_app.savings.rules import calculation
from coop_app.savings.rules.interest import Method, Rates, Tax, Tier, earned, spans

FIELDS = ("method", "percent_per_year", "day_basis", "from", "to", "opening", "movements", "tiers")


def dues(given: Given) -> dict[str, Any]:
    """The months of one member's dues."""
    return calculation.dues(given.values)


def _rates(given: Given) -> Rates:
    """Tiers, and above their last bound the general rate."""
    tiers = [_tier(row) for row in given.rows("tiers")] if given.has("tiers") else []
    if not tiers or tiers[-1].below is not None:
        tiers.append(Tier(None, given.number("percent_per_year", most=1000)))
    return Rates(tuple(tiers))


def _tier(row: Given) -> Tier:
    row.only("below", "percent_per_year")
    is_open = "below" in row.values and not row.has("below")
    below = None if is_open else row.amount("below", least=1)
    return Tier(below, row.number("percent_per_year", most=1000))


def _tax(given: Given) -> Tax | None:
    """Both figures, or neither."""
    if not given.has("tax_free_per_month") and not given.has("tax_percent"):
        return None
    return Tax(given.amount("tax_free_per_month"), given.number("tax_percent", most=100))


def interest(given: Given) -> dict[str, Any]:
    """Interest and tax of a period, and the balances they come from."""
    given.only(*FIELDS, "tax_free_per_month", "tax_percent")
    method = given.choice("method", Method)
    rates, tax, day_basis = _rates(given), _tax(given), given.whole("day_basis")
    movements = [
        (row.day("date"), row.amount("amount", least=-LARGEST))
        for row in (each.only("date", "amount") for each in given.rows("movements"))
    ]
    opening = given.amount("opening")
    found = spans(opening, movements, start=given.day("from"), end=given.day("to"))
    result = earned(found, method=method, rates=rates, day_basis=day_basis, tax=tax)
    return {
        "interest_exact": hundredths(result.exact),
        "interest": result.interest,
        "tax": result.tax,
        "net": result.net,
        "days": [
            {"from": span.start.isoformat(), "to": span.end.isoformat(), "balance": span.balance}
            for span in found
        ],
    }


CALCULATIONS: dict[str, Calculation] = {"dues": dues, "savings-interest": interest}
