"""An owner's acts on a real database: what they post, what they refuse, that once is once."""

from datetime import date

import pytest
from flask import Flask

from coop_app import ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.queries import Done
from coop_app.enterprises.rules.books import refusals
from coop_app.enterprises.rules.books.acts import Way
from coop_app.ledger.accounts import EntryPage
from coop_app.money import Money
from coop_app.products.rules.moves import ItemShort
from coop_app.refusal import NotFound, RequestReused
from tests.make import TODAY, make_member
from tests.make_enterprises import (
    Business,
    act,
    business_of,
    make_business,
    make_product,
    sell,
    stock_up,
)


@pytest.fixture(autouse=True)
def context(either: Flask) -> None:
    either.app_context().push()


def page_of(business: Business, done: Done) -> EntryPage:
    return ledger.entry_page(book_id=business.book_id, seq=done.entry_seq)


def lines_of(business: Business, done: Done) -> list[tuple[str, int, str | None]]:
    accounts = {one.id: one.role or one.code for one in ledger.accounts(book_id=business.book_id)}
    page = page_of(business, done)
    return [(accounts[line.account_id], int(line.amount), line.subject) for line in page.lines]


def clean(business: Business) -> None:
    assert ledger.audit(book_id=business.book_id) == []


def test_a_book_opens_with_what_is_there() -> None:
    shop = make_business(
        cash=Money(200_000), bank=Money(50_000), cooperative_debt=Money(100_000),
        receivable=(service.Owed("Bu Rini", Money(30_000)),),
        debts=(service.Owed("Toko Jaya", Money(80_000)),),
        tools=(service.FirstTool("Wajan", Money(240_000), 2),),
    )  # fmt: skip
    assert shop.balance("cash_on_hand") == 200_000
    assert shop.balance("bank") == 50_000
    assert shop.balance("customer_receivable") == 30_000
    assert shop.balance("equipment") == 240_000
    assert shop.balance("cooperative_debt", "cooperative") == -100_000
    assert shop.balance("other_debt") == -80_000
    assert shop.balance("owner_capital") == -340_000
    clean(shop)


def test_a_book_may_open_with_nothing() -> None:
    shop = make_business(cash=Money(0))
    assert ledger.journal(book_id=shop.book_id).rows == ()
    clean(shop)


def test_opening_twice_opens_once_and_other_contents_are_refused() -> None:
    shop = make_business()
    new = service.NewEnterprise(name="Keripik", kind="food", opened_on=TODAY)
    asked = {
        "cooperative_id": shop.desk.cooperative_id, "member_id": shop.member.id, "by": 7,
        "request_id": "once",
    }  # fmt: skip
    with transaction():
        first = service.open_enterprise(**asked, new=new)
    with transaction():
        assert service.open_enterprise(**asked, new=new) == first
    other = service.NewEnterprise(name="Keripik lain", kind="food", opened_on=TODAY)
    with pytest.raises(RequestReused), transaction():
        service.open_enterprise(**asked, new=other)
    with pytest.raises(refusals.NameTaken), transaction():
        service.open_enterprise(**asked | {"request_id": "again"}, new=new)


def test_a_sale_of_goods_with_stock_takes_them_at_cost() -> None:
    shop = make_business()
    item = make_product(shop)
    stock_up(shop, item, 10, 80_000)
    done = sell(shop, 45_000, item_id=item, quantity=3)
    roles = lines_of(shop, done)
    position = next(subject for role, _amount, subject in roles if role == "inventory_goods")
    assert roles == [
        ("cash_on_hand", 45_000, None),
        ("sales", -45_000, None),
        ("cost_of_goods_sold", 24_000, None),
        ("inventory_goods", -24_000, position),
    ]
    assert page_of(shop, done).memo == "Jual 3 bungkus Keripik pisang"
    clean(shop)


def test_more_than_there_is_cannot_be_sold() -> None:
    shop = make_business()
    item = make_product(shop)
    stock_up(shop, item, 2, 16_000)
    with pytest.raises(ItemShort):
        sell(shop, 45_000, item_id=item, quantity=3)
    assert shop.balance("sales") == 0
    clean(shop)


def test_a_product_without_stock_is_a_plain_sale() -> None:
    shop = make_business()
    item = make_product(shop)
    done = sell(shop, 30_000, item_id=item, quantity=2, way=Way.BANK)
    assert lines_of(shop, done) == [("bank", 30_000, None), ("sales", -30_000, None)]


