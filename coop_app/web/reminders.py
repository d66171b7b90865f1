"""What waits for the person at the screen: every feature names its own, home pages show them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app


@dataclass(frozen=True, slots=True)
class Reminder:
    """One sentence, where to do something about it, and whether it is late already."""

    text: str
    url: str
    late: bool = False


Find = Callable[[], list[Reminder]]
_EXTENSION = "coop_reminders"


def install(app: Flask) -> None:
    """Let templates ask with `reminders()`."""
    app.jinja_env.globals["reminders"] = reminders


def register(app: Flask, find: Find) -> None:
    """Add a feature's reminders; `find` looks at who is signed in."""
    app.extensions.setdefault(_EXTENSION, []).append(find)


def reminders() -> list[Reminder]:
    """Everything that waits, what is late first."""
    finders: list[Find] = current_app.extensions.get(_EXTENSION, [])
    found = [one for find in finders for one in find()]
    return sorted(found, key=lambda one: not one.late)
