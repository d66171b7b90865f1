"""The list of exceptions of a book year, for the yearly meeting."""

from datetime import date, datetime, time
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import queries, service
from coop_app.auth.queries import ApprovalRow, EventFilter
from coop_app.auth.views.blueprint import bp
from coop_app.auth.views.words import action_in_words
from coop_app.refusal import N_
from coop_app.web import notable, references
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import day
from coop_app.web.notable import Notable, Section, Span
from coop_app.web.tables import Column, Table, respond

_ABOUT_PEOPLE = (
    "auth.user_added", "auth.user_disabled", "auth.user_enabled", "auth.role_changed",
    "auth.password_reset", "auth.factor_reset",
)  # fmt: skip
_MOST = 20_000


@bp.get("/persetujuan/daftar")
@requires("approvals.read")
def exceptions() -> Response:
    """What was agreed, refused or still waits, dated back, reversed, imported, opened again, changed."""
    first = queries.cooperative(signed_in().cooperative_id).book_year_start_month
    today = clock.today()
    year = _year(today.year if today.month >= first else today.year - 1)
    return respond(_table(_span(year, first)), "auth/exceptions.html", year=year)


def _year(this: int) -> int:
    wanted = request.args.get("tahun", type=int)
    return wanted if wanted and 2000 <= wanted <= this else this


def _span(year: int, first: int) -> Span:
    person = signed_in()
    start, end = (
        datetime.combine(date(one, first, 1), time(), clock.OFFICE_ZONE) for one in (year, year + 1)
    )
    return Span(person.cooperative_id, person.book_id, start, end)


def _table(span: Span) -> Table:
    columns = [
        Column("at", _("When"), "moment", 11), Column("what", _("What"), width=34),
        Column("maker", _("Made by"), width=14), Column("checker", _("Agreed by"), width=14),
        Column("why", _("Reason"), width=24),
    ]  # fmt: skip
    rows: list[dict[str, Any]] = []
    for section in notable.sections():
        found = section.find(span)
        rows.append({"what": f"{_(section.title)} ({len(found)})", "_kind": "heading"})
        rows += [_cells(one) for one in found]
    return Table(
        _("List of exceptions"), columns, rows, notes=[_period(span)], name="daftar-perkecualian",
        signatures=[_("Chairperson"), _("Treasurer"), _("Supervisor")], landscape=True,
    )  # fmt: skip


def _period(span: Span) -> str:
    last = clock.office_time(span.end).date().toordinal() - 1
    start = day(clock.office_time(span.start).date())
    return str(_("Book year %(start)s to %(end)s", start=start, end=day(date.fromordinal(last))))


def _cells(one: Notable) -> dict[str, Any]:
    return {
        "at": one.at, "what": one.what, "maker": one.maker, "checker": one.checker, "why": one.why,
        "_url": one.url, "_urls": {"what": one.entry},
    }  # fmt: skip


def _asked(span: Span, *states: str) -> list[Notable]:
    found = queries.approvals_between(span.cooperative_id, span.start, span.end)
    rows = [row for row in reversed(found) if row.state in states]
    made = queries.entries_of(*(row.id for row in rows))
    return [_one_asked(row, span, made[row.id]) for row in rows]


def _one_asked(row: ApprovalRow, span: Span, made: list[tuple[int, int]]) -> Notable:
    kind = service.kind_of(row.kind)
    words = [_(value) for _label, value in kind.describe(span.cooperative_id, row.content) if value]
    what = ": ".join([_(kind.title), " · ".join(words)]) if words else _(kind.title)
    why = f"{row.reason} / {row.note}" if row.note else row.reason
    address = url_for("auth.approval", approval_id=row.id)
    mine = [seq for book_id, seq in made if book_id == span.book_id]
    entry = url_for("ledger.entry", seq=mine[0]) if mine else None
    return Notable(row.decided_at or row.made_at, what, row.maker, row.checker, why, address, entry)


def _waiting(span: Span) -> list[Notable]:
    return _asked(span, "waiting")


def _refused(span: Span) -> list[Notable]:
    return _asked(span, "refused", "withdrawn")


def _agreed(span: Span) -> list[Notable]:
    return _asked(span, "approved", "used")


def _people(span: Span) -> list[Notable]:
    wanted = EventFilter(
        action="auth.", start=clock.office_time(span.start).date(), end=clock.office_time(span.end).date()
    )  # fmt: skip
    found = [
        event
        for event in queries.events(span.cooperative_id, wanted, limit=_MOST)
        if event.action in _ABOUT_PEOPLE and span.start <= event.at < span.end
    ]
    names = references.describe(span.cooperative_id, [event.object for event in found])
    return [
        Notable(
            event.at, f"{action_in_words(event.action)}: {names[event.object].label}", event.who,
            why=event.reason,
        )
        for event in reversed(found)
    ]  # fmt: skip


for _section in (
    Section("waiting", N_("Still waiting for a second person"), _waiting, 10),
    Section("refused", N_("Refused or withdrawn"), _refused, 20),
    Section("agreed", N_("Agreed by a second person"), _agreed, 30),
    Section("people", N_("Accounts and rights of people"), _people, 90),
):
    notable.register(_section)
