"""The demonstration's loans: kinds, who borrows, who pays on time and who does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from coop_app import ledger
from coop_app.app.demo.house import Debt, House
from coop_app.app.demo.people import Person
from coop_app.dates import Month
from coop_app.loans import queries, service
from coop_app.loans.rules.cost import Fees
from coop_app.loans.rules.lending.affordability import EXPENSE, INCOME, REMITTANCE, BudgetLine
from coop_app.loans.rules.lending.application import Application, Pledge
from coop_app.loans.rules.lending.payout import Payout
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms, ProductTerms
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.money import Money

_DECIDED = "Rapat pengurus, dalam batas keputusan RAT"
_PENALTY = PenaltyTerms(
    kind=PenaltyKind.DAILY, percent_per_day=Decimal("0.1"), free_days=5, cap_percent=10
)


def _terms(percent: str, method: Method, most: int, months: int, *, fees: Fees) -> ProductTerms:
    return ProductTerms(
        rate=Rate(percent=Decimal(percent), per=Per.MONTH, method=method),
        min_principal=Money(300_000), max_principal=Money(most), min_months=3, max_months=months,
        rounding_unit=100, fees=fees, penalty=_PENALTY,
    )  # fmt: skip


#: name → terms; the first is what most members ask for
_KINDS = {
    "Pinjaman usaha": _terms(
        "1.5", Method.FLAT, 10_000_000, 24,
        fees=Fees(provision_percent=Decimal(1), admin=Money(10_000)),
    ),
    "Pinjaman alat produksi": _terms(
        "1.8", Method.DECLINING, 15_000_000, 36,
        fees=Fees(provision_percent=Decimal(1), admin=Money(15_000)),
    ),
    "Pinjaman mendesak": _terms("1", Method.FLAT, 1_500_000, 6, fees=Fees()),
}  # fmt: skip
#: kind, rupiah, months, what for
_WISHES = (
    ("Pinjaman usaha", 2_000_000, 10, "Bahan baku keripik singkong menjelang Lebaran"),
    ("Pinjaman usaha", 3_000_000, 12, "Menambah barang dagangan warung"),
    ("Pinjaman mendesak", 1_000_000, 5, "Biaya masuk sekolah anak"),
    ("Pinjaman usaha", 5_000_000, 12, "Membeli empat ekor kambing"),
    ("Pinjaman alat produksi", 6_000_000, 18, "Mesin pengemas dan timbangan"),
    ("Pinjaman usaha", 1_500_000, 10, "Pupuk dan bibit carica"),
    ("Pinjaman mendesak", 750_000, 4, "Berobat orang tua"),
    ("Pinjaman alat produksi", 8_000_000, 24, "Oven dan loyang untuk usaha kue"),
    ("Pinjaman usaha", 4_000_000, 12, "Modal menjahit seragam sekolah"),
)
#: what stays in the bank whatever members ask for
_RESERVE = 8_000_000
_TENURE_MONTHS = 5
#: instalments that somebody of this habit pays before nothing comes any more
_GIVES_UP_AFTER = 3
#: months in which somebody borrows who will not pay; the month in which the member who signs in borrows
_WEAK_MONTHS, _VISITORS_MONTH = (8,), 7
_DAY = timedelta(days=1)


def open_counter(house: House, first: date) -> None:
    """Decide on the kinds of loans."""
    desk = house.agreed(first)
    for name, terms in _KINDS.items():
        key = service.add_product(desk=desk, name=name)
        new = service.NewTerms(first, terms, _DECIDED)
        service.set_terms(desk=desk, product_id=key, new=new)
        house.kinds[name] = key


def lend(house: House, month: Month, folk: list[Person], today: date) -> None:
    """New loans near the end of a month, as far as the bank account carries them."""
    random = Random(f"lend {month} {len(folk)}")  # noqa: S311 - for invented people
    on = month.first + 23 * _DAY
    if on > today:
        return
    for i in _askers(house, month, folk, random):
        wish = _wish(house, i, folk[i], on - 9 * _DAY, random)
        if house.held(house.bank, on) >= wish.principal + _RESERVE:
            loan_id, habit = _pay_out(house, wish, on), folk[i].habit
            plan = _plan(loan_id, habit, random)
            house.debts.append(Debt(loan_id, i, plan, habit))


def wishes(house: House, folk: list[Person], today: date) -> list[Application]:
    """What two members who may borrow would like today."""
    random = Random(f"wish {today} {len(folk)}")  # noqa: S311 - for invented people
    able = [i for i in house.members if _may_borrow(house, folk[i], i, Month.of(today))]
    return [_wish(house, i, folk[i], today, random) for i in able[-2:]]


def _wish(house: House, i: int, person: Person, on: date, random: Random) -> Application:
    kind, rupiah, months, purpose = random.choice(_WISHES)
    return Application(
        member_id=house.members[i], product_id=house.kinds[kind], principal=Money(rupiah),
        months=months, purpose=purpose, applied_on=on,
        budget=_budget(person, rupiah // months, random),
        pledges=_pledges(house, i, rupiah, random), documents=("identity", "family"),
    )  # fmt: skip


def _askers(house: House, month: Month, folk: list[Person], random: Random) -> list[int]:
    """Some of those who may borrow; now and then one who will not pay, and the member who signs in."""
    able = [i for i in house.members if _may_borrow(house, folk[i], i, month)]
    weak = [i for i in able if folk[i].habit == "stopped"]
    first = next(iter(house.members), None)
    chosen = random.sample(able, min(len(able), 1 + len(house.members) // 60))
    if month.number in _WEAK_MONTHS and weak:
        chosen = [weak[0], *chosen]
    if first in able and month.number == _VISITORS_MONTH:
        chosen = [first, *chosen]
    return list(dict.fromkeys(chosen))


def _may_borrow(house: House, person: Person, i: int, month: Month) -> bool:
    has_one = any(debt.position == i and debt.plan for debt in house.debts)
    return (
        i not in house.gone
        and not has_one
        and Month.of(person.joined_on).plus(_TENURE_MONTHS) < month
    )


def _budget(person: Person, instalment: int, random: Random) -> tuple[BudgetLine, ...]:
    earned = instalment * random.randint(5, 9) // 50_000 * 50_000 + 900_000
    lines = [
        BudgetLine(INCOME, "Hasil usaha rumah", Money(earned)),
        BudgetLine(EXPENSE, "Belanja dapur dan sekolah", Money(earned * 55 // 100)),
    ]
    if person.spare >= 50_000:
        sent = BudgetLine(REMITTANCE, f"Kiriman dari {person.country}", Money(1_500_000))
        lines.insert(1, sent)
    return tuple(lines)


def _pledges(house: House, i: int, rupiah: int, random: Random) -> tuple[Pledge, ...]:
    """A neighbour with savings stands for the larger loans."""
    if rupiah < 4_000_000:
        return ()
    present = [j for j in house.members if j != i and j not in house.gone]
    others = random.sample(present, min(len(present), 12))
    for j in others:
        saved = -ledger.balance(
            book_id=house.book_id, account="voluntary_savings", subject=f"member:{house.members[j]}"
        )
        if saved >= 400_000 and j not in house.guarantors:
            house.guarantors.add(j)
            return (Pledge(house.members[j], Money(200_000)),)
    return ()


def _pay_out(house: House, wish: Application, on: date) -> int:
    """Applied for, recommended, approved and paid out, each on its day and by its people."""
    applied, decided = house.desk(wish.applied_on), replace(house.agreed(on), today=on - 2 * _DAY)
    loan_id = service.apply(desk=applied, application=wish, request_id=house.request())
    words = "Usaha dikunjungi, simpanan lancar."
    service.recommend(desk=house.desk(on - 5 * _DAY), loan_id=loan_id, text=words)
    service.approve(desk=decided, loan_id=loan_id, text="Disetujui.")
    payout = Payout(loan_id=loan_id, paid_on=on, place_id=house.bank)
    service.disburse(desk=house.agreed(on), payout=payout, request_id=house.request())
    return loan_id


def _plan(loan_id: int, habit: str, random: Random) -> list[tuple[date, Money]]:
    """When the borrower will come with how much; the last time with all that is left."""
    rows = queries.schedule_of(loan_id).rows
    visits = [(row.due, row.total) for row in rows]
    if habit == "stopped":
        return visits[:_GIVES_UP_AFTER]
    if habit == "rapel":
        return _every_second(visits)
    if habit == "late":
        return sorted((due + random.randint(6, 24) * _DAY, total) for due, total in visits)
    return [(due - random.randint(0, 4) * _DAY, total) for due, total in visits]


def _every_second(visits: list[tuple[date, Money]]) -> list[tuple[date, Money]]:
    """Two instalments at a time, some days before the later one is due."""
    pairs = list(_pairs(visits))
    return [(two[-1][0] - 6 * _DAY, Money(sum(int(total) for _due, total in two))) for two in pairs]


def _pairs(visits: list[tuple[date, Money]]) -> Iterator[list[tuple[date, Money]]]:
    for start in range(0, len(visits), 2):
        yield visits[start : start + 2]
