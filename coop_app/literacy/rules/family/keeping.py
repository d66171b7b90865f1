"""Who keeps a family's budget, and the keys that let a phone in."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from coop_app.refusal import N_, Refused

MOST_PERSONS = 4
LONGEST_NAME = 60
#: a link that nobody used for so long lets nobody in any more
INVITE_LASTS = timedelta(days=7)
MONTH, REMITTANCE = "month", "remittance"
#: rhythm of a budget → its name on the screen
RHYTHMS = {
    MONTH: N_("Every month"),
    REMITTANCE: N_("From one remittance to the next"),
}


class NameMissing(Refused):
    """A name tells the family's notes apart."""

    message = N_("Write a name.")
    field = "name"


class TooManyPersons(Refused):
    """A household's budget is no village register."""

    message = N_("%(most)s persons write in this budget already. Take one out first.")


class KeyUnknown(Refused):
    """A link that was used, taken back, too old or mistyped."""

    message = N_("This link is no longer valid. Ask your family for a new one.")


class AlreadyInside(Refused):
    """One person, one household."""

    message = N_(
        "You already keep a family budget. Leave it first if you want to join another one."
    )


class LastPerson(Refused):
    """Somebody must be able to open it."""

    message = N_(
        "You are the only one who can open this budget. Delete it if you no longer want it."
    )


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who writes, in which household, on which day."""

    household_id: int
    cooperative_id: int
    person_id: int
    today: date


def new_key() -> str:
    """A key nobody can guess: 192 bits, fit for an address."""
    return secrets.token_urlsafe(24)


def hashed(key: str) -> str:
    """What the database keeps of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def tidied_name(name: str) -> str:
    """A name as it is kept. Raises `NameMissing`."""
    kept = " ".join(name.split())[:LONGEST_NAME]
    if not kept:
        raise NameMissing
    return kept


def check_room(count: int) -> None:
    """Raises `TooManyPersons`."""
    if count >= MOST_PERSONS:
        raise TooManyPersons(most=MOST_PERSONS)
