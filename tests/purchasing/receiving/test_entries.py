"""Each event of receiving and distribution as an accountant writes it."""

from datetime import date

from coop_app.ledger.entry import credit, debit
from coop_app.money import Money
from coop_app.purchasing.entries import distributing, supplying
from coop_app.purchasing.entries.distributing import Buyer
from coop_app.purchasing.entries.supplying import Claim, MadeGood, Paid, Paper
from coop_app.purchasing.rules.receiving.ways import Ways

PAPER = Paper(date(2026, 8, 20), "purchasing.test:1", "Uji")
KAS, BANK = 11, 12
BUYER = Buyer(17, 3)
STOCK_IN = (debit("inventory_raw_materials", Money(887_500), subject="stock:5"),)
STOCK_OUT = (credit("inventory_raw_materials", Money(483_000), subject="stock:5"),)

Written = list[tuple[str | int, int, str | None, int | None]]


def lines(entry: supplying.Entry) -> Written:
    return [(line.account, int(line.amount), line.subject, line.group_id) for line in entry.lines]


def test_goods_with_their_bill_and_a_claim() -> None:
    entry = supplying.receipt(
        PAPER, stock=STOCK_IN, claims=[Claim(8, "inventory_raw_materials", Money(262_500))],
        supplier_id=3, billed=Money(1_070_000), bill_place=None, carriers=(KAS, Money(80_000)),
    )  # fmt: skip
    assert lines(entry) == [
        ("inventory_raw_materials", 887_500, "stock:5", None),
        ("inventory_raw_materials", 262_500, "claim:8", None),
        ("trade_payable", -1_070_000, "supplier:3", None),
        (KAS, -80_000, None, None),
    ]


def test_goods_paid_at_once() -> None:
    entry = supplying.receipt(
        PAPER, stock=STOCK_IN, claims=[], supplier_id=3, billed=Money(887_500), bill_place=BANK,
        carriers=(None, Money(0)),
    )  # fmt: skip
    assert lines(entry) == [
        ("inventory_raw_materials", 887_500, "stock:5", None),
        (BANK, -887_500, None, None),
    ]


def test_a_claim_is_made_good_in_three_ways_at_once() -> None:
    good = MadeGood(credited=Money(200_000), refunded=Money(50_000), lost=Money(12_500))
    claim = Claim(8, "inventory_goods", Money(262_500))
    entry = supplying.credit_note(PAPER, claim, supplier_id=3, good=good, place=KAS)
    assert lines(entry) == [
        ("trade_payable", 200_000, "supplier:3", None),
        (KAS, 50_000, None, None),
        ("stock_loss", 12_500, None, None),
        ("inventory_goods", -262_500, "claim:8", None),
    ]


def test_what_was_missing_comes_later() -> None:
    claim = Claim(8, "inventory_raw_materials", Money(262_500))
    stock = [debit("inventory_raw_materials", Money(262_500), subject="stock:5")]
    assert lines(supplying.claim_delivered(PAPER, claim, stock)) == [
        ("inventory_raw_materials", 262_500, "stock:5", None),
        ("inventory_raw_materials", -262_500, "claim:8", None),
    ]


def test_a_supplier_is_paid_in_cash_from_the_advance_and_with_a_discount() -> None:
    paid = Paid(cash=Money(700_000), from_advance=Money(280_000), discount=Money(20_000))
    discount = [credit("inventory_raw_materials", Money(20_000), subject="stock:5")]
    entry = supplying.payment(PAPER, supplier_id=3, paid=paid, place=BANK, discount_lines=discount)
    assert lines(entry) == [
        ("trade_payable", 1_000_000, "supplier:3", None),
        (BANK, -700_000, None, None),
        ("supplier_advances", -280_000, "supplier:3", None),
        ("inventory_raw_materials", -20_000, "stock:5", None),
    ]


def test_a_supplier_is_paid_before_the_goods_come_and_pays_back() -> None:
    given = supplying.supplier_advance(PAPER, supplier_id=3, amount=Money(300_000), place=KAS)
    assert lines(given) == [
        ("supplier_advances", 300_000, "supplier:3", None),
        (KAS, -300_000, None, None),
    ]
    back = supplying.advance_returned(PAPER, supplier_id=3, amount=Money(300_000), place=KAS)
    assert lines(back) == [
        (KAS, 300_000, None, None),
        ("supplier_advances", -300_000, "supplier:3", None),
    ]


def test_a_member_pays_in_advance_and_gets_it_back() -> None:
    paid = distributing.advance_in(PAPER, BUYER, amount=Money(100_000), place=KAS)
    assert lines(paid) == [
        (KAS, 100_000, None, 3),
        ("member_deposits_orders", -100_000, "member:17", 3),
    ]
    back = distributing.advance_back(PAPER, BUYER, amount=Money(100_000), place=KAS)
    assert lines(back) == [
        ("member_deposits_orders", 100_000, "member:17", 3),
        (KAS, -100_000, None, 3),
    ]


MIXED = Ways(
    advance=Money(100_000), cash=Money(50_000), savings=Money(90_000), set_off=Money(51_820),
    credit=Money(200_000),
)  # fmt: skip


def test_goods_go_to_a_member_who_pays_in_five_ways() -> None:
    entry = distributing.delivery(PAPER, BUYER, ways=MIXED, place=KAS, stock=STOCK_OUT)
    assert lines(entry) == [
        (KAS, 50_000, None, 3),
        ("member_deposits_orders", 100_000, "member:17", 3),
        ("voluntary_savings", 90_000, "member:17", 3),
        ("consignment_payable", 51_820, "member:17", 3),
        ("member_goods_receivable", 200_000, "member:17", 3),
        ("sales_members", -491_820, None, 3),
        ("cogs_members", 483_000, None, 3),
        ("inventory_raw_materials", -483_000, "stock:5", None),
    ]


def test_goods_that_cost_nothing_post_no_cost_of_sale() -> None:
    paid = Ways(cash=Money(1_000))
    entry = distributing.delivery(PAPER, BUYER, ways=paid, place=KAS, stock=())
    assert lines(entry) == [(KAS, 1_000, None, 3), ("sales_members", -1_000, None, 3)]


def test_goods_that_come_back_reverse_both_sides() -> None:
    stock = [debit("inventory_raw_materials", Money(483_000), subject="stock:5")]
    entry = distributing.goods_returned(PAPER, BUYER, ways=MIXED, place=KAS, stock=stock)
    assert lines(entry) == [
        ("sales_members", 491_820, None, 3),
        (KAS, -50_000, None, 3),
        ("member_deposits_orders", -100_000, "member:17", 3),
        ("voluntary_savings", -90_000, "member:17", 3),
        ("consignment_payable", -51_820, "member:17", 3),
        ("member_goods_receivable", -200_000, "member:17", 3),
        ("cogs_members", -483_000, None, 3),
        ("inventory_raw_materials", 483_000, "stock:5", None),
    ]


def test_a_dispatch_only_changes_the_place() -> None:
    stock = [
        debit("inventory_raw_materials", Money(483_000), subject="stock:6", group_id=3),
        credit("inventory_raw_materials", Money(483_000), subject="stock:5"),
    ]
    assert lines(distributing.dispatch(PAPER, stock)) == [
        ("inventory_raw_materials", 483_000, "stock:6", 3),
        ("inventory_raw_materials", -483_000, "stock:5", None),
    ]
