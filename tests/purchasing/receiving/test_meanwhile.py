"""What happened meanwhile decides whether a correction is still possible, on both databases."""

from typing import Any

import pytest

from coop_app import ledger
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, debit
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.queries.receiving.payables import payable_to
from coop_app.purchasing.rules.receiving import later as rules
from coop_app.purchasing.rules.receiving import sharing as sharing_rules
from coop_app.purchasing.rules.receiving import undoing as undo_rules
from coop_app.purchasing.rules.receiving.acts import ClaimEnd, GoodsBack, Sending, ShareMove
from coop_app.purchasing.rules.receiving.later import Kind
from coop_app.purchasing.service.correcting import undoing
from coop_app.purchasing.service.receiving import claims, dispatching, returning
from coop_app.purchasing.service.receiving.sharing import move_share
from tests.make_products import make_point, make_stock
from tests.make_receiving import DAY, KG, Village, make_delivery, make_receipt, make_short
from tests.make_rounds import make_supplier
from tests.purchasing.receiving.test_corrections import (
    COST,
    add,
    owed,
    undo,
    value,
    village,
    wholes,
)

__all__ = ["village"]

# A 42, B 36 and C 22 kg of the 100 that came, for 42, 36 and 22 hundredths of Rp1.171.000
PLAIN = [491_820, 421_560, 257_620]


def move(village: Village, giver: int | None, taker: int | None, kilograms: int) -> None:
    """Part of a share, or of the own stock (None), to another."""
    one, two = (None if who is None else village.members[who].id for who in (giver, taker))
    asked = ShareMove(
        round_item_id=village.item.id, from_member_id=one, to_member_id=two,
        quantity=kilograms * KG, why="tukar",
    )  # fmt: skip
    with transaction():
        move_share(desk=village.desk, move=asked, request_id=f"m-{giver}-{taker}-{kilograms}")


def lower(village: Village, receipt: int, amount: int) -> int:
    """So much less freight."""
    return add(village, receipt, -amount, f"lower-{amount}", why="kebalikan")


@pytest.mark.parametrize(
    "end",
    [
        {"credited": Money(262_500)}, {"refunded": Money(262_500)},
        {"lost": Money(262_500), "why": "hilang"}, {"delivered": True},
    ],
)  # fmt: skip
def test_a_claim_of_a_receipt_that_was_taken_back_never_ends(
    village: Village, end: dict[str, Any]
) -> None:
    receipt = make_short(village)
    (claim,) = list_claims(village.desk.cooperative_id)
    undo(village, f"purchasing.receipt:{receipt}")
    asked = ClaimEnd(claim_id=claim.id, on=DAY, place_id=village.cash, **end)
    with pytest.raises(rules.ReceiptTakenBack), transaction():
        claims.end_claim(desk=village.agreed, end=asked, request_id="c-1")
    assert (value(village), owed(village)) == (0, 0)
    assert [village.balance(one) for one in ("inventory_raw_materials", "cash_on_hand")] == [0, 0]


def test_nobody_pays_the_freight_of_what_goes_to_the_own_stock(village: Village) -> None:
    receipt = make_receipt(village)
    bill = add(village, receipt, 50_000)
    with pytest.raises(sharing_rules.LaterBillStands):
        move(village, 0, None, 5)
    move(village, 0, 1, 5)
    # the same total for all who wait
    assert sum(wholes(village)) == 1_171_000 + 50_000
    undo(village, f"purchasing.later:{bill}")
    move(village, 0, None, 5)
    add(village, receipt, 50_000, "l-2")
    # 95 kg are waited for: 95 hundredths of Rp1.171.000 and of Rp50.000
    assert sum(wholes(village)) == 1_112_450 + 47_500
    assert value(village) == COST + 50_000


@pytest.mark.parametrize("amount", [50_000, -50_000])
def test_nothing_leaves_the_own_stock_for_a_member_without_its_part(
    village: Village, amount: int
) -> None:
    receipt = make_receipt(village)
    move(village, 0, None, 5)
    add(village, receipt, amount, why="susulan")
    with pytest.raises(sharing_rules.LaterBillStands):
        move(village, None, 2, 5)
    assert village.shared.left == 5 * KG


def test_the_last_who_waits_may_leave_the_goods_to_the_own_stock(village: Village) -> None:
    receipt = make_receipt(village)
    add(village, receipt, 50_000)
    make_delivery(village, 0)
    make_delivery(village, 1)
    # the others are even: 42 and 36 hundredths of Rp50.000 more
    assert wholes(village) == [491_820 + 21_000, 421_560 + 18_000, 257_620 + 11_000]
    with pytest.raises(sharing_rules.LaterBillStands):
        move(village, 2, None, 20)
    move(village, 2, None, 22)
    assert wholes(village) == [491_820 + 21_000, 421_560 + 18_000, 0]
    assert value(village) == 264_000  # 22 hundredths of Rp1.200.000


