"""Every debit and credit of consignment, produce and debts for goods, as an accountant writes them."""

from datetime import date

from coop_app.ledger.entry import Entry, debit
from coop_app.money import Money
from coop_app.sales.entries import trade as entries
from coop_app.sales.entries.trade import Party, Slip, Sold

DAY = date(2026, 8, 14)
SRI, AMI, SHOP = Party("member:17", 3), Party("member:18", 4), Party("customer:5")
KAS = 11
Lines = list[tuple[str | int, int, str | None, int | None]]


def lines(entry: Entry) -> Lines:
    return [(one.account, int(one.amount), one.subject, one.group_id) for one in entry.lines]


def slip(place: int | None = KAS) -> Slip:
    return Slip(DAY, "sales.test:1", "Uji", place)


def test_a_sale_and_its_return() -> None:
    sold = Sold(SRI, Money(2_000_000), Money(200_000))
    taken = entries.sold_lines(sold)
    assert [(one.account, int(one.amount), one.subject) for one in taken] == [
        ("consignment_payable", -2_000_000, "member:17"),
        ("consignment_payable", 200_000, "member:17"),
        ("consignment_commission", -200_000, "member:17"),
    ]
    assert sum(int(one.amount) for one in taken) == -2_000_000
    back = entries.back_lines(sold)
    assert [int(one.amount) for one in back] == [2_000_000, -200_000, 200_000]
    assert len(entries.sold_lines(Sold(SRI, Money(5), Money(0)))) == 1


def test_a_shop_reports_and_hands_over_a_part() -> None:
    sold = [
        Sold(SRI, Money(100_000), Money(10_000), Money(5_000)),
        Sold(AMI, Money(40_000), Money(4_000), Money(2_000)),
    ]
    assert lines(entries.shop_report(slip(), sold, Money(100_000), SHOP)) == [
        (KAS, 100_000, None, None),
        ("nonmember_receivable", 33_000, "customer:5", None),
        ("consignment_payable", -100_000, "member:17", 3),
        ("consignment_payable", 5_000, "member:17", 3),
        ("consignment_payable", 10_000, "member:17", 3),
        ("consignment_commission", -10_000, "member:17", 3),
        ("consignment_payable", -40_000, "member:18", 4),
        ("consignment_payable", 2_000, "member:18", 4),
        ("consignment_payable", 4_000, "member:18", 4),
        ("consignment_commission", -4_000, "member:18", 4),
    ]


def test_a_cost_for_the_owner() -> None:
    assert lines(entries.owner_cost(slip(), SRI, Money(50_000))) == [
        ("consignment_payable", 50_000, "member:17", 3),
        (KAS, -50_000, None, 3),
    ]


def test_a_settlement_with_set_off() -> None:
    paid = entries.settlement(
        slip(), SRI, set_off=Money(30_000), paid=Money(70_000), to_savings=False
    )
    assert lines(paid) == [
        ("consignment_payable", 30_000, "member:17", 3),
        ("member_goods_receivable", -30_000, "member:17", 3),
        ("consignment_payable", 70_000, "member:17", 3),
        (KAS, -70_000, None, 3),
    ]
    saved = entries.settlement(
        slip(None), SRI, set_off=Money(0), paid=Money(70_000), to_savings=True
    )
    assert lines(saved) == [
        ("consignment_payable", 70_000, "member:17", 3),
        ("voluntary_savings", -70_000, "member:17", 3),
    ]


def test_a_debt_is_paid() -> None:
    assert lines(entries.debt_paid(slip(), SRI, Money(9), from_role=None)) == [
        (KAS, 9, None, 3),
        ("member_goods_receivable", -9, "member:17", 3),
    ]
    assert lines(entries.debt_paid(slip(), SHOP, Money(9), from_role=None)) == [
        (KAS, 9, None, None),
        ("nonmember_receivable", -9, "customer:5", None),
    ]
    for role in ("voluntary_savings", "consignment_payable"):
        assert lines(entries.debt_paid(slip(None), SRI, Money(9), from_role=role)) == [
            (role, 9, "member:17", 3),
            ("member_goods_receivable", -9, "member:17", 3),
        ]


def test_a_debt_is_given_up() -> None:
    assert lines(entries.debt_lost(slip(None), SHOP, Money(100), covered=Money(30))) == [
        ("receivable_allowance", 30, "customer:5", None),
        ("credit_loss_expense", 70, "customer:5", None),
        ("nonmember_receivable", -100, "customer:5", None),
    ]


def test_produce_is_bought_and_paid_later() -> None:
    stock = (debit("inventory_goods", Money(250_000), subject="stock:4"),)
    bought = entries.produce_bought(slip(), SRI, stock, total=Money(250_000), paid=Money(100_000))
    assert lines(bought) == [
        ("inventory_goods", 250_000, "stock:4", None),
        (KAS, -100_000, None, 3),
        ("trade_payable", -150_000, "member:17", 3),
    ]
    assert lines(entries.produce_paid(slip(), SRI, Money(150_000), to_role=None)) == [
        ("trade_payable", 150_000, "member:17", 3),
        (KAS, -150_000, None, 3),
    ]
    cut = entries.produce_paid(slip(None), SRI, Money(150_000), to_role="member_goods_receivable")
    assert lines(cut) == [
        ("trade_payable", 150_000, "member:17", 3),
        ("member_goods_receivable", -150_000, "member:17", 3),
    ]
