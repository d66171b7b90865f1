"""A round comes to its end; what was saved and bought is told to others."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from coop_app.db import transaction
from coop_app.money import Money
from coop_app.purchasing.queries.receiving.account import account_of
from coop_app.purchasing.queries.receiving.benefit import benefit, dealings
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.rules.receiving import refusals
from coop_app.purchasing.rules.receiving.acts import (
    ClaimEnd,
    ShareMove,
)
from coop_app.purchasing.service.receiving import (
    claims,
    delivering,
    settling,
    sharing,
)
from tests.make_receiving import (
    DAY,
    KG,
    Village,
    handed,
    make_delivery,
    make_receipt,
    make_short,
    make_village,
)


@pytest.fixture
def village(either: Flask) -> Iterator[Village]:
    with either.app_context():
        made = make_village()
        yield made
        made.audit()


def test_a_round_is_settled_when_nothing_is_left_open(village: Village) -> None:
    make_short(village)
    for member in (0, 1):
        make_delivery(village, member)
    with pytest.raises(refusals.StillToHandOver), transaction():
        settling.settle(desk=village.desk, round_id=village.round_id, on=DAY, explained="")
    make_delivery(village, 2, lines=((village.item.id, 15 * KG),), cash=180_650)
    move = ShareMove(
        round_item_id=village.item.id, from_member_id=village.members[2].id, to_member_id=None,
        quantity=KG, why="Tidak diambil",
    )  # fmt: skip
    with transaction():
        sharing.move_share(desk=village.desk, move=move, request_id="m-1")
    with pytest.raises(refusals.ClaimsOpen), transaction():
        settling.settle(desk=village.desk, round_id=village.round_id, on=DAY, explained="")
    (claim,) = list_claims(village.desk.cooperative_id)
    end = ClaimEnd(claim_id=claim.id, on=DAY, credited=claim.amount)
    with transaction():
        claims.end_claim(desk=village.desk, end=end, request_id="c-1")
    with pytest.raises(refusals.RemainderUnexplained), transaction():
        settling.settle(desk=village.desk, round_id=village.round_id, on=DAY, explained="")
    with transaction():
        settling.settle(
            desk=village.desk, round_id=village.round_id, on=DAY, explained="Untuk warung"
        )
    sheet = account_of(village.shown)
    assert sheet.is_even
    assert (sheet.billed, sheet.cost, sheet.claimed) == (1_150_000, 887_500, 262_500)
    (item,) = sheet.items
    assert (item.ordered, item.billed, item.received) == (100 * KG, 100 * KG, 75 * KG)
    assert (item.delivered, item.left) == (74 * KG, KG)
    assert village.shown.state == "settled"
    with pytest.raises(refusals.NotYourTurn):
        make_receipt(village)


def test_what_was_saved_and_what_was_bought_is_told(village: Village) -> None:
    make_receipt(village)
    key = make_delivery(village, 0)
    coop, member = village.desk.cooperative_id, village.members[0].id
    assert benefit(coop) == {}  # no market price was written down
    (dealt,) = dealings(coop, member)
    assert (dealt.key, dealt.total) == (f"purchasing.delivery:{key}", 491_820)
    assert [(one.quantity, one.amount) for one in dealt.items] == [(42 * KG, 491_820)]
    assert [(one.way, one.amount) for one in dealt.paid] == [("cash", 491_820)]


def test_benefit_counts_against_the_market(either: Flask) -> None:
    with either.app_context():
        village = make_village(offer={"market_price": Money(13_000)})
        make_receipt(village)
        make_delivery(village, 0)
        found = benefit(village.desk.cooperative_id, DAY, DAY)
        assert found == {village.members[0].id: 42 * 13_000 - 491_820}
        assert benefit(village.desk.cooperative_id, date(2027, 1, 1)) == {}


def test_a_repeated_tap_hands_over_once(village: Village) -> None:
    make_receipt(village)
    asked = handed(village, 0)
    keys = set()
    for _tap in range(2):
        with transaction():
            keys.add(delivering.hand_over(desk=village.desk, handed=asked, request_id="tap"))
    assert len(keys) == 1
    assert village.quantity() == 58 * KG
