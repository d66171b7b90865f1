"""Goods on consignment, produce and debts for goods in the demonstration."""

from datetime import date
from random import Random

from coop_app import ledger
from coop_app.app.demo.house import House
from coop_app.app.demo.trade.delivery import place_for
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.queries import Item
from coop_app.products.rules.items import ItemFacts, Kind
from coop_app.products.rules.units import Unit
from coop_app.sales.queries.trade import debts, due, lying, produce
from coop_app.sales.queries.trade.lying import Shop
from coop_app.sales.rules.trade.consignment import (
    Delivery,
    GoodsLine,
    NewRate,
    OwnerCost,
    ReportLine,
    ShopReport,
    Step,
)
from coop_app.sales.rules.trade.owing import CustomerFacts, Payment
from coop_app.sales.rules.trade.owing import Way as In
from coop_app.sales.rules.trade.produce import ProduceItem, Purchase
from coop_app.sales.rules.trade.settling import Settlement, Way, proposal
from coop_app.sales.service import trade

#: name of the goods, price of a pack; each belongs to one member
_GOODS = (
    ("Keripik tempe Dewi", 12_000), ("Carica dalam sirup 250 g", 15_000),
    ("Opak singkong balado", 9_000), ("Kopi bubuk Wonosobo 200 g", 28_000),
    ("Sale pisang kering", 14_000), ("Wingko babat isi 10", 20_000),
)  # fmt: skip
_SHOPS = (("Toko Bu Sri", "Sri Hartini", 5_000), ("Kios Oleh-oleh Dieng", "Warsito", 10_000))
_CUSTOMERS = (
    ("Warung Mbak Yuni", "081234500011", "Kertek"), ("Katering Bu Endang", "081234500012", "Selomerto"),
    ("Pak Darmaji", None, "Kalikajar"),
)  # fmt: skip
_KEPT = 100_000


def begin(house: House, first: date) -> None:
    """The meeting decides the commission; shops of others and regular buyers are written down."""
    desk = house.desk(first)
    rate = NewRate(None, None, first, 10_000, f"RAT {first.year}, berita acara butir 7")
    trade.set_rate(desk=desk, new=rate, request_id=house.request())
    for name, phone, village in _CUSTOMERS:
        facts = CustomerFacts(name, phone, village)
        trade.add_customer(desk=desk, facts=facts, request_id=house.request())
    for name, keeper, share in _SHOPS:
        facts = CustomerFacts(keeper, None, "Wonosobo")
        card = trade.add_customer(desk=desk, facts=facts, request_id=house.request())
        trade.add_shop(
            desk=desk, name=name, customer_id=card.id, share_mille=share,
            request_id=house.request(),
        )  # fmt: skip


def each_month(house: House, month: Month, today: date) -> None:
    """Goods come and go to the shops, the shops report and pay, owners get their money, produce is bought."""
    dice = Random(f"trade {month}")  # noqa: S311 - invented figures
    for day, act in ((6, _deliver), (12, _buy), (22, _collect), (25, _report), (27, _settle)):
        on = month.first.replace(day=day)
        if on <= today:
            act(house, house.desk(on), dice)


