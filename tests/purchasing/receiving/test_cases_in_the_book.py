"""Cases 3 and 1 E of the worked numbers, from the bill to the ledger: every rupiah where it belongs."""

from collections.abc import Iterator

import pytest
from flask import Flask

from coop_app.db import transaction
from coop_app.money import Money
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.rules.receiving.acts import Receipt, ReceiptLine
from coop_app.purchasing.rules.receiving.landing import Basis, Charges, Reason
from coop_app.purchasing.service.receiving import receipts
from tests.make_products import make_item
from tests.make_receiving import (
    DAY,
    Village,
    make_advance,
    make_delivery,
    make_receipt,
    make_short,
    make_village,
)


@pytest.fixture
def village(app: Flask) -> Iterator[Village]:
    made = make_village()
    yield made
    made.audit()


def stock_lines(village: Village, source: str) -> list[int]:
    return [
        amount for role, _subject, amount in village.lines(source) if role.startswith("inventory")
    ]


def test_f1_freight_by_weight_reaches_the_stock_to_the_rupiah(village: Village) -> None:
    make_advance(village, 0, 100_000)
    goods = [(31, 310_000), (28, 280_000), (16, 160_000)]
    lines = tuple(
        ReceiptLine(
            item_id=make_item(village.desk).id, billed=kg * 1000, received=kg * 1000,
            amount=Money(amount),
        )
        for kg, amount in goods
    )  # fmt: skip
    asked = Receipt(
        supplier_id=village.shown.supplier_id, point_id=village.office.id, received_on=DAY,
        bill_number="F-1", bill_date=DAY, lines=lines, carrier_place_id=village.cash,
        charges=Charges(freight_paid=Money(100_000), basis=Basis.WEIGHT),
    )  # fmt: skip
    with transaction():
        key = receipts.receive(desk=village.agreed, receipt=asked, request_id="f1")
    assert stock_lines(village, f"purchasing.receipt:{key}") == [351_334, 317_333, 181_333]
    assert village.balance("trade_payable") == -750_000
    assert village.balance("cash_on_hand") == 0


def test_e6_freight_makes_the_unit_dearer(village: Village) -> None:
    item = make_item(village.desk, "Beras")
    line = ReceiptLine(item_id=item.id, billed=500_000, received=500_000, amount=Money(5_000_000))
    asked = Receipt(
        supplier_id=village.shown.supplier_id, point_id=village.office.id, received_on=DAY,
        bill_number="E-6", bill_date=DAY, lines=(line,),
        charges=Charges(freight_billed=Money(250_000)),
    )  # fmt: skip
    with transaction():
        key = receipts.receive(desk=village.desk, receipt=asked, request_id="e6")
    assert stock_lines(village, f"purchasing.receipt:{key}") == [500 * 10_500]


def test_f8_the_price_is_the_bills(village: Village) -> None:
    paper = rounds.order_paper(village.desk.cooperative_id, village.round_id)
    assert paper is not None
    assert sum(int(line.value) for line in paper.lines) == 1_050_000
    key = make_receipt(village, billed=75, received=75, amount=825_000, charges=Charges())
    assert stock_lines(village, f"purchasing.receipt:{key}") == [825_000]
    assert village.balance("trade_payable") == -825_000


def test_p14_the_surplus_is_shared_and_paid_in_full(village: Village) -> None:
    make_receipt(village)
    assert [share.quantity for share in village.shared.shares] == [42_000, 36_000, 22_000]
    # the bill and its 2 %, and the freight as it is
    price = 1_050_000 + 21_000 + 100_000
    assert sum(int(share.whole) for share in village.shared.shares) == price
    for member in range(3):
        make_delivery(village, member)
    assert village.balance("cash_on_hand") == price
    assert village.balance("sales_members") == -price
    assert village.balance("cogs_members") == 1_150_000
    assert village.balance("inventory_raw_materials") == 0


def test_p16_what_is_short_is_shared_in_whole_kilograms(village: Village) -> None:
    make_short(village)
    assert [share.quantity for share in village.shared.shares] == [31_000, 28_000, 16_000]
    # 75 of 100 kg at Rp10.500 came, a quarter is a claim; freight stays whole
    assert village.balance("inventory_raw_materials") == 1_150_000
    assert int(village.shared.cost) == 787_500 + 100_000
    price = 787_500 + 15_750 + 100_000
    assert sum(int(share.whole) for share in village.shared.shares) == price
    for member in range(3):
        make_delivery(village, member)
    assert village.balance("sales_members") == -price
    assert village.balance("inventory_raw_materials") == 262_500  # the claim


def test_p13_the_scale_says_otherwise_and_the_cost_stays(village: Village) -> None:
    make_receipt(village, received=99, reason=Reason.WEIGHING)
    assert int(village.shared.cost) == 1_150_000
    assert sum(share.quantity for share in village.shared.shares) == 99_000
