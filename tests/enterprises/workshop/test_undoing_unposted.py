"""Taking back what moved nothing of worth and so made no entry; and accepting the same paper anew."""

import re
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import clock, db, ledger
from coop_app.auth import rules
from coop_app.chart.templates import template
from coop_app.db import transaction
from coop_app.enterprises.queries.workshop import outlets, proposals
from coop_app.enterprises.queries.workshop.estimating import estimate
from coop_app.enterprises.rules.books import refusals
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.outlets import Left, NewOutlet
from coop_app.enterprises.rules.workshop.proposals import Acceptance, Choice, Treated
from coop_app.enterprises.rules.workshop.recipes import Part
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.service.workshop.linking import copy_item
from coop_app.enterprises.views.workshop import waiting
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.products.rules.dealings import Dealing, Kind
from coop_app.refusal import NotFound, RequestReused
from tests.make_enterprises import Business, make_business, stock_up
from tests.make_products import make_item
from tests.make_workshop import batch_of, buy, dealing, material, proven, recipe_of, told
from tests.people import Browser, signed_in

_REQUEST = re.compile(r'name="request_id"[^>]*value="([^"]+)"')


def take_back(business: Business, source: str) -> None:
    with transaction():
        service.take_out_unposted(desk=business.desk, business=business.enterprise, source=source)


def undo(business: Business, seq: int | None) -> None:
    with transaction():
        service.take_out(
            desk=business.desk, business=business.enterprise, seq=seq or 0, why="Salah catat"
        )


def there(business: Business, item: Item) -> tuple[int, int]:
    found = [one for one in products.on_hand(business.book_id) if one.item.id == item.id]
    return (found[0].quantity, int(found[0].value)) if found else (0, 0)


def theirs_of(her: Business) -> Item:
    """An item of the cooperative."""
    with transaction():
        book_id = ledger.open_book(
            cooperative_id=her.desk.cooperative_id, name="Buku koperasi", kind="cooperative",
            accounts=template("cooperative").accounts,
        )  # fmt: skip
    return make_item(
        replace(her.desk, book_id=book_id), "Keripik", kind="product", base_unit="bungkus"
    )


def accept(her: Business, paper: Dealing, choice: Choice, request_id: str, **facts: bool) -> int:
    new = Acceptance(paper.key, Way.CASH, (choice,), **facts)
    with transaction():
        done = service.accept(
            desk=her.desk, business=her.enterprise, new=new, request_id=request_id
        )
    return done.id


def copied(her: Business, theirs: Item) -> Choice:
    with transaction():
        item = copy_item(desk=her.desk, business=her.enterprise, theirs_id=theirs.id)
    return Choice(theirs.id, Treated.ITEM, item.id)


def test_a_paper_that_was_only_ticked_off_is_decided_anew(either: Flask) -> None:
    with either.app_context():
        her = make_business()
        theirs = theirs_of(her)
        choice = copied(her, theirs)
        stock_up(her, choice.item_id or 0, 20, 100_000)
        paper = dealing(Kind.LEFT, [(theirs, 12, 180_000)], {}, total=Money(180_000))
        with told(her, paper):
            first = accept(her, paper, choice, "tap-1", without_stock=True)
            with pytest.raises(NotFound):
                take_back(her, f"enterprises.acceptance:{first + 1}")
            take_back(her, f"enterprises.acceptance:{first}")
            assert waiting.new_documents(her.enterprise) == [paper]
            with pytest.raises(refusals.AlreadyUndone):
                take_back(her, f"enterprises.acceptance:{first}")
            accept(her, paper, choice, "tap-2")
        # twelve of twenty that cost 5.000 each lie there now, once
        assert her.balance("goods_on_consignment") == 60_000
        proven(her)


