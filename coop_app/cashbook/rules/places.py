"""A new cash place: its name and its free account code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.refusal import N_, Refused

#: kind of place → the role beside which its account stands
ROLE_OF = {"cash": "cash_on_hand", "group": "group_cash", "bank": "bank"}
_START = {"cash": 1101, "group": 1121, "bank": 1201}
_LONGEST_NAME = 80


class PlaceNameMissing(Refused):
    """A place needs a name."""

    message = N_("Write a name, for example “Kas Kelompok Desa Sukamaju”.")
    field = "name"


class PlaceNameTaken(Refused):
    """Two books with one name would be mixed up."""

    message = N_("There is already an account called “%(name)s”. Choose another name.")
    field = "name"


@dataclass(frozen=True, slots=True)
class Plan:
    """Code and name of the account to open."""

    code: str
    name: str


def plan(name: str, kind: str, known: Sequence[tuple[str, str]]) -> Plan:
    """The next free code for this kind. Raises `PlaceNameMissing`, `PlaceNameTaken`."""
    tidy = re.sub(r"\s+", " ", name).strip()[:_LONGEST_NAME]
    if not tidy:
        raise PlaceNameMissing
    if any(tidy.casefold() == other.casefold() for _code, other in known):
        raise PlaceNameTaken(name=tidy)
    taken = {code for code, _name in known}
    number = _START[kind]
    while f"1-{number}" in taken:
        number += 1
    return Plan(f"1-{number}", tidy)
