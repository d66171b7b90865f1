"""The demonstration's rounds of buying together, from suppliers to the order; receiving follows in `delivery`."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from coop_app.app.demo.house import House
from coop_app.auth.rules.desk import Desk
from coop_app.clock import OFFICE_ZONE
from coop_app.dates import Month
from coop_app.members import queries as members
from coop_app.members.rules.standing import ACTIVE
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as goods
from coop_app.products.rules.items import ItemFacts, Kind
from coop_app.products.rules.units import Unit
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import Item, OrderPaper, Round
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.lots import Terms
from coop_app.purchasing.rules.rounds.orders import Asked
from coop_app.purchasing.rules.rounds.plans import OfferFacts, RoundPlan, SupplierFacts
from coop_app.purchasing.rules.rounds.tiers import Tier, with_margin
from coop_app.purchasing.rules.rounds.times import Times
from coop_app.purchasing.service import rounds as service

_DAY = timedelta(days=1)
_SUGAR = SupplierFacts(
    "UD Manis Sari", "Bu Lastri", "6281200000101", "Jl. Pasar Induk 12, Wonosobo", 14,
    "Antar sampai balai desa bila di atas 200 kg", Money(500_000),
)  # fmt: skip
_FLOUR = SupplierFacts(
    "CV Lumbung Tepung", "Pak Giyono", "6281200000102", "Jl. Dieng km 3, Wonosobo", 0,
    "Bayar saat barang diturunkan", Money(0),
)  # fmt: skip
#: supplier → item, sack or tin of so many order units, market price, price by pooled quantity
_SOLD: tuple[tuple[SupplierFacts, tuple[tuple[str, int, int, tuple[tuple[int, int], ...]], ...]], ...] = (
    (_SUGAR, (
        ("Gula aren cetak", 25, 25_000, ((1, 21_500), (100, 20_500), (250, 19_800))),
        ("Gula pasir", 50, 18_500, ((1, 17_200), (150, 16_700))),
    )),
    (_FLOUR, (
        ("Tepung tapioka", 25, 13_500, ((1, 11_600), (125, 11_100))),
        ("Tepung terigu", 25, 11_500, ((1, 10_000), (150, 9_600))),
    )),
)  # fmt: skip
_RULES = (Rule.PROPORTIONAL, Rule.TIME, Rule.EQUAL)
_OPENS, _FILLS, _CLOSES = 3, 8, 10
#: days before today on which the round opened that is still running, and until which it runs
_BEGAN, _RUNS = 5, 4


def begin(house: House, first: date) -> None:
    """Suppliers and what they offer."""
    desk = house.desk(first)
    for facts, sold in _SOLD:
        key = service.add_supplier(desk=desk, facts=facts)
        for name, pack, market, prices in sold:
            item_id = _item(desk, name)
            terms = Terms(pack, tuple(Tier(n, Money(price)) for n, price in prices))
            offer = OfferFacts(
                item_id, first, "kg", "karung", terms, step=5, market_price=Money(market)
            )
            service.add_offer(desk=desk, supplier_id=key, facts=offer)


def _item(desk: Desk, name: str) -> int:
    """The raw material of that name, written down if nobody has."""
    if known := products.find_item(desk.book_id, name):
        return known.id
    units = (Unit("kg", 1000), Unit("karung", 25_000))
    facts = ItemFacts(name, Kind.RAW_MATERIAL, "g", units, "kg")
    return goods.add_item(desk=desk, facts=facts).id


def each_month(house: House, month: Month, today: date) -> OrderPaper | None:
    """Every second month a round until it is ordered; in the last month one that still runs."""
    random = Random(f"round {month}")  # noqa: S311 - for invented people
    if month == Month.of(today):
        _run(house, _plan(house, month, today - _BEGAN * _DAY, today + _RUNS * _DAY), random, today)
        _say_needs(house, random, today)
        return None
    if month.number % 2 == 0:
        return None
    opens, closes = month.first + _OPENS * _DAY, month.first + _CLOSES * _DAY
    shown = _plan(house, month, opens, closes)
    _run(house, shown, random, closes)
    return _finish(house, shown, closes)


def _moment(on: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(on, time(hour, minute), tzinfo=OFFICE_ZONE).astimezone(UTC)


def _plan(house: House, month: Month, opens: date, closes: date) -> Round:
    """Sugar and flour in turn; the rule of sharing changes so that each can be seen."""
    turn = (month.year * 12 + month.number) // 2
    facts, sold = _SOLD[turn % len(_SOLD)]
    desk = house.desk(opens)
    card = queries.list_suppliers(desk.cooperative_id, facts.name)[0]
    offers = queries.offers_on(desk.cooperative_id, desk.book_id, card.id, opens)
    times = Times(
        _moment(opens, 8), _moment(closes - (_CLOSES - _FILLS) * _DAY, 8), _moment(closes, 20)
    )
    plan = RoundPlan(
        card.id, f"{sold[0][0]} dan {sold[1][0].lower()}, {month.name}", times,
        tuple(offer.id for offer in offers), _RULES[turn % len(_RULES)], margin=200,
        freight_estimate=Money(150_000), pickup="Kantor koperasi, sehari sesudah truk datang",
    )  # fmt: skip
    at = _moment(opens, 7)
    key = service.plan_round(desk=desk, plan=plan, request_id=house.request(), at=at)
    return service.open_round(desk=desk, round_id=key, at=at)


def _run(house: House, shown: Round, random: Random, until: date) -> None:
    """Between ten and thirty members order, some with tolerance, a few with a ceiling."""
    desk = house.desk(until)
    present = [key for i, key in house.members.items() if i not in house.gone]
    able = [key for key in present if _is_active(desk, key)]
    count = min(len(able), random.randint(10, 30))
    items = queries.items_of(shown)
    minutes = 0
    for member_id in random.sample(able, count):
        minutes += random.randint(20, 240)
        at = shown.times.opens_at + timedelta(minutes=minutes)
        if at >= min(shown.times.fill_from or at, _moment(until, 12)):
            break
        orders = tuple(_asked(item, member_id, shown, random) for item in items)
        wanted = tuple(asked for asked in orders if asked.quantity)
        if wanted:
            tap = service.Tap(shown.id, wanted, on_behalf=True)
            service.order(desk=desk, tap=tap, request_id=house.request(), at=at)


def _is_active(desk: Desk, member_id: int) -> bool:
    return members.get_member(desk.cooperative_id, member_id).status == ACTIVE


def _asked(item: Item, member_id: int, shown: Round, random: Random) -> Asked:
    quantity = random.choice((0, 0, 5, 5, 10, 10, 15, 20, 25, 50))
    tolerance = random.choice((0, 0, 5, 10)) if quantity else 0
    ceiling = None
    if quantity and random.random() < 0.08:
        ceiling = with_margin(item.terms.tiers[-1].price, shown.margin)
    return Asked(item.id, member_id, quantity, tolerance, ceiling)


def _finish(house: House, shown: Round, closes: date) -> OrderPaper | None:
    """Close and order; a round that would bring nothing is given up."""
    desk, at = house.desk(closes), shown.times.closes_at
    missed = frozenset(queries.outcome(shown).missed)
    result = queries.outcome(shown, missed)
    if not result.value or result.below_minimum:
        why = "Pesanan belum mencapai batas minimum pemasok"
        service.cancel(desk=desk, round_id=shown.id, why=why, at=at)
        return None
    service.close(desk=desk, round_id=shown.id, at=at, zero=missed)
    placed = closes + _DAY
    placing = service.Placing(shown.id, placed, placed + 3 * _DAY)
    return service.place(
        desk=house.desk(placed), placing=placing, request_id=house.request(), at=_moment(placed, 9)
    )


def _say_needs(house: House, random: Random, today: date) -> None:
    """What a few members will need next month."""
    desk = house.desk(today)
    able = [
        key for i, key in house.members.items() if i not in house.gone and _is_active(desk, key)
    ]
    month = Month.of(today).next()
    for member_id in random.sample(able, min(len(able), 6)):
        name = random.choice(("Gula aren cetak", "Tepung tapioka"))
        quantity = random.choice((5, 10, 25)) * 1000
        need = service.NewNeed(member_id, _item(desk, name), quantity, "kg", month)
        service.note_need(desk=desk, need=need, request_id=house.request())


def running(house: House) -> list[Round]:
    """Rounds that were ordered and wait for their goods."""
    return queries.list_rounds(house.cooperative_id, states=(life.ORDERED,))
