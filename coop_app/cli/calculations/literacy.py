"""`coop calc remittance`, `goal` and `budget`."""

from fractions import Fraction
from typing import Any

from coop_app.cli.calculations.reading import Calculation, Given, hundredths, plain
from coop_app.literacy.rules.budget import Budget, Envelope
from coop_app.literacy.rules.remittance import FeeMode, Transfer
from coop_app.savings.rules.calculation import InputUnreadable
from coop_app.savings.rules.goals import Goal

#: a family sends less, and no currency is worth so much
MOST_SENT, MOST_RATE = 10**12, 10**9
LONGEST = 12_000


def remittance(given: Given) -> dict[str, Any]:
    """The cost of a transfer and what arrives; without a mid rate no percentage."""
    given.only("amount", "fee", "fee_mode", "rate_offered", "rate_mid")
    if "rate_mid" not in given.values:
        raise InputUnreadable(name="rate_mid", field="rate_mid")
    transfer = Transfer(
        amount=given.number("amount", most=MOST_SENT),
        fee=given.number("fee", most=MOST_SENT),
        fee_mode=given.choice("fee_mode", FeeMode),
        rate_offered=given.number("rate_offered", most=MOST_RATE),
        rate_mid=given.number("rate_mid", most=MOST_RATE) if given.has("rate_mid") else None,
    )
    return {
        "fee_percent": _percent(transfer.fee_percent),
        "margin_percent": _percent(transfer.margin_percent),
        "total_percent": _percent(transfer.total_percent),
        "paid": plain(transfer.paid),
        "received_idr": transfer.received_idr,
        "lost_idr": transfer.lost_idr,
    }


def _percent(value: Fraction | None) -> str | None:
    return None if value is None else hundredths(value)


def goal(given: Given) -> dict[str, Any]:
    """How much a month, or how many months; with both, how many months too late."""
    given.only("target", "saved", "months", "per_month")
    wanted = Goal(given.amount("target"), given.amount("saved"))
    months = given.whole("months", least=1, most=LONGEST) if given.has("months") else None
    found: dict[str, Any] = {}
    if months is not None:
        found["per_month"] = wanted.per_month(months)
    if months is None or given.has("per_month"):
        per_month = given.amount("per_month", least=1)
        needed = wanted.months(per_month)
        found["months"] = needed
        found["late_by_months"] = wanted.late_by(needed if months is None else months, per_month)
    return found


def budget(given: Given) -> dict[str, Any]:
    """What is allocated, what is not, and what is left in each envelope."""
    given.only("income", "envelopes")
    envelopes = [_envelope(row) for row in given.rows("envelopes")]
    plan = Budget(given.amount("income"), envelopes)
    rows = [
        {"name": each.name, "planned": each.planned, "spent": each.spent, "left": each.left}
        for each in envelopes
    ]
    return {"allocated": plan.allocated, "unallocated": plan.unallocated, "envelopes": rows}


def _envelope(row: Given) -> Envelope:
    row.only("name", "planned", "spent")
    return Envelope(row.text("name"), row.amount("planned"), row.amount("spent"))


CALCULATIONS: dict[str, Calculation] = {
    "remittance": remittance,
    "goal": goal,
    "budget": budget,
}
