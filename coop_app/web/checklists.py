"""Points to look at before an act, asked of every feature that has something to say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app

from coop_app.dates import Month


@dataclass(frozen=True, slots=True)
class Point:
    """One point: whether it is in order, why not, and where to mend it."""

    label: str
    ok: bool
    why: str = ""
    url: str | None = None
    #: an open point of this kind forbids the act; others only warn
    blocks: bool = False


#: (cooperative, book, month) → points
Check = Callable[[int, int, Month], list[Point]]
_EXTENSION = "coop_month_close"


def register(app_extensions: dict[str, Any], check: Check) -> None:
    """Add a feature's points to the checklist of the month's close."""
    app_extensions.setdefault(_EXTENSION, []).append(check)


def points(cooperative_id: int, book_id: int, month: Month) -> list[Point]:
    """Every feature's points for this month."""
    checks: list[Check] = current_app.extensions.get(_EXTENSION, [])
    return [point for check in checks for point in check(cooperative_id, book_id, month)]
