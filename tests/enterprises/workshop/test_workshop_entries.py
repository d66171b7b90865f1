"""The accountant's pages of a workshop: every debit and every credit."""

from datetime import date

from coop_app.enterprises.entries.workshop import making, outlets, proposals
from coop_app.enterprises.entries.workshop.making import MadeOf, Slip
from coop_app.enterprises.entries.workshop.outlets import Lying, Proceeds
from coop_app.enterprises.entries.workshop.proposals import Payment, Received
from coop_app.enterprises.rules.books.acts import Way
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money

SLIP = Slip(date(2026, 7, 5), "Kata", "enterprises.batch:1")
CASH, BANK = "cash_on_hand", "bank"
SUGAR = "inventory_raw_materials"
CHIPS = "inventory_goods"
OUT = "goods_on_consignment"


def rp(amount: int) -> Money:
    return Money(amount)


def page(entry: Entry | None) -> list[tuple[str | int, int, str | None]]:
    """Account, signed rupiah and subject of each line."""
    assert entry is not None
    assert (entry.on, entry.memo, entry.source) == (SLIP.on, SLIP.memo, SLIP.source)
    return [(line.account, int(line.amount), line.subject) for line in entry.lines]


def test_a_batch() -> None:
    made = (debit(CHIPS, rp(31), subject="stock:3"),)
    used = (credit(SUGAR, rp(20), subject="stock:1"), credit(SUGAR, rp(2), subject="stock:2"))
    beside = MadeOf(way=Way.BANK, paid=rp(6), booked=rp(3))
    assert page(making.batch(SLIP, made=made, used=used, beside=beside)) == [
        (CHIPS, 31, "stock:3"),
        (SUGAR, -20, "stock:1"),
        (SUGAR, -2, "stock:2"),
        (BANK, -6, None),
        ("production_cost_absorbed", -3, None),
    ]


def test_a_batch_paid_from_home_of_which_nothing_is_good() -> None:
    used = (credit(SUGAR, rp(20), subject="stock:1"),)
    beside = MadeOf(way=Way.OWN, paid=rp(6))
    assert page(making.batch(SLIP, made=making.lost(rp(26)), used=used, beside=beside)) == [
        ("stock_loss", 26, None),
        (SUGAR, -20, "stock:1"),
        ("owner_capital", -6, None),
    ]


def test_materials_bought_each_way() -> None:
    goods = (debit(SUGAR, rp(50), subject="stock:1"),)
    ways = {
        Way.CASH: (CASH, -50, None),
        Way.BANK: (BANK, -50, None),
        Way.OWN: ("owner_capital", -50, None),
        Way.LATER: ("trade_payable", -50, "party:4"),
    }
    for way, line in ways.items():
        entry = making.bought(SLIP, goods, rp(50), way=way, party="party:4")
        assert page(entry) == [(SUGAR, 50, "stock:1"), line]


def test_goods_she_had_lost_and_found() -> None:
    come, go = (debit(SUGAR, rp(9), subject="stock:1"),), (credit(SUGAR, rp(9), subject="stock:1"),)
    assert page(making.had(SLIP, come, rp(9))) == [
        (SUGAR, 9, "stock:1"),
        ("owner_capital", -9, None),
    ]
    assert page(making.spoiled(SLIP, go, rp(9))) == [
        ("stock_loss", 9, None),
        (SUGAR, -9, "stock:1"),
    ]
    assert page(making.found(SLIP, come, rp(9))) == [
        (SUGAR, 9, "stock:1"),
        ("stock_loss", -9, None),
    ]


def test_goods_left_at_a_shop() -> None:
    go = (credit(CHIPS, rp(30), subject="stock:3"),)
    assert page(outlets.left(SLIP, (Lying(5, rp(30)),), go)) == [
        (OUT, 30, "outlet:5"),
        (CHIPS, -30, "stock:3"),
    ]
    assert outlets.left(SLIP, (Lying(5, rp(0)),), ()) is None


def test_goods_that_come_back_or_are_spoiled() -> None:
    come = (debit(CHIPS, rp(20), subject="stock:3"),)
    gone = (Lying(5, rp(20)), Lying(5, rp(10)))
    assert page(outlets.back(SLIP, come, gone, spoiled=rp(10))) == [
        (CHIPS, 20, "stock:3"),
        ("stock_loss", 10, None),
        (OUT, -20, "outlet:5"),
        (OUT, -10, "outlet:5"),
    ]


