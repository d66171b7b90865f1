"""The vocabulary: lines, entries, series, voucher numbers, the chain's bytes."""

from datetime import UTC, date, datetime

import pytest

from coop_app.ledger import refusals
from coop_app.ledger.entry import Entry, Line, clean, credit, debit, series_for, voucher
from coop_app.ledger.seal import chain
from coop_app.money import Money

DAY = date(2025, 3, 1)
RP = Money(1000)


def test_debit_is_positive_and_credit_negative() -> None:
    assert debit("bank", RP) == Line("bank", Money(1000))
    assert credit("bank", RP, subject="member:1", group_id=2, memo="x") == Line(
        "bank", Money(-1000), "member:1", 2, "x"
    )
    for act in (debit, credit):
        for amount in (Money(0), Money(-1)):
            with pytest.raises(refusals.AmountNotPositive):
                act("bank", amount)


def test_what_does_not_balance_is_no_entry() -> None:
    with pytest.raises(refusals.Unbalanced) as caught:
        Entry(DAY, "", "a", (debit("bank", RP), credit("cash_on_hand", Money(999))))
    assert caught.value.facts == {"difference": "Rp1"}
    with pytest.raises(refusals.TooFewLines):
        Entry(DAY, "", "a", (debit("bank", RP),))
    with pytest.raises(refusals.AmountNotPositive):
        Entry(DAY, "", "a", (Line("bank", Money(0)), Line("bank", Money(0))))
    assert Entry(DAY, "", "a", (debit("bank", RP), credit("other_income", RP))).total == 1000


@pytest.mark.parametrize(
    "places,series",
    [
        ([("cash", 5), (None, -5)], "BKM"),
        ([("cash", -5), (None, 5)], "BKK"),
        ([("bank", 5), (None, -5)], "BBM"),
        ([("bank", -5), (None, 5)], "BBK"),
        ([("cash", 5), ("cash", 5), (None, -10)], "BKM"),
        ([("cash", 5), ("cash", -5)], "BM"),
        ([("cash", -5), ("bank", 5)], "BM"),
        ([(None, -5), (None, 5)], "BM"),
    ],
)
def test_series(places: list[tuple[str | None, int]], series: str) -> None:
    assert series_for(places) == series


def test_voucher_numbers_grow_beyond_four_digits() -> None:
    assert voucher("BKM", DAY, 7) == "BKM/2025/03/0007"
    assert voucher("BKM", DAY, 12345) == "BKM/2025/03/12345"


def test_text_is_cleaned_of_what_a_database_would_change() -> None:
    assert clean(" a\0b\ud800 ") == "ab?"
    assert clean("=1+1 🙂 “ya”") == "=1+1 🙂 “ya”"


FACTS = chain.Facts(
    1, 2, "t" * 32, "BKM", 2025, 3, DAY, "Setoran é", "s:1", None, 2, 1000, 7, None,
    datetime(2025, 3, 1, 2, 3, 4, 5, tzinfo=UTC),
)  # fmt: skip
LINES = [
    chain.LineFacts(1, 11, 1000, DAY, None, None, ""),
    chain.LineFacts(2, 12, -1000, DAY, "member:17", 3, "x"),
]


def test_the_bytes_of_version_one_never_change() -> None:
    """A change here would make every older chain unverifiable."""
    assert chain.canonical(FACTS, LINES, chain.GENESIS) == (
        b'["coop-entry",1,[1,2,"tttttttttttttttttttttttttttttttt","BKM",2025,3,"2025-03-01",'
        b'"Setoran \\u00e9","s:1",null,2,1000,7,null,"2025-03-01T02:03:04.000005Z"],'
        b'[[1,11,1000,"2025-03-01",null,null,""],[2,12,-1000,"2025-03-01","member:17",3,"x"]],"'
        + b"0" * 64 + b'"]'
    )  # fmt: skip


@pytest.mark.parametrize("name", chain.Facts._fields)
def test_every_fact_of_the_header_is_hashed(name: str) -> None:
    other = {"on": date(2025, 3, 2), "made_at": datetime(2025, 3, 1, 2, tzinfo=UTC)}.get(name, 99)
    changed = FACTS._replace(**{name: other})
    assert chain.digest(changed, LINES, chain.GENESIS) != chain.digest(FACTS, LINES, chain.GENESIS)


@pytest.mark.parametrize("name", chain.LineFacts._fields)
def test_every_fact_of_a_line_is_hashed(name: str) -> None:
    other = date(2025, 3, 2) if name == "on" else 99
    changed = [LINES[0]._replace(**{name: other}), LINES[1]]
    assert chain.digest(FACTS, changed, chain.GENESIS) != chain.digest(FACTS, LINES, chain.GENESIS)


def test_the_previous_hash_and_the_order_of_lines_are_hashed() -> None:
    own = chain.digest(FACTS, LINES, chain.GENESIS)
    assert chain.digest(FACTS, LINES, "1" * 64) != own
    assert chain.digest(FACTS, LINES[::-1], chain.GENESIS) != own
