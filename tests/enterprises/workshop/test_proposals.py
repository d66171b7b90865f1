"""Papers of the cooperative in her own book: each kind, each way to pay, and never twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from coop_app import ledger
from coop_app.chart.templates import template
from coop_app.db import transaction
from coop_app.enterprises.queries.workshop import outlets, proposals
from coop_app.enterprises.queries.workshop.proposals import DECLINED, Decided
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop import proposals as rules
from coop_app.enterprises.rules.workshop.outlets import Left, NotThere, OnlyByProposal
from coop_app.enterprises.rules.workshop.proposals import Acceptance, Choice, Treated
from coop_app.enterprises.rules.workshop.recipes import Part
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.service.workshop.linking import copy_item
from coop_app.money import Money
from coop_app.products.queries import Item
from coop_app.products.rules.dealings import Dealing, Kind
from coop_app.products.rules.moves import ItemShort
from coop_app.refusal import NotFound, Refused
from tests.make_enterprises import Business, act, business_of, make_business, stock_up
from tests.make_products import make_item
from tests.make_workshop import batch_of, dealing, lines, material, proven, recipe_of, told

RECEIVABLE, DEBT, OUT = "customer_receivable", "cooperative_debt", "goods_on_consignment"


class House:
    """A cooperative with its own book and items, and a member with a business."""

    def __init__(self) -> None:
        self.her = make_business()
        cooperative_id = self.her.desk.cooperative_id
        with transaction():
            book_id = ledger.open_book(
                cooperative_id=cooperative_id, name="Buku koperasi", kind="cooperative",
                accounts=template("cooperative").accounts,
            )  # fmt: skip
        desk = replace(self.her.desk, book_id=book_id)
        self.sugar = make_item(desk, "Gula aren")
        self.chips = make_item(desk, "Keripik", kind="product", base_unit="bungkus")

    def copy(self, theirs: Item, business: Business | None = None) -> Choice:
        who = business or self.her
        with transaction():
            item = copy_item(desk=who.desk, business=who.enterprise, theirs_id=theirs.id)
        return Choice(theirs.id, Treated.ITEM, item.id)

    def accept(self, paper: Dealing, *choices: Choice, **facts: Any) -> Decided:
        who = facts.pop("business", self.her)
        new = Acceptance(paper.key, facts.pop("way", Way.CASH), choices, **facts)
        with transaction():
            return service.accept(
                desk=who.desk,
                business=who.enterprise,
                new=new,
                request_id=f"a-{paper.key}-{who.book_id}",
            )

    def posted(self, paper: Dealing, *choices: Choice, **facts: Any) -> list[tuple[str, int]]:
        with told(self.her, paper):
            done = self.accept(paper, *choices, **facts)
        return lines(self.her, done.entry_seq)


@pytest.fixture
def house(app: Flask) -> House:
    return House()


@pytest.mark.parametrize(
    ("paid", "way", "other_side"),
    [
        ({"cash": 90_000}, Way.CASH, [("cash_on_hand", -90_000)]),
        ({"cash": 90_000}, Way.OWN, [("owner_capital", -90_000)]),
        ({"credit": 90_000}, Way.CASH, [(DEBT, -90_000)]),
        ({"advance": 90_000}, Way.CASH, [("cash_on_hand", -90_000)]),
        ({"savings": 90_000}, Way.CASH, [("owner_capital", -90_000)]),
        ({"set_off": 90_000}, Way.CASH, [(DEBT, -90_000)]),
        (
            {"cash": 10_000, "savings": 20_000, "credit": 25_000, "set_off": 35_000}, Way.CASH,
            [("cash_on_hand", -10_000), ("owner_capital", -20_000), (DEBT, -60_000)],
        ),
    ],
)  # fmt: skip
def test_bought_in_every_way(
    house: House, paid: dict[str, int], way: Way, other_side: list[tuple[str, int]]
) -> None:
    paper = dealing(Kind.BOUGHT, [(house.sugar, 5_000, 90_000)], paid)
    posted = house.posted(paper, house.copy(house.sugar), way=way)
    assert posted == [("inventory_raw_materials", 90_000), *other_side]
    proven(house.her)


def test_used_up_at_once_and_for_the_household(house: House) -> None:
    other = make_item(replace(house.her.desk, book_id=house.sugar.book_id), "Sabun")
    paper = dealing(
        Kind.BOUGHT, [(house.sugar, 1_000, 18_000), (other, 500, 7_000)], {"cash": 25_000}
    )
    choices = (Choice(house.sugar.id, Treated.EXPENSE), Choice(other.id, Treated.PRIVATE))
    assert house.posted(paper, *choices) == [
        ("other_expense", 18_000),
        ("owner_drawings", 7_000),
        ("cash_on_hand", -25_000),
    ]
    assert proposals.links(house.her.enterprise.id) == {one.theirs_id: one for one in choices}
    proven(house.her)


def test_the_landed_cost_of_a_round_is_in_her_hpp(house: House) -> None:
    choice = house.copy(house.sugar)
    house.posted(
        dealing(Kind.BOUGHT, [(house.sugar, 10_000, 185_000)], {"credit": 185_000}), choice
    )
    wajik = material(house.her, "Wajik", kind="product", unit="kotak")
    recipe = recipe_of(house.her, wajik, {choice.item_id or 0: 1_000}, makes=10)
    batch = batch_of(house.her, recipe, good=10, on=date(2026, 7, 12))
    # 1 kg of 10 that cost 185.000 with freight
    assert batch.costing({}).unit_full == 1_850
    proven(house.her)


def test_given_back_to_the_cooperative(house: House) -> None:
    choice = house.copy(house.sugar)
    house.posted(dealing(Kind.BOUGHT, [(house.sugar, 5_000, 90_000)], {"credit": 90_000}), choice)
    back = dealing(Kind.BOUGHT, [(house.sugar, -1_000, -17_000)], {"credit": -17_000})
    assert house.posted(back, choice) == [
        (DEBT, 17_000),
        ("stock_loss", 1_000),
        ("inventory_raw_materials", -18_000),
    ]
    proven(house.her)


def test_the_bon_is_paid(house: House) -> None:
    bought = dealing(Kind.BOUGHT, [(house.sugar, 5_000, 90_000)], {"credit": 90_000})
    house.posted(bought, house.copy(house.sugar))
    assert house.posted(dealing(Kind.PAID_DEBT, [], {"cash": 40_000})) == [
        (DEBT, 40_000),
        ("cash_on_hand", -40_000),
    ]
    assert house.posted(dealing(Kind.PAID_DEBT, [], {"savings": 30_000})) == [
        (DEBT, 30_000),
        ("owner_capital", -30_000),
    ]
    set_off = dealing(Kind.PAID_DEBT, [], {"set_off": 20_000})
    with told(house.her, set_off):
        assert house.accept(set_off).entry_seq is None
    proven(house.her)


def stocked(house: House) -> Choice:
    choice = house.copy(house.chips)
    stock_up(house.her, choice.item_id or 0, 20, 100_000)
    return choice


def test_left_settled_and_taken_back(house: House) -> None:
    choice = stocked(house)
    left = dealing(Kind.LEFT, [(house.chips, 12, 180_000)], {}, total=Money(180_000))
    assert house.posted(left, choice) == [(OUT, 60_000), ("inventory_goods", -60_000)]
    settled = dealing(
        Kind.SETTLED, [(house.chips, 7, 105_000)],
        {"commission": 10_500, "cost": 4_500, "set_off": 20_000, "savings": 10_000, "cash": 60_000},
    )  # fmt: skip
    assert house.posted(settled, choice) == [
        ("cash_on_hand", 60_000),
        ("owner_drawings", 10_000),
        (DEBT, 20_000),
        ("sales_commission", 10_500),
        ("other_expense", 4_500),
        ("sales", -105_000),
        ("cost_of_goods_sold", 35_000),
        (OUT, -35_000),
    ]
    back = dealing(Kind.TAKEN_BACK, [(house.chips, 3, 45_000)], {}, total=Money(45_000))
    assert house.posted(back, choice) == [("inventory_goods", 15_000), (OUT, -15_000)]
    spoiled = dealing(Kind.TAKEN_BACK, [(house.chips, 2, 30_000)], {}, total=Money(30_000))
    assert house.posted(spoiled, choice, is_spoiled=True) == [
        ("stock_loss", 10_000),
        (OUT, -10_000),
    ]
    proven(house.her)


def test_a_settlement_needs_the_goods_there_or_says_so(house: House) -> None:
    choice = stocked(house)
    settled = dealing(Kind.SETTLED, [(house.chips, 7, 105_000)], {"cash": 105_000})
    with pytest.raises(NotThere):
        house.posted(settled, choice)
    assert house.posted(settled, choice, without_stock=True) == [
        ("cash_on_hand", 105_000),
        ("sales", -105_000),
    ]
    proven(house.her)


def test_sold_outright(house: House) -> None:
    choice = stocked(house)
    paper = dealing(Kind.SOLD, [(house.chips, 10, 120_000)], {"cash": 80_000, "credit": 40_000})
    assert house.posted(paper, choice, way=Way.OWN) == [
        ("owner_drawings", 80_000),
        (RECEIVABLE, 40_000),
        ("sales", -120_000),
        ("cost_of_goods_sold", 50_000),
        ("inventory_goods", -50_000),
    ]
    assert house.her.balance(RECEIVABLE, "cooperative") == 40_000
    too_many = dealing(Kind.SOLD, [(house.chips, 11, 120_000)], {"cash": 120_000})
    with pytest.raises(ItemShort):
        house.posted(too_many, choice)
    proven(house.her)


def test_goods_at_the_cooperative_go_only_by_its_papers(house: House) -> None:
    choice = stocked(house)
    left = dealing(Kind.LEFT, [(house.chips, 12, 0)], {})
    house.posted(left, choice)
    shop = outlets.find_cooperative(house.her.desk.cooperative_id, house.her.enterprise.id)
    assert shop is not None
    [here] = outlets.lying(house.her.book_id, [shop.id])
    assert (here.quantity, here.value) == (12, 60_000)
    new = Left(shop.id, date(2026, 7, 11), (Part(choice.item_id or 0, 1),))
    with pytest.raises(OnlyByProposal), transaction():
        service.leave(desk=house.her.desk, business=house.her.enterprise, new=new, request_id="x")


def test_no_and_yes_again(house: House) -> None:
    paper = dealing(Kind.BOUGHT, [(house.sugar, 5_000, 90_000)], {"cash": 90_000})
    facts = {"desk": house.her.desk, "business": house.her.enterprise, "key": paper.key}
    with told(house.her, paper):
        for _tap in range(2):
            with transaction():
                assert service.decline(**facts, request_id="no").decision == DECLINED
        with pytest.raises(rules.AlreadyDeclined):
            house.accept(paper, house.copy(house.sugar))
        with transaction():
            service.take_back(**facts)
        done = house.accept(paper, house.copy(house.sugar))
        assert done.is_accepted
        for act in (
            lambda: service.take_back(**facts),
            lambda: service.decline(**facts, request_id="n"),
        ):
            with pytest.raises(rules.AlreadyAccepted), transaction():
                act()
    assert house.her.balance("inventory_raw_materials") == 90_000
    proven(house.her)


def test_a_paper_of_somebody_else_is_not_found(house: House) -> None:
    paper = dealing(Kind.BOUGHT, [(house.sugar, 5_000, 90_000)], {"cash": 90_000})
    other = make_business()
    with told(other, paper), pytest.raises(NotFound):
        house.accept(paper, house.copy(house.sugar))


def test_a_paper_enters_one_of_her_books_only(house: House) -> None:
    second = business_of(house.her.desk.cooperative_id, house.her.member, name="Kedua")
    paper = dealing(Kind.BOUGHT, [(house.sugar, 5_000, 90_000)], {"cash": 90_000})
    with told(house.her, paper):
        first = house.accept(paper, house.copy(house.sugar))
        assert house.accept(paper, house.copy(house.sugar)) == first
        with pytest.raises(rules.AlreadyAccepted):
            house.accept(paper, house.copy(house.sugar, second), business=second)
    assert second.balance("inventory_raw_materials") == 0


def test_her_own_item_of_that_name_is_found_again(house: House) -> None:
    first, again = house.copy(house.sugar), house.copy(house.sugar)
    assert first == again
    pieces = material(house.her, "Keripik", kind="raw_material")
    renamed = house.copy(house.chips)
    assert renamed.item_id != pieces.id, "grams do not become packs"


def at_once(app: Flask, count: int, act: Callable[[int], object]) -> list[object]:
    """Do the act in so many threads that start together; a refusal is its result."""
    gate = threading.Barrier(count)

    def one(number: int) -> object:
        with app.app_context():
            gate.wait()
            try:
                return act(number)
            except Refused as refusal:
                return refusal

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_simultaneous_taps_enter_it_once(either: Flask) -> None:
    with either.app_context():
        house = House()
        choice = house.copy(house.sugar)
    paper = dealing(Kind.BOUGHT, [(house.sugar, 5_000, 90_000)], {"cash": 90_000})

    def tap(number: int) -> object:
        new = Acceptance(paper.key, Way.CASH, (choice,))
        her = house.her
        with transaction():
            return service.accept(
                desk=her.desk, business=her.enterprise, new=new, request_id=f"tap-{number}"
            )

    with told(house.her, paper):
        results = at_once(either, 6, tap)
    assert len({one.id for one in results if isinstance(one, Decided)}) == 1
    assert all(isinstance(one, Decided) for one in results)
    with either.app_context():
        assert house.her.balance("inventory_raw_materials") == 90_000
        assert house.her.balance("cash_on_hand") == 410_000
        proven(house.her)


def test_two_of_her_books_at_once_take_it_once(either: Flask) -> None:
    with either.app_context():
        house = House()
        second = business_of(house.her.desk.cooperative_id, house.her.member, name="Kedua")
        both = (house.her, second)
        choices = [house.copy(house.sugar, business) for business in both]
    paper = dealing(Kind.BOUGHT, [(house.sugar, 5_000, 90_000)], {"cash": 90_000})

    def tap(number: int) -> object:
        business = both[number % 2]
        return house.accept(paper, choices[number % 2], business=business)

    with told(house.her, paper):
        results = at_once(either, 4, tap)
    assert sum(isinstance(one, rules.AlreadyAccepted) for one in results) == 2
    with either.app_context():
        worth = [business.balance("inventory_raw_materials") for business in both]
        assert sorted(worth) == [0, 90_000]
        for business in both:
            proven(business)


def test_what_the_cooperative_still_owed_is_paid_later(house: House) -> None:
    chips = house.copy(house.chips)
    stock_up(house.her, chips.item_id or 0, 10, 40_000)
    sold = dealing(Kind.SOLD, [(house.chips, 10, 100_000)], {"cash": 30_000, "credit": 70_000})
    house.posted(sold, chips)
    parts = dealing(Kind.PAID_OUT, [], {"cash": 20_000, "savings": 15_000, "set_off": 5_000})
    assert house.posted(parts) == [
        ("cash_on_hand", 20_000), ("owner_drawings", 15_000), (DEBT, 5_000), (RECEIVABLE, -40_000),
    ]  # fmt: skip
    assert house.her.balance(RECEIVABLE, "cooperative") == 30_000
    proven(house.her)


@pytest.mark.parametrize("kind", [Kind.PAID_OUT, Kind.PAID_DEBT])
def test_a_payment_that_she_wrote_herself_does_not_enter_again(house: House, kind: Kind) -> None:
    with pytest.raises(rules.NotOpenInBook):
        house.posted(dealing(kind, [], {"cash": 25_000}))
    if kind is Kind.PAID_DEBT:
        paper = dealing(Kind.BOUGHT, [(house.sugar, 1_000, 40_000)], {"credit": 40_000})
    else:
        paper = dealing(Kind.SOLD, [], {"credit": 40_000})
    house.posted(paper, *([house.copy(house.sugar)] if kind is Kind.PAID_DEBT else []))
    verb, facts = ("pay", {"what": DEBT}) if kind is Kind.PAID_DEBT else ("collect", {})
    act(house.her, verb, 25_000, party_id=None, **facts)
    with pytest.raises(rules.NotOpenInBook) as refused:
        house.posted(dealing(kind, [], {"cash": 25_000}))
    assert refused.value.facts["open"] == 15_000
    proven(house.her)