def test_a_shop_reports_and_pays() -> None:
    come = (debit(CHIPS, rp(6), subject="stock:3"),)
    entry = outlets.report(
        SLIP, Proceeds(way=Way.CASH, money=rp(80), commission=rp(15), cost=rp(5)),
        sold=(Lying(5, rp(40)),), back=come, gone=(Lying(5, rp(6)), Lying(5, rp(4))),
        spoiled=rp(4),
    )  # fmt: skip
    assert page(entry) == [
        (CASH, 80, None),
        ("sales_commission", 15, None),
        ("other_expense", 5, None),
        ("sales", -100, None),
        ("cost_of_goods_sold", 40, None),
        (CHIPS, 6, "stock:3"),
        ("stock_loss", 4, None),
        (OUT, -40, "outlet:5"),
        (OUT, -6, "outlet:5"),
        (OUT, -4, "outlet:5"),
    ]


def test_a_shop_that_pays_later() -> None:
    proceeds = Proceeds(owed=rp(90), debtor="party:8", commission=rp(10))
    assert page(outlets.report(SLIP, proceeds, sold=(Lying(5, rp(40)),))) == [
        ("customer_receivable", 90, "party:8"),
        ("sales_commission", 10, None),
        ("sales", -100, None),
        ("cost_of_goods_sold", 40, None),
        (OUT, -40, "outlet:5"),
    ]


def test_the_cooperative_settles_each_way() -> None:
    proceeds = Proceeds(
        way=Way.OWN, money=rp(10), savings=rp(20), set_off=rp(30), owed=rp(5), debtor="cooperative",
        commission=rp(25), cost=rp(10),
    )  # fmt: skip
    assert page(outlets.report(SLIP, proceeds, sold=(Lying(5, rp(40)),))) == [
        ("owner_drawings", 10, None),
        ("owner_drawings", 20, None),
        ("cooperative_debt", 30, "cooperative"),
        ("customer_receivable", 5, "cooperative"),
        ("sales_commission", 25, None),
        ("other_expense", 10, None),
        ("sales", -100, None),
        ("cost_of_goods_sold", 40, None),
        (OUT, -40, "outlet:5"),
    ]


def test_what_was_owed_before_is_paid_with_a_settlement() -> None:
    proceeds = Proceeds(way=Way.CASH, money=rp(105), owed=rp(-5), debtor="cooperative")
    assert page(outlets.report(SLIP, proceeds, sold=())) == [
        (CASH, 105, None),
        ("customer_receivable", -5, "cooperative"),
        ("sales", -100, None),
    ]


def test_sold_outright() -> None:
    go = (credit(CHIPS, rp(40), subject="stock:3"),)
    proceeds = Proceeds(way=Way.BANK, money=rp(60), owed=rp(40), debtor="cooperative")
    assert page(outlets.sold_outright(SLIP, proceeds, go, rp(40))) == [
        (BANK, 60, None),
        ("customer_receivable", 40, "cooperative"),
        ("sales", -100, None),
        ("cost_of_goods_sold", 40, None),
        (CHIPS, -40, "stock:3"),
    ]


def test_bought_at_the_cooperative_each_way() -> None:
    goods = (debit(SUGAR, rp(70), subject="stock:1"),)
    received = Received(goods=goods, expense=rp(20), private=rp(10))
    payment = Payment(way=Way.CASH, money=rp(30), savings=rp(25), on_account=rp(45))
    assert page(proposals.bought(SLIP, received, payment)) == [
        (SUGAR, 70, "stock:1"),
        ("other_expense", 20, None),
        ("owner_drawings", 10, None),
        (CASH, -30, None),
        ("owner_capital", -25, None),
        ("cooperative_debt", -45, "cooperative"),
    ]


def test_given_back_to_the_cooperative() -> None:
    go = (credit(SUGAR, rp(50), subject="stock:1"),)
    payment = Payment(way=Way.CASH, money=rp(20), savings=rp(10), on_account=rp(15))
    assert page(proposals.returned(SLIP, go, rp(50), payment)) == [
        (CASH, 20, None),
        ("owner_drawings", 10, None),
        ("cooperative_debt", 15, "cooperative"),
        ("stock_loss", 5, None),
        (SUGAR, -50, "stock:1"),
    ]
    assert page(proposals.returned(SLIP, (), rp(0), Payment(way=Way.BANK, money=rp(20)))) == [
        (BANK, 20, None),
        ("other_income", -20, None),
    ]


def test_the_bon_is_paid() -> None:
    assert page(proposals.paid_debt(SLIP, Payment(way=Way.CASH, money=rp(30), savings=rp(20)))) == [
        ("cooperative_debt", 50, "cooperative"),
        (CASH, -30, None),
        ("owner_capital", -20, None),
    ]
    assert page(proposals.paid_debt(SLIP, Payment(way=Way.OWN, money=rp(30)))) == [
        ("cooperative_debt", 30, "cooperative"),
        ("owner_capital", -30, None),
    ]
    assert proposals.paid_debt(SLIP, Payment(on_account=rp(30))) is None
