"""Which household this page belongs to: the signed-in person's, or the one whose key this phone carries."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, redirect, session, url_for
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth.queries import only_cooperative
from coop_app.db import transaction
from coop_app.literacy.queries.family import households as queries
from coop_app.literacy.queries.family.households import Home, Person
from coop_app.literacy.rules.family.keeping import Keeper, hashed
from coop_app.literacy.service.family.opening import Opened, open_household
from coop_app.refusal import NotFound
from coop_app.web.access import actor

#: where the signed cookie keeps the phone's key
KEY = "household_key"
USER, PHONE = "user", "key"


@dataclass(frozen=True, slots=True)
class Here:
    """The household at the screen, and who of it is there."""

    household_id: int
    cooperative_id: int
    name: str
    by: str
    person_id: int
    person: str
    home: Home

    @property
    def keeper(self) -> Keeper:
        """Who writes today."""
        return Keeper(self.household_id, self.cooperative_id, self.person_id, clock.today())


def household_here() -> Here | None:
    """The own household, or the one of this phone's key; None when there is none."""
    person = actor()
    mine = queries.find_person(user_id=person.user_id) if person else None
    by = USER if mine else PHONE
    if mine is None and (key := session.get(KEY)):
        mine = queries.find_person(key_hash=hashed(str(key)))
    return _here(mine, by) if mine else None


def _here(mine: Person, by: str) -> Here | None:
    home, person = queries.home_of(mine), actor()
    if home is None or (person and person.cooperative_id != home.cooperative_id):
        return None
    return Here(home.id, home.cooperative_id, home.name, by, mine.id, mine.name, home)


def needed() -> Here:
    """The household at the screen. Raises `NotFound` without one."""
    found = household_here()
    if found is None:
        raise NotFound
    return found


def start() -> Response:
    """To the page on which a family begins."""
    return redirect(url_for("literacy.family_start"), code=303)


def house() -> int | None:
    """The cooperative a new household would belong to."""
    person, only = actor(), only_cooperative()
    return person.cooperative_id if person else only.id if only else None


#: who else is told when a person or a phone has come into a household
_TOLD: list[Callable[[Here], None]] = []


def also_tell(told: Callable[[Here], None]) -> None:
    """Pages beside learn who writes in a household from now on."""
    if told not in _TOLD:
        _TOLD.append(told)


def come_in(opened: Opened) -> Here:
    """This person or phone writes in the household from now on."""
    carry(opened)
    here = needed()
    for told in _TOLD:
        told(here)
    return here


def open_here(name: str, *, request_id: str = "", person: str = "") -> Here:
    """Open a household for the person or the phone at the screen; one that is here already is kept.

    404 where nobody knows which cooperative it would belong to. Raises `NameMissing`.
    """
    if found := household_here():
        return found
    cooperative_id, who = house(), actor()
    if cooperative_id is None:
        abort(404)
    with transaction():
        opened = open_household(
            cooperative_id=cooperative_id, name=name, today=clock.today(),
            request_id=request_id or secrets.token_urlsafe(16),
            user_id=who.user_id if who else None, person=person or (who.name if who else ""),
        )  # fmt: skip
    return come_in(opened)


def carry(opened: Opened) -> None:
    """Let this phone carry its key; without an account it stays when the browser is closed."""
    if opened.key:
        session[KEY] = opened.key
        session.permanent = actor() is None


def let_go() -> None:
    """This phone forgets its key."""
    session.pop(KEY, None)
