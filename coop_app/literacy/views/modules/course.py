"""The course for trainers: the list, one module, the papers."""

from flask import abort
from flask_babel import force_locale
from werkzeug.wrappers import Response

from coop_app.literacy.rules.calculators.shelf import TOOLS
from coop_app.literacy.rules.modules import MODULES, get_module
from coop_app.literacy.rules.modules.shapes import BUSINESS, CORE, FRAME, Module
from coop_app.literacy.rules.modules.timetable import clock_time, timetable
from coop_app.literacy.rules.modules.words import answer_of
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.modules.links import tool_link
from coop_app.literacy.views.modules.papers.book import book
from coop_app.literacy.views.modules.papers.guide import guide
from coop_app.literacy.views.modules.words import path_name
from coop_app.refusal import N_
from coop_app.web.access import letterhead, requires
from coop_app.web.pages import page, send_pdf

#: endpoints that modules name → what they are called
_NAMES = {
    "literacy.tools": N_("Learning tools"),
    **{tool.endpoint: tool.label for tool in TOOLS},
}
#: the course is written in Indonesian, so its papers are too
PAPER_LANGUAGE = "id"


@bp.get("/pelatihan/modul")
@requires("literacy.read")
def modules() -> Response:
    """All modules by path, and the timetable."""
    paths = [(path, path_name(path), _of(path)) for path in (FRAME, CORE, BUSINESS)]
    numbers = {module.key: module.number for module in MODULES}
    return page("literacy/modules.html", paths=paths, days=timetable(), numbers=numbers)


def _of(path: str) -> list[Module]:
    return [module for module in MODULES if module.path == path]


@bp.get("/pelatihan/modul/<key>")
@requires("literacy.read")
def module(key: str) -> Response:
    """The plan, the exercises with links into the tools, the papers."""
    shown = known_module(key)
    exercises = [(each, answer_of(each), tool_link(each)) for each in shown.exercises]
    return page(
        "literacy/module.html", module=shown, path=path_name(shown.path), exercises=exercises,
        plan=_plan(shown), tools=[(endpoint, _NAMES[endpoint]) for endpoint in shown.tools],
    )  # fmt: skip


def known_module(key: str) -> Module:
    """The module, or the page that says it is not here."""
    found = get_module(key)
    if found is None:
        abort(404)
    return found


def _plan(shown: Module) -> list[tuple[str, str, int]]:
    """From when to when each step lasts, counted from the lesson's beginning."""
    rows, at = [], 0
    for step in shown.steps:
        time = f"{clock_time(at)}–{clock_time(at + step.minutes)}"
        rows.append((time, step.title, step.minutes))
        at += step.minutes
    return rows


@bp.get("/pelatihan/modul/<key>/panduan.pdf")
@requires("literacy.read")
def module_guide(key: str) -> Response:
    """The facilitator's guide."""
    shown = known_module(key)
    with force_locale(PAPER_LANGUAGE):
        made = guide(shown, letterhead())
    return send_pdf(made, name=f"panduan-{shown.number}-{key}.pdf")


@bp.get("/pelatihan/modul/buku.pdf")
@requires("literacy.read")
def course_book() -> Response:
    """All guides with contents and timetable."""
    with force_locale(PAPER_LANGUAGE):
        made = book(letterhead())
    return send_pdf(made, name="buku-pelatihan.pdf")
