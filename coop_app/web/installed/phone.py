"""Pages that a phone keeps for when there is no signal; a copy shows nobody's name and no menu."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.web import access
from coop_app.web.installed.languages import COPY

#: tells the worker that this answer may be kept, and on which pile
KEEP = "X-Phone-Keep"
PUBLIC, FAMILY, ROOM = "public", "family", "room"
_EXTENSION = "coop_phone"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a phone may keep: pages for anyone, of the family that carries it, of the session it joined."""

    public: tuple[str, ...]
    family: tuple[str, ...]
    room: tuple[str, ...]
    #: addresses under which the outbox and the worker are at hand
    places: tuple[str, ...]
    #: whether whoever is at the screen may keep the family's pages
    may_keep: Callable[[], bool]
    #: whether the phone is its owner's alone: no officer's, and none that others use too
    is_own: Callable[[], bool]
    #: who writes here, as an opaque word
    writer: Callable[[], str]
    #: addresses of the page's scripts
    scripts: Callable[[], list[str]]


def install(app: Flask) -> None:
    """Let templates ask, and mark the answers that may be kept."""
    names = {"is_phone_copy": is_copy, "phone_at_hand": at_hand, "phone_moment": clock.now}
    app.jinja_env.globals.update(names)
    app.after_request(_mark)


def register(app: Flask, kept: Kept) -> None:
    """Say which pages these are."""
    app.extensions[_EXTENSION] = kept


def known() -> Kept | None:
    """What was registered."""
    found: Kept | None = current_app.extensions.get(_EXTENSION)
    return found


def is_copy() -> bool:
    """Whether the worker asks for a copy to keep."""
    return COPY in request.headers


def at_hand() -> Kept | None:
    """For the page's head: what a phone keeps, when this is one of those places."""
    kept = known()
    return kept if kept and request.path.startswith(kept.places) else None


def _mark(response: Response) -> Response:
    pile = _pile() if is_copy() and response.status_code == 200 else None
    if pile:
        response.headers[KEEP] = pile
    return response


def _pile() -> str | None:
    """A public page is kept as anybody sees it; a family's or a session's only by its own people."""
    kept = known()
    if kept is None:
        return None
    if request.endpoint in kept.public and access.actor() is None:
        return PUBLIC
    if request.endpoint in kept.family:
        return FAMILY if kept.may_keep() else None
    return ROOM if request.endpoint in kept.room and kept.is_own() else None