def test_an_item_of_another_book_is_not_found() -> None:
    shop, other = make_business(), make_business()
    item = make_product(other)
    with pytest.raises(NotFound):
        sell(shop, 30_000, item_id=item, quantity=2)


def test_a_sale_not_paid_waits_for_its_buyer() -> None:
    shop = make_business()
    with pytest.raises(refusals.PartyMissing):
        sell(shop, 20_000, way=Way.LATER)
    sell(shop, 20_000, way=Way.LATER, party="Bu Rini", phone="0812 3456 7890")
    [owing] = queries.unpaid(shop.book_id)
    assert (owing.amount, owing.since) == (20_000, TODAY)
    [party] = queries.parties(shop.enterprise)
    assert (party.name, party.phone, party.subject) == ("Bu Rini", "6281234567890", owing.subject)
    with pytest.raises(refusals.PaidTooMuch):
        act(shop, "collect", 20_001, party_id=party.id)
    act(shop, "collect", 5_000, party_id=party.id)
    act(shop, "collect", 15_000, party_id=party.id, way=Way.BANK)
    assert queries.unpaid(shop.book_id) == []
    assert shop.balance("bank") == 15_000
    clean(shop)


def test_the_same_name_is_the_same_buyer() -> None:
    shop = make_business()
    sell(shop, 20_000, way=Way.LATER, party="Bu Rini")
    sell(shop, 5_000, way=Way.LATER, party="  bu  rini ")
    assert [one.name for one in queries.parties(shop.enterprise)] == ["Bu Rini"]
    assert [one.amount for one in queries.unpaid(shop.book_id)] == [25_000]


def test_the_oldest_unpaid_day_counts() -> None:
    shop = make_business()
    sell(shop, 20_000, way=Way.LATER, party="Rini", on=date(2026, 7, 2))
    sell(shop, 10_000, way=Way.LATER, party="Rini", on=date(2026, 8, 1))
    [party] = queries.parties(shop.enterprise)
    act(shop, "collect", 20_000, party_id=party.id)
    assert [one.since for one in queries.unpaid(shop.book_id)] == [date(2026, 8, 1)]


def test_costs_by_way() -> None:
    shop = make_business()
    cash = act(shop, "spend", 10_000, what="energy")
    later = act(shop, "spend", 20_000, what="packaging", way=Way.LATER, party="Toko Jaya")
    own = act(shop, "spend", 30_000, what="materials", way=Way.OWN)
    [party] = queries.parties(shop.enterprise)
    assert lines_of(shop, cash) == [("electricity", 10_000, None), ("cash_on_hand", -10_000, None)]
    assert lines_of(shop, later) == [
        ("packaging", 20_000, None), ("trade_payable", -20_000, party.subject),
    ]  # fmt: skip
    assert lines_of(shop, own) == [
        ("cost_of_goods_sold", 30_000, None), ("owner_capital", -30_000, None),
    ]  # fmt: skip
    [debt] = queries.debts(shop.book_id)
    assert (debt.role, debt.amount) == ("trade_payable", 20_000)
    paid = act(shop, "pay", 20_000, what="trade_payable", party_id=party.id)
    assert lines_of(shop, paid) == [
        ("trade_payable", 20_000, party.subject), ("cash_on_hand", -20_000, None),
    ]  # fmt: skip
    assert queries.debts(shop.book_id) == []
    clean(shop)


def test_a_loan_is_a_debt_and_no_income() -> None:
    shop = make_business()
    act(shop, "receive", 300_000, what="coop_loan")
    act(shop, "receive", 100_000, what="other_loan", party="Pakde")
    assert {(one.role, int(one.amount)) for one in queries.debts(shop.book_id)} == {
        ("cooperative_debt", 300_000), ("other_debt", 100_000),
    }  # fmt: skip
    with pytest.raises(refusals.PartyMissing):
        act(shop, "receive", 100_000, what="other_loan")
    act(shop, "pay", 50_000, what="cooperative_debt", party_id=None)
    assert shop.balance("cooperative_debt", "cooperative") == -250_000
    with pytest.raises(refusals.PaidTooMuch):
        act(shop, "pay", 250_001, what="cooperative_debt", party_id=None)
    clean(shop)


