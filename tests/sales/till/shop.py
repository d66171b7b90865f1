"""A cooperative with a till at the office: priced goods on the shelf, a member, money in the drawer."""

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.queries import Item
from coop_app.products.rules.items import Kind
from coop_app.products.rules.units import Unit
from coop_app.sales.queries import till as queries
from coop_app.sales.queries import trade as consigned
from coop_app.sales.queries.till import Back, Closed, Sold
from coop_app.sales.rules.till.acts import Back as Part
from coop_app.sales.rules.till.acts import Buyer, Closing, Refund, Returning, Selling, Way, Wish
from coop_app.sales.rules.till.fees import Scale
from coop_app.sales.rules.trade.consignment import Delivery, GoodsLine, NewRate
from coop_app.sales.rules.trade.owing import CustomerFacts
from coop_app.sales.service import till as service
from coop_app.sales.service import trade
from tests.make import agreed, cash_of, make_cooperative, make_group, make_member, make_savings
from tests.make_products import make_item, make_point, make_stock

_count = itertools.count(1)
PACK = {"base_unit": "bungkus", "units": (Unit("dus", 20),), "kind": Kind.GOODS}
#: a made-up merchant; the checksum fits
QRIS = (
    "00020101021126670015COM.EXAMPLE.WWW01189360000000000000000215ID10200000000010303UMI51440"
    "014ID.CO.QRIS.WWW0215ID10200000000010303UMI5204541153033605802ID5915KOPERASI CONTOH6008W"
    "ONOSOBO6105563116304A0E3"
)


