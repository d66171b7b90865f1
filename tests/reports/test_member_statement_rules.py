"""A member's month: balances after each line, and a fingerprint that notices every change."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.dates import Month
from coop_app.money import Money
from coop_app.reports.rules import member_statement as rules
from coop_app.reports.rules.member_statement import Movement, Pot, State

JULY = Month(2026, 7)


def pot(key: str = "wajib", opening: int = 100_000, *amounts: int, is_debt: bool = False) -> Pot:
    moves = [
        Movement(7 + n, date(2026, 7, 3 + n), f"BKM/2026/07/{n:04d}", "Setoran", Money(amount))
        for n, amount in enumerate(amounts)
    ]
    lines = rules.lines_of(Money(opening), moves)
    return Pot(key, key, Money(opening), lines, is_debt=is_debt)


def mark(*pots: Pot, member_id: int = 17, month: Month = JULY, prior: str = "") -> str:
    return rules.fingerprint(member_id, month, pots, prior)


def test_each_line_has_the_balance_after_it() -> None:
    shown = pot("sukarela", 100_000, 50_000, -30_000)
    assert [line.balance for line in shown.lines] == [150_000, 120_000]
    assert shown.closing == 120_000
    assert not shown.is_empty


def test_without_lines_the_closing_is_the_opening() -> None:
    assert pot("wajib", 100_000).closing == 100_000
    assert pot("wajib", 0).is_empty


def test_savings_and_debts_are_summed_apart() -> None:
    month = [pot("pokok", 100_000), pot("wajib", 0, 20_000), pot("loan:4", 900_000, is_debt=True)]
    assert rules.saved(month) == 120_000
    assert rules.owed(month) == 900_000


def test_the_fingerprint_is_the_same_for_the_same_figures_in_any_order() -> None:
    a, b = pot("pokok", 100_000), pot("wajib", 0, 20_000)
    assert mark(a, b) == mark(b, a) == mark(a, b, pot("sukarela", 0))


def test_every_change_changes_the_fingerprint() -> None:
    usual = pot("wajib", 100_000, 20_000)
    line = usual.lines[0]
    others = [
        mark(pot("wajib", 100_001, 20_000)),
        mark(pot("wajib", 100_000, 20_001)),
        mark(pot("wajib", 100_000, 20_000, 1)),
        mark(pot("sukarela", 100_000, 20_000)),
        mark(replace(usual, lines=(replace(line, seq=99),))),
        mark(replace(usual, lines=(replace(line, on=date(2026, 7, 4)),))),
        mark(usual, member_id=18),
        mark(usual, month=Month(2026, 8)),
        mark(usual, prior="ab"),
    ]
    assert mark(usual) not in others
    assert len(set(others)) == len(others)


@given(st.lists(st.integers(-(10**9), 10**9), max_size=6), st.integers(-(10**9), 10**9))
def test_opening_and_lines_give_the_closing(amounts: list[int], opening: int) -> None:
    assert pot("wajib", opening, *amounts).closing == opening + sum(amounts)


def test_a_short_mark_can_be_read_out() -> None:
    assert rules.short("abcdef0123") == "ABCD-EF01"


def test_a_running_month_has_no_statement() -> None:
    rules.check_month(JULY, date(2026, 8, 1))
    for today in (date(2026, 7, 31), date(2026, 7, 1)):
        with pytest.raises(rules.MonthStillRuns, match="Juli 2026"):
            rules.check_month(JULY, today)


def test_a_dispute_says_what_is_wrong() -> None:
    rules.check_words(State.CONFIRMED, "")
    rules.check_words(State.DISPUTED, "Setoran 5 Juli tidak ada")
    with pytest.raises(rules.WordsMissing):
        rules.check_words(State.DISPUTED, "  ")


def test_the_share_never_reaches_its_target_too_early() -> None:
    assert rules.percent(131, 220) == 59
    assert rules.percent(132, 220) == 60 == rules.TARGET_PERCENT
    assert rules.percent(0, 0) == 0
