"""What a learner has passed, on one page to keep."""

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.literacy.queries import practice as queries
from coop_app.literacy.rules.practice import catalogue
from coop_app.literacy.views.blueprint import bp
from coop_app.web import paper
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import long_day
from coop_app.web.pages import send_pdf
from coop_app.web.tables import Column, Table


@bp.get("/latihan/ringkasan")
@requires("literacy.practice")
def practice_summary() -> Response:
    """Name, exercises with the day they were passed, the best test; signed by chair and trainer."""
    table = _table()
    story = [*paper.heading(table.title, table.notes), *paper.table_flowables(table, 180 * mm)]
    story += [Spacer(1, 12 * mm), paper.signatures([_("Chairperson"), _("Trainer")])]
    note = _("Practice only: no licence and no office follows from it.")
    story += [Spacer(1, 4 * mm), Paragraph(note, paper.NOTE)]
    content = paper.document(story, letterhead(), title=table.title)
    return send_pdf(content, name="ringkasan-latihan.pdf")


def _table() -> Table:
    person, known = signed_in(), catalogue.exercises()
    done = queries.progress(person.cooperative_id, person.user_id)
    rows = [
        {"title": known[key].title, "on": one.passed_at.date(), "tries": one.tries}
        for key, one in done.items()
        if key in known and one.passed_at
    ]
    columns = (
        Column("title", _("Exercise"), width=24),
        Column("on", _("Passed on"), "date"),
        Column("tries", _("Tries"), "count", 6),
    )
    said = _("%(passed)s of %(all)s exercises passed", passed=len(rows), all=len(known))
    best = _best(person.cooperative_id, person.user_id)
    notes = [person.name, said, *best, long_day(clock.today())]
    title = _("Practised with the books of the cooperative")
    return Table(title, columns, sorted(rows, key=lambda row: str(row["on"])), notes=notes)


def _best(cooperative_id: int, user_id: int) -> list[str]:
    marked = [one for one in queries.sittings(cooperative_id, user_id) if one.right is not None]
    best = max(marked, key=lambda one: one.right or 0, default=None)
    if best is None:
        return []
    return [
        _("Test of the new treasurer: %(right)s of %(asked)s", right=best.right, asked=best.asked)
    ]