def test_goods_without_cost_go_back_by_their_paper(either: Flask) -> None:
    with either.app_context():
        her = make_business()
        theirs = theirs_of(her)
        choice = copied(her, theirs)
        free(her, products.get_item(her.book_id, choice.item_id or 0), 20)
        paper = dealing(Kind.LEFT, [(theirs, 12, 0)], {})
        with told(her, paper):
            done = accept(her, paper, choice, "tap-1")
            row = proposals.get_decided(her.desk.cooperative_id, her.enterprise.id, done)
            assert row.entry_seq is None
            with pytest.raises(sa.exc.DBAPIError, match="append only"), transaction():
                db.session.execute(
                    sa.text(
                        "UPDATE enterprise_acceptance SET dealing_key = dealing_key || '~' || id"
                    )
                )
            take_back(her, f"enterprises.acceptance:{done}")
            assert waiting.new_documents(her.enterprise) == [paper]
        shop = outlets.find_cooperative(her.desk.cooperative_id, her.enterprise.id)
        assert shop is not None
        assert outlets.lying(her.book_id, [shop.id]) == []
        item = products.get_item(her.book_id, choice.item_id or 0)
        assert there(her, item) == (20, 0)
        proven(her)


def test_what_she_said_no_to_is_not_taken_back_here(app: Flask) -> None:
    her = make_business()
    paper = dealing(Kind.BOUGHT, [(theirs_of(her), 5, 90_000)], {"cash": 90_000})
    with told(her, paper), transaction():
        done = service.decline(
            desk=her.desk, business=her.enterprise, key=paper.key, request_id="no"
        )
    for source in (f"enterprises.acceptance:{done.id}", "enterprises.act:1", "x", ""):
        with pytest.raises(NotFound):
            take_back(her, source)
    with pytest.raises(sa.exc.DBAPIError, match="append only"), transaction():
        db.session.execute(
            sa.text("UPDATE enterprise_acceptance SET dealing_key = dealing_key || '~' || id")
        )


def free(her: Business, chips: Item, good: int) -> int:
    """A batch of something that grows behind the house."""
    leaf = material(her, f"Daun {good}")
    recipe = recipe_of(her, chips, {leaf.id: 1}, makes=10)
    batch = batch_of(her, recipe, good=good, uses=())
    assert batch.entry_seq is None
    return batch.id


def test_a_batch_of_free_material_and_its_goods_at_a_shop(app: Flask) -> None:
    her = make_business()
    chips = material(her, "Keripik daun", kind="product", unit="bungkus")
    batch = free(her, chips, 10)
    with transaction():
        shop = service.add_outlet(
            desk=her.desk, business=her.enterprise, new=NewOutlet("Toko Sari"), request_id="shop"
        )
        left = service.leave(
            desk=her.desk, business=her.enterprise, request_id="left",
            new=Left(shop.id, date(2026, 7, 6), (Part(chips.id, 4),)),
        )  # fmt: skip
    assert left.entry_seq is None
    take_back(her, f"enterprises.outlet:{left.id}")
    assert outlets.lying(her.book_id, [shop.id]) == []
    assert there(her, chips) == (10, 0)
    take_back(her, f"enterprises.batch:{batch}")
    assert there(her, chips) == (0, 0)
    with pytest.raises(refusals.AlreadyUndone):
        take_back(her, f"enterprises.batch:{batch}")
    proven(her)


def test_since_when_goods_lie_there_forgets_what_was_taken_back(app: Flask) -> None:
    her = make_business()
    chips = material(her, "Keripik", kind="product", unit="bungkus")
    buy(her, chips, 20, 100_000)
    with transaction():
        shop = service.add_outlet(
            desk=her.desk, business=her.enterprise, new=NewOutlet("Toko Sari"), request_id="shop"
        )
    acts = []
    for day in (3, 9):
        with transaction():
            new = Left(shop.id, date(2026, 7, day), (Part(chips.id, 4),))
            acts.append(
                service.leave(
                    desk=her.desk, business=her.enterprise, new=new, request_id=f"left-{day}"
                )
            )
    assert [one.since for one in outlets.lying(her.book_id, [shop.id])] == [date(2026, 7, 9)]
    undo(her, acts[1].entry_seq)
    assert [(one.quantity, one.since) for one in outlets.lying(her.book_id, [shop.id])] == [
        (4, date(2026, 7, 3))
    ]


