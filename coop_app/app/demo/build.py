"""Fill a new database with the demonstration cooperative, through the same services as real work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from coop_app import clock, ledger
from coop_app.app.demo import people, plan
from coop_app.app.first_start import Answers, begin
from coop_app.auth import service as auth
from coop_app.cashbook import service as cashbook
from coop_app.cashbook.rules.recording import Move, Office
from coop_app.chart.categories import categories
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.members import service as members
from coop_app.members.rules.facts import MemberFacts, StayFacts
from coop_app.money import Money
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Desk, Part, Payment, Withdrawal
from coop_app.savings.rules.products import SUKARELA, WAJIB

PRINCIPAL = 100_000
_GRANT = 15_000_000
_EQUIPMENT = 4_800_000
_OPEN_MONTHS = 2
_REFILL = 500_000
#: sign-in name → role and the name on papers
OFFICERS = {
    "ketua": ("ketua", "Sri Wahyuni (contoh)"),
    "pengawas": ("pengawas", "Bambang Riyadi (contoh)"),
    "pelatih": ("pelatih", "Ratna Kurniasih (contoh)"),
    "anggota": ("anggota", "Anggota Contoh"),
    "koordinator": ("koordinator", "Koordinator Contoh"),
    "admin": ("admin", "Operator Contoh"),
}
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class House:
    """The cooperative while it is being filled."""

    cooperative_id: int
    book_id: int
    treasurer: int
    cash: int
    bank: int
    groups: dict[str, int] = field(default_factory=dict)
    #: position in the list of people → member
    members: dict[int, int] = field(default_factory=dict)
    serial: int = 0

    def desk(self, today: date) -> Desk:
        """The savings desk on a day."""
        return Desk(self.cooperative_id, self.book_id, self.treasurer, today)

    @property
    def office(self) -> Office:
        """The cash book's office."""
        return Office(self.cooperative_id, self.book_id, self.treasurer)

    def request(self) -> str:
        """The next request id."""
        self.serial += 1
        return f"demo-{self.serial:06d}"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be built."""

    years: int
    members: int
    seed: int
    password: str
    today: date


def build(wish: Wish, progress: Progress) -> House:
    """Build the whole demonstration, month by month; `progress` hears month and number of months."""
    # random numbers for invented people, not for secrets
    random = Random(wish.seed)  # noqa: S311
    last = Month.of(wish.today)
    months = Month(last.year - wish.years, last.number).next().until(last)
    folk = people.invent(wish.members, first=months[0].first, last=wish.today, random=random)
    with transaction():
        house = _found(wish, months[0])
    for i, month in enumerate(months):
        _live_through(house, month, folk, random, wish.today)
        progress(i + 1, len(months))
    _close(house, months[:-_OPEN_MONTHS])
    return house


def _found(wish: Wish, first: Month) -> House:
    answers = Answers(
        cooperative="Koperasi Purna Migran Sejahtera",
        short_name="KPMS",
        opened_on=first.first,
        chart="cooperative",
        display_name="Siti Rahayu (contoh)",
        name="bendahara",
        password=wish.password,
        is_demo=True,
    )
    cooperative_id, treasurer = begin(answers, now=clock.now())
    for name, (role, shown) in OFFICERS.items():
        new = auth.NewUser(name, role, shown)
        auth.add_user(
            new,
            cooperative_id=cooperative_id,
            by=treasurer,
            now=clock.now(),
            password=wish.password,
        )
    book_id = ledger.main_book(cooperative_id)
    cash = ledger.account(book_id=book_id, role="cash_on_hand").id
    bank = ledger.account(book_id=book_id, role="bank").id
    house = House(cooperative_id, book_id, treasurer, cash, bank)
    for code, village, district in people.VILLAGES:
        group = members.GroupFacts(name=village, code=code, village=village, district=district)
        house.groups[code] = members.add_group(group, cooperative_id=cooperative_id, by=treasurer)
    _begin_books(house, first)
    return house


def _begin_books(house: House, first: Month) -> None:
    gift = Move(
        house.bank, "grants", Money(_GRANT), first.first, "Hibah program pemberdayaan purna migran"
    )
    cashbook.receive(
        office=house.office,
        request_id=house.request(),
        move=gift,
        category="grant",
        evidence="SK hibah",
    )
    move = Move(house.bank, house.cash, Money(3_000_000), first.first, "Pengisian kas kantor")
    cashbook.transfer(office=house.office, request_id=house.request(), move=move)
    tool = Move(
        house.bank, "equipment", Money(_EQUIPMENT), first.first, "Laptop dan printer kantor"
    )
    cashbook.spend(
        office=house.office, request_id=house.request(), move=tool, category="equipment_purchase",
        evidence="faktur",
    )  # fmt: skip


def _live_through(
    house: House, month: Month, folk: list[people.Person], random: Random, today: date
) -> None:
    with transaction():
        for i, person in enumerate(folk):
            if Month.of(person.joined_on) == month and person.joined_on <= today:
                _admit(house, i, person)
    for event in plan.events_of(month, folk, random):
        if event.on <= today:
            with transaction():
                _happen(house, event)


def _admit(house: House, i: int, person: people.Person) -> None:
    sex = "F" if person.sex == "P" else "M"
    facts = MemberFacts(
        name=person.name, group_id=house.groups[person.village], sex=sex,
        birth_year=person.birth_year, phone=person.phone, joined_on=person.joined_on,
        address=f"RT {1 + i % 5:02d} RW {1 + i % 3:02d}",
    )  # fmt: skip
    admission = savings.Admission(
        facts, person.joined_on, house.cash, Money(PRINCIPAL), Money(plan.DUES), despite_double=True
    )
    act = savings.admit_with_payment(
        desk=house.desk(person.joined_on), admission=admission, request_id=house.request()
    )
    house.members[i] = act.member_id
    stay = StayFacts(
        country=person.country,
        work=person.work,
        from_year=person.left_home,
        to_year=person.came_back,
    )
    members.set_background(
        members.Background(stays=(stay,)), member_id=act.member_id,
        cooperative_id=house.cooperative_id, by=house.treasurer, on=person.joined_on,
    )  # fmt: skip


def _happen(house: House, event: plan.Event) -> None:
    if isinstance(event, plan.Meeting):
        _meet(house, event)
    elif isinstance(event, plan.Cash):
        _move_cash(house, event)
    elif isinstance(event, plan.Transfer):
        _to_bank(house, event)
    else:
        _withdraw(house, event)


def _meet(house: House, meeting: plan.Meeting) -> None:
    rows = []
    for gift in meeting.gifts:
        dues, saved = gift.dues_months * plan.DUES, gift.savings
        parts = [Part(WAJIB, Money(dues))] if dues else []
        parts += [Part(SUKARELA, Money(saved))] if saved else []
        rows.append(Payment(house.members[gift.person], meeting.on, house.cash, tuple(parts)))
    savings.group_sheet(
        desk=house.desk(meeting.on), group_id=house.groups[meeting.village], rows=rows,
        request_id=house.request(),
    )  # fmt: skip


def _move_cash(house: House, event: plan.Cash) -> None:
    chosen = categories()[event.category]
    place = house.bank if event.place == "bank" else house.cash
    if chosen.direction == "out" and not _can_pay(house, place, event):
        return
    move = Move(place, chosen.role, Money(event.amount), event.on, event.words)
    act = cashbook.receive if chosen.direction == "in" else cashbook.spend
    act(
        office=house.office, request_id=house.request(), move=move, category=event.category,
        evidence=event.evidence,
    )  # fmt: skip


def _can_pay(house: House, place: int, event: plan.Cash) -> bool:
    """Whether the money is there, fetched from the bank where the cash box is short of it."""
    if _held(house, place, event.on) >= event.amount:
        return True
    if place == house.bank or _held(house, house.bank, event.on) < event.amount + _REFILL:
        return False
    amount = Money(event.amount + _REFILL)
    move = Move(house.bank, house.cash, amount, event.on, "Ambil uang di bank untuk kas kantor")
    cashbook.transfer(office=house.office, request_id=house.request(), move=move, evidence="slip")
    return True


def _held(house: House, place: int, on: date) -> int:
    return int(ledger.balance(book_id=house.book_id, account=place, on=on))


def _to_bank(house: House, event: plan.Transfer) -> None:
    amount = _held(house, house.cash, event.on) * event.part // 100 // 50_000 * 50_000
    if amount > 0:
        move = Move(house.cash, house.bank, Money(amount), event.on, "Setor kas ke bank")
        cashbook.transfer(
            office=house.office, request_id=house.request(), move=move, evidence="slip"
        )


def _withdraw(house: House, event: plan.Withdrawal) -> None:
    member_id = house.members[event.person]
    subject = f"member:{member_id}"
    held = -ledger.balance(book_id=house.book_id, account="voluntary_savings", subject=subject)
    amount = int(held) * event.percent // 100 // 5_000 * 5_000
    if amount >= 20_000 and _held(house, house.cash, event.on) > amount:
        taken = Withdrawal(member_id, event.on, house.cash, SUKARELA, Money(amount))
        savings.withdraw(desk=house.desk(event.on), withdrawal=taken, request_id=house.request())


def _close(house: House, months: list[Month]) -> None:
    for month in months:
        with transaction():
            ledger.close_month(book_id=house.book_id, month=month, by=house.treasurer)
