"""`coop calc surplus`."""

from typing import Any

from coop_app.cli.calculations.reading import Calculation, Given
from coop_app.closing.rules.surplus import Member, Plan, Source, distribute
from coop_app.money import LARGEST, ZERO
from coop_app.savings.rules.calculation import InputUnreadable

FIELDS = ("sources", "shares", "member_pools", "members", "residue_fund")
#: columns of the output that are no fund
TAKEN = ("number", "total")


def surplus(given: Given) -> dict[str, Any]:
    """Funds and members' parts of a year's surplus."""
    given.only(*FIELDS)
    plan = _plan(given)
    amounts = given.part("sources").only(*Source)
    sources = {source: amounts.amount(source, least=-LARGEST) for source in Source}
    members = _members(given, sorted(set(plan.member_pools.values())))
    found = distribute(sources, plan, members)
    rows = [
        {"number": member.number, **parts, "total": sum(parts.values(), ZERO)}
        for member, parts in zip(members, found.parts, strict=True)
    ]
    return {"funds": dict(found.funds), "members": rows}


def _plan(given: Given) -> Plan:
    both = given.part("shares").only(*Source)
    shares = {}
    for source in Source:
        part = both.part(source)
        shares[source] = {_name(part, fund): part.number(fund, least=-100) for fund in part.values}
    pools = given.part("member_pools")
    bases = {_name(pools, fund): pools.text(fund) for fund in pools.values}
    return Plan(shares, bases, given.text("residue_fund"))


def _name(part: Given, fund: str) -> str:
    if not fund.strip() or fund in TAKEN:
        raise InputUnreadable(name=part.place(fund), field=part.place(fund))
    return fund


def _members(given: Given, bases: list[str]) -> list[Member]:
    members = [
        Member(_number(row), {base: row.amount(base, least=-LARGEST) for base in bases})
        for row in given.rows("members")
    ]
    if len({member.number for member in members}) < len(members):
        raise InputUnreadable(name="members", field="members")
    return members


def _number(row: Given) -> int | str:
    """A member's number is a number or a text, and comes back as it was."""
    is_text = isinstance(row.values.get("number"), str)
    return row.text("number") if is_text else row.whole("number")


CALCULATIONS: dict[str, Calculation] = {"surplus": surplus}
