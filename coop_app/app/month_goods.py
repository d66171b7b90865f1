"""What goods ask at the end of a month: counted, the till closed, rounds brought to an end."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from coop_app.closing.views.tasks import DONE, NOTHING, OPEN, Task
from coop_app.dates import Month
from coop_app.products import queries as products
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.rules.rounds import life
from coop_app.sales.queries import till

_UNDER_WAY = (life.ORDERED, life.RECEIVED, life.DISTRIBUTED)


def stock_counted(_cooperative_id: int, book_id: int, month: Month) -> Task:
    """Every place that holds goods was counted in the month."""
    url, title = url_for("products.counts"), _("Count the goods")
    what = _("What lies on the shelf and what the stock cards say must be the same.")
    places = {row.point.id: row.point.name for row in products.on_hand(book_id)}
    counted = {
        one.point.id
        for one in products.list_counts(book_id)
        if Month.of(one.on) == month and one.status == "posted"
    }
    left = [name for key, name in places.items() if key not in counted]
    if not places:
        return Task(title, NOTHING, _("There are no goods."), url, what)
    if left:
        return Task(
            title, OPEN, _("Not counted yet: %(places)s", places=", ".join(left)), url, what
        )
    return Task(title, DONE, _("Every place was counted."), url, what)


def till_closed(cooperative_id: int, book_id: int, month: Month) -> Task:
    """No sale of the month waits for its day to be closed."""
    url, title = url_for("sales.closes"), _("Close the days at the till")
    what = _("The drawer is counted against what was sold.")
    points = products.list_points(book_id, active_only=False)
    left = [point.name for point in points if till.takings(point.id, until=month.last).sales_count]
    if left:
        return Task(title, OPEN, _("Days are open: %(places)s", places=", ".join(left)), url, what)
    last = {till.last_closed_on(cooperative_id, point.id) for point in points} - {None}
    if not last:
        return Task(title, NOTHING, _("Nothing was sold at a till."), url, what)
    return Task(title, DONE, _("Every day with sales is closed."), url, what)


def rounds_ended(cooperative_id: int, _book_id: int, _month: Month) -> Task:
    """Rounds whose goods were ordered or came, and that are not settled."""
    url, title = url_for("purchasing.rounds"), _("Bring rounds to an end")
    what = _("Goods that came are handed over and paid; then the round is settled.")
    open_ones = rounds.list_rounds(cooperative_id, states=_UNDER_WAY)
    if not open_ones:
        return Task(title, NOTHING, _("No round is under way."), url, what)
    words = ngettext("%(num)d round is under way", "%(num)d rounds are under way", len(open_ones))
    return Task(title, OPEN, words, url, what)
