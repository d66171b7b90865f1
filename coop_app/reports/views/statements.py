"""Balance sheet and result statement."""

from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.chart.statements import SIDES, Statement, StatementLine, surplus_by_side
from coop_app.money import rupiah
from coop_app.reports.forms import DayFilter, SpanFilter
from coop_app.reports.queries import statements as read
from coop_app.reports.queries.statements import BookFacts
from coop_app.reports.rules.periods import Span, earlier_day, earlier_span, year_to
from coop_app.reports.views import bp, presenting
from coop_app.reports.views.presenting import Row
from coop_app.web import tables
from coop_app.web.access import requires


@bp.get("/neraca")
@requires("reports.read")
def balance_sheet() -> Response:
    """What the cooperative owns and owes on a day."""
    book, form = presenting.current_book(), DayFilter.asked()
    days = [form.day(clock.today())]
    if form.comparison:
        days.append(earlier_day(days[0], form.comparison, book.first_month))
    rows = _sheet_rows(book, days)
    table = presenting.table(
        _("Balance sheet"),
        [presenting.on_day(day) for day in days],
        rows,
        notes=[presenting.on_day(days[0])],
        name=f"neraca-{days[0].isoformat()}",
    )
    context = presenting.asked(book, form, rows, days[0])
    return tables.respond(table, "reports/balance_sheet.html", on=days[0], **context)


def _sheet_rows(book: BookFacts, days: Sequence[date]) -> list[Row]:
    spans = [year_to(day, book.first_month) for day in days]

    def surplus(key: str, column: int) -> str | None:
        if key not in {"current_surplus", "prior_surplus"}:
            return None
        name = "reports.result" if key == "current_surplus" else "reports.equity_changes"
        span = spans[column]
        return url_for(name, start=span.start.isoformat(), end=span.end.isoformat())

    return presenting.statement_rows(
        [read.balance_sheet(book, day) for day in days],
        lambda account, column: presenting.account_url(account, spans[column]),
        other=surplus,
    )


@bp.get("/hasil-usaha")
@requires("reports.read")
def result() -> Response:
    """What was earned and spent in a period."""
    book, form = presenting.current_book(), SpanFilter.asked()
    span = form.span(clock.today(), book.first_month)
    spans = [span]
    if form.comparison:
        spans.append(earlier_span(span, form.comparison, book.first_month))
    made = [read.result(book, one) for one in spans]
    heads, rows = _result_columns(book, made, spans)
    notes = [presenting.over(span), *_sides_note(book, made[0])]
    name = f"hasil-usaha-{span.start.isoformat()}-{span.end.isoformat()}"
    table = presenting.table(_("Result statement"), heads, rows, notes=notes, name=name)
    context = presenting.asked(book, form, rows, span.end)
    return tables.respond(table, "reports/result.html", span=span, **context)


def _result_columns(
    book: BookFacts, made: Sequence[Statement], spans: Sequence[Span]
) -> tuple[list[str], list[Row]]:
    """Members, non-members, shared and together; or, when compared, the periods."""
    columns, shown = list(made), list(spans)
    heads = [presenting.over(span) for span in spans]
    if len(made) == 1 and book.kind == "cooperative":
        columns = [made[0], *(_one_side(made[0], side) for side in SIDES)]
        shown = [spans[0]] * len(columns)
        heads = [_("Together"), _("Members"), _("Non-members"), _("Shared")]
    rows = presenting.statement_rows(
        columns,
        lambda account, column: presenting.account_url(account, shown[column]),
        other=lambda _key, _column: None,
    )
    return heads, rows


def _one_side(statement: Statement, side: str) -> Statement:
    return Statement(tuple(_line_of_side(line, side) for line in statement.lines))


def _line_of_side(line: StatementLine, side: str) -> StatementLine:
    accounts = tuple(part for part in line.accounts if (part.side or "shared") == side)
    amount = line.sides[side] if line.sides else line.amount
    return StatementLine(
        line.key, line.label, line.level, amount, accounts, line.kind, line.meaning
    )


def _sides_note(book: BookFacts, statement: Statement) -> list[str]:
    if book.kind != "cooperative":
        return []
    member, nonmember = surplus_by_side(statement)
    text = _(
        "Of the surplus, %(member)s comes from members and %(nonmember)s from non-members; shared "
        "income and costs are divided in the proportion of net participation to gross profit.",
        member=rupiah(member),
        nonmember=rupiah(nonmember),
    )
    return [str(text)]
