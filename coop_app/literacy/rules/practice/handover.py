"""What is handed over: sections of rows, each a figure of the books or a fact with where it stands."""

from dataclasses import dataclass
from datetime import date

from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class Item:
    """One row: what it is, how much or which day if any, and the address of the page behind it."""

    label: str
    amount: Money | None = None
    on: date | None = None
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the pack. `urgent` is what the new treasurer must look at first."""

    key: str
    title: str
    items: tuple[Item, ...] = ()
    #: what it says when there is nothing
    empty: str = ""
    urgent: bool = False
