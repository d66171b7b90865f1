"""When a member may be settled, and what is shown and agreed to."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app.closing.rules import leaving as rules
from coop_app.closing.rules.leaving import Figure, Leaving, Obstacle, Sheet
from coop_app.money import Money

TODAY = date(2026, 8, 14)
POKOK = Figure("savings", "Simpanan pokok", "principal_savings", "member:17", Money(100000))
WAJIB = Figure("savings", "Simpanan wajib", "mandatory_savings", "member:17", Money(600000))
LOAN = Figure("loan_principal", "P-0042", "loans_to_members", "loan:42", Money(-450000))
JASA = Figure("loan_interest", "P-0042", "loan_interest_income", "loan:42", Money(-15000))


def sheet(*figures, **facts) -> Sheet:
    return Sheet(17, 3, TODAY, figures, **facts)


def leaving(seen: Sheet, **facts) -> Leaving:
    known = {"status": "left", "ended_on": date(2026, 8, 1), "reason": "pindah", "shown": seen.mark}
    return Leaving(17, **(known | facts))


def test_savings_less_debts() -> None:
    found = sheet(POKOK, WAJIB, LOAN, JASA)
    assert (found.assets, found.debts, found.payable) == (700000, 465000, 235000)
    assert found.has == (POKOK, WAJIB)
    assert found.owes == (LOAN, JASA)
    assert found.loans == (42,)


def test_the_mark_changes_with_any_figure_but_not_with_their_order() -> None:
    shown = sheet(POKOK, LOAN)
    assert sheet(LOAN, POKOK).mark == shown.mark
    for other in (
        sheet(POKOK),
        sheet(POKOK, replace(LOAN, amount=Money(-450001))),
        sheet(POKOK, replace(LOAN, subject="loan:43")),
        sheet(replace(POKOK, role="voluntary_savings"), LOAN),
        replace(shown, member_id=18),
    ):
        assert other.mark != shown.mark


def test_what_was_shown_may_be_settled() -> None:
    shown = sheet(POKOK, WAJIB, LOAN)
    assert rules.check(shown, leaving(shown), status_now="active") is None
    level = sheet(WAJIB, replace(LOAN, amount=Money(-600000)))
    assert level.payable == 0
    assert rules.check(level, leaving(level), status_now="active") is None


def test_debts_above_savings_name_what_must_be_paid_first() -> None:
    shown = sheet(POKOK, LOAN)
    with pytest.raises(rules.SettlementNegative) as refusal:
        rules.check(shown, leaving(shown), status_now="active")
    assert refusal.value.facts == {"short": "Rp350.000"}


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"shown": "another"}, rules.FiguresChanged),
        ({"status": "active"}, rules.WayMissing),
        ({"ended_on": date(2026, 8, 15)}, rules.EndedInFuture),
    ],
)
def test_refused(facts, refusal) -> None:
    shown = sheet(POKOK)
    with pytest.raises(refusal):
        rules.check(shown, leaving(shown, **facts), status_now="active")


def test_what_stands_in_the_way_comes_before_the_figures() -> None:
    held = rules.SavingsHeld(amount="Rp50.000", reason="jaminan P-0007")
    guarantee = rules.StillGuarantor(loan="P-0007")
    shown = sheet(LOAN, obstacles=(Obstacle(held), Obstacle(guarantee)))
    with pytest.raises(rules.SavingsHeld) as refusal:
        rules.check(shown, leaving(shown), status_now="active")
    assert refusal.value is held


def test_who_left_with_nothing_is_not_settled_again() -> None:
    empty = sheet()
    with pytest.raises(rules.NothingToSettle):
        rules.check(empty, leaving(empty), status_now="left")
    assert rules.check(empty, leaving(empty), status_now="candidate") is None
    later = sheet(POKOK)
    assert rules.check(later, leaving(later), status_now="left") is None


def test_dues_are_taken_only_by_decision() -> None:
    assert not rules.takes_dues(None)
    assert not rules.takes_dues("")
    assert rules.takes_dues("taken")
