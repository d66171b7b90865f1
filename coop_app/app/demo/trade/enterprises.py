"""A dozen businesses of members, each with its own book; the demonstration member's is a lively one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from coop_app.app.demo.house import House
from coop_app.app.demo.trade import workshop
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.service import FirstTool, NewEnterprise, Owed, Sale, Typed
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.refusal import Refused

#: how many months the books go back
_MONTHS = 11
_BUYERS = ("Bu Rini", "Warung Pak Slamet", "Mbak Tutik", "Toko Barokah", "Bu Lurah", "Mas Agus")
_WAYS = (Way.CASH, Way.CASH, Way.CASH, Way.CASH, Way.BANK, Way.LATER)


@dataclass(frozen=True, slots=True)
class Plan:
    """One invented business: its products with unit and price, and how busy it is in a month."""

    name: str
    kind: str
    goods: tuple[tuple[str, str, int], ...]
    sales: int
    most: int
    tool: str
    worth: int


PLANS = (
    Plan("Keripik Pisang Mekar Sari", "food",
         (("Keripik pisang manis 250 g", "bungkus", 15_000),
          ("Keripik pisang asin 250 g", "bungkus", 14_000),
          ("Sale pisang 200 g", "bungkus", 18_000)), 16, 12, "Wajan besar dan kompor", 1_200_000),
    Plan("Carica Dieng Bu Tarmi", "food", (("Carica dalam sirup", "botol", 20_000),), 2, 25,
         "Panci kukus", 600_000),
    Plan("Batik Tulis Ngadikusuman", "craft", (("Selendang batik", "lembar", 150_000),), 2, 4,
         "Gawangan dan canting", 450_000),
    Plan("Gula Semut Kertek", "food", (("Gula semut 500 g", "bungkus", 17_000),), 2, 22,
         "Oven pengering", 900_000),
    Plan("Warung Sembako Barokah", "trade", (("Belanja warung", "kali", 65_000),), 3, 6,
         "Etalase", 750_000),
    Plan("Jahit Rapi Lipursari", "service", (("Jahit baju", "potong", 85_000),), 2, 4,
         "Mesin jahit", 1_800_000),
    Plan("Tempe Keripik Gondang", "food", (("Keripik tempe 200 g", "bungkus", 11_000),), 2, 30,
         "Alat iris tempe", 350_000),
    Plan("Telur Asin Sukoharjo", "farm", (("Telur asin", "butir", 4_000),), 2, 90,
         "Kandang bebek", 2_000_000),
    Plan("Anyaman Bambu Rogojati", "craft", (("Besek bambu", "buah", 6_000),), 2, 50,
         "Pisau anyam", 150_000),
    Plan("Kopi Bowongso Bu Yuli", "food", (("Kopi bubuk 200 g", "bungkus", 35_000),), 2, 12,
         "Penggiling kopi", 1_500_000),
    Plan("Katering Ibu Warsih", "service", (("Nasi kotak", "kotak", 20_000),), 2, 50,
         "Dandang besar", 800_000),
    Plan("Sayur Segar Mergosari", "farm", (("Paket sayur", "paket", 12_000),), 2, 40,
         "Gerobak", 700_000),
)  # fmt: skip
#: a cheaper tool is no line in the book
_DEAR = 1_200_000
#: a business with no more sales in a month records its costs in one sum
_QUIET = 4
#: tile → share of the month's sales in percent
_COSTS = (("materials", 44), ("packaging", 9), ("transport", 4), ("energy", 3))


@dataclass(frozen=True, slots=True)
class _Owner:
    """A business while its months are lived through."""

    business: Enterprise
    plan: Plan
    by: int

    def desk(self, today: date) -> Desk:
        return Desk(self.business.cooperative_id, self.business.book_id, self.by, today)


def begin(house: House, month: Month, today: date) -> list[Enterprise]:
    """Open the dozen on the first of a month; the first member of the register owns the lively one.

    While there are too few members, the rest is opened in later months.
    """
    known = queries.list_enterprises(house.cooperative_id)
    names, owners = {one.name for one in known}, {one.member_id for one in known}
    free = [key for place, key in house.members.items()
            if place not in house.gone and key not in owners]  # fmt: skip
    left = [plan for plan in PLANS if plan.name not in names]
    if month.first > today:
        return []
    return [_open(house, plan, key, month.first) for plan, key in zip(left, free, strict=False)]


def is_first(month: Month, today: date, earliest: Month) -> bool:
    """Whether the businesses open in this month: some months back, or with the demonstration itself."""
    return month == max(Month.of(today).plus(-_MONTHS), earliest)


def _open(house: House, plan: Plan, member_id: int, opened: date) -> Enterprise:
    random = Random(f"usaha-{plan.name}")  # noqa: S311 - for invented figures
    new = NewEnterprise(
        name=plan.name, kind=plan.kind, opened_on=opened,
        since=date(opened.year - random.randint(1, 5), random.randint(1, 12), 1),
        address="Wonosobo", tax_since=opened.year - 1, cash=Money(random.randint(12, 25) * 50_000),
        bank=Money(random.randint(2, 12) * 50_000),
        receivable=(Owed(random.choice(_BUYERS), Money(random.randint(2, 6) * 15_000)),),
        tools=(FirstTool(plan.tool, Money(plan.worth), 4),) if plan.worth >= _DEAR else (),
    )  # fmt: skip
    with transaction():
        business = service.open_enterprise(
            cooperative_id=house.cooperative_id, member_id=member_id, by=house.treasurer,
            request_id=house.request(), new=new,
        )  # fmt: skip
        desk = Desk(house.cooperative_id, business.book_id, house.treasurer, opened)
        for name, unit, price in plan.goods:
            service.add_product(desk=desk, name=name, price=Money(price), unit=unit, on=opened)
    return business


def each_month(house: House, month: Month, today: date) -> None:
    """One month in every open book: sales, costs, debts, the household, the wear of tools."""
    plans = {plan.name: plan for plan in PLANS}
    if queries.list_enterprises(house.cooperative_id):
        begin(house, month, today)
    for business in queries.list_enterprises(house.cooperative_id):
        if business.name in plans and Month.of(business.opened_on) <= month:
            owner = _Owner(business, plans[business.name], house.treasurer)
            _live(house, owner, month, min(month.last, today))
            _end(house, owner, month, today)


def _live(house: House, owner: _Owner, month: Month, last: date) -> None:
    """Sales spread over the month; what they brought pays the costs and part of it goes home."""
    random = Random(f"usaha-{owner.plan.name}-{month}")  # noqa: S311 - for invented figures
    days = sorted(random.randint(1, 28) for _sale in range(owner.plan.sales))
    sold = 0
    for number in days:
        day = month.first + timedelta(days=number - 1)
        if day <= last:
            sold += _sell(house, owner, day, random)
    if not sold:
        return
    for what, share in _costs_of(owner):
        if what in ("materials", "packaging") and owner.plan.name in workshop.PLANS:
            continue  # bought into her stock, and a cost once the goods are sold
        amount = sold * (share + random.randint(-2, 2)) // 100 // 500 * 500
        day = month.first + timedelta(days=random.randint(1, 27))
        way = Way.LATER if what == "packaging" and random.random() < 0.3 else Way.CASH
        asked = {"what": what, "way": way, "party": "Toko Plastik Jaya" if way is Way.LATER else ""}
        _do(house, owner, service.spend, min(day, last), amount, **asked)
    _do(house, owner, service.draw, last, sold * random.randint(15, 30) // 100 // 10_000 * 10_000)
    _settle(house, owner, last, random)
    if owner.plan.sales > _QUIET and random.random() < 0.3:
        _do(house, owner, service.move, last, 100_000, way=Way.BANK)


def _costs_of(owner: _Owner) -> tuple[tuple[str, int], ...]:
    """Who keeps stock of what she makes has recorded its materials there."""
    book_id = owner.business.book_id
    items = products.list_items(book_id, kinds=("product",))
    if any(products.has_moved(book_id, item.id) for item in items):
        return tuple(row for row in _COSTS if row[0] == "transport")
    return _COSTS if owner.plan.sales > _QUIET else _COSTS[:1]


def _sell(house: House, owner: _Owner, day: date, random: Random) -> int:
    """One sale of one product, if there is enough of it; returns the rupiah."""
    name, _unit, price = random.choice(owner.plan.goods)
    count = random.randint(max(owner.plan.most // 4, 1), owner.plan.most)
    way, buyer = random.choice(_WAYS), random.choice(_BUYERS)
    item = products.find_item(owner.business.book_id, name)
    sale = Sale(
        on=day, amount=Money(count * price), way=way, item_id=item.id if item else None,
        quantity=count, party=buyer if way is Way.LATER else "", note="",
    )  # fmt: skip
    try:
        with transaction():
            done = service.sell(
                desk=owner.desk(day), business=owner.business, request_id=house.request(), sale=sale
            )
    except Refused:
        return 0  # the workshop has not made enough of it
    return int(done.amount)


def _do(
    house: House,
    owner: _Owner,
    verb: Callable[..., object],
    day: date,
    amount: int,
    **asked: Any,
) -> None:
    """One act, if the money is there and the day has come."""
    party = {"party_id": asked.pop("party_id")} if "party_id" in asked else {}
    typed = Typed(on=day, amount=Money(max(amount, 0)), **asked)
    try:
        with transaction():
            verb(
                desk=owner.desk(day), business=owner.business, request_id=house.request(),
                typed=typed, **party,
            )  # fmt: skip
    except Refused:
        return  # the box is empty: she waits until next month


def _settle(house: House, owner: _Owner, day: date, random: Random) -> None:
    """Most buyers pay within some weeks, and most debts are paid."""
    names = {one.subject: one.name for one in queries.parties(owner.business)}
    waiting = [(service.collect, one) for one in queries.unpaid(owner.business.book_id)]
    waiting += [(service.pay, one) for one in queries.debts(owner.business.book_id)]
    for verb, owing in waiting:
        key = owing.subject.removeprefix("party:")
        if key.isdigit() and (day - owing.since).days > random.randint(5, 45):
            _do(
                house, owner, verb, day, int(owing.amount), party_id=int(key),
                what=owing.role, party=names.get(owing.subject, ""),
            )  # fmt: skip


def _end(house: House, owner: _Owner, month: Month, today: date) -> None:
    """The wear of a month that is over; after December the year is closed."""
    if month.last >= today:
        return
    desk, business = owner.desk(today), owner.business
    try:
        with transaction():
            service.record_wear(
                desk=desk, business=business, request_id=house.request(), through=month
            )
    except Refused:
        pass  # she has no tools
    if month.number == 12:
        with transaction():
            service.close_year(desk=desk, business=business, year=month.year)
