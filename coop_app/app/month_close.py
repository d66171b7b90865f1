"""What a treasurer looks at before closing a month, gathered from every feature."""

from flask import url_for
from flask_babel import gettext as _

from coop_app import ledger
from coop_app.closing.views.tasks import DONE, OPEN, Task
from coop_app.dates import Month
from coop_app.money import rupiah
from coop_app.reports.queries import member_statements
from coop_app.reports.queries.confirmations import share_of
from coop_app.web.checklists import Point


def points_before_closing(_cooperative_id: int, book_id: int, month: Month) -> list[Point]:
    """Money places not below zero, nothing left unexplained."""
    return [*_places(book_id, month), _suspense(book_id, month)]


def statements_to_members(cooperative_id: int, _book_id: int, month: Month) -> Task:
    """Everybody's figures to confirm: offered or not, and how many came back."""
    url, title = url_for("reports.confirmations", bulan=str(month)), _("Statements to members")
    what = _("Members confirm or dispute their figures.")
    offered = member_statements.of_month(cooperative_id, month)
    if not offered:
        return Task(title, OPEN, _("Not offered for this month yet."), url, what)
    share = share_of(month.name, 0, offered)
    words = _("%(confirmed)s of %(all)s confirmed", confirmed=share.confirmed, all=len(offered))
    return Task(title, DONE, words, url, what)


def _places(book_id: int, month: Month) -> list[Point]:
    points = []
    for place in ledger.cash_places(book_id=book_id):
        held = ledger.balance(book_id=book_id, account=place.id, on=month.last)
        url = url_for("ledger.account", account_id=place.id, start=month.first, end=month.last)
        label = _("%(place)s is not below zero (%(held)s)", place=place.name, held=rupiah(held))
        why = "" if held >= 0 else _("More went out than was there: an entry is missing or wrong.")
        points.append(Point(label, held >= 0, why, url, blocks=True))
    return points


def _suspense(book_id: int, month: Month) -> Point:
    account = ledger.account(book_id=book_id, role="suspense")
    held = ledger.balance(book_id=book_id, account=account.id, on=month.last)
    url = url_for("ledger.account", account_id=account.id, start=month.first, end=month.last)
    why = "" if held == 0 else _("%(held)s still waits to be explained.", held=rupiah(abs(held)))
    return Point(_("Nothing is left unexplained"), held == 0, why, url)
