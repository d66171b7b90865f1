"""What happens in the demonstration years, day by day: a plan made from the seed alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from coop_app.app.demo.people import Person
from coop_app.dates import Month

DUES = 20_000
#: months before the feast and the school year, when savings are taken out
_HARD_MONTHS = (3, 7)
_RAPEL_MONTHS = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Gift:
    """What one member brings to a meeting: dues for so many months, and savings."""

    person: int
    dues_months: int
    savings: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """One group's monthly meeting."""

    on: date
    village: str
    gifts: tuple[Gift, ...]


@dataclass(frozen=True, slots=True)
class Cash:
    """Money in or out of the office, in the everyday words of the cash book."""

    on: date
    category: str
    amount: int
    words: str
    place: str = "cash"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Surplus cash to the bank."""

    on: date
    part: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A member takes part of the savings out, in percent."""

    on: date
    person: int
    percent: int


Event = Meeting | Cash | Transfer | Withdrawal


def events_of(month: Month, people: list[Person], random: Random) -> Iterator[Event]:
    """Everything of one month, in the order of days."""
    yield from sorted(_month(month, people, random), key=lambda event: event.on)


def _month(month: Month, people: list[Person], random: Random) -> Iterator[Event]:
    villages = sorted({person.village for person in people})
    for i, village in enumerate(villages):
        day = month.first + timedelta(days=4 + i)
        gifts = tuple(_gifts(month, day, village, people, random))
        if gifts:
            yield Meeting(day, village, gifts)
    yield from _office(month, random)
    if month.number in _HARD_MONTHS:
        for i, person in enumerate(people):
            if person.spare >= 25_000 and person.joined_on < month.first and random.random() < 0.2:
                day = month.first + timedelta(days=random.randint(15, 24))
                yield Withdrawal(day, i, random.choice((20, 40, 60)))


def _gifts(
    month: Month, day: date, village: str, people: list[Person], random: Random
) -> Iterator[Gift]:
    for i, person in enumerate(people):
        # the month of admission is paid with the admission
        if (
            person.village != village
            or Month.of(person.joined_on) >= month
            or person.joined_on > day
        ):
            continue
        dues = _dues_months(person, month, random)
        savings = person.spare if person.spare and random.random() < 0.45 else 0
        if dues or savings:
            yield Gift(i, dues, savings)


def _dues_months(person: Person, month: Month, random: Random) -> int:
    since = (month.year - person.joined_on.year) * 12 + month.number - person.joined_on.month
    chance = random.random()
    if person.habit == "steady":
        return 1 if chance < 0.93 else 0
    if person.habit == "rapel":
        return min(3, since) if month.number in _RAPEL_MONTHS else 0
    if person.habit == "ahead":
        return 12 if since % 12 == 1 else 0
    if person.habit == "late":
        return 1 if chance < 0.5 else 0
    return 1 if since <= 8 else 0


#: day, category, about so many rupiah, words, evidence; every month
_MONTHLY = (
    (16, "electricity_expense", 115_000, "Token listrik kantor", "struk"),
    (17, "office_expense", 60_000, "Fotokopi dan buku kuitansi", "nota"),
    (18, "transport_expense", 90_000, "Bensin keliling kelompok desa", ""),
    (19, "communication_expense", 50_000, "Pulsa dan paket data kantor", ""),
    (20, "meeting_expense", 140_000, "Konsumsi rapat pengurus", "nota"),
    (21, "entrance_fee", 50_000, "Jasa fotokopi dan administrasi anggota", ""),
    (25, "entrance_fee", 650_000, "Jasa pemasaran produk anggota di bazar", "rekap"),
    (27, "other_income", 180_000, "Sewa alat pengemas untuk bazar", ""),
)
_QUARTERLY = (
    (22, "honorarium_expense", 450_000, "Honor pengurus dan pengawas triwulan", "daftar terima"),
    (23, "education_expense", 250_000, "Pelatihan olahan pangan anggota", "daftar hadir"),
)
_YEARLY = ((24, "meeting_expense", 1_250_000, "Rapat Anggota Tahunan", "nota"),)
_BANK = (
    (28, "bank_interest", 14_000, "Bunga bank", "rek. koran"),
    (28, "bank_fee", 7_500, "Biaya administrasi bank", "rek. koran"),
)


def _office(month: Month, random: Random) -> Iterator[Event]:
    rows = [*_MONTHLY]
    rows += _QUARTERLY if month.number in _RAPEL_MONTHS else ()
    rows += _YEARLY if month.number == 1 else ()
    for day, category, about, words, evidence in rows:
        amount = about * random.randint(80, 125) // 100 // 500 * 500
        yield Cash(_day(month, day), category, amount, f"{words} {month.name}", evidence=evidence)
    yield Transfer(_day(month, 26), random.randint(45, 70))
    for day, category, about, words, evidence in _BANK:
        yield Cash(_day(month, day), category, about, words, place="bank", evidence=evidence)


def _day(month: Month, day: int) -> date:
    return min(month.first + timedelta(days=day - 1), month.last)
