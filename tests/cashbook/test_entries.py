"""Each event of the cash book, every debit and credit spelled out."""

from datetime import date

from coop_app.cashbook import entries
from coop_app.cashbook.rules.importing import Row
from coop_app.cashbook.rules.recording import Move
from coop_app.ledger.entry import Line
from coop_app.money import Money

ON = date(2026, 8, 3)
CASH, BANK = 11, 12


def move(account, amount=50_000, **facts):
    return Move(CASH, account, Money(amount), ON, "Uraian", **facts)


def row(money_in=0, money_out=0, **facts):
    known = {
        "category": "grant",
        "member_id": None,
        "description": "Uraian",
        "note": "catatan",
    } | facts
    return Row(
        id=7, sheet="Agustus", number=9, on=ON, voucher="K-1", money_in=Money(money_in),
        money_out=Money(money_out), months=(), **known,
    )  # fmt: skip


def test_money_in():
    entry = entries.money_in(move("grants", note="dari desa", group_id=3), source="cashbook.act:1")
    assert (entry.on, entry.memo, entry.source, entry.series) == (
        ON,
        "Uraian",
        "cashbook.act:1",
        None,
    )
    assert entry.lines == (
        Line(CASH, Money(50_000), memo="dari desa"),
        Line("grants", Money(-50_000), group_id=3),
    )


def test_money_in_of_a_member_at_a_groups_box():
    entry = entries.money_in(move("penalty", member_id=17), source="s", place_group=5)
    assert entry.lines == (
        Line(CASH, Money(50_000), group_id=5),
        Line("penalty", Money(-50_000), subject="member:17"),
    )


def test_money_out():
    entry = entries.money_out(move("electricity"), source="s")
    assert entry.lines == (Line("electricity", Money(50_000)), Line(CASH, Money(-50_000)))


def test_transfer():
    entry = entries.transfer(move(BANK), source="s", place_group=5)
    assert entry.lines == (Line(BANK, Money(50_000)), Line(CASH, Money(-50_000), group_id=5))


def test_count_difference():
    facts = {"place_id": CASH, "on": ON, "memo": "Selisih", "source": "cashbook.count:1"}
    over = entries.count_difference(difference=Money(1_500), **facts)
    assert over.lines == (Line(CASH, Money(1_500)), Line("cash_over", Money(-1_500)))
    short = entries.count_difference(difference=Money(-1_500), **facts)
    assert short.lines == (Line("cash_short", Money(1_500)), Line(CASH, Money(-1_500)))


def test_opening():
    facts = {"place_id": CASH, "on": ON, "memo": "Saldo awal", "source": "cashbook.opening:1"}
    assert entries.opening(amount=Money(9), **facts).lines == (
        Line(CASH, Money(9)), Line("opening_balance_equity", Money(-9))
    )  # fmt: skip
    assert entries.opening(amount=Money(-9), **facts).lines == (
        Line("opening_balance_equity", Money(9)), Line(CASH, Money(-9))
    )  # fmt: skip


def imported(one, account="grants"):
    return entries.imported(
        one, place_id=CASH, account=account, group_id=5, source="cashbook.row:7"
    )


def test_imported_in_and_out():
    assert imported(row(money_in=80)).lines == (
        Line(CASH, Money(80), group_id=5, memo="catatan"), Line("grants", Money(-80))
    )  # fmt: skip
    assert imported(row(money_out=80, member_id=17), "penalty").lines == (
        Line(CASH, Money(-80), group_id=5, memo="catatan"), Line("penalty", Money(80), subject="member:17")
    )  # fmt: skip


def test_imported_both_ways_in_one_row():
    both = imported(row(money_in=80, money_out=30, description=""))
    assert both.memo == "Agustus 9"
    assert [(line.account, int(line.amount)) for line in both.lines] == [
        (CASH, 80), (CASH, -30), ("grants", -50)
    ]  # fmt: skip
    assert [int(line.amount) for line in imported(row(money_in=80, money_out=80)).lines] == [
        80,
        -80,
    ]
