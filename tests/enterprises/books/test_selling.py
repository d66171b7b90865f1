"""A sale says how it was paid, costs what stood on the page, and is of the day on which it was tapped."""

import re

import pytest
from flask import Flask

from coop_app import clock
from coop_app.auth import rules
from coop_app.db import session, transaction
from coop_app.enterprises.rules.books.selling import PriceUnclear, amount_shown
from coop_app.money import AmountTooLarge, Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.prices import PriceNotPositive
from tests.make_enterprises import Business, make_business, make_product
from tests.people import Browser, signed_in


@pytest.fixture
def shop(app: Flask) -> Business:
    today = clock.today()
    return make_business(opened_on=today.replace(day=1)).on(today)


@pytest.fixture
def owner(app: Flask, shop: Business) -> Browser:
    return signed_in(
        app, shop.desk.cooperative_id, rules.ANGGOTA, member_id=shop.member.id,
        group_id=shop.member.group_id,
    )  # fmt: skip


def at(shop: Business, path: str) -> str:
    return f"/usaha/{shop.enterprise.id}{path}"


@pytest.mark.parametrize("way", [{}, {"way": ""}, {"way": "gold"}, {"way": "own"}])
def test_a_sale_without_its_button_asks_how_it_was_paid(
    shop: Business, owner: Browser, way: dict[str, str]
) -> None:
    item, today = make_product(shop), str(clock.today())
    session.remove()
    for path, facts in (
        (f"/jual/{item}", {"count": "2", "amount": "", "party": "Bu Rini"}),
        ("/jual/lain", {"note": "Peyek", "amount": "30.000"}),
    ):
        answer = owner.post(at(shop, path), {**facts, **way, "on": today, "request_id": path})
        assert answer.status_code == 422
        assert "Tekan lagi cara bayarnya" in answer.get_data(as_text=True)
    assert (shop.balance("sales"), shop.balance("cash_on_hand")) == (0, 500_000)


@pytest.mark.parametrize(
    "path", ["/uang/keluar", "/uang/masuk", "/uang/ambil-pribadi", "/alat/baru"]
)
def test_a_tile_that_was_not_sent_is_asked_for(shop: Business, owner: Browser, path: str) -> None:
    session.remove()
    facts = {
        "amount": "30.000", "on": str(clock.today()), "name": "Kompor", "years": "3",
        "what": "energy" if path.endswith("keluar") else "other_income", "request_id": "tap",
    }  # fmt: skip
    answer = owner.post(at(shop, path), facts)
    assert answer.status_code == 422
    assert "Pilih salah satu yang tersedia" in answer.get_data(as_text=True)
    assert shop.balance("cash_on_hand") == 500_000


def raise_price(shop: Business, item: int, amount: int) -> None:
    with transaction():
        stock.set_price(
            desk=shop.desk, item_id=item, audience="other", amount=Money(amount), unit="bungkus",
            valid_from=shop.desk.today,
        )  # fmt: skip
    session.remove()


def test_a_sale_that_waited_costs_what_was_shown(shop: Business, owner: Browser) -> None:
    item = make_product(shop)
    session.remove()
    place = at(shop, f"/jual/{item}")
    page = owner.get(place).get_data(as_text=True)
    carried = dict(re.findall(r'name="(shown\w*)" value="(\d+)"', page))
    assert carried == {"shown": "15000", "shown_per": "1"}
    raise_price(shop, item, 20_000)
    sent = {"count": "2", "way": "cash", "on": str(clock.today()), "request_id": "tap", **carried}
    first = owner.post(place, sent)
    assert first.status_code == 303
    # twice the 15.000 that she saw and said to the buyer
    assert shop.balance("sales") == -30_000
    raise_price(shop, item, 25_000)
    assert owner.post(place, sent).location == first.location
    assert shop.balance("sales") == -30_000
    assert 'name="shown" value="25000"' in owner.get(place).get_data(as_text=True)


@pytest.mark.parametrize(
    ("shown", "per"),
    [("0", "1"), ("-15000", "1"), ("15000", "7"), ("15000", "0"), ("15000", ""), ("x", "1"),
     ("15000", "x"), ("", ""), ("9" * 17, "1"), ("9" * 15, "1")],
)  # fmt: skip
def test_a_price_that_cannot_have_stood_there_is_refused(
    shop: Business, owner: Browser, shown: str, per: str
) -> None:
    item = make_product(shop)
    session.remove()
    sent = {
        "count": "2", "way": "cash", "on": str(clock.today()), "request_id": "tap",
        "shown": shown, "shown_per": per,
    }  # fmt: skip
    answer = owner.post(at(shop, f"/jual/{item}"), sent)
    assert answer.status_code == 422
    assert 'class="error"' in answer.get_data(as_text=True) or "notice error" in answer.get_data(
        as_text=True
    )
    assert shop.balance("sales") == 0


def test_what_she_typed_counts_before_what_was_shown(shop: Business, owner: Browser) -> None:
    item = make_product(shop)
    session.remove()
    sent = {
        "count": "2", "way": "cash", "on": str(clock.today()), "request_id": "tap",
        "shown": "15000", "shown_per": "1", "amount": "28.000",
    }  # fmt: skip
    assert owner.post(at(shop, f"/jual/{item}"), sent).status_code == 303
    assert shop.balance("sales") == -28_000


def test_the_amount_of_a_price_shown(shop: Business) -> None:
    item = products.get_item(shop.book_id, make_product(shop))
    assert amount_shown(item, 3, price=Money(2_500), per=1) == 7_500
    for price, per, refusal in (
        (0, 1, PriceNotPositive), (2_500, 12, PriceUnclear), (2_500, None, PriceUnclear),
        (10**15, 1, AmountTooLarge),
    ):  # fmt: skip
        with pytest.raises(refusal):
            amount_shown(item, 3, price=Money(price), per=per)


def test_a_day_that_nobody_typed_follows_the_calendar(shop: Business, owner: Browser) -> None:
    item = make_product(shop)
    session.remove()
    for path in (f"/jual/{item}", "/jual/lain", "/uang/keluar", "/uang/ambil-pribadi"):
        [field] = re.findall(r'<input[^>]*name="on"[^>]*>', owner.get(at(shop, path)).text)
        assert "data-today" in field
        assert f'value="{clock.today()}"' in field
    typed = {"count": "2", "on": "2026-11-01", "request_id": "tap"}
    answer = owner.post(at(shop, f"/jual/{item}"), typed)
    [field] = re.findall(r'<input[^>]*name="on"[^>]*>', answer.text)
    assert "data-today" not in field
