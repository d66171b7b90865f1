"""What the dozen businesses make: recipes, batches, a shop, and papers of the cooperative taken over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from coop_app.app.demo.house import House
from coop_app.app.demo.trade import papers
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.enterprises import queries
from coop_app.enterprises import service as books
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import list_recipes, outlets
from coop_app.enterprises.queries.workshop.recipes import Recipe
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.batches import NewBatch
from coop_app.enterprises.rules.workshop.costing import CostKind, PlannedCost
from coop_app.enterprises.rules.workshop.goods import Bought
from coop_app.enterprises.rules.workshop.outlets import Left, Line, NewOutlet, Report, commission_on
from coop_app.enterprises.rules.workshop.recipes import NewRecipe, Part
from coop_app.enterprises.service import workshop as service
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.items import ItemFacts, Kind
from coop_app.products.rules.units import Unit
from coop_app.refusal import Refused

_WHY = ("gosong", "bocor", "patah", "kurang kering")


@dataclass(frozen=True, slots=True)
class Goods:
    """A material: its unit as she counts it, and what one costs."""

    name: str
    unit: str
    price: int
    kind: str = Kind.RAW_MATERIAL


@dataclass(frozen=True, slots=True)
class Make:
    """A product: how many a batch brings, of what, in how many minutes; batches a month."""

    product: str
    makes: int
    parts: tuple[tuple[str, int], ...]
    minutes: int
    gas: int
    batches: int


_BASE = {"kg": "g", "liter": "ml"}
GOODS = (
    Goods("Pisang raja", "kg", 8_000), Goods("Minyak goreng", "liter", 17_500),
    Goods("Gula pasir", "kg", 17_000), Goods("Garam", "kg", 10_000),
    Goods("Plastik klip 250 g", "lembar", 350, Kind.PACKAGING),
    Goods("Stiker label", "lembar", 150, Kind.PACKAGING),
    Goods("Carica segar", "kg", 9_000), Goods("Botol kaca 250 ml", "buah", 2_200, Kind.PACKAGING),
    Goods("Kedelai", "kg", 12_000), Goods("Tepung beras", "kg", 13_000),
    Goods("Kopi robusta asalan", "kg", 62_000), Goods("Kemasan aluminium foil", "lembar", 1_200, Kind.PACKAGING),
)  # fmt: skip
#: for a month; a batch takes the share of a day
ELECTRICITY = Money(90_000)
#: business → what it makes; quantities in base units (g, ml, pieces)
PLANS: dict[str, tuple[Make, ...]] = {
    "Keripik Pisang Mekar Sari": (
        Make("Keripik pisang manis 250 g", 24, (("Pisang raja", 12_000), ("Minyak goreng", 2_000),
             ("Gula pasir", 1_500), ("Plastik klip 250 g", 24), ("Stiker label", 24)), 240, 15_000, 3),
        Make("Keripik pisang asin 250 g", 24, (("Pisang raja", 12_000), ("Minyak goreng", 2_000),
             ("Garam", 250), ("Plastik klip 250 g", 24), ("Stiker label", 24)), 240, 15_000, 2),
        Make("Sale pisang 200 g", 20, (("Pisang raja", 14_000), ("Plastik klip 250 g", 20),
             ("Stiker label", 20)), 300, 5_000, 2)),
    "Carica Dieng Bu Tarmi": (
        Make("Carica dalam sirup", 30, (("Carica segar", 12_000), ("Gula pasir", 5_000),
             ("Botol kaca 250 ml", 30), ("Stiker label", 30)), 360, 18_000, 1),),
    "Tempe Keripik Gondang": (
        Make("Keripik tempe 200 g", 40, (("Kedelai", 5_000), ("Tepung beras", 4_000),
             ("Minyak goreng", 3_000), ("Plastik klip 250 g", 40)), 300, 12_000, 1),),
    "Kopi Bowongso Bu Yuli": (
        Make("Kopi bubuk 200 g", 20, (("Kopi robusta asalan", 5_000), ("Kemasan aluminium foil", 20)),
             180, 10_000, 1),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Maker:
    """A business of the dozen that makes something."""

    house: House
    business: Enterprise
    plan: tuple[Make, ...]

    def desk(self, on: date) -> Desk:
        return Desk(self.business.cooperative_id, self.business.book_id, self.house.treasurer, on)

    def do(self, verb: Callable[..., object], on: date, **facts: object) -> bool:
        """One act, unless it is refused: no money, no stock."""
        try:
            with transaction():
                tap = self.house.request()
                verb(desk=self.desk(on), business=self.business, request_id=tap, **facts)
        except Refused:
            return False
        return True


def each_month(house: House, month: Month, today: date) -> None:
    """Before the month's sales: buy, produce, supply the shop; at last take papers over. Opens nothing itself."""
    for business in queries.list_enterprises(house.cooperative_id):
        if business.opened_on <= month.last and business.name in PLANS:
            maker = _Maker(house, business, PLANS[business.name])
            _write_recipes(maker)
            _produce(maker, month, today)
            if business.name == "Keripik Pisang Mekar Sari":
                _supply(maker, month, today)
        if month == Month.of(today):
            papers.take_over(house, business, today)


