"""What features tell the floors below them: names for references, points for closing a month, checks."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask

from coop_app import auth, ledger
from coop_app.app import audit, neighbours, trail_words
from coop_app.app.month_close import points_before_closing, statements_to_members
from coop_app.app.month_goods import rounds_ended, stock_counted, till_closed
from coop_app.auth.views import linking
from coop_app.cashbook import queries as cash_papers
from coop_app.cashbook.views import naming as cashbook
from coop_app.closing import queries as leaving_papers
from coop_app.closing.views import naming as leaving
from coop_app.closing.views import tasks
from coop_app.enterprises import queries as enterprises
from coop_app.enterprises.views.books import naming as own_business
from coop_app.literacy.views.effect import visits as due_visits
from coop_app.literacy.views.lessons.after import reminding as due_promises
from coop_app.literacy.views.offline import kept as on_phones
from coop_app.literacy.views.sessions import naming as classes
from coop_app.literacy.views.sessions import reminding as upcoming_sessions
from coop_app.loans import queries as loans
from coop_app.loans.views.lending import naming as lending
from coop_app.loans.views.paying import naming as paying
from coop_app.loans.views.portfolio import month_end
from coop_app.loans.views.portfolio import naming as risk
from coop_app.members.queries import get_member
from coop_app.members.views import blueprint as members
from coop_app.products import queries as goods
from coop_app.products.views import naming as stock
from coop_app.products.views.catalogue import labels
from coop_app.products.views.catalogue import reminding as ending
from coop_app.purchasing.queries import rounds as purchase_rounds
from coop_app.purchasing.queries.receiving import proof as receiving
from coop_app.purchasing.views.receiving import naming as goods_papers
from coop_app.purchasing.views.supply import naming as suppliers
from coop_app.reports.queries import proof as member_statements
from coop_app.sales.queries import till, trade
from coop_app.sales.views.till import naming as till_papers
from coop_app.sales.views.trade import naming as trade_papers
from coop_app.sales.views.window import presenting as shop_window
from coop_app.sales.views.window import reminding as new_orders
from coop_app.savings import queries as savings
from coop_app.savings.queries import time_deposits
from coop_app.savings.views import naming as receipts
from coop_app.savings.views.time_deposits import naming as deposit_names
from coop_app.web import checklists, references, reminders

#: what the ledger's pages call a subject or source → who finds its name and page
_NAMES = {
    "member": members.describe,
    "supplier": suppliers.describe_suppliers,
    risk.WRITE_OFF: risk.describe_write_offs,
    **dict.fromkeys(receipts.SOURCES, receipts.describe),
    **deposit_names.SOURCES,
    **dict.fromkeys(lending.SOURCES, lending.describe),
    **dict.fromkeys(paying.SOURCES, paying.describe),
    **dict.fromkeys(risk.RUNS, risk.describe_runs),
    **cashbook.SOURCES,
    **leaving.SOURCES,
    **stock.SOURCES,
    **trade_papers.SOURCES,
    **till_papers.SOURCES,
    **goods_papers.SOURCES,
    **classes.SOURCES,
}
#: checks of a cooperative's documents against its ledger
_BOOK_CHECKS = (
    savings.check, time_deposits.check, loans.check_payouts, loans.check_payments,
    loans.check_risk, cash_papers.check, leaving_papers.check, receiving.check, trade.check,
    till.check,
)  # fmt: skip
#: checks that ask for the cooperative too
_HOUSE_CHECKS = (member_statements.check, purchase_rounds.check_rounds)
_POINTS = (points_before_closing, cashbook.points, month_end.points)
_TASKS = (stock_counted, till_closed, rounds_ended, statements_to_members)


def wire(app: Flask) -> None:
    """Connect the features of this program; nothing else knows all of them."""
    known = app.extensions
    auth.watch_with(ledger.WATCH)
    neighbours.connect()
    trail_words.tell()
    _name(known)
    _check(known)
    for points in _POINTS:
        checklists.register(known, points)
    for task in _TASKS:
        tasks.register(known, task)
    linking.register(known, lambda coop, key: get_member(coop, key).group_id)
    members.register_facts(known, own_business.member_facts)
    labels.register_page(known, shop_window.public_page)
    on_phones.register(app)
    reminders.install(app)
    reminders.register(app, new_orders.reminders)
    reminders.register(app, ending.reminders)
    reminders.register(app, upcoming_sessions.reminders)
    reminders.register(app, due_visits.reminders)
    reminders.register(app, due_promises.reminders)


def _name(known: dict[str, Any]) -> None:
    for name, describe in _NAMES.items():
        references.register(known, name, describe)
    references.register_finder(known, members.find)


def _check(known: dict[str, Any]) -> None:
    for check in _BOOK_CHECKS:
        audit.register(known, partial(_of_book, check))
    for check_house in _HOUSE_CHECKS:
        audit.register(known, check_house)
    both = (audit.COOPERATIVE, audit.ENTERPRISE)
    audit.register(known, partial(_of_book, goods.check), kinds=both)
    audit.register(known, partial(_of_book, enterprises.check_acts), kinds=(audit.ENTERPRISE,))
    audit.register(known, partial(_of_book, enterprises.check_workshop), kinds=(audit.ENTERPRISE,))


def _of_book(
    check: Callable[[int], list[ledger.Finding]], _cooperative_id: int, book_id: int
) -> list[ledger.Finding]:
    return check(book_id)
