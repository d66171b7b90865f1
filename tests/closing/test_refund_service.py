"""Paying out after a settlement, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coop_app import auth, ledger
from coop_app.closing import queries, service
from coop_app.closing.rules import refunds as rules
from coop_app.db import transaction
from coop_app.ledger.refusals import AlreadyReversed
from coop_app.refusal import NotFound, RequestReused
from tests.closing.house import House
from tests.make import TODAY, make_deposit

HEIR = {"receiver": "Budi", "relation": "anak", "documents": ("death", "heirs", "identity")}


@pytest.fixture
def house(either):
    with either.app_context():
        made = House()
        yield made
        assert made.faults() == []


def test_in_parts_until_nothing_is_left(house) -> None:
    house.leave()
    first = house.pay(150000)
    assert house.lines(first.entry_seq) == [
        ("exit_refund_payable", 150000, f"member:{house.sri.id}"),
        ("cash_on_hand", -150000, None),
    ]
    assert ledger.entry_page(book_id=house.book_id, seq=first.entry_seq).series == "BKK"
    with pytest.raises(rules.RefundTooLarge) as refusal:
        house.pay(240001, "pay-2")
    assert refusal.value.facts == {"left": "Rp240.000"}
    house.pay(240000, "pay-2")
    with pytest.raises(rules.NothingLeft):
        house.pay(1, "pay-3")
    assert queries.payable_of(house.book_id, house.sri.id) == 0
    assert [paid.amount for paid in queries.list_payments(house.cooperative_id, house.sri.id)] == [
        240000,
        150000,
    ]


def test_the_same_request_pays_once(house) -> None:
    house.leave()
    first = house.pay(150000)
    assert house.pay(150000) == first
    with pytest.raises(RequestReused):
        house.pay(150001)
    assert queries.payable_of(house.book_id, house.sri.id) == 240000


def test_an_heir_by_name_with_the_papers(house) -> None:
    house.leave(status="deceased", reason="meninggal")
    with pytest.raises(rules.DeadCannotReceive):
        house.pay(390000)
    paid = house.pay(390000, **HEIR)
    assert (paid.receiver, paid.relation, paid.documents) == (
        "Budi",
        "anak",
        ("death", "heirs", "identity"),
    )
    memo = ledger.entry_page(book_id=house.book_id, seq=paid.entry_seq).memo
    assert memo == "Pembayaran simpanan anggota keluar: 0001 Sri Wahyuni, diterima Budi"


def test_nothing_is_paid_to_who_never_left(house) -> None:
    with pytest.raises(NotFound):
        house.pay(1000)


def test_above_the_limit_and_far_back_take_two(house) -> None:
    make_deposit(house.alone, house.sri.id, 6000000)
    house.leave()
    with pytest.raises(auth.SecondPersonNeeded):
        house.pay(5000001)
    assert house.pay(5000001, desk=house.desk).approved_by == 2
    later = replace(house.alone, today=TODAY + timedelta(days=10))
    with pytest.raises(auth.SecondPersonNeeded):
        house.pay(1000, "pay-2", desk=later)
    assert house.pay(1000, "pay-2", desk=replace(later, approved_by=2)).amount == 1000


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"paid_on": TODAY + timedelta(days=1)}, rules.RefundInFuture),
        ({"paid_on": TODAY - timedelta(days=1)}, rules.RefundTooEarly),
        ({"place_id": 999999}, rules.RefundPlaceUnknown),
    ],
)
def test_refused(house, facts, refusal) -> None:
    house.leave()
    with pytest.raises(refusal):
        house.pay(1000, **facts)
    assert queries.payable_of(house.book_id, house.sri.id) == 390000


def test_a_payment_is_taken_back_by_two(house) -> None:
    house.leave()
    paid = house.pay(150000)
    facts = {"payment_id": paid.id, "on": TODAY, "why": "salah orang"}
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        service.reverse_refund(desk=house.alone, **facts)
    with transaction():
        undone = service.reverse_refund(desk=house.desk, **facts)
    assert undone.reversed_seq is not None
    assert queries.payable_of(house.book_id, house.sri.id) == 390000
    with pytest.raises(AlreadyReversed), transaction():
        service.reverse_refund(desk=house.desk, **facts)


def test_a_later_settlement_adds_to_what_is_left(house) -> None:
    """Something comes in after the exit (a share of the surplus, a returned cost): it is settled too."""
    house.leave()
    house.pay(390000)
    house.surplus_share(7500)
    again = house.leave("exit-2")
    assert (again.payable, queries.payable_of(house.book_id, house.sri.id)) == (7500, 7500)
    assert house.status() == "left"
