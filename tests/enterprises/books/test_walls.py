"""What officers see of a member's business, and what their second persons never see."""

import pytest
from flask import Flask

from coop_app import clock, ledger
from coop_app.auth import rules
from coop_app.db import session, transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from tests.make import make_savings
from tests.make_enterprises import Business, make_business, sell
from tests.people import signed_in


@pytest.fixture
def shop(app: Flask) -> Business:
    del app  # its context
    today = clock.today()
    return make_business(opened_on=today, name="Keripik Bu Siti").on(today)


@pytest.mark.parametrize("role", [rules.BENDAHARA, rules.KETUA, rules.PENGAWAS])
def test_the_members_page_names_the_business_without_a_figure(
    app: Flask, shop: Business, role: str
) -> None:
    sell(shop, 43_210, on=shop.desk.today)
    session.remove()
    officer = signed_in(app, shop.desk.cooperative_id, role)
    text = officer.get(f"/anggota/{shop.member.id}").get_data(as_text=True)
    assert "Keripik Bu Siti" in text
    assert "43.210" not in text
    assert "Rp500.000" not in text  # the cash with which the book began
    assert f"/usaha/{shop.enterprise.id}" not in text


def test_a_second_person_never_reads_her_entries(shop: Business) -> None:
    desk = make_savings(shop.desk.cooperative_id)
    before = ledger.WATCH.heads(shop.desk.cooperative_id)
    sell(shop, 43_210, on=shop.desk.today, note="Rahasia dapur")
    lines = (debit("cash_on_hand", Money(1_000)), credit("other_income", Money(1_000)))
    entry = Entry(shop.desk.today, "Kas koperasi", "test:1", lines)
    with transaction():
        ledger.post(entry, book_id=desk.book_id, by=1)
    seen = ledger.WATCH.since(before)
    assert set(before) == {desk.book_id}
    assert [one["memo"] for one in seen.journal] == ["Kas koperasi"]


def test_the_menu_offers_a_member_her_business(app: Flask, shop: Business) -> None:
    session.remove()
    member = signed_in(app, shop.desk.cooperative_id, rules.ANGGOTA, member_id=shop.member.id,
                       group_id=shop.member.group_id)  # fmt: skip
    assert 'href="/usaha/"' in member.get("/akun").get_data(as_text=True)


def test_the_menu_offers_no_officer_a_business(app: Flask, shop: Business) -> None:
    session.remove()
    treasurer = signed_in(app, shop.desk.cooperative_id)
    assert 'href="/usaha/"' not in treasurer.get("/akun").get_data(as_text=True)
