"""Book years, compared days, and names that other programs can read."""

from datetime import date

import pytest

from coop_app.ledger.accounts import Account
from coop_app.reports.rules import periods
from coop_app.reports.rules.exports import beancount, hledger
from coop_app.reports.rules.exports.book import ExportedBook, one_line
from coop_app.reports.rules.periods import Span, SpanBackwards


@pytest.mark.parametrize(
    "day, first_month, start",
    [
        ("2025-03-31", 1, "2025-01-01"),
        ("2025-01-01", 1, "2025-01-01"),
        ("2025-12-31", 1, "2025-01-01"),
        ("2025-06-30", 7, "2024-07-01"),
        ("2025-07-01", 7, "2025-07-01"),
        ("2030-02-28", 12, "2029-12-01"),
    ],
)
def test_book_year(day, first_month, start):
    on = date.fromisoformat(day)
    assert periods.book_year_start(on, first_month).isoformat() == start
    before = periods.day_before_year(on, first_month)
    assert (date.fromisoformat(start) - before).days == 1


@pytest.mark.parametrize(
    "day, comparison, expected",
    [
        ("2025-03-31", "last_month", "2025-02-28"),
        ("2025-02-28", "last_month", "2025-01-31"),
        ("2025-03-30", "last_month", "2025-02-28"),
        ("2025-03-15", "last_month", "2025-02-15"),
        ("2024-02-29", "last_year", "2023-02-28"),
        ("2025-02-28", "last_year", "2024-02-29"),
        ("2025-03-31", "year_end", "2024-12-31"),
        ("2025-12-31", "year_end", "2024-12-31"),
    ],
)
def test_compared_day(day, comparison, expected):
    found = periods.earlier_day(date.fromisoformat(day), comparison)
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "span, comparison, expected",
    [
        (("2025-03-01", "2025-03-31"), "last_month", ("2025-02-01", "2025-02-28")),
        (("2025-02-01", "2025-02-28"), "last_year", ("2024-02-01", "2024-02-29")),
        (("2025-01-01", "2025-03-31"), "year_end", ("2024-01-01", "2024-12-31")),
        (("2025-01-01", "2025-03-15"), "last_year", ("2024-01-01", "2024-03-15")),
    ],
)
def test_compared_span(span, comparison, expected):
    def made(days):
        return Span(*map(date.fromisoformat, days))

    assert periods.earlier_span(made(span), comparison) == made(expected)


def test_usual_days_and_spans():
    today = date(2026, 1, 15)
    assert list(periods.usual_days(today).values()) == [
        today,
        date(2025, 12, 31),
        date(2025, 12, 31),
    ]
    assert list(periods.usual_spans(today).values()) == [
        Span(date(2026, 1, 1), today),
        Span(date(2025, 12, 1), date(2025, 12, 31)),
        Span(date(2026, 1, 1), today),
        Span(date(2025, 1, 1), date(2025, 12, 31)),
    ]


def test_a_period_has_at_least_one_day():
    day = date(2025, 1, 1)
    assert Span(day, day).start == day
    with pytest.raises(SpanBackwards):
        Span(date(2025, 1, 2), day)


def account(key, code, name, parent=None):
    facts = {"kind": "asset", "statement_line": "cash", "cash_flow": None, "place": None}
    rest = {"side": None, "role": None, "takes_lines": True, "opened_on": None, "closed_on": None}
    return Account(id=key, code=code, name=name, parent_id=parent, **facts, **rest)


def exported(*accounts):
    return ExportedBook("Buku", accounts, (), {}, None)


def test_names_stand_under_their_headers_without_the_topmost():
    head, group = account(1, "1", "Aset"), account(2, "11", "Aset lancar", 1)
    kas = account(3, "1101", "Kas: kantor", 2)
    book = exported(head, group, kas)
    assert hledger._name(book, kas) == "assets:11 Aset lancar:1101 Kas- kantor"
    assert beancount._names(book)[3] == "Assets:11-Aset-lancar:1101-Kas-kantor"


def test_names_that_differ_in_signs_only_stay_two_accounts():
    names = beancount._names(exported(account(1, "1", "Kas/A"), account(2, "1", "Kas A")))
    assert len(set(names.values())) == 2


def test_a_name_without_any_letter_still_is_one():
    assert beancount._names(exported(account(7, "—", "💰")))[7] == "Assets:X7"


def test_text_on_one_line():
    assert one_line("a\nb\t c\u0000d\u2028e") == "a b c d e"
