"""What features tell the floors below them: names for references, points for closing a month, checks."""

from flask import Flask

from coop_app import auth, ledger
from coop_app.app import audit, neighbours
from coop_app.app.month_close import points_before_closing
from coop_app.auth.views import linking
from coop_app.cashbook import queries as cash_papers
from coop_app.cashbook.views import naming as cashbook
from coop_app.members.queries import get_member
from coop_app.members.views import blueprint as members
from coop_app.reports.queries import proof as member_statements
from coop_app.savings import queries as savings
from coop_app.savings.views import naming as receipts
from coop_app.web import checklists, references


def wire(app: Flask) -> None:
    """Connect the features of this program; nothing else knows all of them."""
    auth.watch_with(ledger.WATCH)
    neighbours.connect()
    checklists.register(app.extensions, points_before_closing)
    references.register(app.extensions, "member", members.describe)
    for source in receipts.SOURCES:
        references.register(app.extensions, source, receipts.describe)
    audit.register(app.extensions, lambda _cooperative, book: savings.check(book))
    for source, describe in cashbook.SOURCES.items():
        references.register(app.extensions, source, describe)
    checklists.register(app.extensions, cashbook.points)
    audit.register(app.extensions, lambda _cooperative, book: cash_papers.check(book))
    audit.register(app.extensions, member_statements.check)
    references.register_finder(app.extensions, members.find)
    linking.register(app.extensions, lambda coop, key: get_member(coop, key).group_id)
