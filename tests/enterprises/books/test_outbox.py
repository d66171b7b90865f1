"""A sale typed without a signal: it waits on her phone, enters once, and never another owner's book."""

import pytest
from flask import Flask

from coop_app import clock
from coop_app.auth import rules
from coop_app.db import session
from tests.make import make_member
from tests.make_enterprises import Business, business_of, make_business, make_product
from tests.people import Browser, signed_in

NOTE = "jual-di-hp-0000000000001"


@pytest.fixture
def shop(app: Flask) -> Business:
    today = clock.today()
    return make_business(opened_on=today.replace(day=1), name="Keripik Bu Siti").on(today)


def owner_of(app: Flask, shop: Business) -> Browser:
    facts = {"member_id": shop.member.id, "group_id": shop.member.group_id}
    return signed_in(app, shop.desk.cooperative_id, rules.ANGGOTA, **facts)


def writers(browser: Browser, place: str) -> list[str]:
    answer = browser.get("/belajar/tanda", query_string={"untuk": place})
    found: list[str] = answer.get_json()["writers"]
    return found


def send(browser: Browser, place: str, writer: str) -> "object":
    data = {"count": "2", "way": "cash", "on": str(clock.today()), "request_id": NOTE}
    headers = {"X-Outbox": NOTE, "X-Outbox-Writer": writer, "X-Outbox-Silent": "1"}
    return browser.post(place, data, headers=headers)


def test_the_sale_page_brings_its_outbox(app: Flask, shop: Business) -> None:
    item = make_product(shop)
    session.remove()
    text = (
        owner_of(app, shop).get(f"/usaha/{shop.enterprise.id}/jual/{item}").get_data(as_text=True)
    )
    assert "naskah-telepon" in text
    assert 'data-outbox="Penjualan Keripik pisang"' in text


def test_a_sale_that_waited_enters_once(app: Flask, shop: Business) -> None:
    item = make_product(shop)
    session.remove()
    owner, place = owner_of(app, shop), f"/usaha/{shop.enterprise.id}/jual/{item}"
    [writer] = writers(owner, place)
    for _ in range(2):
        answer = send(owner, place, writer)
        assert answer.status_code == 200
        assert answer.get_json()["taken"] == NOTE
    assert shop.balance("sales") == -30_000


def test_another_person_on_the_same_phone_does_not_send_it(app: Flask, shop: Business) -> None:
    item = make_product(shop)
    session.remove()
    owner, place = owner_of(app, shop), f"/usaha/{shop.enterprise.id}/jual/{item}"
    other = business_of(
        shop.desk.cooperative_id,
        make_member(shop.desk.cooperative_id, shop.member.group_id, "Wati"),
    )
    session.remove()
    with app.app_context():  # whoever is signed in is remembered with the context
        [hers] = writers(owner_of(app, other), f"/usaha/{other.enterprise.id}/jual/{item}")
    assert hers not in writers(owner, place)
    assert send(owner, place, hers).status_code == 409
    assert shop.balance("sales") == 0


def test_nobody_writes_without_signing_in(app: Flask, shop: Business) -> None:
    item = make_product(shop)
    session.remove()
    client, place = app.test_client(), f"/usaha/{shop.enterprise.id}/jual/{item}"
    assert client.get("/belajar/tanda", query_string={"untuk": place}).get_json()["writers"] == []
    headers = {"X-Outbox": NOTE, "X-Outbox-Writer": "0" * 24}
    assert client.post(place, headers=headers).status_code in {400, 409}
    assert shop.balance("sales") == 0
