"""Long work in a thread of its own, and how far it is."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask
from flask_babel import force_locale, get_locale

from coop_app.db import session
from coop_app.refusal import N_, Refused
from coop_app.web.forms import say

Heard = Callable[[int, int], None]
BROKEN = N_("Something went wrong and nothing was saved. Try again, or ask for help.")


@dataclass(slots=True)
class State:
    """How far the work on one import is, and what it was refused for."""

    done: int = 0
    total: int = 0
    over: bool = False
    refused: str = ""

    @property
    def percent(self) -> int:
        """Whole percent."""
        return self.done * 100 // self.total if self.total else 0


_states: dict[int, State] = {}
_lock = threading.Lock()


def state(batch_id: int) -> State | None:
    """The newest work on this import in this process."""
    return _states.get(batch_id)


def start(app: Flask, batch_id: int, work: Callable[[Heard], None]) -> None:
    """Begin the work, unless it is being done already (a second click)."""
    with _lock:
        running = _states.get(batch_id)
        if running and not running.over:
            return
        mine = _states[batch_id] = State()
    real: Flask = app._get_current_object() if hasattr(app, "_get_current_object") else app  # noqa: SLF001 - werkzeug's public name for it
    language = str(get_locale() or "id")
    threading.Thread(target=_run, args=(real, language, mine, work), daemon=True).start()


def _run(app: Flask, language: str, mine: State, work: Callable[[Heard], None]) -> None:
    def heard(done: int, total: int) -> None:
        mine.done, mine.total = done, total

    with app.app_context(), app.test_request_context(), force_locale(language):
        try:
            work(heard)
        except Refused as refusal:
            mine.refused = say(refusal)
        except Exception:
            app.logger.exception("import failed")
            mine.refused = BROKEN
        finally:
            session.remove()
            mine.over = True
