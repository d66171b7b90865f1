"""A house where members leave goods, sell produce and owe for goods; made through the services."""

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from coop_app.products.queries import Item
from coop_app.products.rules.items import Kind
from coop_app.products.rules.units import Unit
from coop_app.sales.queries.trade import check
from coop_app.sales.queries.trade.acts import Act
from coop_app.sales.queries.trade.customers import Customer
from coop_app.sales.queries.trade.payments import Paid
from coop_app.sales.rules.trade.consignment import (
    Delivery,
    GoodsLine,
    NewRate,
    OwnerCost,
    ReportLine,
    ShopReport,
    Step,
)
from coop_app.sales.rules.trade.owing import CustomerFacts, Payment, Way, role_of
from coop_app.sales.rules.trade.settling import Settlement
from coop_app.sales.rules.trade.settling import Way as Out
from coop_app.sales.service import trade
from tests.make import (
    agreed,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.make_products import make_item, make_point

_count = itertools.count(1)
Lines = list[tuple[str, int, str | None]]


def request() -> str:
    """A request id nobody used."""
    return f"trade-{next(_count)}"


class Trading:
    """A cooperative with cash, an owner (Sri), a point (Kantor), and 25 % commission for everybody."""

    def __init__(self, mille: int = 25_000, cash: int = 60_000_000) -> None:
        self.cooperative_id = make_cooperative()
        self.desk = make_savings(self.cooperative_id)
        self.today = self.desk.today
        self.book = self.desk.book_id
        self.group_id = make_group(self.cooperative_id)
        self.sri = make_member(self.cooperative_id, self.group_id, "Sri Wahyuni")
        self.kas = cash_of(self.desk)
        self.saver = make_member(self.cooperative_id, self.group_id, "Penabung")
        make_deposit(self.desk, self.saver.id, cash)
        self.point = make_point(self.desk, "Kantor")
        self.keripik = self.product("Keripik pisang")
        if mille >= 0:
            self.rate(mille)

    def at(self, day: date) -> Desk:
        """The desk on a day."""
        return replace(self.desk, today=day)

    def product(self, name: str, **facts: Any) -> Item:
        """Something Sri leaves to be sold, counted in packs."""
        known: dict[str, Any] = {
            "kind": Kind.PRODUCT, "base_unit": "bungkus", "units": (Unit("lusin", 12),),
            "owner_member_id": self.sri.id, "consigned": True,
        }  # fmt: skip
        return make_item(self.desk, name, **(known | facts))

    def rate(self, mille: int, **facts: Any) -> int:
        """A commission."""
        known = {"member_id": None, "item_id": None, "valid_from": self.today} | facts
        with transaction():
            new = NewRate(mille=mille, decided_by="Rapat pengurus", **known)
            return trade.set_rate(desk=self.desk, new=new, request_id=request())

    def leave(self, quantity: int, price: int = 10_000, **facts: Any) -> Act:
        """Sri leaves goods."""
        item, point = facts.pop("item", self.keripik), facts.pop("point", self.point)
        line = GoodsLine(item.id, quantity, Money(price), facts.pop("unit", ""))
        known = {"member_id": self.sri.id, "on": self.today} | facts
        with transaction():
            return trade.receive(
                desk=self.desk, delivery=Delivery(point_id=point.id, lines=(line,), **known),
                request_id=request(),
            )  # fmt: skip

    def step(self, kind: str, quantity: int, **facts: Any) -> Act:
        """Goods move, go back, or spoil."""
        item, point = facts.pop("item", self.keripik), facts.pop("point", self.point)
        line = GoodsLine(item.id, quantity)
        known = {"member_id": self.sri.id, "on": self.today} | facts
        with transaction():
            return trade.step(
                desk=self.desk,
                asked_step=Step(kind=kind, point_id=point.id, lines=(line,), **known),
                request_id=request(),
            )  # fmt: skip

    def sell(self, quantity: int, amount: int, source: str = "", **facts: Any) -> str:
        """The till sells for cash; returns the sale's source."""
        item, point = facts.pop("item", self.keripik), facts.pop("point", self.point)
        source = source or f"test.sale:{next(_count)}"
        with transaction():
            lines = trade.sold(
                desk=self.desk, item_id=item.id, point_id=point.id, quantity=quantity,
                amount=Money(amount), on=self.today, source=source,
            )  # fmt: skip
            self._post(source, (debit(self.kas, Money(amount)), *lines))
        return source

    def take_back(self, sale: str, quantity: int, amount: int, **facts: Any) -> None:
        """A buyer gives goods back for cash."""
        source = f"test.return:{next(_count)}"
        with transaction():
            lines = trade.returned(
                desk=self.desk, item_id=self.keripik.id, point_id=self.point.id,
                quantity=quantity, amount=Money(amount), on=self.today, source=source,
                sale_source=sale, **facts,
            )  # fmt: skip
            self._post(source, (*lines, credit(self.kas, Money(amount))))

    def _post(self, source: str, lines: tuple[ledger.Line, ...]) -> None:
        entry = Entry(self.today, "Kasir uji", source, lines)
        ledger.post(entry, book_id=self.book, by=1)

    def cost(self, amount: int, what: str = "Ongkos kirim") -> Act:
        """Something paid for Sri."""
        asked = OwnerCost(self.sri.id, self.today, Money(amount), self.kas, what)
        with transaction():
            return trade.pay_cost(desk=self.desk, asked=asked, request_id=request())

    def settle(self, paid: int, set_off: int = 0, **facts: Any) -> Act:
        """Pay Sri, two persons agreeing."""
        way = facts.pop("way", Out.PLACE if paid else Out.NONE)
        asked = Settlement(
            self.sri.id, self.today, Money(set_off), Money(paid), way,
            self.kas if way is Out.PLACE else None,
        )  # fmt: skip
        with transaction():
            return trade.settle(
                desk=facts.pop("desk", agreed(self.desk)), asked=asked,
                request_id=facts.pop("request_id", request()),
            )  # fmt: skip

    def customer(self, name: str = "Bu Tini", **facts: Any) -> Customer:
        """A buyer who is no member."""
        with transaction():
            return trade.add_customer(
                desk=self.desk, facts=CustomerFacts(name, **facts), request_id=request()
            )

    def shop(self, share: int = 0, name: str = "Toko Bu Sri") -> Any:
        """A shop of somebody else."""
        keeper = self.customer(f"{name} (pemilik)")
        with transaction():
            return trade.add_shop(
                desk=self.desk, name=name, customer_id=keeper.id, share_mille=share,
                request_id=request(),
            )  # fmt: skip

    def report(self, shop: Any, lines: list[ReportLine], received: int, **facts: Any) -> Act:
        """The shop reports."""
        asked = ShopReport(
            shop.point_id, self.today, tuple(lines), Money(received),
            self.kas if received else None, **facts,
        )  # fmt: skip
        with transaction():
            return trade.report(desk=self.desk, asked=asked, request_id=request())

    def bon(self, amount: int, subject: str = "", on: date | None = None) -> None:
        """Goods on credit, booked as the till or a distribution would."""
        subject, day = subject or f"member:{self.sri.id}", on or self.today
        with transaction():
            lines = (
                debit(role_of(subject), Money(amount), subject=subject),
                credit("sales_members", Money(amount)),
            )
            source = f"test.bon:{next(_count)}"
            ledger.post(Entry(day, "Bon uji", source, lines), book_id=self.book, by=1)

    def lend(self, number: int, amount: int) -> None:
        """The same inside a transaction that is open already."""
        subject = f"member:{self.sri.id}"
        lines = (
            debit(role_of(subject), Money(amount), subject=subject),
            credit("sales_members", Money(amount)),
        )
        self._post(f"test.lent:{number}", lines)

    def pay(self, amount: int, subject: str = "", way: Way = Way.PLACE, **facts: Any) -> Paid:
        """A debt is paid."""
        payment = Payment(
            subject or f"member:{self.sri.id}", facts.pop("on", self.today), Money(amount), way,
            self.kas if way is Way.PLACE else None,
        )  # fmt: skip
        with transaction():
            return trade.pay(
                desk=facts.pop("desk", self.desk), payment=payment,
                request_id=facts.pop("request_id", request()),
            )  # fmt: skip

    def balance(self, role: str, subject: str | None = None) -> int:
        """What the ledger holds, debit positive."""
        return int(ledger.balance(book_id=self.book, account=role, subject=subject))

    def due(self) -> int:
        """What Sri is owed for goods sold."""
        return -self.balance("consignment_payable", f"member:{self.sri.id}")

    def lines(self, seq: int | None) -> Lines:
        """An entry: account role, rupiah (debit positive), subject."""
        roles = {one.id: one.role or one.code for one in ledger.accounts(book_id=self.book)}
        page = ledger.entry_page(book_id=self.book, seq=seq or 0)
        return [(roles[one.account_id], int(one.amount), one.subject) for one in page.lines]

    def lines_of(self, source: str) -> Lines:
        """The entry of an event."""
        page = ledger.find_by_source(book_id=self.book, source=source)
        assert page is not None
        return self.lines(page.seq)

    def is_clean(self) -> bool:
        """Ledger, papers and goods tell the same."""
        return ledger.audit(book_id=self.book) == [] and check(self.book) == []
