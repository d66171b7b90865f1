"""What the cash book adds to the list of exceptions: books brought in from Excel, and taken out again."""

from flask import url_for
from flask_babel import gettext as _

from coop_app import auth
from coop_app.cashbook import queries
from coop_app.cashbook.queries import Batch
from coop_app.refusal import N_
from coop_app.web import notable
from coop_app.web.filters import rupiah_text
from coop_app.web.notable import Notable, Section, Span


def _imports(span: Span) -> list[Notable]:
    batches = list(reversed(queries.list_batches(span.cooperative_id)))
    people = auth.names_of(
        span.cooperative_id, [who for one in batches for who in (one.posted_by, one.undone_by)]
    )
    found = [row for one in batches for row in _rows(one, people)]
    return [row for row in found if span.start <= row.at < span.end]


def _rows(batch: Batch, people: dict[int, str]) -> list[Notable]:
    url = url_for("cashbook.batch", batch_id=batch.id)
    named = f"{batch.filename} → {batch.place}, {rupiah_text(batch.closing)}"
    found = []
    if batch.posted_at:
        found.append(Notable(batch.posted_at, named, _who(batch.posted_by, people), url=url))
    if batch.undone_at:
        what = _("Undone") + ": " + named
        who = _who(batch.undone_by, people)
        found.append(Notable(batch.undone_at, what, who, why=batch.undone_why, url=url))
    return found


def _who(user_id: int | None, people: dict[int, str]) -> str:
    return people.get(user_id or 0) or str(_("the program, from the command line"))


notable.register(Section("imports", N_("Books imported from Excel"), _imports, 60))
