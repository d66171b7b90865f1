"""A round that was ordered, goods that come, members who fetch them: for tests, made through the services."""

import itertools
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Point
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving import proof
from coop_app.purchasing.queries.receiving.sharings import Shared, sharings_of
from coop_app.purchasing.queries.rounds import Item, Round
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.receiving.acts import AdvanceMoney, HandOver, Receipt, ReceiptLine
from coop_app.purchasing.rules.receiving.landing import Charges, Reason
from coop_app.purchasing.rules.receiving.ways import Ways
from coop_app.purchasing.service.receiving import advances, delivering, receipts
from tests.make import cash_of, make_cooperative, make_group, make_member, make_savings
from tests.make_products import make_point
from tests.make_rounds import make_order, make_ordered, make_round

#: goods come the day after the order
DAY = date(2026, 8, 20)
KG = 1000
_count = itertools.count(1)


@dataclass(slots=True)
class Village:
    """A cooperative with an ordered round of palm sugar: A 40 kg, B 35 kg, C 20 kg and five to spare."""

    desk: Desk
    group_id: int
    members: list[MemberCard]
    round_id: int
    office: Point

    @property
    def shown(self) -> Round:
        """The round as it is now."""
        return rounds.get_round(self.desk.cooperative_id, self.round_id)

    @property
    def item(self) -> Item:
        """Palm sugar in the round."""
        return rounds.items_of(self.shown)[0]

    @property
    def shared(self) -> Shared:
        """Palm sugar as it is shared."""
        return sharings_of(self.shown)[0]

    @property
    def cash(self) -> int:
        """The main cash box."""
        return cash_of(self.desk)

    @property
    def agreed(self) -> Desk:
        """The desk with a second person beside it."""
        return replace(self.desk, approved_by=2)

    def balance(self, account: str, subject: str | None = None) -> int:
        """Rupiah, debit positive."""
        return int(ledger.balance(book_id=self.desk.book_id, account=account, subject=subject))

    def quantity(self, point: Point | None = None) -> int:
        """Palm sugar at a point, in grams."""
        here = point or self.office
        return products.quantity_at(self.desk.book_id, self.item.item_id, here.id)

    def lines(self, source: str) -> list[tuple[str, str, int]]:
        """The lines of an entry: role or name of the account, subject, rupiah; debit positive."""
        found = ledger.find_by_source(book_id=self.desk.book_id, source=source)
        assert found is not None
        page = ledger.entry_page(book_id=self.desk.book_id, seq=found.seq)
        roles = {one.id: one.role or one.name for one in ledger.accounts(book_id=self.desk.book_id)}
        return [(roles[one.account_id], one.subject or "", int(one.amount)) for one in page.lines]

    def audit(self) -> None:
        """Ledger and papers agree."""
        assert ledger.audit(book_id=self.desk.book_id) == []
        assert proof.check(self.desk.book_id) == []


def make_village(**plan: Any) -> Village:
    """The round is ordered on 19 August 2026; today is the 20th. 2 % margin, shared proportionally."""
    key = make_cooperative()
    desk = make_savings(key)
    group_id = make_group(key)
    names = ("Aminah", "Badriyah", "Cahyani")
    cards = [make_member(key, group_id, name) for name in names]
    known = {"rule": Rule.PROPORTIONAL, "margin": 200} | plan
    shown = make_round(desk, supplier={"terms_days": 14}, **known)
    for card, (quantity, spare) in zip(cards, ((40, 10), (35, 5), (20, 10)), strict=True):
        make_order(desk, shown, card.id, quantity, tolerance=spare)
    make_ordered(desk, shown)
    here = replace(desk, today=DAY)
    return Village(here, group_id, cards, shown.id, make_point(here, "Kantor"))


def receipt_of(
    village: Village, *, billed: int = 100, received: int = 100, **facts: Any
) -> Receipt:
    """Kilograms of palm sugar at Rp10.500 a kg (or `amount`), Rp100.000 of freight on the bill."""
    line = ReceiptLine(
        item_id=village.item.item_id, billed=billed * KG, received=received * KG,
        amount=Money(facts.pop("amount", billed * 10_500)), reason=facts.pop("reason", None),
    )  # fmt: skip
    known: dict[str, Any] = {
        "supplier_id": village.shown.supplier_id, "round_id": village.round_id,
        "point_id": village.office.id, "received_on": DAY, "bill_date": DAY,
        "bill_number": f"F-{next(_count)}", "lines": (line,),
        "charges": Charges(freight_billed=Money(100_000)),
    }  # fmt: skip
    return Receipt(**(known | facts))


def make_receipt(village: Village, **facts: Any) -> int:
    """Goods in the shed with their bill."""
    receipt = receipt_of(village, **facts)
    with transaction():
        return receipts.receive(
            desk=village.desk, receipt=receipt, request_id=f"receipt-{next(_count)}"
        )


def make_short(village: Village) -> int:
    """Four sacks billed, three came."""
    return make_receipt(village, received=75, reason=Reason.SHORT)


def make_advance(village: Village, member: int, amount: int, kind: str = "in", **facts: Any) -> int:
    """Money in advance from a member of the village (0, 1, 2)."""
    known = {"on": DAY, "place_id": village.cash, "round_id": village.round_id} | facts
    money = AdvanceMoney(
        member_id=village.members[member].id, kind=kind, amount=Money(amount), **known
    )
    with transaction():
        return advances.record_advance(
            desk=village.agreed, advance=money, request_id=f"advance-{next(_count)}"
        )


def handed(village: Village, member: int, **facts: Any) -> HandOver:
    """All that a member gets, paid in cash, or as it is said."""
    card = village.members[member]
    share = village.shared.of(card.id)
    assert share is not None
    lines = facts.pop("lines", ((village.item.id, share.open),))
    price = int(share.whole) - int(share.charged)
    known: dict[str, Any] = {
        "on": DAY, "point_id": village.office.id, "place_id": village.cash,
        "ways": Ways(cash=Money(facts.pop("cash", price))),
    }  # fmt: skip
    return HandOver(
        round_id=village.round_id, member_id=card.id, lines=lines, **(known | facts)
    )  # fmt: skip


def make_delivery(village: Village, member: int, **facts: Any) -> int:
    """A member fetches the goods."""
    hand_over = handed(village, member, **facts)
    with transaction():
        return delivering.hand_over(
            desk=village.desk, handed=hand_over, request_id=f"delivery-{next(_count)}"
        )


def later(days: int) -> date:
    """So many days after the goods came."""
    return DAY + timedelta(days=days)
