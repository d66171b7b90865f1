"""Shop windows on a real database: consent, what the public sees, orders."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.chart.templates import template
from coop_app.db import session, transaction
from coop_app.products import service as stock
from coop_app.products.queries import catalogue
from coop_app.refusal import NotFound, RequestReused
from coop_app.sales.queries import window as queries
from coop_app.sales.rules.window import address, ordering, showing
from coop_app.sales.rules.window.ordering import Buyer, Status
from coop_app.sales.rules.window.showing import Shown, Supply, There, Window
from coop_app.sales.service import window
from tests.make import TODAY, make_cooperative, make_group, make_member, make_savings
from tests.make_products import make_item, make_point, make_stock
from tests.make_trade import Trading
from tests.make_window import (
    PHONE,
    make_permit,
    make_photo,
    make_product,
    make_window,
    other_book,
)

WATI = Buyer("Wati", "0813-1111-2222", "sore")


class Street:
    """A cooperative with two books, and another cooperative."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = make_cooperative()
        self.desk: Desk = make_savings(self.key)
        with transaction():
            own = ledger.open_book(
                cooperative_id=self.key, name="Usaha Sri", kind="enterprise",
                accounts=template("enterprise").accounts, opened_on=date(2024, 1, 1),
            )  # fmt: skip
        self.sri = other_book(self.desk, own)
        self.other: Desk = make_savings(make_cooperative("Koperasi Lain"))
        self.chips = make_product(self.sri, "Keripik Sri")
        self.syrup = make_product(self.sri, "Sirup Sri", price=0)

    def order(self, slug: str, counts: dict[int, int], **facts: object) -> queries.Order:
        card = queries.find_published(slug)
        assert card is not None
        known = {"buyer": WATI, "request_id": "o-1", "on": TODAY}
        with transaction():
            return window.place_order(card=card, counts=counts, **(known | facts))  # type: ignore[arg-type]


@pytest.fixture
def street(either: Flask, tmp_path: Path) -> Iterator[Street]:
    with either.app_context():
        yield Street(tmp_path / "files")


def to_order(item_id: int) -> Shown:
    return Shown(item_id, Supply.TO_ORDER)


def test_only_the_owners_word_opens_a_window(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id), opened=False)
    assert queries.find_published(slug) is None
    assert queries.published(street.key) == []
    with pytest.raises(showing.ConsentMissing), transaction():
        window.publish(desk=street.sri, agreed=False, words="Saya setuju.")
    for _ in range(2):
        with transaction():
            window.publish(desk=street.sri, agreed=True, words="Saya setuju.")
    card = queries.find_published(slug)
    assert card is not None
    assert card.published_on == TODAY
    assert [c.act for c in queries.consents(card.id)] == ["published"]
    with transaction():
        window.withdraw(desk=street.sri)
    assert queries.find_published(slug) is None
    assert [(c.act, c.words) for c in queries.consents(card.id)] == [
        ("withdrawn", ""), ("published", "Saya setuju."),
    ]  # fmt: skip


def test_an_empty_window_does_not_open_and_an_open_one_is_never_empty(street: Street) -> None:
    make_window(street.sri, opened=False)
    with pytest.raises(showing.NothingToShow), transaction():
        window.publish(desk=street.sri, agreed=True, words="Ya.")
    with transaction():
        window.lay_out(desk=street.sri, goods=[to_order(street.chips.id)])
        window.publish(desk=street.sri, agreed=True, words="Ya.")
    with pytest.raises(showing.NothingToShow), transaction():
        window.lay_out(desk=street.sri, goods=[])
    card = queries.get_window(street.key, street.sri.book_id)
    with pytest.raises(showing.PhoneNeeded), transaction():
        window.save_window(desk=street.sri, new=replace(card.window, phone=None))


def test_an_address_belongs_to_one_window_of_all_cooperatives(street: Street) -> None:
    make_window(street.sri, slug="bu-sri", opened=False)
    for desk in (street.desk, street.other):
        with pytest.raises(address.AddressTaken), transaction():
            window.save_window(desk=desk, new=Window(slug="Bu-Sri", title="Bu Sri"))
    with transaction():
        window.save_window(desk=street.sri, new=Window(slug="bu-sri", title="Dapur Bu Sri"))
    assert queries.get_window(street.key, street.sri.book_id).window.title == "Dapur Bu Sri"


def test_nobody_lays_out_the_goods_of_another_book(street: Street) -> None:
    foreign = make_product(street.other)
    own_coop = make_product(street.desk)
    make_window(street.sri, opened=False)
    for item in (foreign, own_coop):
        with pytest.raises(NotFound), transaction():
            window.lay_out(desk=street.sri, goods=[to_order(item.id)])