def test_household_money_is_no_cost() -> None:
    shop = make_business()
    act(shop, "draw", 120_000)
    act(shop, "invest", 50_000)
    act(shop, "move", 100_000, way=Way.BANK)
    assert shop.balance("owner_drawings") == 120_000
    assert (shop.balance("cash_on_hand"), shop.balance("bank")) == (330_000, 100_000)
    figures = queries.month_figures(shop.book_id, queries_month())
    assert (figures.profit, figures.drawn, figures.put_in) == (0, 120_000, 50_000)
    assert (figures.came_in, figures.went_out) == (0, 0)
    assert figures.overdrawn == 120_000
    clean(shop)


def queries_month() -> "object":

    return Month.of(TODAY)


def test_money_that_is_not_there_is_refused_with_what_is_there() -> None:
    shop = make_business()
    with pytest.raises(refusals.MoneyShort) as caught:
        act(shop, "spend", 500_001, what="wages")
    assert caught.value.facts["there"] == 500_000
    assert caught.value.facts["short"] == 1
    assert shop.balance("wages") == 0
    clean(shop)


def test_a_repeated_tap_is_one_act_and_other_contents_are_refused() -> None:
    shop = make_business()
    first = act(shop, "spend", 10_000, what="energy", request_id="tap")
    assert act(shop, "spend", 10_000, what="energy", request_id="tap") == first
    assert shop.balance("electricity") == 10_000
    with pytest.raises(RequestReused):
        act(shop, "spend", 10_001, what="energy", request_id="tap")


def test_a_request_of_another_business_is_not_answered_with_its_act() -> None:
    shop = make_business()
    neighbour = business_of(
        shop.desk.cooperative_id,
        make_member(shop.desk.cooperative_id, shop.member.group_id, "Wati"),
    )
    act(shop, "spend", 10_000, what="energy", request_id="tap")
    with pytest.raises(RequestReused):
        act(neighbour, "spend", 10_000, what="energy", request_id="tap")


def test_nothing_happens_before_the_book_begins_or_without_an_amount() -> None:
    shop = make_business()
    with pytest.raises(refusals.BeforeOpening):
        act(shop, "spend", 10_000, what="energy", on=date(2026, 6, 30))
    with pytest.raises(refusals.AmountMissing):
        act(shop, "spend", 0, what="energy")


def test_undoing_a_sale_brings_the_goods_back_at_their_cost() -> None:
    shop = make_business()
    item = make_product(shop)
    stock_up(shop, item, 10, 80_000)
    done = sell(shop, 45_000, item_id=item, quantity=3)
    undone = undo(shop, done)
    assert undone.reversed_seq is not None
    assert (shop.balance("sales"), shop.balance("inventory_goods")) == (0, 80_000)
    with pytest.raises(refusals.AlreadyUndone):
        undo(shop, done)
    figures = queries.month_figures(shop.book_id, queries_month())
    assert (figures.came_in, figures.went_out, figures.profit) == (0, 0, 0)
    clean(shop)


def undo(shop: Business, done: Done, why: str = "Salah catat") -> Done:
    with transaction():
        return service.undo(desk=shop.desk, business=shop.enterprise, act_id=done.id, why=why)


def test_what_was_paid_meanwhile_is_not_undone() -> None:
    shop = make_business()
    done = sell(shop, 20_000, way=Way.LATER, party="Rini")
    [party] = queries.parties(shop.enterprise)
    act(shop, "collect", 20_000, party_id=party.id)
    with pytest.raises(refusals.SettledMeanwhile):
        undo(shop, done)
    assert shop.balance("customer_receivable") == 0
    clean(shop)


def test_the_opening_stays_and_a_strangers_act_is_not_found() -> None:
    shop, other = make_business(), make_business()
    [opening] = queries.acts_of(shop.enterprise, [1]).values()
    with pytest.raises(refusals.ActStays):
        undo(shop, opening)
    done = sell(other, 10_000)
    with pytest.raises(NotFound):
        undo(shop, done)


def test_undoing_needs_a_reason_and_leaves_no_hole_in_the_cash() -> None:
    shop = make_business(cash=Money(0))
    done = sell(shop, 10_000)
    with pytest.raises(ledger.ReasonMissing):
        undo(shop, done, why=" ")
    act(shop, "spend", 10_000, what="energy")
    with pytest.raises(refusals.MoneyShort):
        undo(shop, done)
