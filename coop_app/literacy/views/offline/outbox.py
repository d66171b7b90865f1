"""Notes that waited on a phone: a fresh token, the right writer, and a word when one is taken over."""

from flask import abort, jsonify, make_response, request, session
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.offline import kept
from coop_app.web.access import public
from coop_app.web.pages import page

#: the note's own id; its value comes back when the note is taken over
NOTE = "X-Outbox"
WRITER = "X-Outbox-Writer"
#: nobody looks at the screen while it is sent, so no sentence waits for the next page
SILENT = "X-Outbox-Silent"
_FLASHES = "_flashes"


@bp.before_app_request
def _same_writer() -> Response | None:
    """A note of one family, or of one owner, is never written into another's book."""
    wrote = request.headers.get(WRITER, "")
    if not _from_outbox() or not wrote or wrote in kept.writers_at(request.path):
        return None
    return make_response(jsonify(stays="writer"), 409)


@bp.after_app_request
def _taken_over(response: Response) -> Response:
    """See-other or a page after a POST means that the note is in the book: say so, and where to look."""
    note = request.headers.get(NOTE)
    if not _from_outbox() or request.method != "POST" or response.status_code not in {200, 303}:
        return response
    if SILENT in request.headers:
        session.pop(_FLASHES, None)
    return make_response(jsonify(taken=note, next=response.headers.get("Location")), 200)


def _from_outbox() -> bool:
    return NOTE in request.headers and request.path.startswith(kept.PLACES)


@bp.get("/belajar/tanda")
@public
def fresh_token() -> Response:
    """What a waiting form needs to be sent: a token, and for whom this phone may write."""
    place = request.args.get("untuk", "")
    if not place.startswith(kept.PLACES):
        abort(404)
    return make_response(jsonify(token=generate_csrf(), writers=kept.writers_at(place)))


@bp.get("/belajar/menunggu")
@public
def waiting() -> Response:
    """The notes that wait on this phone: the phone itself knows them, not we."""
    return page("literacy/waiting.html", leaving="keluar" in request.args)
