"""Whatever is posted: the sheet balances on every day, and the result is the change of the surplus."""

import itertools
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop_app import ledger
from coop_app.chart.templates import template
from coop_app.db import transaction
from coop_app.ledger import Entry, credit, debit
from coop_app.money import Money
from coop_app.reports.queries import statements
from coop_app.reports.queries.statements import book_facts
from coop_app.reports.rules.periods import Span
from coop_app.reports.rules.trial import totals
from tests.reports.conftest import open_book

ROLES = [a.role for a in template("cooperative").accounts if a.takes_lines]
FIRST, LAST = date(2024, 11, 1), date(2026, 2, 28)
_names = itertools.count(1)

day = st.dates(FIRST, LAST)
share = st.tuples(st.sampled_from(ROLES), st.integers(1, 10**9))
entry = st.tuples(
    day, st.sampled_from(ROLES), st.lists(share, min_size=1, max_size=3), st.booleans()
)


def made(n, on, against, shares, from_left):
    """Several accounts on one side, one on the other."""
    left, right = (debit, credit) if from_left else (credit, debit)
    lines = [left(role, Money(amount)) for role, amount in shares]
    total = Money(sum(amount for _role, amount in shares))
    return Entry(on, "acak", f"random:{n}", (*lines, right(against, total)))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entries=st.lists(entry, min_size=1, max_size=12), days=st.lists(day, min_size=2, max_size=2))
def test_statements_agree_with_each_other(app, entries, days):
    cooperative_id, book_id = open_book(f"Koperasi {next(_names)}")
    with transaction():
        for n, (on, against, shares, from_left) in enumerate(entries):
            ledger.post(made(n, on, against, shares, from_left), book_id=book_id, by=1)
    book = book_facts(cooperative_id=cooperative_id, book_id=book_id)
    start, end = sorted(days)
    before, after = start - timedelta(days=1), end
    sheets = [
        statements.balance_sheet(book, on) for on in (before, after, *{e[0] for e in entries})
    ]
    for sheet in sheets:
        assert sheet.amount("total_assets") == sheet.amount("total_liabilities_and_equity")
    opening, closing = (surplus(sheet) for sheet in sheets[:2])
    span = Span(start, end)
    own = closed_by_hand(book_id, after) - closed_by_hand(book_id, before)
    assert statements.result(book, span).amount("surplus") == closing - opening - own
    check_flows(book, span)
    check_equity(book, span, sheets[0].amount("total_equity"), sheets[1].amount("total_equity"))
    debits, credits_ = totals(statements.trial_tree(book, end))
    assert debits == credits_ == totals(statements.trial_balance(book, end))[0]


def surplus(sheet):
    return int(sheet.amount("current_surplus") + sheet.amount("prior_surplus"))


def closed_by_hand(book_id, on):
    """What was posted to the two surplus accounts themselves."""
    roles = ("current_surplus", "prior_surplus")
    return -sum(int(ledger.balance(book_id=book_id, account=role, on=on)) for role in roles)


def check_flows(book, span):
    lines = {line.key: line for line in statements.cash_flow(book, span)}
    change = lines["net_cash_change"].amount
    assert lines["opening_cash"].amount + change == lines["closing_cash"].amount
    for line in lines.values():
        if line.kind == "accounts":
            assert line.amount == line.received - line.paid
            assert line.amount == sum(part.amount for part in line.accounts)


def check_equity(book, span, opening, closing):
    lines = statements.equity_changes(book, span)
    for line in lines:
        assert line.opening + line.increase - line.decrease == line.amount
    assert (lines[-1].opening, lines[-1].amount) == (opening, closing)
