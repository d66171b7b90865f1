"""A whole round: advance, short delivery, freight, five ways to pay, set-off; then sale, consignment, month close.

The figures are cases P-13, P-16 and F-1: 95 kg wished, four sacks ordered, three came, Rp100.000 of freight.
"""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from coop_app import ledger
from coop_app.app.audit import audit_all
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.workshop.proposals import (
    Acceptance,
    Choice,
    Treated,
)
from coop_app.enterprises.service import neighbours, workshop
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.queries import Item
from coop_app.products.rules.dealings import Kind as Dealt
from coop_app.products.rules.items import Kind
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.rules.receiving.acts import ClaimEnd, SupplierMoney
from coop_app.purchasing.rules.receiving.landing import Reason
from coop_app.purchasing.rules.receiving.ways import Ways
from coop_app.purchasing.service.receiving import claims, paying, settling
from coop_app.sales.rules.till import acts as till_acts
from coop_app.sales.rules.till.fees import Scale
from coop_app.sales.rules.trade.consignment import Delivery, GoodsLine, NewRate
from coop_app.sales.rules.trade.owing import Payment, Way
from coop_app.sales.rules.trade.produce import ProduceItem, Purchase
from coop_app.sales.rules.trade.settling import Settlement
from coop_app.sales.rules.trade.settling import Way as Out
from coop_app.sales.service import till, trade
from tests.make import agreed, make_deposit
from tests.make_enterprises import make_enterprise
from tests.make_products import make_item
from tests.make_receiving import (
    DAY,
    Village,
    make_advance,
    make_delivery,
    make_receipt,
    make_village,
)
from tests.sales.till.shop import QRIS

PACK = {"base_unit": "bungkus", "kind": Kind.PRODUCT}
#: what the book holds at the end of August, worked out by hand; debit positive
AT_LAST = {
    "cash_on_hand": 4_614_057,
    "bank": 71_496,
    "member_goods_receivable": 200_000,
    "inventory_goods": 24_000,
    "voluntary_savings": -4_847_807,
    "sales_members": -914_250,
    "sales_nonmembers": -72_000,
    "consignment_commission": -19_500,
    "cogs_members": 895_500,
    "cogs_nonmembers": 48_000,
    "bank_charges": 504,
}


class Story:
    """Aminah, Badriyah and Cahyani buy together, sell through the cooperative, and one keeps a book."""

    def __init__(self, village: Village) -> None:
        self.village, self.desk = village, village.desk
        self.aminah, self.badriyah, self.cahyani = village.members
        self.serial = 0

    def request(self) -> str:
        self.serial += 1
        return f"story-{self.serial}"

    def named(self, card: MemberCard) -> str:
        return f"member:{card.id}"

    def chips(self, owner: MemberCard, name: str) -> Item:
        """Goods on consignment."""
        return make_item(self.desk, name, owner_member_id=owner.id, consigned=True, **PACK)

    def leave(self, owner: MemberCard, item: Item, quantity: int, price: int) -> None:
        line = GoodsLine(item.id, quantity, Money(price))
        with transaction():
            trade.receive(
                desk=self.desk, request_id=self.request(),
                delivery=Delivery(
                    member_id=owner.id, on=DAY, point_id=self.village.office.id, lines=(line,)
                ),
            )  # fmt: skip

    def price(self, item: Item, audience: str, amount: int) -> None:
        with transaction():
            stock.set_price(
                desk=self.desk, item_id=item.id, audience=audience, amount=Money(amount), unit="",
                valid_from=date(2026, 8, 1),
            )  # fmt: skip

    def sell(self, item: Item, quantity: int, way: str = "cash", member: int | None = None) -> int:
        selling = till_acts.Selling(
            point_id=self.village.office.id, sold_on=DAY, way=till_acts.Way(way),
            wishes=(till_acts.Wish(item.id, quantity),), buyer=till_acts.Buyer(member_id=member),
        )  # fmt: skip
        with transaction():
            return till.sell(desk=self.desk, selling=selling, request_id=self.request()).id

    def settle(self, owner: MemberCard, *, set_off: int, paid: int) -> int:
        asked = Settlement(owner.id, DAY, Money(set_off), Money(paid), Out.PLACE, self.village.cash)
        with transaction():
            done = trade.settle(desk=agreed(self.desk), asked=asked, request_id=self.request())
        return done.id

    def lines(self, source: str) -> list[tuple[str, str, int]]:
        return self.village.lines(source)