def _write_recipes(maker: _Maker) -> None:
    """Once: her materials and how she makes things."""
    if list_recipes(maker.business.cooperative_id, maker.business.id):
        return
    desk = maker.desk(maker.business.opened_on)
    used = {name for make in maker.plan for name, _quantity in make.parts}
    with transaction():
        for goods in (one for one in GOODS if one.name in used):
            stock.add_item(desk=desk, facts=_facts(goods))
    for make in maker.plan:
        parts = tuple(Part(_key(maker, name), n) for name, n in make.parts)
        costs = (
            PlannedCost(CostKind.OVERHEAD, "Gas", Money(make.gas)),
            PlannedCost(CostKind.OVERHEAD, "Listrik dan air", ELECTRICITY, 30, is_paid=False),
        )
        new = NewRecipe(
            _key(maker, make.product), make.makes, parts, costs, make.minutes, Money(10_000)
        )
        maker.do(service.write_recipe, desk.today, new=new)


def _facts(goods: Goods) -> ItemFacts:
    base = _BASE.get(goods.unit, goods.unit)
    units = (Unit(goods.unit, 1000),) if base != goods.unit else ()
    return ItemFacts(goods.name, Kind(goods.kind), base, units, goods.unit)


def _key(maker: _Maker, name: str) -> int:
    found = products.find_item(maker.business.book_id, name)
    return found.id if found else 0


def _produce(maker: _Maker, month: Month, today: date) -> None:
    random = Random(f"produksi-{maker.business.name}-{month}")  # noqa: S311 - for invented figures
    day = max(month.first, maker.business.opened_on)
    known = list_recipes(maker.business.cooperative_id, maker.business.id)
    recipes = {one.item_id: one for one in known}
    if recipes and day <= today:
        _pay_electricity(maker, day)
    for turn in range(max(make.batches for make in maker.plan)):
        on = day + timedelta(days=7 * turn)
        for make in maker.plan:
            recipe = recipes.get(_key(maker, make.product))
            if on <= today and turn < make.batches and recipe is not None:
                _buy(maker, recipe, on, random)
                _make(maker, recipe, on, random)


def _pay_electricity(maker: _Maker, on: date) -> None:
    """The month's token: a cost in her book, of which each batch takes its day."""
    for way in (Way.CASH, Way.OWN):
        typed = books.Typed(on=on, amount=ELECTRICITY, way=way, what="energy")
        if maker.do(books.spend, on, typed=typed):
            return


def _buy(maker: _Maker, recipe: Recipe, on: date, random: Random) -> None:
    """What is missing for two batches; with money from home when the box is empty."""
    point = queries.point_of(maker.business.book_id)
    prices = {one.name: one for one in GOODS}
    for part in recipe.what.parts:
        item = products.get_item(maker.business.book_id, part.item_id)
        there = products.quantity_at(maker.business.book_id, item.id, point)
        if there >= part.quantity or item.name not in prices:
            continue
        quantity, goods = part.quantity * 2, prices[item.name]
        each = goods.price * random.randint(95, 108) // 100
        amount = Money(max(quantity * each // item.shown_unit.factor // 500 * 500, 500))
        new = Bought(item.id, quantity, amount, Way.CASH, on, "Pasar Kertek")
        if not maker.do(service.buy, on, new=new):
            home = Bought(item.id, quantity, amount, Way.OWN, on, "Pasar Kertek")
            maker.do(service.buy, on, new=home)


def _make(maker: _Maker, recipe: Recipe, on: date, random: Random) -> None:
    bad = random.choice((0, 0, 0, 1, 2))
    what = recipe.what
    new = NewBatch(
        recipe.version_id, on, 1, what.parts, tuple(cost.for_batch() for cost in what.costs),
        what.makes - bad, bad, random.choice(_WHY) if bad else "", what.own_minutes,
        what.hourly_rate, Way.CASH, on + timedelta(days=60),
    )  # fmt: skip
    maker.do(service.produce, on, new=new)


def _supply(maker: _Maker, month: Month, today: date) -> None:
    """A shop that takes ten packs a month and reports at its end."""
    business, on = maker.business, month.first + timedelta(days=9)
    if not outlets.list_outlets(business.cooperative_id, business.id):
        maker.do(service.add_outlet, on, new=NewOutlet("Toko Oleh-oleh Sari", "", 10_000))
    shops = outlets.list_outlets(business.cooperative_id, business.id)
    shop = next(one for one in shops if not one.is_cooperative)
    item_id, end = _key(maker, maker.plan[0].product), month.first + timedelta(days=24)
    if on <= today:
        maker.do(service.leave, on, new=Left(shop.id, on, (Part(item_id, 10),)))
    there = sum(one.quantity for one in outlets.lying(business.book_id, [shop.id]))
    if end <= today and there:
        bad = 1 if month.number % 4 == 0 and there > 4 else 0
        sold = there - bad if month.number % 3 else max(there - 3 - bad, 1)
        gross = Money(sold * 15_000)
        kept = commission_on(gross, 10_000)
        report = Report(shop.id, end, (Line(item_id, sold, gross, 0, bad),), kept)
        maker.do(service.report, end, new=report)