def test_a_window_is_of_its_cooperative(street: Street) -> None:
    make_window(street.sri, to_order(street.chips.id))
    assert queries.published(street.other.cooperative_id) == []
    stranger = other_book(street.other, street.sri.book_id)
    with pytest.raises(NotFound):
        queries.get_window(street.other.cooperative_id, street.sri.book_id)
    for act in (
        lambda: window.withdraw(desk=stranger),
        lambda: window.lay_out(desk=stranger, goods=[]),
        lambda: window.publish(desk=stranger, agreed=True, words="x"),
    ):
        with pytest.raises(NotFound), transaction():
            act()


def test_what_the_public_sees(street: Street) -> None:
    make_permit(street.sri, street.chips.id, "pirt", "P-IRT 3063306010072-19")
    make_permit(street.sri, street.chips.id, "halal", "ID33110000012345678")
    make_permit(street.sri, street.syrup.id, "bpom", "MD 235602169254")
    make_permit(street.sri, None, "nib", "1234567890123")
    photo = make_photo(street.sri, street.chips.id, street.folder)
    slug = make_window(street.sri, Shown(street.chips.id, few_below=5), to_order(street.syrup.id))
    card = queries.find_published(slug)
    assert card is not None
    chips, syrup = queries.goods_in(card, TODAY)
    assert chips.claims == ("Halal ID33110000012345678", "NIB 1234567890123")
    assert syrup.claims == ("BPOM MD 235602169254", "NIB 1234567890123")
    assert (chips.there, syrup.there) == (There.NONE, There.TO_ORDER)
    assert chips.price is not None
    assert (chips.price.amount, syrup.price) == (12_000, None)
    assert [one.id for one in chips.photos] == [photo]
    assert queries.photo_is_public(card, chips.photos[0])


def test_a_photo_outside_the_window_is_not_public(street: Street) -> None:
    make_photo(street.sri, street.syrup.id, street.folder)
    make_photo(street.desk, None, street.folder)
    slug = make_window(street.sri, to_order(street.chips.id))
    card = queries.find_published(slug)
    assert card is not None
    [syrup] = catalogue.photos_of(street.sri.book_id, [street.syrup.id])[street.syrup.id]
    [house] = catalogue.photos_of(street.desk.book_id, [None])[None]
    assert not queries.photo_is_public(card, syrup)
    assert not queries.photo_is_public(card, house)


def test_the_stock_is_said_in_words(street: Street) -> None:
    desk = street.desk
    item = make_product(desk, "Gula semut")
    point = make_point(desk)
    slug = make_window(desk, Shown(item.id, few_below=5))
    for quantity, there in ((4, There.FEW), (1, There.YES)):
        make_stock(desk, item, point, quantity, 1_000 * quantity)
        card = queries.find_published(slug)
        assert card is not None
        assert queries.goods_in(card, TODAY)[0].there is there
    assert ledger.audit(book_id=desk.book_id) == []


def test_a_product_that_is_no_longer_made_disappears(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id), to_order(street.syrup.id))
    with transaction():
        stock.switch_item(desk=street.sri, item_id=street.chips.id, active=False)
    card = queries.find_published(slug)
    assert card is not None
    assert [one.item.id for one in queries.goods_in(card, TODAY)] == [street.syrup.id]
    with pytest.raises(ordering.ProductNotThere):
        street.order(slug, {street.chips.id: 1})


def test_materials_are_no_candidates(street: Street) -> None:
    make_item(street.sri, "Minyak")
    assert [item.name for item in queries.candidates(street.sri.book_id)] == [
        "Keripik Sri",
        "Sirup Sri",
    ]


def test_the_maker_of_a_members_product_is_not_named_by_the_cooperative(street: Street) -> None:
    member = make_member(street.key, make_group(street.key))
    hers = make_product(street.desk, "Dodol", owner_member_id=member.id)
    slug = make_window(street.desk, to_order(hers.id))
    card = queries.find_published(slug)
    assert card is not None
    assert not queries.goods_in(card, TODAY)[0].names_maker


def test_an_order_is_recorded_as_it_was(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id), to_order(street.syrup.id))
    order = street.order(slug, {street.syrup.id: 1, street.chips.id: 2})
    assert (order.number, order.status, order.phone) == (1, Status.NEW, "6281311112222")
    assert [(line.offered.name, line.count, line.amount) for line in order.lines] == [
        ("Keripik Sri", 2, 24_000), ("Sirup Sri", 1, None),
    ]  # fmt: skip
    assert street.order(slug, {street.chips.id: 1}, request_id="o-2").number == 2
    assert ledger.audit(book_id=street.sri.book_id) == []


