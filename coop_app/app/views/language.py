"""The language of the pages, chosen in the footer and kept by this browser."""

from flask import Flask, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from coop_app.auth import login
from coop_app.web.access import public
from coop_app.web.installed.languages import COOKIE, LANGUAGES

_YEAR = 31_536_000


def install(app: Flask) -> None:
    """Offer the switch to everybody, before signing in too."""
    app.add_url_rule("/bahasa", "language", language, methods=["POST"])


@public
def language() -> Response:
    """Show the pages in this language from now on, and go back to where it was chosen."""
    wanted = request.form.get("language", "")
    if wanted not in LANGUAGES:
        abort(400)
    back = login.own_path(request.form.get("next", "")) or url_for("home")
    answer = redirect(back, code=303)
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    answer.set_cookie(COOKIE, wanted, max_age=_YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer
