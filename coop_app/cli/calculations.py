"""`coop calc`: the program's rules as plain functions of JSON, without a database (interfaces.md)."""

import json
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import click

from coop_app.cli.output import complain, emit, error_of, fail
from coop_app.money import Money, split, terbilang
from coop_app.refusal import Refused
from coop_app.savings.rules import calculation as savings
from coop_app.savings.rules.calculation import InputUnreadable

Given = Mapping[str, Any]
Calculation = Callable[[Given], dict[str, Any]]


def _amount(given: Given) -> Money:
    value = given.get("amount")
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputUnreadable(name="amount", field="amount")
    return Money(value)


def _weight(value: object) -> Fraction:
    """A number of any JSON spelling, exactly as written."""
    if isinstance(value, (int, str, Decimal)) and not isinstance(value, bool):
        try:
            return Fraction(Decimal(value))
        except (InvalidOperation, ValueError, OverflowError):
            pass
    raise InputUnreadable(name="weights", field="weights")


def words(given: Given) -> dict[str, Any]:
    """An amount in Indonesian words."""
    return {"words": terbilang(_amount(given))}


def share_cost(given: Given) -> dict[str, Any]:
    """A cost split by weight, adding up to the rupiah. Raises `InputUnreadable`."""
    named = given.get("weights")
    if not isinstance(named, Mapping):
        raise InputUnreadable(name="weights", field="weights")
    weights = [_weight(value) for value in named.values()]
    if sum(weights) <= 0 or any(weight < 0 for weight in weights):
        raise InputUnreadable(name="weights", field="weights")
    shares = split(_amount(given), weights)
    return {"shares": {name: int(share) for name, share in zip(named, shares, strict=True)}}


#: name → function; a feature adds its own here
CALCULATIONS: dict[str, Calculation] = {
    "dues": savings.dues,
    "share-cost": share_cost,
    "words": words,
}


def calculate(name: str, given: object) -> dict[str, Any]:
    """One input through one calculation. Raises `Refused`."""
    if not isinstance(given, Mapping):
        raise InputUnreadable(name="input")
    return CALCULATIONS[name](given)


def _or_error(name: str, given: object) -> dict[str, Any]:
    try:
        return calculate(name, given)
    except Refused as refusal:
        return {"error": error_of(refusal)}


@click.command()
@click.argument("name", type=click.Choice(sorted(CALCULATIONS)))
def calc(name: str) -> None:
    """Read JSON from standard input, print the result; a list in gives a list out."""
    try:
        given = json.loads(sys.stdin.buffer.read().decode("utf-8"), parse_float=Decimal)
    except (ValueError, RecursionError):
        complain("input_unreadable", "Masukan bukan JSON yang terbaca.")
    if isinstance(given, list):
        emit([_or_error(name, one) for one in given])
        return
    try:
        emit(calculate(name, given))
    except Refused as refusal:
        fail(refusal)
