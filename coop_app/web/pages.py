"""Answer with a page, or send the browser on after a POST."""

from typing import Any, TypeVar

from flask import abort, make_response, redirect, render_template, url_for
from werkzeug.routing import BuildError
from werkzeug.wrappers import Response

from coop_app.web.words.explaining import explain

T = TypeVar("T")
_YEAR = 31_536_000


def page(template: str, *, status: int = 200, **context: Any) -> Response:
    """Render a template, its words explained. A form with errors among the context makes it a 422."""
    form = context.get("form")
    if status == 200 and form is not None and getattr(form, "blamed", False):
        status = 422
    return make_response(explain(render_template(template, **context)), status)


def see_other(endpoint: str, **values: Any) -> Response:
    """After something was done: 303 to the page that shows it."""
    return redirect(url_for(endpoint, **values), code=303)


def link(endpoint: str, **values: Any) -> str | None:
    """The address of a page of another storey, if it has one."""
    try:
        return url_for(endpoint, **values)
    except BuildError:
        return None


def found_or_404(thing: T | None) -> T:
    """The thing, or the page that says it is not here."""
    if thing is None:
        abort(404)
    return thing


def send_bytes(content: bytes, *, name: str, kind: str, inline: bool = False) -> Response:
    """A file to keep or, for paper, to look at in the browser."""
    response = make_response(content)
    response.headers["Content-Type"] = kind
    place = "inline" if inline else "attachment"
    ascii_name = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in name)
    response.headers["Content-Disposition"] = f'{place}; filename="{ascii_name}"'
    return response


def send_lasting(content: bytes, *, kind: str, public: bool = False) -> Response:
    """A picture that never changes under its address: a phone fetches it once."""
    response = make_response(content)
    response.headers["Content-Type"] = kind
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    who = "public" if public else "private"
    response.headers["Cache-Control"] = f"{who}, max-age={_YEAR}, immutable"
    return response


def send_pdf(content: bytes, *, name: str) -> Response:
    """A paper, shown in the browser so that it can be printed at once."""
    return send_bytes(content, name=name, kind="application/pdf", inline=True)
