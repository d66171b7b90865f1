"""Whose session a page shows: the signed-in person's cooperative's, or the one of a code."""

from typing import Any

from flask import abort, g, make_response, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons.items import PHASES
from coop_app.literacy.views.sessions.joining import participant_here, session_of
from coop_app.literacy.views.sessions.shared import desk_here as desk_here
from coop_app.literacy.views.sessions.shared import session_here as session_here
from coop_app.literacy.views.sessions.shared import session_title as session_title
from coop_app.web.access import Letterhead
from coop_app.web.papers import code as qr

#: a whole class behind one address asks every few seconds
ROOM = "1200 per minute"
#: taps of a class; a program is slowed down
TAPS = "600 per minute"


def session_by_code(code: str) -> SessionRow:
    """The session of a code, with its cooperative's name over the page; 404 when it is not held."""
    over = session_of(code)
    if over.state == "cancelled":
        abort(404)
    return over


def public_house(cooperative_id: int) -> None:
    """Let the page bear the cooperative's name."""
    facts = auth.cooperative(cooperative_id)
    g.letterhead = Letterhead(facts.name, facts.short_name, is_demo=facts.is_demo)


def person_here(over: SessionRow) -> int | None:
    """The participant of this phone in this session."""
    return participant_here(over.id)


def phase_or_404(phase: str) -> str:
    """One of the two tests."""
    if phase not in PHASES:
        abort(404)
    return phase


def bare_page(template: str, **context: Any) -> Response:
    """A page that explains no words: the wall shows one thing at a time, and a test gives no hints."""
    form = context.get("form")
    status = 422 if form is not None and form.blamed else 200
    return make_response(render_template(template, **context), status)


def square(address: str) -> Markup:
    """A QR code to scan from the last bench."""
    return qr.on_page(address)
