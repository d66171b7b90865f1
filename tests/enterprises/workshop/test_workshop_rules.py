"""What a batch costs and which price covers it: the worked cases, and what must always hold."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.enterprises.rules.workshop import costing, outlets, proposals, recipes
from coop_app.enterprises.rules.workshop.costing import Cost, CostKind, PlannedCost
from coop_app.enterprises.rules.workshop.proposals import Acceptance, Choice, Treated
from coop_app.enterprises.rules.workshop.recipes import NewRecipe, Part
from coop_app.fingerprint import fingerprint
from coop_app.money import ZERO, Money
from coop_app.products.rules.dealings import Dealing, DealtItem, Kind, Paid
from coop_app.products.rules.items import Item
from coop_app.products.rules.items import Kind as ItemKind
from coop_app.products.rules.making import MarginOutOfRange, NoGoodUnits
from coop_app.products.rules.stock import Method
from coop_app.products.rules.units import Unit
from coop_app.refusal import Refused

money = st.integers(0, 50_000_000).map(Money)


def cost(amount: int, kind: CostKind = CostKind.OVERHEAD, *, is_paid: bool = True) -> Cost:
    return Cost(kind, "Gas", Money(amount), is_paid)


def made(materials: int, beside: tuple[int, ...], good: int, **facts: int) -> costing.Costing:
    return costing.costing(
        materials=Money(materials), packaging=Money(facts.get("packaging", 0)),
        costs=[cost(amount) for amount in beside], own_minutes=facts.get("minutes", 0),
        hourly_rate=Money(facts.get("rate", 0)), good=good,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("case", "materials", "beside", "good", "total", "unit"),
    [
        ("E7, H-1 bread", 500_000, (300_000,), 100, 800_000, 8_000),
        ("E8, H-2 ayam geprek", 915_000, (160_000, 35_000, 20_000, 66_667, 20_000), 100, 1_216_667, 12_167),
        ("E9 pudding", 82_000, (10_000, 1_000, 10_000), 10, 103_000, 10_300),
        ("H-3 banana chips", 380_000, (), 100, 380_000, 3_800),
        ("H-4 packs", 500_000, (), 50, 500_000, 10_000),
    ],
)  # fmt: skip
def test_the_worked_cases(
    case: str, materials: int, beside: tuple[int, ...], good: int, total: int, unit: int
) -> None:
    found = made(materials, beside, good)
    assert (found.in_book, found.full, found.unit_full) == (total, total, unit), case


@pytest.mark.parametrize(
    ("unit", "percent", "markup", "margin"),
    [(8_000, 30, 10_400, 11_429), (12_167, 30, 15_817, 17_381), (10_300, 50, 15_450, 20_600)],
)
def test_markup_and_margin_are_not_the_same(
    unit: int, percent: int, markup: int, margin: int
) -> None:
    found = costing.prices(Money(unit), Decimal(percent))
    assert (found.by_markup, found.by_margin) == (markup, margin)


def test_h4_profit_of_each() -> None:
    found = made(500_000, (), 50)
    assert Money(12_000) - found.unit_full == 2_000
    assert costing.margin_percent(Money(12_000), found.unit_full) == 1_667


def test_h6_a_day_of_rent() -> None:
    rent = PlannedCost(CostKind.OVERHEAD, "Sewa", Money(2_000_000), 30)
    assert costing.day_share(Money(2_000_000), 30) == 66_667
    assert rent.for_batch().amount == rent.for_batch(times=3).amount == 66_667
    gas = PlannedCost(CostKind.OVERHEAD, "Gas", Money(6_000))
    assert gas.for_batch(times=3).amount == 18_000


def test_own_labour_is_in_the_price_and_not_in_the_book() -> None:
    found = made(100_000, (20_000,), 10, minutes=150, rate=12_000)
    assert (found.in_book, found.own_labour, found.full) == (120_000, 30_000, 150_000)
    assert (found.unit_in_book, found.unit_full) == (12_000, 15_000)
    # ten at 18.000 leave 60.000 for two and a half hours
    assert found.per_hour(Money(18_000)) == 24_000
    assert found.per_hour(Money(10_000)) == -8_000
    assert made(1, (), 1).per_hour(Money(5)) is None


def test_nothing_good_has_no_unit_cost() -> None:
    with pytest.raises(NoGoodUnits):
        _ = made(100, (), 0).unit_full


@pytest.mark.parametrize("percent", [Decimal(-1), Decimal(100), Decimal(150)])
def test_a_margin_is_a_part_of_the_price(percent: Decimal) -> None:
    with pytest.raises(MarginOutOfRange):
        costing.prices(Money(1000), percent)


@given(money, money, st.lists(st.tuples(money, st.booleans()), max_size=6), st.integers(0, 6000),
       st.integers(0, 100_000), st.integers(1, 10_000))  # fmt: skip
def test_a_batch_is_what_went_in(
    materials: Money,
    packaging: Money,
    beside: list[tuple[Money, bool]],
    minutes: int,
    rate: int,
    good: int,
) -> None:
    costs = [cost(int(amount), is_paid=paid) for amount, paid in beside if amount]
    found = costing.costing(
        materials=materials, packaging=packaging, costs=costs, own_minutes=minutes,
        hourly_rate=Money(rate), good=good,
    )  # fmt: skip
    everything = int(materials) + int(packaging) + sum(int(one.amount) for one in costs)
    assert found.in_book == everything
    assert found.full == everything + costing.labour_worth(minutes, Money(rate))
    assert abs(int(found.unit_in_book) * good - everything) * 2 <= good
    assert found.unit_in_book <= found.unit_full


@given(st.integers(1, 10**7), st.integers(0, 99))
def test_the_price_by_margin_is_never_the_lower_one(unit: int, percent: int) -> None:
    found = costing.prices(Money(unit), Decimal(percent))
    assert unit <= found.by_markup <= found.by_margin


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6), st.integers(0, 40), money)
def test_what_leaves_a_shelf_and_what_stays_are_its_worth(
    parts: list[int], stays: int, value: Money
) -> None:
    there = sum(parts) + stays
    if not there:
        return
    costs = outlets.costs_of(parts, there=there, value=value)
    assert all(0 <= one <= value for one in costs)
    assert sum(map(int, costs)) <= value
    if not stays and any(parts):
        assert sum(map(int, costs)) == value


def item(key: int, kind: ItemKind = ItemKind.RAW_MATERIAL) -> Item:
    unit = Unit("g")
    return Item(
        key, 1, 1, f"Barang {key}", kind, "g", (unit,), unit, Method.MOVING_AVERAGE, None, False, 0,
        "", True,
    )  # fmt: skip


ITEMS = {1: item(1, ItemKind.PRODUCT), 2: item(2), 3: item(3)}


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"item_id": 2}, recipes.NotAProduct),
        ({"makes": 0}, recipes.NothingMade),
        ({"parts": ()}, recipes.NothingUsed),
        ({"parts": (Part(2, 5), Part(2, 1))}, recipes.PartRepeated),
        ({"parts": (Part(1, 5),)}, recipes.PartIsProduct),
        ({"parts": (Part(2, 0),)}, recipes.PartNotPositive),
        ({"costs": (PlannedCost(CostKind.OVERHEAD, " ", Money(1)),)}, costing.CostUnnamed),
        ({"costs": (PlannedCost(CostKind.OVERHEAD, "Gas", ZERO),)}, costing.CostNotPositive),
        ({"costs": (PlannedCost(CostKind.OVERHEAD, "Gas", Money(1), 32),)}, costing.DaysWrong),
        ({"own_minutes": -1}, costing.LabourWrong),
    ],
)
def test_recipes_that_say_nothing(facts: dict[str, object], refusal: type[Refused]) -> None:
    good = {"item_id": 1, "makes": 10, "parts": (Part(2, 5), Part(3, 1))}
    recipes.check(NewRecipe(**good), ITEMS)  # type: ignore[arg-type]
    with pytest.raises(refusal):
        recipes.check(NewRecipe(**(good | facts)), ITEMS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"lines": ()}, outlets.NothingReported),
        ({"lines": (outlets.Line(1, sold=2),)}, outlets.SoldForNothing),
        ({"lines": (outlets.Line(1, gross=Money(5)), outlets.Line(2, returned=1))}, outlets.SoldForNothing),
        ({"commission": Money(60), "cost": Money(50)}, outlets.TakenOffTooMuch),
    ],
)  # fmt: skip
def test_reports_that_cannot_be(facts: dict[str, object], refusal: type[Refused]) -> None:
    good = {"outlet_id": 1, "on": date(2026, 7, 1), "lines": (outlets.Line(1, 2, Money(100)),)}
    names = {1: "Keripik", 2: "Sale"}
    outlets.check_report(outlets.Report(**good), names)  # type: ignore[arg-type]
    with pytest.raises(refusal):
        outlets.check_report(outlets.Report(**(good | facts)), names)  # type: ignore[arg-type]


def paper(kind: Kind, paid: dict[str, int], total: int, goods: int | None = None) -> Dealing:
    items = () if goods is None else (DealtItem(7, "Gula", 1_000, Money(goods)),)
    parts = tuple(Paid(way, Money(amount)) for way, amount in paid.items())
    return Dealing("purchasing.delivery:1", kind, date(2026, 7, 1), "x", Money(total), items, parts)


def test_every_way_to_pay_has_its_place() -> None:
    ways = proposals.ways_of(
        paper(Kind.BOUGHT, {"cash": 1, "transfer": 2, "qris": 4, "advance": 8, "savings": 16,
                            "credit": 32, "set_off": 64}, 127)
    )  # fmt: skip
    assert (ways.money, ways.savings, ways.credit, ways.set_off) == (15, 16, 32, 64)


@pytest.mark.parametrize(
    ("dealing", "refusal"),
    [
        (paper(Kind.BOUGHT, {"gold": 5}, 5), proposals.WayUnknown),
        (paper(Kind.BOUGHT, {"commission": 5}, 5), proposals.WayUnknown),
        (paper(Kind.BOUGHT, {"cash": 5}, 6), proposals.DoesNotAddUp),
        (paper(Kind.BOUGHT, {"cash": 5}, 5, goods=4), proposals.DoesNotAddUp),
    ],
)
def test_papers_that_must_not_be_guessed(dealing: Dealing, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        proposals.check(dealing, (Choice(7, Treated.EXPENSE),))


@pytest.mark.parametrize(
    ("kind", "choice"),
    [
        (Kind.BOUGHT, None),
        (Kind.BOUGHT, Choice(7, Treated.ITEM)),
        (Kind.SOLD, Choice(7, Treated.PRIVATE)),
        (Kind.LEFT, Choice(7, Treated.EXPENSE)),
    ],
)
def test_an_item_must_become_something(kind: Kind, choice: Choice | None) -> None:
    paid = {"cash": 5} if kind in (Kind.BOUGHT, Kind.SOLD) else {}
    with pytest.raises(proposals.ItemUndecided):
        proposals.check(paper(kind, paid, 5, goods=5), (choice,) if choice else ())


def test_two_taps_are_one_request_and_two_papers_are_two() -> None:
    one, other = Acceptance("a"), Acceptance("b")
    assert fingerprint(one) == fingerprint(Acceptance("a"))
    assert fingerprint(one) != fingerprint(other)
