"""The accountant's page of the till, without a database: every debit and credit."""

from datetime import date

from coop_app.ledger.entry import credit, debit
from coop_app.money import Money
from coop_app.sales.entries import till
from coop_app.sales.entries.till import Slip, Traded

ON = date(2026, 8, 14)
SRI = "member:17"


def slip(audience: str = "member", subject: str | None = SRI, group_id: int | None = 3) -> Slip:
    return Slip(
        on=ON, source="sales.sale:1", memo="Penjualan", audience=audience, subject=subject,
        group_id=group_id,
    )  # fmt: skip


STOCK_OUT = (credit("inventory_goods", Money(7_000), subject="stock:5", group_id=3),)
STOCK_IN = (debit("inventory_goods", Money(7_000), subject="stock:5", group_id=3),)


def test_qris_from_somebody_unnamed() -> None:
    traded = Traded(place=12, own=Money(12_000), cost=Money(7_000), goods=STOCK_OUT, fee=Money(84))
    assert till.sale(slip("other", None), traded).lines == (
        debit(12, Money(11_916), group_id=3),
        debit("bank_charges", Money(84), group_id=3),
        credit("sales_nonmembers", Money(12_000), group_id=3),
        debit("cogs_nonmembers", Money(7_000), group_id=3),
        *STOCK_OUT,
    )


def test_a_bon_of_a_member() -> None:
    traded = Traded(place=None, own=Money(10_000), cost=Money(7_000), goods=STOCK_OUT)
    assert till.sale(slip(), traded).lines == (
        debit("member_goods_receivable", Money(10_000), subject=SRI, group_id=3),
        credit("sales_members", Money(10_000), subject=SRI, group_id=3),
        debit("cogs_members", Money(7_000), group_id=3),
        *STOCK_OUT,
    )


def test_only_goods_of_owners() -> None:
    owner = "member:4"
    lines = (
        credit("consignment_payable", Money(30_000), subject=owner),
        debit("consignment_payable", Money(3_000), subject=owner),
        credit("consignment_commission", Money(3_000), subject=owner),
    )
    traded = Traded(place=12, own=Money(0), consigned=lines)
    assert till.sale(slip("other", None, None), traded).lines == (
        debit(12, Money(30_000)),
        *lines,
    )


def test_goods_that_cost_nothing() -> None:
    traded = Traded(place=12, own=Money(10_000))
    assert till.sale(slip(), traded).lines == (
        debit(12, Money(10_000), group_id=3),
        credit("sales_members", Money(10_000), subject=SRI, group_id=3),
    )


def test_a_return_reverses_both_sides() -> None:
    traded = Traded(
        place=12, own=Money(20_000), cost=Money(14_000), goods=STOCK_IN, spoiled=Money(7_000)
    )
    assert till.sale_return(slip(), traded).lines == (
        debit("sales_members", Money(20_000), subject=SRI, group_id=3),
        credit(12, Money(20_000), group_id=3),
        *STOCK_IN,
        debit("stock_loss", Money(7_000), group_id=3),
        credit("cogs_members", Money(14_000), group_id=3),
    )


def test_a_return_of_a_customer_s_bon() -> None:
    traded = Traded(place=None, own=Money(12_000), cost=Money(7_000), goods=STOCK_IN)
    assert till.sale_return(slip("other", "customer:5"), traded).lines == (
        debit("sales_nonmembers", Money(12_000), subject="customer:5", group_id=3),
        credit("nonmember_receivable", Money(12_000), subject="customer:5", group_id=3),
        *STOCK_IN,
        credit("cogs_nonmembers", Money(7_000), group_id=3),
    )


def test_differences_of_a_count() -> None:
    assert till.till_difference(slip(), 12, Money(-500)).lines == (
        debit("cash_short", Money(500), group_id=3),
        credit(12, Money(500), group_id=3),
    )
    assert till.till_difference(slip(), 12, Money(500)).lines == (
        debit(12, Money(500), group_id=3),
        credit("cash_over", Money(500), group_id=3),
    )