class Shop:
    """Chips at 10.000 (members) and 12.000 (others), cost 7.000; sugar by weight at 18.000 a kg, cost 15.000."""

    def __init__(self, name: str = "Koperasi Uji Sejahtera") -> None:
        self.cooperative_id = make_cooperative(name)
        self.desk = make_savings(self.cooperative_id)
        self.group_id = make_group(self.cooperative_id)
        self.sri = make_member(self.cooperative_id, self.group_id, "Sri Wahyuni")
        self.kas = cash_of(self.desk)
        self.bank = ledger.account(book_id=self.desk.book_id, role="bank").id
        self.office = make_point(self.desk, "Kantor", kind="office")
        self.chips = self.goods("Keripik pisang", {"member": 10_000, "other": 12_000})
        self.sugar = self.weighed("Gula semut", 18_000)
        make_stock(self.desk, self.chips, self.office, 20, 140_000)
        make_stock(self.desk, self.sugar, self.office, 10_000, 150_000)

    def goods(self, name: str, prices: dict[str, int]) -> Item:
        """Packs, priced by the pack."""
        item = make_item(self.desk, name, **PACK)
        for audience, amount in prices.items():
            self.price(item, audience, amount)
        return item

    def weighed(self, name: str, per_kg: int) -> Item:
        """Grams, priced by the kg for everybody."""
        item = make_item(self.desk, name, kind=Kind.GOODS)
        for audience in ("member", "other"):
            self.price(item, audience, per_kg, unit="kg")
        return item

    def price(self, item: Item, audience: str, amount: int, **facts: Any) -> None:
        with transaction():
            stock.set_price(
                desk=self.desk, item_id=item.id, audience=audience, amount=Money(amount),
                unit=facts.get("unit", ""), valid_from=facts.get("valid_from", date(2026, 1, 1)),
            )  # fmt: skip

    def at(self, day: date) -> Desk:
        return replace(self.desk, today=day)

    def wish(self, item: Item, quantity: int, **facts: Any) -> Wish:
        return Wish(item.id, quantity, Money(facts.pop("discount", 0)), **facts)

    def sell(self, *wishes: Wish, **facts: Any) -> Sold:
        """A cash sale at the office today, unless said otherwise."""
        desk = facts.pop("desk", self.desk)
        request_id = facts.pop("request_id", f"s-{next(_count)}")
        known = {
            "point_id": self.office.id, "sold_on": desk.today, "way": Way.CASH, "wishes": wishes,
        } | facts  # fmt: skip
        with transaction():
            return service.sell(desk=desk, selling=Selling(**known), request_id=request_id)

    def to_sri(self, *wishes: Wish, **facts: Any) -> Sold:
        return self.sell(*wishes, buyer=Buyer(member_id=self.sri.id), **facts)

    def back(self, sold: Sold, *parts: Part, **facts: Any) -> Back:
        """Goods come back today for money, unless said otherwise."""
        desk = facts.pop("desk", self.desk)
        request_id = facts.pop("request_id", f"b-{next(_count)}")
        known = {
            "sale_id": sold.id, "returned_on": desk.today, "reason": "kemasan bocor",
            "refund": Refund.MONEY, "lines": parts,
        } | facts  # fmt: skip
        with transaction():
            return service.take_back(desk=desk, returning=Returning(**known), request_id=request_id)

    def close(self, counted: int, **facts: Any) -> Closed:
        desk = facts.pop("desk", self.desk)
        request_id = facts.pop("request_id", f"c-{next(_count)}")
        seen = queries.takings(self.office.id, until=desk.today).expected
        known = {
            "point_id": self.office.id, "closed_on": desk.today, "change_money": Money(0),
            "counted": Money(counted), "seen_expected": seen,
        } | facts  # fmt: skip
        with transaction():
            return service.close_day(desk=desk, closing=Closing(**known), request_id=request_id)

    def store_qris(self, scale: Scale = Scale.MICRO, **facts: Any) -> None:
        code = service.NewCode(
            payload=QRIS, scale=scale, place_id=self.bank,
            valid_from=facts.get("valid_from", date(2026, 1, 1)),
        )  # fmt: skip
        with transaction():
            service.store_code(desk=agreed(self.desk), code=code, request_id=f"q-{next(_count)}")

    def customer(self, name: str) -> Buyer:
        """A known customer who is no member."""
        with transaction():
            card = trade.add_customer(
                desk=self.desk, facts=CustomerFacts(name), request_id=f"k-{next(_count)}"
            )
        return Buyer(customer_id=card.id)

    def left_by_sri(self, name: str, quantity: int, price: int, *, commission: int) -> Item:
        """Sri leaves packs to be sold; commission in thousandths of a percent."""
        item = make_item(self.desk, name, **PACK, owner_member_id=self.sri.id, consigned=True)
        line = GoodsLine(item.id, quantity, Money(price), "")
        rate = NewRate(
            member_id=None, item_id=item.id, valid_from=self.desk.today, mille=commission,
            decided_by="Rapat pengurus",
        )  # fmt: skip
        delivery = Delivery(
            point_id=self.office.id, lines=(line,), member_id=self.sri.id, on=self.desk.today
        )
        with transaction():
            trade.set_rate(desk=self.desk, new=rate, request_id=f"k-{next(_count)}")
            trade.receive(desk=self.desk, delivery=delivery, request_id=f"k-{next(_count)}")
        return item

    def subject(self, item: Item) -> str:
        """The ledger's name of what lies at the office."""
        here = products.on_hand(self.desk.book_id, self.office.id, empty=True)
        return f"stock:{next(one.position_id for one in here if one.item.id == item.id)}"

    def lies(self, item: Item) -> int:
        """Base units at the office."""
        return products.quantity_at(self.desk.book_id, item.id, self.office.id)

    def audited(self) -> list[object]:
        """Everything wrong with the books and the documents."""
        book_id = self.desk.book_id
        return [
            *ledger.audit(book_id=book_id), *queries.check(book_id), *products.check(book_id),
            *consigned.check(book_id),
        ]  # fmt: skip

    def lines(self, seq: int | None) -> list[tuple[str, int, str | None]]:
        """The lines of an entry: account role, signed rupiah, subject."""
        roles = {one.id: one.role for one in ledger.accounts(book_id=self.desk.book_id)}
        page = ledger.entry_page(book_id=self.desk.book_id, seq=seq or 0)
        return [(roles[one.account_id], int(one.amount), one.subject) for one in page.lines]

    def balance(self, role: str, subject: str | None = None) -> int:
        return int(ledger.balance(book_id=self.desk.book_id, account=role, subject=subject))
