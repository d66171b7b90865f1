"""An exercise as the address of a tool with the figures filled in."""

from collections.abc import Callable
from typing import Any

from flask import url_for

from coop_app.literacy.rules.modules.shapes import Exercise

Query = dict[str, Any]


def tool_link(exercise: Exercise) -> str | None:
    """Where the exercise can be tried; None when no public tool does this sum."""
    known = _TOOLS.get(exercise.calculation)
    if known is None:
        return None
    endpoint, fill = known
    return url_for(endpoint, **{**fill(exercise), **_lone(exercise)})


def _lone(exercise: Exercise) -> Query:
    """What the calculation does not ask for; several services name themselves."""
    return {k: v for k, v in exercise.prefill.items() if not (k == "service" and exercise.options)}


def _same(exercise: Exercise) -> Query:
    return dict(exercise.inputs)


def _budget(exercise: Exercise) -> Query:
    query: Query = {"income": exercise.inputs["income"]}
    for number, envelope in enumerate(exercise.inputs["envelopes"], 1):
        query |= {f"{name}-{number}": envelope[name] for name in ("name", "planned")}
        query[f"spent-{number}"] = envelope["spent"] or ""
    return query


def _loan(exercise: Exercise) -> Query:
    given = exercise.inputs
    rate = given["rate"]
    return {
        "principal": given["principal"], "percent": _comma(rate["percent"]), "per": rate["per"],
        "term_months": given["term_months"], "admin": given.get("fees", {}).get("admin", ""),
    }  # fmt: skip


def _remittance(exercise: Exercise) -> Query:
    """One row for each service of the same amount."""
    given = exercise.inputs
    same = [each for each in exercise.options if each.inputs["amount"] == given["amount"]]
    rows = [each.inputs for each in same] or [given]
    query = {name: [row[name] for row in rows] for name in ("fee", "fee_mode", "rate_offered")}
    names = [each.name for each in same] if same else [exercise.prefill.get("service", "")]
    return {"amount": given["amount"], "rate_mid": given["rate_mid"], "service": names, **query}


def _price(exercise: Exercise) -> Query:
    given = exercise.inputs
    query: Query = {"good_units": given["good_units"]}
    for kind in ("materials", "overhead"):
        query[f"{kind}_name"] = [row["name"] for row in given[kind]]
        query[f"{kind}_amount"] = [row["amount"] for row in given[kind]]
    query["labour"] = sum(row["amount"] for row in given["labour"])
    asked = ("markup_percent", "margin_percent", "price", "fixed_cost")
    return query | {name: given[name] for name in asked if name in given}


def _comma(percent: str) -> str:
    return percent.replace(".", ",")


_TOOLS: dict[str, tuple[str, Callable[[Exercise], Query]]] = {
    "goal": ("literacy.goal", _same),
    "budget": ("literacy.budget", _budget),
    "remittance": ("literacy.remittance", _remittance),
    "loan-schedule": ("literacy.debt", _loan),
    "product-cost": ("literacy.price", _price),
}
