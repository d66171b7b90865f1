"""`coop calc words` and `share-cost`."""

from typing import Any

from coop_app.cli.calculations.reading import Calculation, Given, exact_number
from coop_app.money import LARGEST, Money, split, terbilang
from coop_app.savings.rules.calculation import InputUnreadable


def words(given: Given) -> dict[str, Any]:
    """An amount in Indonesian words."""
    return {"words": terbilang(_signed(given.only("amount")))}


def share_cost(given: Given) -> dict[str, Any]:
    """A cost split by weight, adding up to the rupiah. Raises `InputUnreadable`."""
    named = given.only("amount", "weights").part("weights").values
    weights = [exact_number(value) for value in named.values()]
    usable = [weight for weight in weights if weight is not None and weight >= 0]
    if len(usable) < len(weights) or sum(usable) <= 0:
        raise InputUnreadable(name="weights", field="weights")
    shares = split(_signed(given), usable)
    return {"shares": {name: int(share) for name, share in zip(named, shares, strict=True)}}


def _signed(given: Given) -> Money:
    """A credit note is shared like a bill."""
    return given.amount("amount", least=-LARGEST)


CALCULATIONS: dict[str, Calculation] = {"share-cost": share_cost, "words": words}
