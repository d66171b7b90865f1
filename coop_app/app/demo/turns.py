"""What makes the demonstration's years like real ones: counts, a group's own box, people who leave."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from coop_app.app.demo import lending, repaying, thrift
from coop_app.app.demo.house import House
from coop_app.app.demo.people import Person
from coop_app.cashbook import service as cashbook
from coop_app.cashbook.rules.counting import DENOMINATIONS
from coop_app.cashbook.rules.recording import Move
from coop_app.closing import queries as closings
from coop_app.closing import service as closing
from coop_app.closing.rules.leaving import WAYS, Leaving, Sheet
from coop_app.closing.rules.refunds import Refund
from coop_app.dates import Month
from coop_app.members import service as members
from coop_app.members.rules import standing
from coop_app.members.rules.standing import Step
from coop_app.money import Money
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Part, Payment
from coop_app.savings.rules.products import SUKARELA

_WITNESSES = "Bambang Riyadi (contoh)\nSri Wahyuni (contoh)"
#: months whose count found less, or more, than the book says
_DIFFERENCES = {5: -2_000, 10: 500}
_REFILL = 200_000
#: how far through the years, in percent, somebody's membership changes; to what, and why
_CHANGES = (
    (45, standing.LEFT, "Pindah ke luar kota mengikuti suami"),
    (60, standing.INACTIVE, "Berangkat bekerja lagi ke Taiwan"),
    (70, standing.DECEASED, "Meninggal dunia karena sakit"),
    (85, standing.LEFT, "Mengundurkan diri, surat tanggal rapat"),
)
_ENOUGH_MEMBERS = 20


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months that are lived through, and today."""

    months: tuple[Month, ...]
    today: date


def begin_group_box(house: House, first: date) -> None:
    """The first village keeps a small box of its own."""
    group_id = house.groups["KUR"]
    house.box = cashbook.add_place(
        desk=house.desk(first), name="Kas kelompok Kuripan", kind="group", group_id=group_id,
        keeper="Koordinator Kuripan",
    )  # fmt: skip


def end_month(house: House, month: Month, folk: list[Person], calendar: Calendar) -> None:
    """Everything that a month ends with, in the order of its days."""
    random = Random(f"{month} {len(folk)}")  # noqa: S311 - for invented people
    if month.plus(1) == calendar.months[-1]:
        _twice(house, month.first + timedelta(days=13))
    _change_someone(house, month, folk, calendar)
    repaying.collect(house, month, calendar.today)
    lending.lend(house, month, folk, calendar.today)
    thrift.place_deposit(house, month, calendar.months[0], calendar.today)
    repaying.give_up(house, month, calendar.today)
    repaying.judge(house, month, calendar.today)
    thrift.pay_interest(house, month, calendar.today)
    if month.last <= calendar.today:
        _spend_from_box(house, month, random)
        for place in (house.cash, house.box):
            _count(house, month, place)


def _spend_from_box(house: House, month: Month, random: Random) -> None:
    on = month.last - timedelta(days=1)
    if house.held(house.box, on) < _REFILL // 2 and house.held(house.cash, on) > _REFILL:
        move = Move(house.cash, house.box, Money(_REFILL), on, "Pengisian kas kelompok Kuripan")
        cashbook.transfer(desk=house.desk(on), request_id=house.request(), move=move)
    amount = random.randrange(30_000, 60_000, 500)
    if house.held(house.box, on) >= amount:
        words = f"Konsumsi pertemuan kelompok Kuripan {month.name}"
        cashbook.spend(
            desk=house.desk(on), request_id=house.request(), category="meeting_expense",
            move=Move(house.box, "meeting_costs", Money(amount), on, words), evidence="nota",
        )  # fmt: skip


def _count(house: House, month: Month, place: int) -> None:
    held = house.held(place, month.last)
    more = _DIFFERENCES.get(month.number, 0) if place == house.cash else 0
    there = max(held + more, 0)
    pieces, rest = [], there
    for denomination in DENOMINATIONS:
        pieces.append((denomination, rest // denomination))
        rest %= denomination
    what = cashbook.Count(place, month.last, tuple(pieces), _WITNESSES, "", Money(held))
    memo = f"Selisih kas opname {month.name}"
    desk = house.desk(month.last)
    cashbook.count(desk=desk, request_id=house.request(), what=what, memo=memo)


def _twice(house: House, on: date) -> None:
    """A deposit that was written twice, and its reversal."""
    paid = Payment(
        next(iter(house.members.values())), on, house.cash, (Part(SUKARELA, Money(50_000)),)
    )
    desk = house.desk(on)
    savings.deposit(desk=desk, payment=paid, request_id=house.request())
    again = savings.deposit(desk=desk, payment=paid, request_id=house.request())
    why = "Tercatat dua kali; kuitansi kedua ditarik kembali"
    savings.reverse_act(desk=house.agreed(on), act_id=again.id, on=on, why=why)


def _change_someone(house: House, month: Month, folk: list[Person], calendar: Calendar) -> None:
    at = calendar.months.index(month)
    due = [change for change in _CHANGES if len(calendar.months) * change[0] // 100 == at]
    on = month.first + timedelta(days=25)
    if not due or on > calendar.today or len(folk) < _ENOUGH_MEMBERS:
        return
    _percent, status, reason = due[0]
    chosen = _weary(house, folk, on)
    if chosen is None:
        return
    house.gone.add(chosen)
    if status in WAYS:
        _leave(house, house.members[chosen], Step(status=status, on=on, reason=reason))
    else:
        members.change_status(
            Step(status=status, on=on, reason=reason), member_id=house.members[chosen],
            cooperative_id=house.cooperative_id, by=house.treasurer, today=on,
        )  # fmt: skip


def _weary(house: House, folk: list[Person], on: date) -> int | None:
    """Somebody who came less and less and owes nothing; never the first, whom visitors look at."""
    before = Month.of(on).plus(-2)
    known = [i for i in list(house.members)[1:] if Month.of(folk[i].joined_on) < before]
    habits = ("stopped", "late")
    found = (i for habit in habits for i in known if folk[i].habit == habit)
    return next((i for i in found if i not in house.gone and _may_go(house, i, on)), None)


def _may_go(house: House, position: int, on: date) -> bool:
    sheet = _sheet(house, house.members[position], on)
    return not sheet.obstacles and not sheet.debts


def _sheet(house: House, member_id: int, on: date) -> Sheet:
    return closings.sheet_of(house.cooperative_id, house.book_id, member_id, on)


def _leave(house: House, member_id: int, step: Step) -> None:
    """Settle with two people, and pay out by transfer: the sum has odd rupiah."""
    sheet = _sheet(house, member_id, step.on)
    leaving = Leaving(member_id, step.status, step.on, step.reason, sheet.mark)
    desk = house.agreed(step.on)
    closing.leave(desk=desk, leaving=leaving, request_id=house.request())
    # heirs come later, with their papers
    if step.status == standing.LEFT and 0 < sheet.payable <= house.held(house.bank, step.on):
        refund = Refund(member_id, step.on, house.bank, sheet.payable)
        closing.pay_refund(desk=desk, refund=refund, request_id=house.request())
