"""Every event of an owner's book as an accountant writes it: each debit and each credit."""

from datetime import date

import pytest

from coop_app.enterprises.entries import books as entries
from coop_app.enterprises.entries.books import Gone, Slip, Standing
from coop_app.enterprises.rules.books.acts import Way
from coop_app.ledger.entry import Entry, credit
from coop_app.money import Money

SLIP = Slip(date(2026, 8, 14), "enterprises.act:1", "Catatan")


def lines(entry: Entry) -> list[tuple[str | int, int, str | None]]:
    """Account, debit-positive amount, subject."""
    assert (entry.on, entry.source, entry.memo) == (SLIP.on, SLIP.source, SLIP.memo)
    assert sum(int(line.amount) for line in entry.lines) == 0
    return [(line.account, int(line.amount), line.subject) for line in entry.lines]


def test_opening() -> None:
    there = Standing(
        Money(200_000), Money(50_000), {"party:1": Money(30_000)}, {7: Money(240_000)},
        {("cooperative_debt", "cooperative"): Money(100_000), ("other_debt", "party:2"): Money(80_000)},
    )  # fmt: skip
    assert lines(entries.opening(SLIP, there)) == [
        ("cash_on_hand", 200_000, None),
        ("bank", 50_000, None),
        ("customer_receivable", 30_000, "party:1"),
        ("equipment", 240_000, "tool:7"),
        ("cooperative_debt", -100_000, "cooperative"),
        ("other_debt", -80_000, "party:2"),
        ("owner_capital", -340_000, None),
    ]


def test_opening_with_more_debts_than_things() -> None:
    there = Standing(Money(10_000), debts={("other_debt", "party:2"): Money(80_000)})
    assert lines(entries.opening(SLIP, there)) == [
        ("cash_on_hand", 10_000, None),
        ("other_debt", -80_000, "party:2"),
        ("owner_capital", 70_000, None),
    ]


@pytest.mark.parametrize(
    ("way", "account", "subject"),
    [
        (Way.CASH, "cash_on_hand", None),
        (Way.BANK, "bank", None),
        (Way.LATER, "customer_receivable", "party:3"),
    ],
)
def test_sale(way: Way, account: str, subject: str | None) -> None:
    entry = entries.sale(SLIP, way=way, amount=Money(45_000), subject="party:3")
    assert lines(entry) == [(account, 45_000, subject), ("sales", -45_000, None)]


def test_sale_of_goods_with_stock() -> None:
    stock = (credit("inventory_goods", Money(24_000), subject="stock:5"),)
    entry = entries.sale(SLIP, way=Way.CASH, amount=Money(45_000), subject="x", stock=stock)
    assert lines(entry) == [
        ("cash_on_hand", 45_000, None),
        ("sales", -45_000, None),
        ("cost_of_goods_sold", 24_000, None),
        ("inventory_goods", -24_000, "stock:5"),
    ]


