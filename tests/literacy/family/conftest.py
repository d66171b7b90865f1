"""A cooperative with a family on a phone, and a family of another cooperative."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from flask import Flask

from coop_app import clock
from coop_app.literacy.queries.family.households import Home, get_home
from coop_app.literacy.queries.family.notes import Noted, notes_of
from coop_app.literacy.rules.family.keeping import Keeper
from coop_app.literacy.service.family.opening import Opened
from tests.make import make_cooperative, make_group, make_savings
from tests.make_family import Phone, keeper_of, make_envelope, make_household

T = TypeVar("T")


@dataclass
class Hearth:
    """A family with two envelopes, and everything around it."""

    app: Flask
    cooperative_id: int
    group_id: int
    opened: Opened
    keeper: Keeper
    food: int
    school: int
    phone: Phone
    other: Opened
    others: Keeper
    their_food: int

    @property
    def home(self) -> Home:
        """The household as it is now."""
        return self.do(get_home, self.cooperative_id, self.opened.household_id)

    @property
    def notes(self) -> list[Noted]:
        """What it noted, the newest first."""
        return self.do(notes_of, self.opened.household_id)

    def do(self, act: Callable[..., T], *args: Any, **facts: Any) -> T:
        """Something at the desk of the program, outside of any page."""
        with self.app.app_context():
            return act(*args, **facts)


@pytest.fixture
def hearth(bare_app: Flask) -> Hearth:
    """Siti's family by phone; a family of the neighbours' cooperative."""
    with bare_app.app_context():
        first, second = make_cooperative(), make_cooperative("Koperasi Tetangga")
        group_id = make_group(first)
        make_savings(first)
        make_savings(second)
        today = clock.today()
        opened = make_household(first, today=today)
        other = make_household(second, "Keluarga Lain", today=today)
        keeper, others = keeper_of(first, opened, today), keeper_of(second, other, today)
        food, school = make_envelope(keeper, key="food"), make_envelope(keeper, "Sekolah")
        theirs = make_envelope(others, "Dapur Lain")
    phone = Phone(bare_app, opened.key)
    return Hearth(
        bare_app, first, group_id, opened, keeper, food, school, phone, other, others, theirs
    )