@pytest.fixture
def story(either: Flask, time_machine: TimeMachineFixture) -> Story:
    """The round is ordered; Cahyani has savings, Aminah has paid Rp300.000 in advance."""
    time_machine.move_to("2026-08-20T03:00:00Z", tick=False)
    with either.app_context():
        told = Story(make_village())
        make_deposit(told.desk, told.cahyani.id, 5_000_000)
        make_advance(told.village, 0, 300_000)
        with transaction():
            rate = NewRate(
                mille=10_000, decided_by="Rapat pengurus", member_id=None, item_id=None,
                valid_from=DAY,
            )  # fmt: skip
            trade.set_rate(desk=told.desk, new=rate, request_id=told.request())
        yield told


def test_from_the_order_to_the_closed_month(story: Story, time_machine: TimeMachineFixture) -> None:
    claimed = _sell_what_cahyani_left(story)
    assert claimed == 40_500
    _receive_three_of_four_sacks(story)
    _hand_over(story)
    _make_the_round_even(story)
    _trade_in_the_shop(story)
    _settle_with_badriyah(story)
    business = make_enterprise(
        story.desk.cooperative_id, story.aminah.id, opened_on=date(2026, 8, 1)
    )
    _take_over(story, business)
    time_machine.move_to("2026-09-02T03:00:00Z", tick=False)
    _close_august(story)
    story.village.audit()
    assert audit_all() == []


def _sell_what_cahyani_left(story: Story) -> int:
    """Three of ten packs at Rp15.000, a tenth of it is commission."""
    item = story.chips(story.cahyani, "Keripik talas")
    story.price(item, "other", 15_000)
    story.leave(story.cahyani, item, 10, 15_000)
    sale = story.sell(item, 3)
    owner = story.named(story.cahyani)
    assert sorted(story.lines(f"sales.sale:{sale}")) == [
        ("cash_on_hand", "", 45_000),
        ("consignment_commission", owner, -4_500),
        ("consignment_payable", owner, -45_000),
        ("consignment_payable", owner, 4_500),
    ]
    return -story.village.balance("consignment_payable", owner)


def _receive_three_of_four_sacks(story: Story) -> None:
    """Billed 100 kg at Rp10.500 and Rp100.000 of freight; 75 kg came, 25 kg are claimed."""
    village = story.village
    receipt = make_receipt(village, received=75, reason=Reason.SHORT)
    supplier = f"supplier:{village.shown.supplier_id}"
    [claim] = list_claims(story.desk.cooperative_id)
    lines = story.lines(f"purchasing.receipt:{receipt}")
    assert [(role, amount) for role, _subject, amount in lines] == [
        ("inventory_raw_materials", 887_500),
        ("inventory_raw_materials", 262_500),
        ("trade_payable", -1_150_000),
    ]
    end = ClaimEnd(claim_id=claim.id, on=DAY, credited=Money(262_500), note_number="NK-7")
    with transaction():
        paper = claims.end_claim(desk=story.desk, end=end, request_id=story.request())
    assert story.lines(f"purchasing.claim:{paper}") == [
        ("trade_payable", supplier, 262_500),
        ("inventory_raw_materials", f"claim:{claim.id}", -262_500),
    ]


def _hand_over(story: Story) -> None:
    """31, 28 and 16 kg; each pays another way, and together they pay the bill, the freight and 2 %."""
    village, book = story.village, story.lines
    first = make_delivery(village, 0, ways=Ways(advance=Money(300_000), cash=Money(73_344)))
    second = make_delivery(village, 1, ways=Ways(credit=Money(337_213)), place_id=None)
    third = make_delivery(
        village, 2, ways=Ways(set_off=Money(40_500), savings=Money(152_193)), place_id=None
    )
    found = {key: book(f"purchasing.delivery:{key}") for key in (first, second, third)}
    shelf = next(subject for role, subject, _amount in found[first] if role.startswith("inventory"))
    assert found == {
        first: [
            ("cash_on_hand", "", 73_344),
            ("member_deposits_orders", story.named(story.aminah), 300_000),
            ("sales_members", "", -373_344),
            ("cogs_members", "", 366_833),
            ("inventory_raw_materials", shelf, -366_833),
        ],
        second: [
            ("member_goods_receivable", story.named(story.badriyah), 337_213),
            ("sales_members", "", -337_213),
            ("cogs_members", "", 331_334),
            ("inventory_raw_materials", shelf, -331_334),
        ],
        third: [
            ("voluntary_savings", story.named(story.cahyani), 152_193),
            ("consignment_payable", story.named(story.cahyani), 40_500),
            ("sales_members", "", -192_693),
            ("cogs_members", "", 189_333),
            ("inventory_raw_materials", shelf, -189_333),
        ],
    }


