"""Items, stock points and stock of the demonstration: opening stock, moves, spoilage, a count every quarter."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from coop_app.app.demo.house import House
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import queries, service
from coop_app.products.queries import Item, OnHand, Point
from coop_app.products.rules.documents import OPENING, SPOILAGE, TRANSFER, Document, DocumentLine
from coop_app.products.rules.items import ItemFacts, Kind
from coop_app.products.rules.stock import Method
from coop_app.products.rules.units import Unit
from coop_app.products.service import Note, neighbours


class Ware(NamedTuple):
    """An invented item: units, prices of the unit in lists, and how many of them there were at the start."""

    name: str
    kind: Kind
    base: str
    units: tuple[Unit, ...]
    cost: int
    member: int
    other: int
    there: int
    low: int
    method: Method = Method.MOVING_AVERAGE


_KG = (Unit("kg", 1_000), Unit("karung", 25_000))
_PACK = (Unit("dus", 20),)
WARES = (
    Ware("Tepung terigu", Kind.RAW_MATERIAL, "g", _KG, 9_800, 10_500, 11_500, 100, 50),
    Ware("Gula aren cetak", Kind.RAW_MATERIAL, "g", _KG, 21_000, 22_500, 25_000, 60, 25),
    Ware("Minyak goreng curah", Kind.RAW_MATERIAL, "ml", (Unit("liter", 1_000), Unit("jeriken", 18_000)),
         16_200, 17_000, 18_500, 54, 36, Method.FIFO),
    Ware("Tepung tapioka", Kind.RAW_MATERIAL, "g", _KG, 11_400, 12_000, 13_500, 75, 25),
    Ware("Standing pouch 250 g", Kind.PACKAGING, "lembar", (Unit("pak", 100),), 62_000, 66_000, 75_000, 20, 5),
    Ware("Gula pasir kemasan 1 kg", Kind.GOODS, "bungkus", _PACK, 16_500, 17_200, 18_000, 120, 20),
    Ware("Teh Tambi 40 g", Kind.GOODS, "bungkus", _PACK, 7_600, 8_200, 9_000, 100, 20),
    Ware("Kopi Bowongso 100 g", Kind.GOODS, "bungkus", _PACK, 17_500, 19_000, 22_000, 80, 20, Method.FIFO),
    Ware("Beras Wonosobo 5 kg", Kind.GOODS, "karung kecil", (), 66_000, 69_000, 73_000, 40, 10),
)  # fmt: skip
_LOSSES = ("Kemasan robek", "Terkena air hujan", "Dimakan tikus", "Kedaluwarsa")
_REASONS = ("Susut timbangan", "Salah hitung bulan lalu", "Tercecer waktu menimbang")


def begin(house: House, first: date) -> None:
    """The office and a point for each group; the items, their prices, and what was there at the start."""
    desk = house.desk(first)
    with transaction():
        office = service.office(desk=desk)
        for group_id, name in neighbours.groups(house.cooperative_id):
            service.group_point(desk=desk, group_id=group_id, name=name)
        items = [_add(house, ware, first) for ware in WARES]
        lines = tuple(
            DocumentLine(item.id, _units(item, ware.there), Money(ware.cost * ware.there))
            for item, ware in zip(items, WARES, strict=True)
        )
        opening = Document(OPENING, office.id, first, lines, memo="Barang dari toko lama")
        service.record(desk=house.agreed(first), document=opening, request_id=house.request())


def _add(house: House, ware: Ware, first: date) -> Item:
    desk = house.desk(first)
    shown = ware.base if ware.units in {(), _PACK} else ware.units[0].name
    low = ware.low * next((unit.factor for unit in ware.units if unit.name == shown), 1)
    facts = ItemFacts(
        name=ware.name, kind=ware.kind, base_unit=ware.base, units=ware.units, shown_unit=shown,
        method=ware.method, low_at=low,
    )  # fmt: skip
    item = service.add_item(desk=desk, facts=facts)
    for audience, amount in (("member", ware.member), ("other", ware.other)):
        service.set_price(
            desk=desk, item_id=item.id, audience=audience, amount=Money(amount), unit=shown,
            valid_from=first,
        )  # fmt: skip
    return item


def _units(item: Item, count: int) -> int:
    """So many of the unit in lists."""
    return count * item.shown_unit.factor


def each_month(house: House, month: Month, today: date) -> None:
    """Now and then goods go to a village, something spoils, and each quarter the office is counted."""
    random = Random(f"gudang-{month}")  # noqa: S311 - for invented goods
    office = next((p for p in queries.list_points(house.book_id) if p.kind == "office"), None)
    day = month.first + timedelta(days=random.randint(8, 20))
    if office is None or day > today:
        return
    if month.number % 2 == 0:
        _send(house, office, day, random)
    if month.number % 3 == 1:
        _spoil(house, office, day + timedelta(days=1), random)
    if month.number % 3 == 0 and month.last <= today:
        _count(house, office, month.last, random)


def _stocked(house: House, point: Point, least: int) -> list[OnHand]:
    """What lies there, at least so many of the unit in lists."""
    every = queries.on_hand(house.book_id, point.id)
    return [one for one in every if one.quantity >= _units(one.item, least)]


def _send(house: House, office: Point, day: date, random: Random) -> None:
    villages = [p for p in queries.list_points(house.book_id) if p.kind == "group"]
    goods = _stocked(house, office, 12)
    if not villages or not goods:
        return
    lines = tuple(
        DocumentLine(one.item.id, _units(one.item, random.randint(2, 5)))
        for one in random.sample(goods, min(2, len(goods)))
    )
    to = random.choice(villages)
    _record(
        house, day, Document(TRANSFER, office.id, day, lines, to.id, people="Pak Darto (contoh)")
    )


def _spoil(house: House, office: Point, day: date, random: Random) -> None:
    goods = _stocked(house, office, 5)
    if goods:
        line = DocumentLine(random.choice(goods).item.id, 0)
        item = queries.get_item(house.book_id, line.item_id)
        lines = (DocumentLine(item.id, _units(item, 1)),)
        why, people = random.choice(_LOSSES), "Siti Rahayu, Tumini (contoh)"
        _record(house, day, Document(SPOILAGE, office.id, day, lines, memo=why, people=people))


def _record(house: House, day: date, document: Document) -> None:
    with transaction():
        service.record(desk=house.desk(day), document=document, request_id=house.request())


def _count(house: House, office: Point, day: date, random: Random) -> None:
    """All that lies there is counted; one or two items differ a little."""
    here = queries.on_hand(house.book_id, office.id)
    if not here:
        return
    wrong = {one.item.id for one in random.sample(here, min(2, len(here)))}
    desk = house.desk(day)
    with transaction():
        count = service.start_count(
            desk=desk, point_id=office.id, on=day, request_id=house.request()
        )
        notes = {one.item.id: _found(one, random, differs=one.item.id in wrong) for one in here}
        service.note_found(desk=desk, count_id=count.id, notes=notes)
        service.finish_count(
            desk=desk, count_id=count.id, people="Siti Rahayu, Bambang Riyadi (contoh)"
        )
        service.post_count(desk=desk, count_id=count.id)


def _found(one: OnHand, random: Random, *, differs: bool) -> Note:
    if not differs:
        return Note(one.quantity)
    size = max(1, one.item.shown_unit.factor // 2)
    less = random.choice((True, True, False))
    found = max(0, one.quantity - size) if less else one.quantity + size
    return Note(found, random.choice(_REASONS) if found != one.quantity else "")
