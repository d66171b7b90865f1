"""Taking back what was typed wrong: stock, batches, goods at shops, papers of the cooperative."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db, ledger
from coop_app.chart.templates import template
from coop_app.db import transaction
from coop_app.enterprises import queries as books
from coop_app.enterprises.queries.workshop import batches as made
from coop_app.enterprises.queries.workshop import outlets, proposals, stock
from coop_app.enterprises.queries.workshop.estimating import estimate
from coop_app.enterprises.rules.books import refusals
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.goods import Counted, Spoiled
from coop_app.enterprises.rules.workshop.outlets import Left, Line, MovedOn, NewOutlet, Report
from coop_app.enterprises.rules.workshop.proposals import Acceptance, Choice, Treated
from coop_app.enterprises.rules.workshop.recipes import Part
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.service.workshop.linking import copy_item
from coop_app.enterprises.views.workshop import waiting
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item, catalogue
from coop_app.products.rules.dealings import Kind
from coop_app.products.rules.moves import ItemShort
from coop_app.refusal import NotFound
from tests.make_enterprises import Business, act, make_business, sell
from tests.make_products import make_item
from tests.make_workshop import (
    batch_of,
    buy,
    dealing,
    gas,
    lines,
    material,
    proven,
    recipe_of,
    told,
)

DAY = date(2026, 7, 6)


def undo(business: Business, seq: int | None, why: str = "Salah catat") -> None:
    with transaction():
        service.take_out(desk=business.desk, business=business.enterprise, seq=seq or 0, why=why)


def bought(business: Business, item: Item) -> int:
    """The entry of the newest act of an item."""
    enterprise = business.enterprise
    acts = stock.list_stock_acts(enterprise.cooperative_id, enterprise.id, item_id=item.id)
    assert acts[0].entry_seq
    return acts[0].entry_seq


def there(business: Business, item: Item) -> tuple[int, int]:
    found = [one for one in products.on_hand(business.book_id) if one.item.id == item.id]
    return (found[0].quantity, int(found[0].value)) if found else (0, 0)


def test_a_purchase_typed_wrong_leaves_no_trace_in_stock_and_cash(either: Flask) -> None:
    with either.app_context():
        her = make_business()
        sugar = material(her, "Gula")
        buy(her, sugar, 5_000, 85_000)
        undo(her, bought(her, sugar))
        assert there(her, sugar) == (0, 0)
        assert her.balance("cash_on_hand") == 500_000
        with pytest.raises(refusals.AlreadyUndone):
            undo(her, bought(her, sugar))
        proven(her)


@pytest.mark.parametrize("method", ["moving_average", "fifo"])
def test_what_was_bought_besides_keeps_its_own_cost(app: Flask, method: str) -> None:
    her = make_business()
    sugar = make_item(her.desk, "Gula", method=method)
    buy(her, sugar, 1_000, 10_000)
    buy(her, sugar, 1_000, 20_000)
    undo(her, bought(her, sugar))
    assert there(her, sugar) == (1_000, 10_000)
    proven(her)


def test_a_price_that_was_taken_back_is_no_price(app: Flask) -> None:
    her = make_business()
    sugar, cake = material(her, "Gula"), material(her, "Wajik", kind="product", unit="kotak")
    buy(her, sugar, 1_000, 180_000)
    recipe = recipe_of(her, cake, {sugar.id: 500}, makes=10)
    assert estimate(her.book_id, recipe).costing.materials == 90_000
    undo(her, bought(her, sugar))
    assert estimate(her.book_id, recipe).unpriced == ["Gula"]


def test_what_is_used_up_is_not_taken_back(app: Flask) -> None:
    her = make_business()
    flour = material(her, "Tepung")
    buy(her, flour, 2_000, 30_000)
    seq = bought(her, flour)
    with transaction():
        new = Spoiled(flour.id, 500, "kena air", DAY)
        service.spoil(desk=her.desk, business=her.enterprise, new=new, request_id="s")
    with pytest.raises(ItemShort):
        undo(her, seq)
    undo(her, bought(her, flour))
    assert there(her, flour) == (2_000, 30_000)
    undo(her, seq)
    assert (there(her, flour), her.balance("stock_loss")) == ((0, 0), 0)
    proven(her)


def test_a_count_is_taken_back_both_ways(app: Flask) -> None:
    her = make_business()
    flour = material(her, "Tepung")
    buy(her, flour, 2_000, 30_000)
    for found in (1_500, 2_400):
        with transaction():
            new = Counted(flour.id, found, DAY)
            service.count(desk=her.desk, business=her.enterprise, new=new, request_id=f"c{found}")
        undo(her, bought(her, flour))
        assert there(her, flour) == (2_000, 30_000)
    proven(her)


def test_a_batch_gives_its_materials_back(either: Flask) -> None:
    with either.app_context():
        her = make_business()
        banana, chips = (
            material(her, "Pisang"),
            material(her, "Keripik", kind="product", unit="bungkus"),
        )
        buy(her, banana, 10_000, 50_000)
        recipe = recipe_of(her, chips, {banana.id: 5_000}, makes=10, costs=(gas(6_000),))
        batch = batch_of(her, recipe, good=10)
        undo(her, batch.entry_seq)
        assert (there(her, banana), there(her, chips)) == ((10_000, 50_000), (0, 0))
        assert her.balance("cash_on_hand") == 450_000
        assert catalogue.batches([her.book_id], item_id=chips.id) == []
        again = batch_of(her, recipe, good=9)
        assert (again.label, there(her, chips)) == ("B-0002", (9, 31_000))
        proven(her)


def test_a_batch_that_was_sold_from_stays_until_the_sale_is_taken_back(app: Flask) -> None:
    her = make_business()
    banana, chips = (
        material(her, "Pisang"),
        material(her, "Keripik", kind="product", unit="bungkus"),
    )
    buy(her, banana, 10_000, 50_000)
    batch = batch_of(her, recipe_of(her, chips, {banana.id: 5_000}, makes=10), good=10)
    sell(her, 30_000, item_id=chips.id, quantity=2)
    with pytest.raises(ItemShort):
        undo(her, batch.entry_seq)
    enterprise = her.enterprise
    assert made.get_batch(enterprise.cooperative_id, enterprise.id, batch.id).good == 10
    assert there(her, chips) == (8, 20_000)
    proven(her)


class Shop:
    """Twenty packs that cost 2.500 each, twelve of them at a shop."""

    def __init__(self) -> None:
        self.her = make_business()
        banana = material(self.her, "Pisang")
        self.chips = material(self.her, "Keripik", kind="product", unit="bungkus")
        buy(self.her, banana, 10_000, 50_000)
        recipe = recipe_of(self.her, self.chips, {banana.id: 10_000}, makes=20)
        batch_of(self.her, recipe, good=20)
        with transaction():
            shop = service.add_outlet(
                desk=self.her.desk, business=self.her.enterprise, new=NewOutlet("Toko Sari"),
                request_id="shop",
            )  # fmt: skip
            new = Left(shop.id, DAY, (Part(self.chips.id, 12),))
            self.left = service.leave(
                desk=self.her.desk, business=self.her.enterprise, new=new, request_id="left"
            )
        self.id = shop.id

    def report(self, line: Line, **facts: object) -> outlets.Act:
        new = Report(self.id, DAY, (line,), **facts)
        with transaction():
            return service.report(
                desk=self.her.desk, business=self.her.enterprise, new=new, request_id=str(line)
            )

    @property
    def lying(self) -> list[tuple[int, int]]:
        found = outlets.lying(self.her.book_id, [self.id])
        return [(one.quantity, int(one.value)) for one in found]


def test_a_report_and_then_the_goods_left_are_taken_back(either: Flask) -> None:
    with either.app_context():
        shop = Shop()
        line = Line(shop.chips.id, sold=6, gross=Money(60_000), returned=2, spoiled=1)
        done = shop.report(line, commission=Money(6_000))
        assert shop.lying == [(3, 7_500)]
        with pytest.raises(MovedOn):
            undo(shop.her, shop.left.entry_seq)
        undo(shop.her, done.entry_seq)
        assert (shop.lying, there(shop.her, shop.chips)) == ([(12, 30_000)], (8, 20_000))
        assert [shop.her.balance(role) for role in ("sales", "sales_commission", "stock_loss")] == [
            0
        ] * 3
        proven(shop.her)
        undo(shop.her, shop.left.entry_seq)
        assert (shop.lying, there(shop.her, shop.chips)) == ([], (20, 50_000))
        proven(shop.her)


def test_a_report_that_the_shop_paid_meanwhile_stays(app: Flask) -> None:
    shop = Shop()
    done = shop.report(Line(shop.chips.id, sold=6, gross=Money(60_000)), way=Way.LATER)
    [owing] = books.unpaid(shop.her.book_id)
    act(shop.her, "collect", 60_000, party_id=int(owing.subject.removeprefix("party:")))
    with pytest.raises(refusals.SettledMeanwhile):
        undo(shop.her, done.entry_seq)
    proven(shop.her)


def test_a_paper_taken_over_wrongly_is_offered_again_and_enters_once(either: Flask) -> None:
    with either.app_context():
        her = make_business()
        with transaction():
            book_id = ledger.open_book(
                cooperative_id=her.desk.cooperative_id, name="Buku koperasi", kind="cooperative",
                accounts=template("cooperative").accounts,
            )  # fmt: skip
        theirs = make_item(
            her.desk.__class__(her.desk.cooperative_id, book_id, 7, her.desk.today), "Gula"
        )
        paper = dealing(Kind.BOUGHT, [(theirs, 5_000, 90_000)], {"cash": 90_000})
        with told(her, paper):
            for choice in (Choice(theirs.id, Treated.EXPENSE), _copied(her, theirs)):
                done = _accept(her, paper.key, choice)
                assert waiting.new_documents(her.enterprise) == []
                assert _accept(her, paper.key, choice).id == done.id
                undo(her, done.entry_seq)
                assert waiting.new_documents(her.enterprise) == [paper]
            done = _accept(her, paper.key, choice)
            assert lines(her, done.entry_seq) == [
                ("inventory_raw_materials", 90_000), ("cash_on_hand", -90_000),
            ]  # fmt: skip
        decided = proposals.list_decided(
            her.desk.cooperative_id, her.enterprise.id, decision=proposals.ACCEPTED
        )
        assert [one.is_out for one in decided] == [False, True, True]
        assert (her.balance("other_expense"), her.balance("cash_on_hand")) == (0, 410_000)
        proven(her)
        with pytest.raises(sa.exc.DBAPIError, match="append only"), transaction():
            db.session.execute(
                sa.text("UPDATE enterprise_acceptance SET dealing_key = dealing_key || '~' || id")
            )


def _copied(her: Business, theirs: Item) -> Choice:
    with transaction():
        item = copy_item(desk=her.desk, business=her.enterprise, theirs_id=theirs.id)
    return Choice(theirs.id, Treated.ITEM, item.id)


_taps = iter(range(1_000))


def _accept(her: Business, key: str, *choices: Choice) -> proposals.Decided:
    with transaction():
        return service.accept(
            desk=her.desk, business=her.enterprise, new=Acceptance(key, Way.CASH, choices),
            request_id=f"tap-{next(_taps)}",
        )  # fmt: skip


def test_only_her_own_documents_of_the_workshop(app: Flask) -> None:
    her, other = make_business(), make_business()
    sugar = material(her, "Gula")
    buy(her, sugar, 1_000, 10_000)
    with pytest.raises(NotFound), transaction():
        service.take_out(
            desk=other.desk, business=her.enterprise, seq=bought(her, sugar), why="bukan milik"
        )
    sale = sell(her, 10_000)
    for seq in (sale.entry_seq, 1, 9_999):
        with pytest.raises(NotFound):
            undo(her, seq)
    with pytest.raises(ledger.ReasonMissing):
        undo(her, bought(her, sugar), why=" ")
    assert there(her, sugar) == (1_000, 10_000)
    proven(her)