def test_an_opposite_bill_puts_right_what_can_not_be_taken_back(village: Village) -> None:
    receipt = make_receipt(village)
    bill = add(village, receipt, 50_000)
    make_delivery(village, 0)
    with pytest.raises(undo_rules.LeftMeanwhile):
        undo(village, f"purchasing.later:{bill}")
    assert value(village) == 696_000  # 58 hundredths of Rp1.200.000
    key = lower(village, receipt, 50_000)
    assert [(role, amount) for role, _s, amount in village.lines(f"purchasing.later:{key}")] == [
        ("inventory_raw_materials", -29_000), ("cogs_members", -21_000), ("trade_payable", 50_000),
    ]  # fmt: skip
    assert (value(village), owed(village)) == (667_000, COST)
    assert village.balance("cogs_members") == 483_000  # 42 hundredths of Rp1.150.000
    # A keeps the price on the nota, the others pay as if neither bill had come
    assert wholes(village) == [512_820, *PLAIN[1:]]


def sell(village: Village) -> None:
    """10 kg leave for somebody who is no member of the round, and 10 others come."""
    with transaction():
        gone = stock.take_out(
            desk=village.desk, item_id=village.item.item_id, point_id=village.office.id,
            quantity=10 * KG, on=DAY, source="test.sale:1", kind="sale",
        )  # fmt: skip
        lines = (debit("cogs_nonmembers", gone.cost), *gone.lines)
        entry = Entry(DAY, "Jual", "test.sale:1", lines)
        ledger.post(entry, book_id=village.desk.book_id, by=village.desk.user_id)
    sugar = products.get_item(village.desk.book_id, village.item.item_id)
    make_stock(village.desk, sugar, village.office, 10 * KG, 115_000)


def send(village: Village) -> None:
    """10 kg go to a village."""
    to = make_point(village.desk, "Desa")
    sending = Sending(
        round_id=village.round_id, from_point_id=village.office.id, to_point_id=to.id, on=DAY,
        lines=((village.item.id, 10 * KG),),
    )  # fmt: skip
    with transaction():
        dispatching.send(desk=village.desk, sending=sending, request_id="sj")


@pytest.mark.parametrize("leaves", [sell, send])
def test_goods_that_left_otherwise_took_their_part_along(village: Village, leaves: Any) -> None:
    bill = add(village, make_receipt(village), 50_000)
    leaves(village)
    with pytest.raises(undo_rules.LeftMeanwhile):
        undo(village, f"purchasing.later:{bill}")


def test_goods_that_came_back_hold_nothing_up(village: Village) -> None:
    receipt = make_receipt(village)
    delivery = make_delivery(village, 0)
    bill = add(village, receipt, 50_000)
    back = GoodsBack(
        delivery_id=delivery, on=DAY, lines=((village.item.id, 42 * KG),), why="salah",
        place_id=village.cash,
    )  # fmt: skip
    with transaction():
        returning.take_back(desk=village.agreed, back=back, request_id="back")
    undo(village, f"purchasing.later:{bill}")
    assert (value(village), village.balance("cogs_members")) == (COST, 0)
    assert wholes(village) == PLAIN


def test_less_freight_lowers_what_the_carrier_is_owed(village: Village) -> None:
    carrier = make_supplier(village.desk, "Truk Slamet")
    receipt = make_receipt(village)
    add(village, receipt, 9_000, supplier_id=carrier)
    add(village, receipt, -4_000, "l-2", supplier_id=carrier, kind=Kind.LOADING, why="dikoreksi")
    owed_now = payable_to(village.desk.book_id, carrier, DAY)
    assert (int(owed_now.owed), owed(village)) == (5_000, COST)
    assert value(village) == COST + 5_000


def test_one_of_two_receipts_stays_when_somebody_fetched_from_both(village: Village) -> None:
    first = make_receipt(village, billed=50, received=50)
    second = make_receipt(village, billed=50, received=50)
    # each Rp525.000 and Rp100.000 of freight
    assert value(village) == 1_250_000
    make_delivery(village, 0)
    # 50 kg are left to share, 42 of them with A: B and C would wait for nothing
    for receipt in (first, second):
        with pytest.raises(undo_rules.HandedMeanwhile):
            undo(village, f"purchasing.receipt:{receipt}")
    assert (value(village), village.shared.received) == (725_000, 100 * KG)


def test_one_of_two_receipts_stays_under_a_later_bill_of_the_other(village: Village) -> None:
    first = make_receipt(village, billed=50, received=50)
    second = make_receipt(village, billed=50, received=50)
    bill = add(village, first, 10_000)
    with pytest.raises(undo_rules.CorrectedMeanwhile):
        undo(village, f"purchasing.receipt:{second}")
    undo(village, f"purchasing.later:{bill}")
    undo(village, f"purchasing.receipt:{second}")
    assert (value(village), village.shared.received) == (625_000, 50 * KG)


def test_whoever_is_owed_the_bill_waits_too(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = make_supplier(village.desk, "Truk Slamet")
    bill = add(village, make_receipt(village), 9_000, supplier_id=carrier)
    seen: list[int] = []
    known = undoing.locked_supplier

    def locked(desk: Any, supplier_id: int) -> Any:
        seen.append(supplier_id)
        return known(desk, supplier_id)

    monkeypatch.setattr(undoing, "locked_supplier", locked)
    undo(village, f"purchasing.later:{bill}")
    assert seen == [village.shown.supplier_id, carrier]
    assert village.shown.supplier_id < carrier