def test_income_and_a_loan() -> None:
    entry = entries.income(SLIP, way=Way.BANK, role="other_income", amount=Money(9_000))
    assert lines(entry) == [("bank", 9_000, None), ("other_income", -9_000, None)]
    entry = entries.income(
        SLIP, way=Way.CASH, role="cooperative_debt", amount=Money(9_000), subject="cooperative"
    )
    assert lines(entry) == [
        ("cash_on_hand", 9_000, None), ("cooperative_debt", -9_000, "cooperative"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("way", "whom", "account", "subject"),
    [
        (Way.CASH, "party:3", "cash_on_hand", None),
        (Way.BANK, "party:3", "bank", None),
        (Way.LATER, "party:3", "trade_payable", "party:3"),
        (Way.LATER, "cooperative", "cooperative_debt", "cooperative"),
        (Way.OWN, "party:3", "owner_capital", None),
    ],
)
def test_cost(way: Way, whom: str, account: str, subject: str | None) -> None:
    entry = entries.cost(SLIP, way=way, role="packaging", amount=Money(8_000), subject=whom)
    assert lines(entry) == [("packaging", 8_000, None), (account, -8_000, subject)]


def test_a_buyer_pays() -> None:
    entry = entries.collected(SLIP, way=Way.CASH, amount=Money(8_000), subject="party:3")
    assert lines(entry) == [
        ("cash_on_hand", 8_000, None), ("customer_receivable", -8_000, "party:3"),
    ]  # fmt: skip


def test_a_debt_is_paid_also_by_the_household() -> None:
    paid = {"role": "trade_payable", "amount": Money(8_000), "subject": "party:3"}
    assert lines(entries.debt_paid(SLIP, way=Way.BANK, **paid)) == [
        ("trade_payable", 8_000, "party:3"), ("bank", -8_000, None),
    ]  # fmt: skip
    assert lines(entries.debt_paid(SLIP, way=Way.OWN, **paid)) == [
        ("trade_payable", 8_000, "party:3"), ("owner_capital", -8_000, None),
    ]  # fmt: skip


def test_the_household() -> None:
    drawn = entries.drawn(SLIP, way=Way.CASH, amount=Money(50_000))
    assert lines(drawn) == [("owner_drawings", 50_000, None), ("cash_on_hand", -50_000, None)]
    put_in = entries.invested(SLIP, way=Way.BANK, amount=Money(50_000))
    assert lines(put_in) == [("bank", 50_000, None), ("owner_capital", -50_000, None)]


def test_between_box_and_bank() -> None:
    into = entries.moved(SLIP, into=Way.BANK, amount=Money(70_000))
    assert lines(into) == [("bank", 70_000, None), ("cash_on_hand", -70_000, None)]
    out = entries.moved(SLIP, into=Way.CASH, amount=Money(70_000))
    assert lines(out) == [("cash_on_hand", 70_000, None), ("bank", -70_000, None)]


def test_a_tool_and_its_wear() -> None:
    bought = entries.tool_bought(SLIP, way=Way.CASH, amount=Money(240_000), tool_id=7)
    assert lines(bought) == [("equipment", 240_000, "tool:7"), ("cash_on_hand", -240_000, None)]
    worn = entries.worn(SLIP, {7: Money(10_000), 8: Money(5_000)})
    assert lines(worn) == [
        ("depreciation", 15_000, None),
        ("accumulated_depreciation", -10_000, "tool:7"),
        ("accumulated_depreciation", -5_000, "tool:8"),
    ]


def test_a_tool_sold_with_gain_with_loss_and_broken() -> None:
    gain = Gone(7, Money(240_000), Money(100_000), Money(150_000), Way.CASH)
    assert lines(entries.tool_gone(SLIP, gain)) == [
        ("cash_on_hand", 150_000, None),
        ("accumulated_depreciation", 100_000, "tool:7"),
        ("equipment", -240_000, "tool:7"),
        ("other_income", -10_000, None),
    ]
    loss = Gone(7, Money(240_000), Money(100_000), Money(100_000), Way.BANK)
    assert lines(entries.tool_gone(SLIP, loss)) == [
        ("other_expense", 40_000, None),
        ("bank", 100_000, None),
        ("accumulated_depreciation", 100_000, "tool:7"),
        ("equipment", -240_000, "tool:7"),
    ]
    broken = Gone(7, Money(240_000), Money(0), Money(0), Way.NONE)
    assert lines(entries.tool_gone(SLIP, broken)) == [
        ("other_expense", 240_000, None),
        ("equipment", -240_000, "tool:7"),
    ]


def test_the_end_of_a_year() -> None:
    flows = {41: Money(-900_000), 51: Money(400_000), 53: Money(100_000), 59: Money(0)}
    entry = entries.year_end(SLIP, flows=flows, drawings=Money(150_000))
    assert lines(entry) == [
        (41, 900_000, None),
        (51, -400_000, None),
        (53, -100_000, None),
        ("owner_drawings", -150_000, None),
        ("prior_surplus", -250_000, None),
    ]


def test_a_year_in_which_more_was_drawn_than_earned() -> None:
    entry = entries.year_end(SLIP, flows={41: Money(-100_000)}, drawings=Money(150_000))
    assert lines(entry) == [
        (41, 100_000, None),
        ("owner_drawings", -150_000, None),
        ("prior_surplus", 50_000, None),
    ]


def test_a_year_whose_profit_was_all_drawn_keeps_nothing() -> None:
    entry = entries.year_end(SLIP, flows={41: Money(-100_000)}, drawings=Money(100_000))
    assert lines(entry) == [(41, 100_000, None), ("owner_drawings", -100_000, None)]
