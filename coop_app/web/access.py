"""Who is asking, for which cooperative, and whether they may."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import abort, g, redirect, request, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

P = ParamSpec("P")
R = TypeVar("R")

#: what a view that anyone may see declares
PUBLIC = "public"
#: how often one address may ask for what anybody may see; counted in memory, so it costs no write
pace = Limiter(get_remote_address, strategy="moving-window", storage_uri="memory://")


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the screen, as far as a page needs to know them."""

    user_id: int
    name: str
    role: str
    cooperative_id: int
    #: the cooperative's main book; 0 before the first start is finished
    book_id: int
    permissions: frozenset[str]
    session_id: int = 0
    member_id: int | None = None
    group_id: int | None = None

    def may(self, permission: str) -> bool:
        """Whether the table of permissions gives this person the act."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the top of every page and paper of a cooperative."""

    name: str
    short_name: str = ""
    address: tuple[str, ...] = ()
    is_demo: bool = False


def actor() -> Actor | None:
    """Whoever is signed in, or None."""
    found: Actor | None = g.get("actor")
    return found


def signed_in() -> Actor:
    """Whoever is signed in; 401 when nobody is."""
    person = actor()
    if person is None:
        abort(401)
    return person


def letterhead() -> Letterhead:
    """The cooperative whose pages these are."""
    found: Letterhead | None = g.get("letterhead")
    return found or Letterhead(name="Koperasi")


def may(permission: str) -> bool:
    """For templates: whether the person at the screen may do this."""
    person = actor()
    return person is not None and person.may(permission)


def requires(permission: str) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """Let only those through whom the table of permissions gives this act."""

    def decorate(view: Callable[P, R]) -> Callable[P, R | Response]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            person = actor()
            if person is None:
                return _ask_to_sign_in()
            if not person.may(permission):
                abort(403)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Declare that anyone may see this page."""
    view.permission = PUBLIC  # type: ignore[attr-defined]
    return view


def declared(view: Any) -> str | None:
    """The permission a view function declares, None when it forgot to."""
    return getattr(view, "permission", None)


def _ask_to_sign_in() -> Response:
    if request.method != "GET":
        abort(401)
    back = request.full_path.rstrip("?")
    return redirect(url_for("auth.sign_in_form", next=back))
