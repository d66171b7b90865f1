"""What features tell the floors below them: names for references, points for closing a month, checks."""

from flask import Flask

from coop_app import auth, ledger
from coop_app.app import audit, neighbours
from coop_app.app.month_close import points_before_closing, statements_to_members
from coop_app.auth.views import linking
from coop_app.cashbook import queries as cash_papers
from coop_app.cashbook.views import naming as cashbook
from coop_app.closing import queries as leaving_papers
from coop_app.closing.views import naming as leaving
from coop_app.closing.views import tasks
from coop_app.enterprises import queries as enterprises
from coop_app.enterprises.views.books import naming as own_business
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
from coop_app.purchasing.queries import rounds as purchase_rounds
from coop_app.purchasing.queries.receiving import proof as receiving
from coop_app.purchasing.views.supply import naming as suppliers
from coop_app.reports.queries import proof as member_statements
from coop_app.sales.queries import till, trade
from coop_app.sales.views.till import naming as till_papers
from coop_app.sales.views.trade import naming as trade_papers
from coop_app.sales.views.window import presenting as shop_window
from coop_app.savings import queries as savings
from coop_app.savings.queries import time_deposits
from coop_app.savings.views import naming as receipts
from coop_app.savings.views.time_deposits import naming as deposit_names
from coop_app.web import checklists, references


def wire(app: Flask) -> None:
    """Connect the features of this program; nothing else knows all of them."""
    auth.watch_with(ledger.WATCH)
    neighbours.connect()
    checklists.register(app.extensions, points_before_closing)
    references.register(app.extensions, "member", members.describe)
    for source in receipts.SOURCES:
        references.register(app.extensions, source, receipts.describe)
    for source, describe in deposit_names.SOURCES.items():
        references.register(app.extensions, source, describe)
    audit.register(app.extensions, lambda _cooperative, book: savings.check(book))
    audit.register(app.extensions, lambda _cooperative, book: time_deposits.check(book))
    for source in lending.SOURCES:
        references.register(app.extensions, source, lending.describe)
    for source in paying.SOURCES:
        references.register(app.extensions, source, paying.describe)
    audit.register(app.extensions, lambda _cooperative, book: loans.check_payouts(book))
    audit.register(app.extensions, lambda _cooperative, book: loans.check_payments(book))
    for source, describe in cashbook.SOURCES.items():
        references.register(app.extensions, source, describe)
    tasks.register(app.extensions, statements_to_members)
    for source, describe in leaving.SOURCES.items():
        references.register(app.extensions, source, describe)
    audit.register(app.extensions, lambda _cooperative, book: leaving_papers.check(book))
    checklists.register(app.extensions, cashbook.points)
    audit.register(app.extensions, lambda _cooperative, book: cash_papers.check(book))
    audit.register(app.extensions, member_statements.check)
    for source, describe in trade_papers.SOURCES.items():
        references.register(app.extensions, source, describe)
    audit.register(app.extensions, lambda _cooperative, book: trade.check(book))
    for source in risk.RUNS:
        references.register(app.extensions, source, risk.describe_runs)
    references.register(app.extensions, risk.WRITE_OFF, risk.describe_write_offs)
    checklists.register(app.extensions, month_end.points)
    audit.register(app.extensions, lambda _cooperative, book: loans.check_risk(book))
    for source, describe in stock.SOURCES.items():
        references.register(app.extensions, source, describe)
    audit.register(app.extensions, lambda _cooperative, book: goods.check(book))
    audit.register(app.extensions, lambda _cooperative, book: receiving.check(book))
    audit.register(app.extensions, purchase_rounds.check_rounds)
    references.register(app.extensions, "supplier", suppliers.describe_suppliers)
    references.register_finder(app.extensions, members.find)
    audit.register(app.extensions, lambda _cooperative, book: enterprises.check_acts(book))
    members.register_facts(app.extensions, own_business.member_facts)
    linking.register(app.extensions, lambda coop, key: get_member(coop, key).group_id)
    for source, describe in till_papers.SOURCES.items():
        references.register(app.extensions, source, describe)
    audit.register(app.extensions, lambda _cooperative, book: till.check(book))
    labels.register_page(app.extensions, shop_window.public_page)