def test_a_double_tap_orders_once(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id))
    first = street.order(slug, {street.chips.id: 2})
    assert street.order(slug, {street.chips.id: 2}).id == first.id
    with pytest.raises(RequestReused):
        street.order(slug, {street.chips.id: 3})
    assert len(queries.list_orders(first.window_id)) == 1


def test_no_order_at_a_closed_window(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id))
    card = queries.find_published(slug)
    assert card is not None
    with transaction():
        window.withdraw(desk=street.sri)
    with pytest.raises(ordering.WindowClosed), transaction():
        window.place_order(
            card=card, buyer=WATI, counts={street.chips.id: 1}, request_id="x", on=TODAY
        )


def test_what_is_sold_out_cannot_be_ordered(street: Street) -> None:
    slug = make_window(
        street.sri, Shown(street.chips.id, Supply.SOLD_OUT), to_order(street.syrup.id)
    )
    with pytest.raises(ordering.ProductNotThere):
        street.order(slug, {street.chips.id: 1})


def test_the_owner_takes_an_order_through_its_steps(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id))
    order = street.order(slug, {street.chips.id: 2})
    assert queries.count_new([order.window_id]) == {order.window_id: 1}
    for _ in range(2):
        with transaction():
            window.take_step(desk=street.sri, order_id=order.id, then=Status.ANSWERED, note="bisa")
    with transaction():
        window.take_step(desk=street.sri, order_id=order.id, then=Status.DONE)
    with pytest.raises(ordering.StepImpossible), transaction():
        window.take_step(desk=street.sri, order_id=order.id, then=Status.CANCELLED)
    found = queries.get_order(order.window_id, order.id)
    assert [(step.status, step.note) for step in found.steps] == [
        (Status.ANSWERED, "bisa"), (Status.DONE, ""),
    ]  # fmt: skip
    assert queries.count_new([order.window_id]) == {}


def test_nobody_else_takes_a_step(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id))
    make_window(street.desk, to_order(make_product(street.desk).id))
    make_window(street.other, to_order(make_product(street.other).id))
    order = street.order(slug, {street.chips.id: 2})
    for desk in (street.desk, street.other, other_book(street.other, street.sri.book_id)):
        with pytest.raises(NotFound), transaction():
            window.take_step(desk=desk, order_id=order.id, then=Status.CANCELLED)


def test_orders_are_found_by_name_phone_and_status(street: Street) -> None:
    slug = make_window(street.sri, to_order(street.chips.id))
    first = street.order(slug, {street.chips.id: 2})
    street.order(slug, {street.chips.id: 1}, request_id="o-2", buyer=Buyer("Budi", PHONE))
    found = queries.list_orders
    assert [o.name for o in found(first.window_id)] == ["Budi", "Wati"]
    for wanted in (queries.OrderFilter(text="wat"), queries.OrderFilter(text="1311112")):
        assert [o.name for o in found(first.window_id, wanted)] == ["Wati"]
    assert found(first.window_id, queries.OrderFilter(status="done")) == []
    assert queries.find_by_token(first.window_id, first.token).id == first.id
    with pytest.raises(NotFound):
        queries.find_by_token(first.window_id + 1, first.token)


@pytest.mark.parametrize("table", ["window_consent", "window_order_line", "window_order_step"])
def test_what_was_said_and_ordered_is_sealed(street: Street, table: str) -> None:
    slug = make_window(street.sri, to_order(street.chips.id))
    order = street.order(slug, {street.chips.id: 2})
    with transaction():
        window.take_step(desk=street.sri, order_id=order.id, then=Status.DONE)
    column = {"window_consent": "words", "window_order_line": "name"}.get(table, "note")
    for attack in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(sa.exc.DatabaseError, match="append only"), transaction():
            session.execute(sa.text(attack))


def test_goods_left_by_members_count_where_the_cooperative_sells_them(either: Flask) -> None:
    with either.app_context():
        trading = Trading()
        slug = make_window(trading.desk, Shown(trading.keripik.id, few_below=5))
        trading.leave(4)
        card = queries.find_published(slug)
        assert card is not None
        assert queries.goods_in(card, TODAY)[0].there is There.FEW
        trading.step("moved", 4, to_point_id=trading.shop().point_id)
        assert queries.goods_in(card, TODAY)[0].there is There.NONE