def _deliver(house: House, desk: Desk, dice: Random) -> None:
    """Each owner brings some packs; half of them go on to the shops."""
    office = stock.office(desk=desk).id
    shops = lying.list_shops(desk.cooperative_id, desk.book_id)
    for item, price in _items(house, desk):
        quantity, owner = dice.randrange(12, 40, 2), item.owner_member_id or 0
        line = GoodsLine(item.id, quantity, Money(price), item.shown_unit.name)
        delivery = Delivery(owner, office, desk.today, (line,))
        trade.receive(desk=desk, delivery=delivery, request_id=house.request())
        for shop in shops:
            part = (GoodsLine(item.id, quantity // 3),)
            step = Step("moved", owner, office, desk.today, part, shop.point_id)
            trade.step(desk=desk, asked_step=step, request_id=house.request())


def _items(house: House, desk: Desk) -> list[tuple[Item, int]]:
    """The goods of the first members who are there, made on first use."""
    known = {item.name: item for item in lying.consigned_items(desk.book_id)}
    present = [key for at, key in sorted(house.members.items()) if at not in house.gone]
    found = []
    for (name, price), owner in zip(_GOODS, present, strict=False):
        if name not in known:
            facts = ItemFacts(
                name, Kind.PRODUCT, "bungkus", (Unit("dus", 12),), owner_member_id=owner,
                consigned=True,
            )  # fmt: skip
            known[name] = stock.add_item(desk=desk, facts=facts)
        if known[name].owner_member_id in present:
            found.append((known[name], price))
    return found


def _report(house: House, desk: Desk, dice: Random) -> None:
    """Each shop tells what it sold and hands over most of the money."""
    for shop in lying.list_shops(desk.cooperative_id, desk.book_id):
        there = lying.lying(desk.book_id, point_id=shop.point_id)
        lines = tuple(_sold(one.item.id, one.quantity, dice) for one in there)
        moved = tuple(line for line in lines if line.sold or line.spoiled)
        if moved:
            earned = sum(
                int(one.agreed.amount(line.sold))
                for one, line in zip(there, lines, strict=True)
                if one.agreed
            )
            _hand_over(
                house, desk, (shop, moved), earned * dice.choice((60, 80, 80)) // 10_000 * 100
            )


def _sold(item_id: int, quantity: int, dice: Random) -> ReportLine:
    sold = quantity * dice.randrange(40, 85) // 100
    spoiled = 1 if quantity - sold > 2 and dice.random() < 0.15 else 0
    return ReportLine(item_id, sold, 0, spoiled)


def _hand_over(
    house: House, desk: Desk, told: tuple[Shop, tuple[ReportLine, ...]], received: int
) -> None:
    shop, lines = told
    report = ShopReport(
        shop.point_id, desk.today, lines, Money(received), house.cash if received else None,
        memo="Kemasan rusak" if any(line.spoiled for line in lines) else "",
    )  # fmt: skip
    trade.report(desk=desk, asked=report, request_id=house.request())


def _collect(house: House, desk: Desk, dice: Random) -> None:
    """Most debtors pay something, one or two leave it until it is late."""
    for role in debts.ROLES:
        owed = ledger.subject_balances(book_id=desk.book_id, account=role)
        for subject, amount in sorted(owed.items()):
            part = int(amount) if dice.random() < 0.5 else int(amount) // 2_000 * 1_000
            if part > 0 and dice.random() < 0.6:
                place = place_for(house, part)
                payment = Payment(subject, desk.today, Money(part), In.PLACE, place)
                trade.pay(desk=desk, payment=payment, request_id=house.request())


def _settle(house: House, desk: Desk, dice: Random) -> None:
    """Owners get what their goods brought; debts for goods are cut, some want it in savings."""
    for owner in sorted(due.owners(desk.book_id)):
        if dice.random() < 0.2 and _cash(house, desk) > _KEPT:
            cost = OwnerCost(owner, desk.today, Money(5_000), house.cash, "Stiker label")
            trade.pay_cost(desk=desk, asked=cost, request_id=house.request())
        standing = due.standing_of(desk.book_id, owner)
        set_off, paid = proposal(due=standing.due.due, debt=standing.debt)
        way = Way.SAVINGS if dice.random() < 0.3 or int(paid) % 100 else Way.PLACE
        short = _cash(house, desk) < int(paid)
        if standing.due.due > 0 and standing.agrees and not (short and way is Way.PLACE):
            asked = Settlement(
                owner, desk.today, set_off, paid, way if paid else Way.NONE,
                house.cash if paid and way is Way.PLACE else None,
            )  # fmt: skip
            trade.settle(desk=desk, asked=asked, request_id=house.request())


def _buy(house: House, desk: Desk, dice: Random) -> None:
    """Every other month a member sells palm sugar to the cooperative, paid half now, half a month later."""
    _pay_sellers(house, desk)
    if desk.today.month % 2 == 0:
        return
    present = [key for at, key in sorted(house.members.items()) if at not in house.gone]
    seller, quantity = dice.choice(present), dice.randrange(8_000, 20_000, 500)
    price = Money(dice.choice((22_000, 23_000, 24_000)))
    total = quantity * int(price) // 1000
    paid = Money(total // 200 * 100)
    if _cash(house, desk) < int(paid):
        return
    line = ProduceItem(_sugar(desk).id, quantity, "kg", price, "Kering, warna cokelat terang")
    asked = Purchase(seller, stock.office(desk=desk).id, desk.today, (line,), paid, house.cash)
    trade.buy(desk=desk, asked=asked, request_id=house.request())


def _pay_sellers(house: House, desk: Desk) -> None:
    for member, owed in sorted(produce.all_owed_for_produce(desk.book_id).items()):
        if 0 < owed < _cash(house, desk):
            payment = Payment(f"member:{member}", desk.today, owed, In.PLACE, house.cash)
            trade.pay_produce(desk=desk, payment=payment, request_id=house.request())


def _cash(house: House, desk: Desk) -> int:
    """What may be spent on a day."""
    return house.spare(house.cash, desk.today) - _KEPT


def _sugar(desk: Desk) -> Item:
    """What is bought outright, made on first use."""
    name = "Gula semut anggota"
    known = products.find_item(desk.book_id, name)
    if known:
        return known
    facts = ItemFacts(name, Kind.GOODS, "g", (Unit("kg", 1000),), "kg")
    return stock.add_item(desk=desk, facts=facts)
