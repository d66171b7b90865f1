"""Learning through the months of the demonstration: sessions, families, tools, lessons, what came of it."""

from datetime import date

from coop_app.app.demo.house import House
from coop_app.app.demo.learning import effect, families, handing, lessons, quotes, sessions
from coop_app.dates import Month
from coop_app.db import transaction


def begin(house: House, first: date) -> None:
    """Who carries the programmes, on the first day."""
    with transaction():
        sessions.begin(house, first)
        effect.begin(house, first)


def live_through(house: House, month: Month, today: date) -> None:
    """A month of the last year: villages visited, budgets kept, quotes asked for, what was learned."""
    sessions.each_month(house, month, today)
    families.each_month(house, month, today)
    quotes.each_month(house, month, today)
    lessons.each_month(house, month, today)
    effect.each_month(house, month, today)


def finish(house: House, today: date) -> None:
    """The treasurer's office is about to change hands."""
    handing.finish(house, today)