def _make_the_round_even(story: Story) -> None:
    """The supplier gets what is left of the bill, and nothing of the round remains."""
    village = story.village
    money = SupplierMoney(
        supplier_id=village.shown.supplier_id, kind=paying.PAYMENT, on=DAY, place_id=village.cash,
        cash=Money(887_500),
    )  # fmt: skip
    with transaction():
        paying.pay_supplier(desk=village.agreed, money=money, request_id=story.request())
    with transaction():
        settling.settle(desk=story.desk, round_id=village.round_id, on=DAY, explained="")
    assert village.shown.state == "settled"
    for role in ("trade_payable", "inventory_raw_materials", "member_deposits_orders"):
        assert village.balance(role) == 0


def _trade_in_the_shop(story: Story) -> None:
    """Ten packs bought from Aminah for cash; six go by QRIS, two on credit, one of them comes back."""
    village = story.village
    chips = make_item(story.desk, "Keripik pisang koperasi", **(PACK | {"kind": Kind.GOODS}))
    story.price(chips, "other", 12_000)
    story.price(chips, "member", 11_000)
    goods = (ProduceItem(chips.id, 10, "", Money(8_000)),)
    bought = Purchase(story.aminah.id, village.office.id, DAY, goods, Money(80_000), village.cash)
    code = till.NewCode(
        payload=QRIS, scale=Scale.SMALL, valid_from=date(2026, 8, 1),
        place_id=ledger.account(book_id=story.desk.book_id, role="bank").id,
    )  # fmt: skip
    with transaction():
        trade.buy(desk=story.desk, asked=bought, request_id=story.request())
        till.store_code(desk=agreed(story.desk), code=code, request_id=story.request())
    by_code = story.sell(chips, 6, "qris")
    assert sorted(role_and_amount(story, f"sales.sale:{by_code}")) == [
        ("bank", 71_496),
        ("bank_charges", 504),
        ("cogs_nonmembers", 48_000),
        ("inventory_goods", -48_000),
        ("sales_nonmembers", -72_000),
    ]
    bon = story.sell(chips, 2, "credit", story.badriyah.id)
    returning = till_acts.Returning(
        sale_id=bon, returned_on=DAY, reason="kemasan bocor", refund=till_acts.Refund.RECEIVABLE,
        lines=(till_acts.Back(1, 1),),
    )  # fmt: skip
    with transaction():
        till.take_back(desk=story.desk, returning=returning, request_id=story.request())
    assert village.balance("member_goods_receivable") == 337_213 + 22_000 - 11_000


def role_and_amount(story: Story, source: str) -> list[tuple[str, int]]:
    return [(role, amount) for role, _subject, amount in story.lines(source)]


def _settle_with_badriyah(story: Story) -> None:
    """Her ten packs brought Rp135.000: Rp100.000 off her bon, the rest in her hand; then she pays some more."""
    village, subject = story.village, story.named(story.badriyah)
    item = story.chips(story.badriyah, "Rengginang")
    story.price(item, "other", 15_000)
    story.leave(story.badriyah, item, 20, 15_000)
    story.sell(item, 10)
    done = story.settle(story.badriyah, set_off=100_000, paid=35_000)
    assert sorted(role_and_amount(story, f"sales.consignment:{done}")) == [
        ("cash_on_hand", -35_000),
        ("consignment_payable", 35_000),
        ("consignment_payable", 100_000),
        ("member_goods_receivable", -100_000),
    ]
    paid = Payment(subject, DAY, Money(48_213), Way.PLACE, village.cash)
    with transaction():
        trade.pay(desk=story.desk, payment=paid, request_id=story.request())
    assert village.balance("member_goods_receivable", subject) == 200_000


def _take_over(story: Story, business: Enterprise) -> None:
    """Aminah's own book takes the palm sugar at what it cost her, once."""
    offered = neighbours.dealings(story.desk.cooperative_id, story.aminah.id)
    assert {one.kind for one in offered} == {Dealt.BOUGHT, Dealt.SOLD}
    [sugar] = [one for one in offered if one.kind is Dealt.BOUGHT]
    desk = replace(story.desk, book_id=business.book_id, user_id=7)
    mine = make_item(desk, "Gula aren")
    asked = Acceptance(sugar.key, choices=(Choice(sugar.items[0].item_id, Treated.ITEM, mine.id),))
    with transaction():
        first = workshop.accept(desk=desk, business=business, new=asked, request_id="take-over")
    with transaction():
        again = workshop.accept(desk=desk, business=business, new=asked, request_id="again")
    assert again == first
    worth = ledger.balance(book_id=business.book_id, account="inventory_raw_materials")
    assert worth == 373_344


def _close_august(story: Story) -> None:
    book = story.desk.book_id
    with transaction():
        ledger.close_month(book_id=book, month=Month(2026, 8), by=1)
    rows = ledger.trial_balance(book_id=book, on=date(2026, 8, 31))
    assert {row.account.role: int(row.balance) for row in rows if row.balance} == AT_LAST
    assert sum(AT_LAST.values()) == 0
