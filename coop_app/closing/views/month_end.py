"""The end of a month: the treasurer's tasks in their order, how each stands, and where it is done."""

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.closing import queries
from coop_app.closing.views import tasks
from coop_app.closing.views.blueprint import bp, desk, link
from coop_app.closing.views.tasks import DONE, LATER, NOTHING, OPEN, Task
from coop_app.dates import Month
from coop_app.loans import queries as loans
from coop_app.refusal import Refused
from coop_app.savings.queries import interest
from coop_app.savings.service import time_deposits
from coop_app.web import checklists
from coop_app.web.access import requires
from coop_app.web.filters import day
from coop_app.web.forms import say
from coop_app.web.pages import page


@bp.get("/akhir-bulan")
@requires("closing.read")
def month_end() -> Response:
    """The list for a month: by default the one whose turn it is."""
    month = _month()
    here = desk()
    found = [
        _instructions(),
        _deposits(),
        _interest(month),
        _loans(month),
        *tasks.registered(here.cooperative_id, here.book_id, month),
        _close(month),
    ]
    done = sum(task.is_settled for task in found)
    over = month.last < here.today
    return page("closing/month_end.html", month=month, tasks=found, done=done, over=over)


def _month() -> Month:
    """The month asked for, or the oldest open one that is over."""
    here = desk()
    last = Month.of(here.today).plus(-1)
    try:
        return Month.parse(request.args.get("bulan", ""))
    except Refused:
        turn = ledger.next_to_close(book_id=here.book_id) or last
        return min(turn, last)


def _instructions() -> Task:
    here = desk()
    due = queries.plan(here.cooperative_id, here.today)
    runs = queries.list_runs(here.cooperative_id, limit=1)
    latest = _("Latest run: %(day)s", day=day(runs[0].run_on)) if runs else _("No run so far.")
    words = latest
    if due:
        words = ngettext("%(num)s instalment is due.", "%(num)s instalments are due.", len(due))
    known = queries.list_instructions(here.cooperative_id)
    state = OPEN if due else DONE if known else NOTHING
    return Task(
        _("Instalments from savings"), state, words, url_for("closing.instructions"),
        _("Pays the instalments of members who allowed it, from simpanan sukarela."),
    )  # fmt: skip


def _deposits() -> Task:
    here = desk()
    due = time_deposits.due(desk=here)
    words = _("No time deposit is due.")
    if due:
        words = ngettext("%(num)s time deposit is due.", "%(num)s time deposits are due.", len(due))
    return Task(
        _("Time deposits that are due"), OPEN if due else NOTHING, words,
        link("savings.time_deposits"), _("Pays interest, extends or pays out as it was agreed."),
    )  # fmt: skip


def _interest(month: Month) -> Task:
    here = desk()
    url = link("savings.interest", bulan=str(month))
    title, what = (
        _("Interest on savings"),
        _("Posts the month's interest of every saver, with tax."),
    )
    if month.last >= here.today:
        return Task(title, LATER, _("The month is not over yet."), url, what)
    try:
        found = interest.interest_month(here.cooperative_id, here.book_id, month)
    except Refused as refusal:
        return Task(title, NOTHING, say(refusal), url, what)
    if found.waiting:
        members = len(found.waiting)
        words = ngettext("%(num)s member waits for it.", "%(num)s members wait for it.", members)
        return Task(title, OPEN, words, url, what)
    return Task(title, DONE if found.rows else NOTHING, _("Nothing is left to post."), url, what)


def _loans(month: Month) -> Task:
    here = desk()
    url = link("loans.month_end", month=str(month))
    title = _("Judge the loans")
    what = _("Sets each loan's class, the allowance and the interest that is due.")
    if month.last >= here.today:
        return Task(title, LATER, _("The month is not over yet."), url, what)
    run = loans.last_run(here.cooperative_id, here.book_id, month)
    if run is not None:
        return Task(title, DONE, _("Done."), url, what)
    return Task(title, OPEN, _("Not done for this month yet."), url, what)


def _close(month: Month) -> Task:
    here = desk()
    url, title = link("ledger.months"), _("Close the month")
    what = _("Nothing can be posted into a closed month any more.")
    locked = ledger.locked_through(book_id=here.book_id)
    if locked is not None and locked >= month.last:
        return Task(title, DONE, _("Closed through %(day)s", day=day(locked)), url, what)
    if month.last >= here.today:
        return Task(title, LATER, _("The month is not over yet."), url, what)
    points = checklists.points(here.cooperative_id, here.book_id, month)
    missing = [point.label for point in points if not point.ok]
    words = _("Ready to be closed.")
    if missing:
        words = _("Look first: %(points)s", points="; ".join(missing[:3]))
    return Task(title, OPEN, words, url, what)
