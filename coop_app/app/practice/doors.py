"""Inside the practice application: how one comes in, plays another role, and what is closed there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask, current_app, flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.app.practice.mounting import HOME, PREFIX
from coop_app.app.views.menu import Tile
from coop_app.auth import login, queries, rules, service
from coop_app.auth.forms import PressForm
from coop_app.config import Settings
from coop_app.db import transaction
from coop_app.literacy.service.practice import passes
from coop_app.web import access
from coop_app.web.access import public, requires, signed_in
from coop_app.web.pages import see_other

#: for how many seconds a pass opens the door
PASS_LASTS = 60
_SALT = "latihan: pass"
_EXERCISE = "exercise"
#: what is not practised: accounts of people, and the pages of learning themselves
_CLOSED = frozenset(
    {
        "auth.users", "auth.password", "auth.enrol", "auth.sessions", "auth.second_factor",
        "members.export", "ledger.reopen", "own.family",
    }
)  # fmt: skip
_OPEN = frozenset({"static", "language", "practice_enter", "auth.sign_out"})
#: the two whom a learner may play
ROLES = (rules.BENDAHARA, rules.KETUA)


@dataclass(frozen=True, slots=True)
class Pass:
    """What a one-time pass says: who comes in, for which exercise, to which page first."""

    nonce: str
    cooperative_id: int
    user_id: int
    exercise: str
    title: str
    endpoint: str
    facts: dict[str, Any]


def issued(settings: Settings, new: Pass) -> str:
    """The signed text of a pass; `settings` are the practice application's."""
    return _signer(settings).dumps(
        [
            new.nonce,
            new.cooperative_id,
            new.user_id,
            new.exercise,
            new.title,
            new.endpoint,
            new.facts,
        ]
    )


def _signer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.secret_key, salt=_SALT)


def install(app: Flask, settings: Settings) -> None:
    """Make an application the practice application. Call it before anything else looks at requests."""
    if not settings.practice:
        return
    prefix = "__Secure-" if settings.secure_cookies else ""
    app.config.update(SESSION_COOKIE_NAME=f"{prefix}latihan", SESSION_COOKIE_PATH=PREFIX)
    app.jinja_env.globals["practice_band"] = band
    app.add_url_rule("/pintu", "practice_enter", enter, methods=["GET"])
    app.add_url_rule("/peran", "practice_role", play, methods=["POST"])
    app.before_request(_keep_closed)


def install_last(app: Flask, settings: Settings) -> None:
    """Take away what is closed from the menu, once it is known who is at the screen."""
    if not settings.practice:
        return
    app.before_request(_take_away)
    menu: Callable[[], list[tuple[str, list[Tile]]]] = app.jinja_env.globals["menu"]  # type: ignore[assignment]  # set in menu.install

    def without_learning() -> list[tuple[str, list[Tile]]]:
        sections = [
            (name, [tile for tile in tiles if not tile.endpoint.startswith("literacy.")])
            for name, tiles in menu()
        ]
        return [(name, tiles) for name, tiles in sections if tiles]

    app.jinja_env.globals["menu"] = without_learning


def _keep_closed() -> Response | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint in _OPEN:
        return None
    wanted = access.declared(current_app.view_functions.get(endpoint))
    if wanted == access.PUBLIC:
        return out()
    if wanted is None or wanted in _CLOSED or wanted.startswith("literacy."):
        flash(_("This is not part of the practice room."))
        return redirect(url_for("home"), code=303)
    return None


def _take_away() -> None:
    person = access.actor()
    if person is not None:
        left = {one for one in person.permissions if not one.startswith("literacy.")} - _CLOSED
        g.actor = replace(person, permissions=frozenset(left))


def out() -> Response:
    """To the exercises, which are pages of the real application."""
    return redirect(f"{request.script_root.removesuffix(PREFIX)}{HOME}", code=303)


@public
def enter() -> Response:
    """Come in with a pass; it opens once and within a minute."""
    settings: Settings = current_app.extensions["settings"]
    try:
        read = _signer(settings).loads(request.args.get("k", ""), max_age=PASS_LASTS)
        card = Pass(*read)
    except (BadData, TypeError):
        return out()
    with transaction():
        fresh = passes.use(card.nonce, cooperative_id=card.cooperative_id, now=clock.now())
    if not fresh or not _sign_in(card.cooperative_id, card.user_id):
        return out()
    session[_EXERCISE] = {"key": card.exercise, "title": card.title}
    return redirect(url_for(card.endpoint, **card.facts), code=303)


def _sign_in(cooperative_id: int, user_id: int) -> bool:
    user = queries.find_user(user_id, cooperative_id)
    if user is None:
        return False
    with transaction():
        opened = service.sign_in(user.name, proven=True, where=login.where(), now=clock.now())
    if opened is None:
        return False
    login.begin(opened)
    return True


@requires("home")
def play() -> Response:
    """Become the other of the two people of this practice cooperative."""
    person, role = signed_in(), request.form.get("role", "")
    exercise = session.get(_EXERCISE)
    known = {user.role: user.id for user in queries.users(person.cooperative_id)}
    other = known.get(role) if role in ROLES else None
    if other is None or not PressForm.from_request().ok:
        return see_other("home")
    with transaction():
        service.sign_out(session_id=person.session_id, now=clock.now())
    _sign_in(person.cooperative_id, other)
    session[_EXERCISE] = exercise
    return see_other("auth.approvals" if role == rules.KETUA else "home")


def band() -> dict[str, Any]:
    """What stands at the top of every page of the practice room."""
    person, known = access.actor(), session.get(_EXERCISE) or {}
    back = f"{request.script_root.removesuffix(PREFIX)}{HOME}"
    role = person.role if person else ""
    return {
        "title": known.get("title", ""),
        "back": f"{back}/{known['key']}" if known.get("key") else back,
        "role": rules.ROLES.get(role, ""),
        "other": rules.KETUA if role == rules.BENDAHARA else rules.BENDAHARA,
        "signed": person is not None,
    }
