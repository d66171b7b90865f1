"""Long work in a thread of its own, and how far it is."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from flask import Flask
from flask_babel import force_locale, get_locale

from coop_app.db import session
from coop_app.refusal import N_, Refused
from coop_app.web.forms import say

Heard = Callable[[int, int], None]
#: said when something unforeseen ends work that is kept in parts, or as a whole
BROKEN = N_(
    "Something went wrong on the way. What was finished is saved; start again for the rest."
)
BROKEN_WHOLE = N_("Something went wrong and nothing was saved. Try again, or ask for help.")


@dataclass(slots=True)
class State:
    """How far a piece of work is, and what it was refused for."""

    done: int = 0
    total: int = 0
    over: bool = False
    refused: str = ""
    #: what is said when it ends by something unforeseen
    broken: str = BROKEN

    @property
    def percent(self) -> int:
        """Whole percent."""
        return self.done * 100 // self.total if self.total else 0


_states: dict[Hashable, State] = {}
_lock = threading.Lock()


def state(key: Hashable) -> State | None:
    """The newest work of this name in this process."""
    return _states.get(key)


def start(
    app: Flask, key: Hashable, work: Callable[[Heard], object], *, broken: str = BROKEN
) -> None:
    """Begin the work, unless it is being done already (a second click)."""
    with _lock:
        running = _states.get(key)
        if running and not running.over:
            return
        mine = _states[key] = State(broken=broken)
    real: Flask = app._get_current_object() if hasattr(app, "_get_current_object") else app  # noqa: SLF001 - werkzeug's public name for it
    language = str(get_locale() or "id")
    threading.Thread(target=_run, args=(real, language, mine, work), daemon=True).start()


def _run(app: Flask, language: str, mine: State, work: Callable[[Heard], object]) -> None:
    def heard(done: int, total: int) -> None:
        mine.done, mine.total = done, total

    with app.app_context(), app.test_request_context(), force_locale(language):
        try:
            work(heard)
        except Refused as refusal:
            mine.refused = say(refusal)
        except Exception:
            app.logger.exception("long work failed")
            mine.refused = mine.broken
        finally:
            session.remove()
            mine.over = True
