"""What a window keeps and for how long: agreed prices, one photo of the shop, buyers' names no longer than needed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.queries import catalogue
from coop_app.products.service.catalogue.photos import NewPhoto
from coop_app.refusal import NotFound
from coop_app.sales.queries import window as queries
from coop_app.sales.rules.window.ordering import Status
from coop_app.sales.rules.window.showing import Shown
from coop_app.sales.service import window
from tests.make import TODAY
from tests.make_trade import Trading
from tests.make_window import make_photo, make_product, make_window, picture
from tests.sales.window.test_service import Street, to_order


@pytest.fixture
def street(either: Flask, tmp_path: Path) -> Iterator[Street]:
    with either.app_context():
        yield Street(tmp_path / "files")


def test_goods_left_by_members_cost_what_the_till_asks(either: Flask) -> None:
    # no price in the list, and one that the owner did not agree to: the agreed one counts for both
    with either.app_context():
        house = Trading()
        house.leave(12, 15_000)
        listed = house.product("Rengginang")
        house.leave(5, 9_000, item=listed)
        with transaction():
            stock.set_price(
                desk=house.desk, item_id=listed.id, audience="other", amount=Money(11_000),
                unit="", valid_from=house.today,
            )  # fmt: skip
        slug = make_window(house.desk, Shown(house.keripik.id), Shown(listed.id))
        card = queries.find_published(slug)
        assert card is not None
        shown = queries.goods_in(card, house.today)
        assert [one.offered.price for one in shown] == [15_000, 9_000]
        assert {one.offered.unit for one in shown} == {"bungkus"}


def test_who_ordered_is_forgotten_after_the_period_and_the_goods_stay(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id))
    old = street.order(slug, {street.chips.id: 2})
    edge = street.order(slug, {street.chips.id: 1}, request_id="o-2", on=TODAY + timedelta(days=1))
    assert not old.is_forgotten
    later = TODAY + timedelta(days=181)
    street.order(slug, {street.chips.id: 3}, request_id="o-3", on=later)
    gone, kept = (queries.get_order(old.window_id, key) for key in (old.id, edge.id))
    assert (gone.name, gone.phone, gone.note, gone.is_forgotten) == ("", "", "", True)
    assert [(line.count, line.amount) for line in gone.lines] == [(2, 24_000)]
    assert gone.placed_on == TODAY
    assert (kept.name, kept.is_forgotten) == ("Wati", False)
    desk = replace(street.sri, today=later + timedelta(days=1))
    with transaction():
        window.take_step(desk=desk, order_id=edge.id, then=Status.DONE)
    assert queries.get_order(old.window_id, edge.id).is_forgotten


def test_another_cooperatives_orders_are_left_alone(street: Street) -> None:
    theirs = make_product(street.other, "Kopi Tetangga")
    near = make_window(street.sri, to_order(street.chips.id))
    far = make_window(street.other, to_order(theirs.id))
    order = street.order(far, {theirs.id: 1})
    street.order(near, {street.chips.id: 1}, on=TODAY + timedelta(days=400))
    assert not queries.get_order(order.window_id, order.id).is_forgotten


def test_one_photo_of_the_shop_hangs_in_the_window(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id))
    other = make_photo(street.sri, street.chips.id, street.folder)

    def hang(request_id: str) -> list[int]:
        with transaction():
            gone = window.hang_photo(
                desk=street.sri, new=NewPhoto(None, picture()), folder=street.folder,
                request_id=request_id,
            )  # fmt: skip
        return [one.id for one in gone]

    def hung() -> list[int]:
        return [one.id for one in catalogue.photos_of(street.sri.book_id, [None])[None]]

    assert hang("foto-a") == []
    first = hung()
    assert hang("foto-a") == []
    assert hung() == first
    assert hang("foto-b") == first
    card = queries.find_published(slug)
    assert card is not None
    (photo,) = catalogue.photos_of(street.sri.book_id, [None])[None]
    assert queries.photo_is_public(card, photo)
    with transaction():
        window.take_photo_down(desk=street.sri)
    assert hung() == []
    assert catalogue.get_photo([street.sri.book_id], other)
    with pytest.raises(NotFound), transaction():
        window.hang_photo(
            desk=street.desk, new=NewPhoto(None, picture()), folder=street.folder, request_id="x"
        )