def test_the_last_use_in_a_batch_that_was_taken_back_is_no_price(app: Flask) -> None:
    her = make_business()
    sugar = material(her, "Gula")
    cake, other = (material(her, name, kind="product", unit="kotak") for name in ("Wajik", "Dodol"))
    theirs = theirs_of(her)
    sold = dealing(Kind.BOUGHT, [(theirs, 1_000, 20_000)], {"cash": 20_000})
    with transaction():
        known = copy_item(desk=her.desk, business=her.enterprise, theirs_id=theirs.id)
    with told(her, sold):
        paper = accept(her, sold, Choice(theirs.id, Treated.ITEM, known.id), "tap")
    recipe = recipe_of(her, cake, {known.id: 1_000, sugar.id: 1}, makes=10)
    asked = recipe_of(her, other, {known.id: 500}, makes=10)
    batch = batch_of(her, recipe, good=10, on=date(2026, 7, 12), uses=(Part(known.id, 1_000),))
    # all of it went in for 20.000: half of it is 10.000
    assert estimate(her.book_id, asked).costing.materials == 10_000
    undo(her, batch.entry_seq)
    bought = proposals.get_decided(her.desk.cooperative_id, her.enterprise.id, paper)
    undo(her, bought.entry_seq)
    assert estimate(her.book_id, asked).unpriced == ["Keripik"]


def test_the_same_form_after_taking_back_asks_for_one_more_tap(app: Flask) -> None:
    today = clock.today()
    her = make_business(opened_on=today.replace(day=1)).on(today)
    theirs = theirs_of(her)
    choice = copied(her, theirs)
    paper = dealing(Kind.BOUGHT, [(theirs, 10, 90_000)], {"cash": 90_000}, on=today)
    with told(her, paper):
        done = accept(her, paper, choice, "tap")
        decided = proposals.get_decided(her.desk.cooperative_id, her.enterprise.id, done)
        undo(her, decided.entry_seq)
        with pytest.raises(RequestReused):
            accept(her, paper, choice, "tap")
        db.session.remove()
        owner = _owner(app, her)
        page = f"/usaha/{her.enterprise.id}/koperasi/terima?dokumen={paper.key}"
        facts = {f"treat-{theirs.id}": str(choice.item_id), "way": "cash", "step": "save"}
        answer = owner.post(page, {"request_id": "tap", **facts})
        assert answer.status_code == 422
        fresh = _REQUEST.search(answer.get_data(as_text=True))
        assert fresh
        assert fresh[1] not in {"", "tap"}
        assert owner.post(page, {"request_id": fresh[1], **facts}).status_code == 303
    assert her.balance("inventory_goods") == 90_000
    proven(her)


def _owner(app: Flask, her: Business) -> Browser:
    return signed_in(
        app, her.desk.cooperative_id, rules.ANGGOTA, member_id=her.member.id,
        group_id=her.member.group_id,
    )  # fmt: skip


def test_the_pages_offer_it_and_show_it_struck(app: Flask) -> None:
    today = clock.today()
    her = make_business(opened_on=today.replace(day=1)).on(today)
    chips = material(her, "Keripik daun", kind="product", unit="bungkus")
    leaf = material(her, "Daun")
    recipe = recipe_of(her, chips, {leaf.id: 1}, makes=10)
    batch = batch_of(her, recipe, good=10, uses=(), on=today)
    db.session.remove()
    owner, at = _owner(app, her), f"/usaha/{her.enterprise.id}"
    source = f"enterprises.batch:{batch.id}"
    assert source in owner.get(f"{at}/produksi/{batch.id}").get_data(as_text=True)
    recipe_page = f"{at}/resep/{recipe.id}"
    assert "ditarik" not in owner.get(recipe_page).get_data(as_text=True)
    for unknown in ("", "enterprises.batch:99", "enterprises.batch:x"):
        assert owner.post(f"{at}/buku/tanpa-jurnal/batal", {"source": unknown}).status_code == 404
    done = owner.post(f"{at}/buku/tanpa-jurnal/batal", {"source": source})
    assert (done.status_code, done.location) == (303, f"{at}/produksi/{batch.id}")
    assert source not in owner.get(done.location).get_data(as_text=True)
    for page in (recipe_page, f"{at}/produksi"):
        assert 'class="struck"' in owner.get(page).get_data(as_text=True)
    assert there(her, chips) == (0, 0)
