"""What the yearly meeting should hear of: every storey names its own exceptions, one page lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Notable:
    """One thing out of the ordinary: what, when, by whom, with whose agreement, why, and where it is."""

    at: datetime
    what: str
    maker: str = ""
    checker: str = ""
    why: str = ""
    url: str | None = None
    #: the entry it made, where that is another page
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The book year that is looked at: moments from `start` up to `end`."""

    cooperative_id: int
    book_id: int
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of exceptions; `find` returns them oldest first."""

    name: str
    #: its heading (English message id)
    title: str
    find: Callable[[Span], list[Notable]]
    #: sections are printed in this order
    rank: int


_SECTIONS: dict[str, Section] = {}


def register(section: Section) -> None:
    """Make a kind of exceptions known; the same name again replaces it."""
    _SECTIONS[section.name] = section


def sections() -> list[Section]:
    """All kinds, in the order of the paper."""
    return sorted(_SECTIONS.values(), key=lambda section: section.rank)
