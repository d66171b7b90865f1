"""Two phones in one book at the same moment, on both databases, with real threads."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from coop_app import db, ledger
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.queries import Done
from coop_app.enterprises.rules.books import refusals
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.service import NewEnterprise, Sale
from coop_app.money import Money
from coop_app.products.rules.moves import ItemShort
from coop_app.refusal import Refused
from tests.make import TODAY
from tests.make_enterprises import Business, make_business, make_product, sell, stock_up, typed

PHONES = 4


class Phones:
    """One business and several phones that press at once."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.shop = make_business()

    def at_once(self, act: Callable[[int], object]) -> list[object]:
        """Do the act in so many threads that start together; a refusal is its result."""
        gate = threading.Barrier(PHONES)

        def one(number: int) -> object:
            with self.app.app_context():
                gate.wait()
                try:
                    with transaction():
                        return act(number)
                except Refused as refusal:
                    return refusal

        with ThreadPoolExecutor(PHONES) as pool:
            return list(pool.map(one, range(PHONES)))

    def sell(self, request_id: str, **facts: object) -> Done:
        known = {"on": TODAY, "amount": Money(15_000), "way": Way.CASH} | facts
        return service.sell(
            desk=self.shop.desk, business=self.shop.enterprise, request_id=request_id,
            sale=Sale(**known),  # type: ignore[arg-type]
        )  # fmt: skip


@pytest.fixture
def phones(either: Flask, monkeypatch: pytest.MonkeyPatch) -> Phones:
    # without the lock inside one process: what is left is what guards several processes
    monkeypatch.setattr(db, "_turn", contextlib.nullcontext())
    return Phones(either)


def clean(shop: Business) -> None:
    assert ledger.audit(book_id=shop.book_id) == []
    assert queries.check_acts(shop.book_id) == []


def test_one_tap_that_arrives_four_times_is_one_sale(phones: Phones) -> None:
    found = phones.at_once(lambda _number: phones.sell("tap"))
    with phones.app.app_context():
        assert len({getattr(one, "id", None) for one in found}) == 1
        assert phones.shop.balance("sales") == -15_000
        clean(phones.shop)


def test_the_last_packs_are_sold_once(phones: Phones) -> None:
    with phones.app.app_context():
        item = make_product(phones.shop)
        stock_up(phones.shop, item, 5, 40_000)
    found = phones.at_once(lambda number: phones.sell(f"s-{number}", item_id=item, quantity=3))
    assert sum(isinstance(one, Done) for one in found) == 1
    assert sum(isinstance(one, ItemShort) for one in found) == PHONES - 1
    with phones.app.app_context():
        assert phones.shop.balance("inventory_goods") == 16_000
        clean(phones.shop)


def test_a_debt_is_collected_once(phones: Phones) -> None:
    shop = phones.shop
    with phones.app.app_context():
        sell(shop, 20_000, way=Way.LATER, party="Rini")
        [party] = queries.parties(shop.enterprise)
    found = phones.at_once(
        lambda number: service.collect(
            desk=shop.desk, business=shop.enterprise, request_id=f"c-{number}",
            typed=typed(20_000), party_id=party.id,
        )
    )  # fmt: skip
    assert sum(isinstance(one, refusals.PaidTooMuch) for one in found) == PHONES - 1
    with phones.app.app_context():
        assert queries.unpaid(shop.book_id) == []
        clean(shop)


def test_the_same_new_buyer_is_written_down_once(phones: Phones) -> None:
    phones.at_once(lambda number: phones.sell(f"b-{number}", way=Way.LATER, party="Bu Rini"))
    with phones.app.app_context():
        assert len(queries.parties(phones.shop.enterprise)) == 1
        assert [one.amount for one in queries.unpaid(phones.shop.book_id)] == [60_000]
        clean(phones.shop)


def test_a_book_that_is_opened_four_times_is_one_book(phones: Phones) -> None:
    shop = phones.shop
    new = NewEnterprise(name="Sale pisang", kind="food", opened_on=TODAY, cash=Money(10_000))
    phones.at_once(
        lambda _number: service.open_enterprise(
            cooperative_id=shop.desk.cooperative_id, member_id=shop.member.id, by=7,
            request_id="open", new=new,
        )
    )  # fmt: skip
    with phones.app.app_context():
        mine = queries.enterprises_of(shop.desk.cooperative_id, shop.member.id)
        assert [one.name for one in mine].count("Sale pisang") == 1
        books = ledger.books_of(cooperative_id=shop.desk.cooperative_id)
        assert [one.name for one in books].count("Sale pisang") == 1
