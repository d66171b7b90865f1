"""The demonstration's goods of rounds: advances, the truck and its bill, sharing, hand-overs, claims, settlement."""

from datetime import date, timedelta
from random import Random

from coop_app import auth, ledger
from coop_app.app.demo.house import House
from coop_app.app.demo.trade.rounds import running
from coop_app.dates import Month
from coop_app.money import ZERO, Money
from coop_app.products import service as goods
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.queries.receiving.payables import payable_to
from coop_app.purchasing.queries.receiving.sharings import sharings_of
from coop_app.purchasing.queries.rounds import OrderPaper, Round
from coop_app.purchasing.rules.receiving.acts import (
    AdvanceMoney,
    ClaimEnd,
    HandOver,
    Receipt,
    ReceiptLine,
    SupplierMoney,
)
from coop_app.purchasing.rules.receiving.landing import Basis, Charges, Reason
from coop_app.purchasing.rules.receiving.ways import Means, Ways
from coop_app.purchasing.service.receiving import (
    advances,
    claims,
    delivering,
    paying,
    receipts,
    settling,
)

_DAY = timedelta(days=1)
#: days from the order to the truck, to the villages, to the credit note, to the end
_COMES, _GOES, _CREDITED, _SETTLED = 3, 4, 8, 12
#: what stays in the cash box whatever a supplier asks for
_RESERVE = 1_000_000


def each_month(house: House, month: Month, today: date) -> None:
    """What was ordered comes, is shared, fetched and paid; the newest round is still under way."""
    for shown in running(house):
        paper = queries.order_paper(house.cooperative_id, shown.id)
        if paper is None or paper.ordered_on + _SETTLED * _DAY > today:
            continue
        random = Random(f"delivery {shown.number}")  # noqa: S311 - for invented people
        _pay_in(house, shown, random, paper.ordered_on)
        _receive(house, shown, paper, random)
        is_newest = month.plus(2) >= Month.of(today)
        _hand_over(house, shown, random, (paper.ordered_on + _GOES * _DAY, 3 if is_newest else 0))
        if not is_newest:
            _finish(house, shown, paper.ordered_on)
        _pay(house, shown, paper.ordered_on + _SETTLED * _DAY, half=is_newest)


def _pay_in(house: House, shown: Round, random: Random, on: date) -> None:
    """A third of those who ordered pay something in advance."""
    everybody = sorted({one.member_id for rows in queries.allocations_of(shown.id).values()
                        for one in rows if one.quantity})  # fmt: skip
    for member_id in everybody:
        if random.random() < 0.35:
            money = AdvanceMoney(
                member_id=member_id, kind=advances.IN, on=on, place_id=house.cash,
                amount=Money(random.choice((50_000, 100_000, 200_000))), round_id=shown.id,
            )  # fmt: skip
            advances.record_advance(desk=house.desk(on), advance=money, request_id=house.request())


def _receive(house: House, shown: Round, paper: OrderPaper, random: Random) -> None:
    """The truck: now and then a sack is missing, now and then the scale says otherwise."""
    on = paper.ordered_on + _COMES * _DAY
    desk = house.agreed(on)
    items = {one.id: one for one in queries.items_of(shown)}
    lines = []
    for number, line in enumerate(paper.lines):
        item = items[line.round_item_id]
        billed, received, reason = line.quantity * item.unit_factor, 0, None
        received = billed
        if number == 0 and shown.number % 2 and line.packs > 1:
            received, reason = billed - item.terms.pack_size * item.unit_factor, Reason.SHORT
        elif number and shown.number % 3 == 0:
            received, reason = billed - random.randint(1, 4) * 100, Reason.WEIGHING
        lines.append(
            ReceiptLine(
                item_id=item.item_id, billed=billed, received=received, amount=line.value,
                reason=reason,
            )
        )  # fmt: skip
    charges = Charges(freight_billed=Money(120_000), loading_paid=Money(30_000), basis=Basis.WEIGHT)
    receipt = Receipt(
        supplier_id=shown.supplier_id, round_id=shown.id, point_id=goods.office(desk=desk).id,
        received_on=on, bill_number=f"F{on:%y%m}-{shown.number:03d}", bill_date=on,
        lines=tuple(lines), charges=charges, carrier_place_id=house.cash,
    )  # fmt: skip
    receipts.receive(desk=desk, receipt=receipt, request_id=house.request())


