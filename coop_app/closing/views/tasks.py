"""The tasks at the end of a month, asked of every feature that has one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app

from coop_app.dates import Month

#: states of a task: to do, done, nothing to do this time, not yet possible
OPEN, DONE, NOTHING, LATER = "open", "done", "nothing", "later"


@dataclass(frozen=True, slots=True)
class Task:
    """One task: what it is, how it stands, in words, and the page where it is done."""

    title: str
    state: str
    words: str
    url: str | None = None
    #: why one does it
    what: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it needs nobody any more."""
        return self.state in (DONE, NOTHING)


#: (cooperative, book, month) → a task
Ask = Callable[[int, int, Month], Task]
_EXTENSION = "coop_month_tasks"


def register(app_extensions: dict[str, Any], ask: Ask) -> None:
    """Add a task of a neighbour, before the month is closed."""
    app_extensions.setdefault(_EXTENSION, []).append(ask)


def registered(cooperative_id: int, book_id: int, month: Month) -> list[Task]:
    """The neighbours' tasks."""
    known: list[Ask] = current_app.extensions.get(_EXTENSION, [])
    return [ask(cooperative_id, book_id, month) for ask in known]
