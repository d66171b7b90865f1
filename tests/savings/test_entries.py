"""Every debit and credit of savings, spelled out."""

from datetime import date

import pytest

from coop_app.ledger.entry import Line
from coop_app.money import Money
from coop_app.savings.entries import Counter, Saver, Slice, receipt, withdrawal

KAS = 11
COUNTER = Counter(date(2026, 8, 14), KAS, "savings.deposit:381", "Setoran Sri Wahyuni")
SRI = Saver(17, 3)


@pytest.mark.parametrize("role", ["principal_savings", "mandatory_savings", "voluntary_savings"])
def test_a_deposit(role) -> None:
    entry = receipt(COUNTER, SRI, [Slice(role, Money(50000))])
    assert entry.lines == (
        Line(KAS, Money(50000), None, 3),
        Line(role, Money(-50000), "member:17", 3),
    )
    assert (entry.on, entry.source) == (date(2026, 8, 14), "savings.deposit:381")
    assert entry.memo == "Setoran Sri Wahyuni"


def test_a_rapel_over_kinds_is_one_entry() -> None:
    parts = [
        Slice("mandatory_savings", Money(60000), "Juni–Agustus 2026"),
        Slice("voluntary_savings", Money(15000)),
    ]
    assert receipt(COUNTER, SRI, parts).lines == (
        Line(KAS, Money(75000), None, 3),
        Line("mandatory_savings", Money(-60000), "member:17", 3, "Juni–Agustus 2026"),
        Line("voluntary_savings", Money(-15000), "member:17", 3),
    )


def test_an_admission() -> None:
    parts = [
        Slice("principal_savings", Money(100000)),
        Slice("mandatory_savings", Money(20000), "Agustus 2026"),
    ]
    assert receipt(COUNTER, Saver(18), parts).lines == (
        Line(KAS, Money(120000)),
        Line("principal_savings", Money(-100000), "member:18"),
        Line("mandatory_savings", Money(-20000), "member:18", None, "Agustus 2026"),
    )


def test_a_withdrawal() -> None:
    entry = withdrawal(COUNTER, SRI, Slice("voluntary_savings", Money(80000)))
    assert entry.lines == (
        Line("voluntary_savings", Money(80000), "member:17", 3),
        Line(KAS, Money(-80000), None, 3),
    )
