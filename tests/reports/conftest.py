"""A small book over two years, its figures worked by hand.

In thousand rupiah. 2024: opening 5.000 cash = 2.000 principal + 3.000 mandatory savings; on the last
day sales to members 400 and stationery 100, so surplus 300 and cash 5.300.
2025: 1 Jan 2.000 to the bank; 15 Jan dues 50; 31 Jan bank interest 12 less tax 2; 1 Feb equipment 600
from the bank; 28 Feb depreciation 50, sales to others 900 that had cost 500; 31 Mar voluntary savings
250, honoraria 120.
On 31 March: cash 5.300 - 2.000 + 50 + 900 - 500 + 250 - 120 = 3.880, bank 2.000 + 10 - 600 = 1.410.
"""

from datetime import date

import pytest
from flask import Flask

from coop_app import ledger
from coop_app.auth.service import cooperatives
from coop_app.chart.templates import template
from coop_app.db import transaction
from coop_app.ledger import Entry, credit, debit
from coop_app.money import Money
from coop_app.reports.queries.statements import BookFacts, book_facts
from tests.make import NOW

STORY = [
    ("2024-12-01", "cash_on_hand", "principal_savings", 2_000),
    ("2024-12-01", "cash_on_hand", "mandatory_savings", 3_000),
    ("2024-12-31", "cash_on_hand", "sales_members", 400),
    ("2024-12-31", "office_supplies", "cash_on_hand", 100),
    ("2025-01-01", "bank", "cash_on_hand", 2_000),
    ("2025-01-15", "cash_on_hand", "mandatory_savings", 50),
    ("2025-02-01", "equipment", "bank", 600),
    ("2025-02-28", "depreciation", "accumulated_depreciation", 50),
    ("2025-02-28", "cash_on_hand", "sales_nonmembers", 900),
    ("2025-02-28", "cogs_nonmembers", "cash_on_hand", 500),
    ("2025-03-31", "cash_on_hand", "voluntary_savings", 250),
    ("2025-03-31", "board_honorarium", "cash_on_hand", 120),
]


def thousand(amount: int) -> Money:
    return Money(amount * 1000)


def post(book_id, day, source, *lines, memo="Catatan"):
    entry = Entry(on=date.fromisoformat(day), memo=memo, source=source, lines=lines)
    with transaction():
        return ledger.post(entry, book_id=book_id, by=1)


def move(book_id, day, to, from_, amount, source, **more):
    lines = (debit(to, thousand(amount)), credit(from_, thousand(amount)))
    return post(book_id, day, source, *lines, **more)


def open_book(name="Koperasi Uji", **facts):
    with transaction():
        new = cooperatives.NewCooperative(name=name, **facts)
        cooperative_id = cooperatives.found(new, now=NOW)
        book_id = ledger.open_book(
            cooperative_id=cooperative_id,
            name="Buku koperasi",
            kind="cooperative",
            accounts=template("cooperative").accounts,
        )
    return cooperative_id, book_id


@pytest.fixture
def empty_book(app: Flask) -> BookFacts:
    """A book with its chart and no entry."""
    cooperative_id, book_id = open_book()
    return book_facts(cooperative_id=cooperative_id, book_id=book_id)


@pytest.fixture
def book(empty_book: BookFacts) -> BookFacts:
    """The story above."""
    for n, (day, to, from_, amount) in enumerate(STORY):
        move(empty_book.id, day, to, from_, amount, f"story:{n}")
    interest = (
        debit("bank", thousand(10)),
        debit("bank_interest_tax", thousand(2)),
        credit("bank_interest_income", thousand(12)),
    )
    post(empty_book.id, "2025-01-31", "story:interest", *interest)
    return empty_book
