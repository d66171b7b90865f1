"""`coop calc`: the program's rules as plain functions of JSON, without a database (interfaces.md)."""

import json
import sys
from decimal import Decimal
from typing import Any

import click

from coop_app.cli.calculations import (
    closing,
    literacy,
    loans,
    products,
    purchasing,
    savings,
    sharing,
)
from coop_app.cli.calculations.reading import Calculation, Given
from coop_app.cli.output import complain, emit, error_of, fail
from coop_app.refusal import Refused

#: name → function; a feature adds its own file here
CALCULATIONS: dict[str, Calculation] = {
    **sharing.CALCULATIONS,
    **loans.CALCULATIONS,
    **closing.CALCULATIONS,
    **products.CALCULATIONS,
    **purchasing.CALCULATIONS,
    **literacy.CALCULATIONS,
    **savings.CALCULATIONS,
}


def calculate(name: str, given: object) -> dict[str, Any]:
    """One input through one calculation. Raises `Refused`."""
    return CALCULATIONS[name](Given(given))


def _or_error(name: str, given: object) -> dict[str, Any]:
    try:
        return calculate(name, given)
    except Refused as refusal:
        return {"error": error_of(refusal)}


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON allows a name twice and drops the first; a share or a member would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _read() -> Any:
    text = sys.stdin.buffer.read().decode("utf-8")
    return json.loads(text, parse_float=Decimal, object_pairs_hook=_without_doubles)


@click.command()
@click.argument("name", type=click.Choice(sorted(CALCULATIONS)))
def calc(name: str) -> None:
    """Read JSON from standard input, print the result; a list in gives a list out."""
    try:
        given = _read()
    except (ValueError, RecursionError):
        complain("input_unreadable", "Masukan bukan JSON yang terbaca.")
    if isinstance(given, list):
        emit([_or_error(name, one) for one in given])
        return
    try:
        emit(calculate(name, given))
    except Refused as refusal:
        fail(refusal)
