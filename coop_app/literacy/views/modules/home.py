"""What participants open at home: the sheet of a module, on a phone and on paper."""

from flask import url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from coop_app.literacy.rules.modules.shapes import Module
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.modules.course import PAPER_LANGUAGE, known_module
from coop_app.literacy.views.modules.papers.handout import handout
from coop_app.web.access import letterhead, pace, public
from coop_app.web.pages import page, send_pdf

#: a whole class may share one address
_READING, _PRINTING = "240 per minute", "120 per minute"


@bp.get("/belajar/modul/<key>")
@public
@pace.limit(_READING)
def sheet(key: str) -> Response:
    """The key sentences, the sum, the signs of danger, and the tool."""
    shown = known_module(key)
    return page("literacy/sheet.html", module=shown, tool=url_for(shown.sheet.tool))


@bp.get("/belajar/modul/<key>.pdf")
@public
@pace.limit(_PRINTING)
def sheet_paper(key: str) -> Response:
    """The same on one A4, with room to write."""
    shown = known_module(key)
    with force_locale(PAPER_LANGUAGE):
        paper = handout(shown, letterhead(), address=_tool(shown))
    return send_pdf(paper, name=f"lembar-{shown.number}-{key}.pdf")


def _tool(shown: Module) -> str:
    return url_for(shown.sheet.tool, _external=True)
