"""The one module that knows Flask-Login: who is at the screen, by a token whose session we keep."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote, urlsplit

from flask import Flask, abort, g, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import queries, rules, service
from coop_app.auth.login import looking
from coop_app.auth.queries import CooperativeFacts, Signed
from coop_app.db import transaction
from coop_app.refusal import Unwritable
from coop_app.web import access
from coop_app.web.access import Actor, Letterhead

_SEEN = "seen"
#: what a phone carries for a household or a class, whoever signs in on it
PHONE_KEYS = ("household_key", "participant_key")
_SEEN_STEP = timedelta(minutes=1)
_TOUCH_STEP = timedelta(minutes=5)
#: where an unfinished sign-in goes on
_NEXT_PAGE = {
    "factor": "auth.second_factor_form",
    "password": "auth.password_form",
    "enrol": "auth.enrol_form",
}

BookOf = Callable[[int], int]


class _Holder:
    """What Flask-Login asks of a user; its key is the session's token."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, token: str, signed: Signed | None = None) -> None:
        self.token = token
        self.signed = signed

    def get_id(self) -> str:
        return self.token


def install(app: Flask, *, book_of: BookOf) -> None:
    """Put the person on every request. `book_of` gives a cooperative's main book."""
    manager = LoginManager()
    # no page asks for its user, least of all the page that says the database cannot be read
    manager.init_app(app, add_context_processor=False)
    manager.session_protection = None  # our sessions live in the database and can be ended there
    manager.user_loader(_load)
    looking.install(app)

    @app.before_request
    def attach() -> Response | None:
        return None if request.endpoint == "static" else _attach(book_of)


def _load(token: str) -> _Holder | None:
    signed = queries.find_signed(service.token_hash(token))
    if signed is None:
        return None
    now = clock.now()
    seen = datetime.fromtimestamp(session.get(_SEEN, 0), UTC)
    last = max(signed.last_act_at, seen)
    unfinished = signed.stage == "factor" and now - signed.began > rules.CONFIRMED
    over = rules.is_over(began=signed.began, last_seen=last, now=now, shared=signed.is_shared)
    return None if over or unfinished else _Holder(token, signed)


def _attach(book_of: BookOf) -> Response | None:
    address = request.remote_addr or ""
    signed: Signed | None = getattr(current_user, "signed", None)
    service.came_from(service.Origin(signed.session_id if signed else None, address))
    if signed is None:
        g.letterhead = _letterhead(queries.only_cooperative())
        return None
    g.signed = signed
    g.letterhead = _letterhead(signed.cooperative)
    g.actor = _actor(signed, book_of(signed.cooperative.id))
    _keep_alive(signed)
    return _lead_on(signed)


def _actor(signed: Signed, book_id: int) -> Actor:
    return Actor(
        user_id=signed.user_id,
        name=signed.name,
        role=signed.role,
        cooperative_id=signed.cooperative.id,
        book_id=book_id,
        permissions=rules.permissions_at(signed.stage, signed.role),
        session_id=signed.session_id,
        member_id=signed.member_id,
        group_id=signed.group_id,
    )


def _letterhead(found: CooperativeFacts | None) -> Letterhead | None:
    if found is None:
        return None
    lines = tuple(line for line in (*found.address.splitlines(), found.phone) if line)
    return Letterhead(found.name, found.short_name, lines, found.is_demo)


def _keep_alive(signed: Signed) -> None:
    """Looking keeps the signed cookie fresh, acting keeps the database's row fresh."""
    now = clock.now()
    if now.timestamp() - session.get(_SEEN, 0) > _SEEN_STEP.total_seconds():
        session[_SEEN] = int(now.timestamp())
    if request.method == "POST" and now - signed.last_act_at > _TOUCH_STEP:
        # what stops us here stops the act itself too, and is said there
        with suppress(Unwritable), transaction():
            service.touch(session_id=signed.session_id, now=now)


def _lead_on(signed: Signed) -> Response | None:
    """An unfinished sign-in leads to what is still owed, whatever was asked for."""
    wanted = looking.permission()
    if signed.stage == "full" or request.endpoint is None:
        return _ask_again(signed, wanted or "")
    if wanted == access.PUBLIC or wanted in rules.STAGES[signed.stage]:
        return None
    return redirect(url_for(_NEXT_PAGE[signed.stage]))


def _ask_again(signed: Signed, wanted: str) -> Response | None:
    """Sensitive pages: the password once more, then on to the page."""
    sending = request.method == "POST"
    facts = {"confirmed_at": signed.confirmed_at, "now": clock.now()}
    if wanted not in g.actor.permissions or not rules.must_confirm(
        wanted, **facts, sending=sending
    ):
        return None
    back = urlsplit(request.referrer or "").path if sending else request.full_path.rstrip("?")
    return redirect(url_for("auth.confirm_form", next=back), code=303)


def this_session() -> Signed:
    """The session at the screen; 401 when there is none."""
    signed: Signed | None = g.get("signed")
    if signed is None:
        abort(401)
    return signed


def where(*, shared: bool = False) -> service.Where:
    """From where this request comes."""
    return service.Where(request.remote_addr or "", request.user_agent.string, shared)


def begin(opened: service.Opened) -> None:
    """Hand the browser its new token; nothing of an older session stays in the cookie."""
    _clear()
    session[_SEEN] = int(clock.now().timestamp())
    login_user(_Holder(opened.token))


def end() -> None:
    """Forget the token in this browser."""
    logout_user()
    _clear()
    session.permanent = any(name in session for name in PHONE_KEYS)


def _clear() -> None:
    """Forget the person; a key that a phone carries for its family is the phone's, not the person's."""
    kept = {name: session[name] for name in PHONE_KEYS if name in session}
    session.clear()
    session.update(kept)


def onward(opened: service.Opened, wanted: str = "") -> Response:
    """To what is still owed, else to the page that was asked for, else home."""
    if page := _NEXT_PAGE.get(opened.stage):
        return redirect(url_for(page, next=own_path(wanted) or None), code=303)
    return redirect(own_path(wanted) or url_for("home"), code=303)


def own_path(text: str) -> str:
    """The text when it is a path of this program, else nothing."""
    plain = unquote(unquote(text))
    for read in (text, plain):
        parts = urlsplit(read) if "[" not in read and "]" not in read else None
        foreign = parts is None or parts.scheme or parts.netloc
        odd = "\\" in read or not all(c.isprintable() and c != "\u3000" for c in read)
        if foreign or odd or not read.startswith("/") or read.startswith("//"):
            return ""
    return text