def _hand_over(house: House, shown: Round, random: Random, when: tuple[date, int]) -> None:
    """Everybody fetches, but for the last few of the newest round."""
    on, left = when
    desk = house.desk(on)
    point_id = goods.office(desk=desk).id
    waiting = sorted({one.member_id for shared in sharings_of(shown)
                      for one in shared.shares if one.open})  # fmt: skip
    for member_id in waiting[: len(waiting) - left]:
        lines = tuple(
            (shared.item.id, mine.open)
            for shared in sharings_of(shown)
            if (mine := shared.of(member_id)) and mine.open
        )
        asked = HandOver(
            round_id=shown.id, member_id=member_id, point_id=point_id, on=on, lines=lines,
            ways=Ways(), place_id=house.cash,
        )  # fmt: skip
        total = delivering.decide(desk=desk, handed=asked).total
        paid = _ways(total, delivering.means_of(desk, member_id), random)
        asked = HandOver(
            round_id=shown.id, member_id=member_id, point_id=point_id, on=on, lines=lines,
            ways=paid, place_id=place_for(house, int(paid.cash)),
        )  # fmt: skip
        delivering.hand_over(desk=desk, handed=asked, request_id=house.request())


def place_for(house: House, amount: int) -> int:
    """Odd rupiah go by transfer: there are no coins for them."""
    return house.bank if amount % 100 else house.cash


def _ways(total: Money, means: Means, random: Random) -> Ways:
    """The advance first; then some take from savings, some on credit, most pay cash."""
    advance = min(int(total), int(means.advance))
    rest = int(total) - advance
    savings = min(rest, int(means.savings)) if random.random() < 0.2 else 0
    rest -= savings
    credit = min(rest, int(means.room)) if random.random() < 0.25 else 0
    return Ways(
        advance=Money(advance), savings=Money(savings), credit=Money(credit),
        cash=Money(rest - credit),
    )  # fmt: skip


def _finish(house: House, shown: Round, ordered_on: date) -> None:
    """The supplier's credit note, then the settlement."""
    on = ordered_on + _CREDITED * _DAY
    for claim in list_claims(house.cooperative_id, round_id=shown.id, open_only=True):
        end = ClaimEnd(
            claim_id=claim.id, on=on, credited=claim.amount, note_number=f"NK-{claim.id:03d}"
        )
        claims.end_claim(desk=house.desk(on), end=end, request_id=house.request())
    on = ordered_on + _SETTLED * _DAY
    left = any(shared.left for shared in sharings_of(shown))
    words = "Sisa pembulatan karung dan timbangan; dijual lewat warung koperasi." if left else ""
    settling.settle(desk=house.desk(on), round_id=shown.id, on=on, explained=words)


def _pay(house: House, shown: Round, on: date, *, half: bool) -> None:
    """The supplier is paid as far as the cash box carries it."""
    owed = payable_to(house.book_id, shown.supplier_id, on).owed
    wanted = int(owed) // 2 if half else int(owed)
    place = house.cash if house.spare(house.cash, on) - _RESERVE >= wanted else house.bank
    there = house.spare(place, on) - _RESERVE - int(
        auth.held(book_id=house.book_id, account_id=place)
    )  # fmt: skip
    amount = Money(max(min(wanted, there), 0))
    if amount > ZERO:
        money = SupplierMoney(
            supplier_id=shown.supplier_id, kind=paying.PAYMENT, on=on, place_id=place, cash=amount
        )
        key = paying.pay_supplier(desk=house.agreed(on), money=money, request_id=house.request())
        seq = ledger.find_by_source(book_id=house.book_id, source=f"purchasing.payment:{key}")
        assert seq is not None  # noqa: S101 - it was posted a line above
        ledger.refuse_short(book_id=house.book_id, seq=seq.seq)
