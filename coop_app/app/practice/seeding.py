"""Two months of ordinary bookings for a new practice cooperative, by the services a treasurer uses."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from coop_app import clock, ledger
from coop_app.app.practice import copying, shop
from coop_app.app.practice.copying import SetUp
from coop_app.app.practice.people import BORROWER, CHAIR, MEMBERS, RICH, TREASURER
from coop_app.auth import rules
from coop_app.auth import service as auth
from coop_app.auth.rules import limits
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import service as cashbook
from coop_app.cashbook.rules.recording import Move
from coop_app.chart.categories import categories
from coop_app.dates import Month, add_months
from coop_app.db import transaction
from coop_app.loans import service as lending
from coop_app.loans.rules.lending.affordability import EXPENSE, INCOME, BudgetLine
from coop_app.loans.rules.lending.application import Application
from coop_app.loans.rules.lending.payout import Payout
from coop_app.loans.rules.paying import Payment as LoanPayment
from coop_app.loans.rules.products import ProductTerms
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.members.rules.facts import MemberFacts
from coop_app.money import Money
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Part, Payment
from coop_app.savings.rules.products import SUKARELA, WAJIB

#: whole months before this one that are filled
MONTHS = 2
_GRANT, _TILL = 20_000_000, 2_500_000
_LOAN, _LOAN_MONTHS, _INSTALMENT = 1_200_000, 6, 218_000
#: what the rich member has beyond what one person may pay out
_BEYOND = 2_000_000
_SOON = timedelta(days=3)
#: day of the month, category, rupiah, words, paper
_OFFICE = (
    (9, "office_expense", 45_000, "Fotokopi dan kuitansi", "nota"),
    (12, "electricity_expense", 102_500, "Token listrik kantor", "struk"),
    (15, "transport_expense", 60_000, "Bensin keliling desa", ""),
    (18, "entrance_fee", 75_000, "Jasa administrasi anggota", "rekap"),
    (20, "meeting_expense", 85_000, "Konsumsi rapat pengurus", "nota"),
)
_BANK = ((28, "bank_interest", 11_200, "Bunga bank", "rek. koran"),)


@dataclass(slots=True)
class Room:
    """A practice cooperative: its keys in the practice database."""

    cooperative_id: int
    book_id: int
    treasurer: int
    chair: int
    members: list[int]
    #: whom the next request belongs to
    serial: int = 0

    def desk(self, today: date) -> Desk:
        """The treasurer's desk on a day, with the chairperson beside it."""
        return Desk(self.cooperative_id, self.book_id, self.treasurer, today, self.chair)

    def request(self) -> str:
        """The next request id."""
        self.serial += 1
        return f"latihan-{self.serial:04d}"

    def place(self, role: str) -> int:
        """The key of the cash box or the bank account."""
        return ledger.account(book_id=self.book_id, role=role).id


def build(setup: SetUp, *, name: str, today: date) -> Room:
    """A practice cooperative with invented members and their last two months.

    One transaction for its beginning and one for each month.
    """
    months = [Month.of(today).plus(-back) for back in range(MONTHS, -1, -1)]
    first = months[0].first
    with transaction():
        room = _begin(setup, name, first)
        groups = list(copying.decide(setup, desk=room.desk(first)).values())
        _fill_cash(room, first)
        for i in range(len(MEMBERS)):
            room.members.append(_admit(room, setup, i, groups[i % len(groups)]))
        shop.open_shop(desk=room.desk(first), first=first, request_id=room.request())
        # its second instalment is due in some days: nothing is late, and nothing is paid long before
        loan = _lend(room, first + timedelta(days=4), first_due=add_months(today + _SOON, -1))
    for month in months[1:]:
        with transaction():
            _live(room, setup, month.plus(-1), loan)
    return room


def _begin(setup: SetUp, name: str, first: date) -> Room:
    now = clock.now()
    cooperative_id, book_id = copying.found(setup, name=name, opened_on=first, now=now)
    keys = []
    for role, shown in ((rules.BENDAHARA, TREASURER), (rules.KETUA, CHAIR)):
        new = auth.NewUser(f"latih{cooperative_id}-{role}", role, shown)
        # nobody knows this password: one comes in by a pass only
        key, _password = auth.add_user(
            new, cooperative_id=cooperative_id, by=None, now=now, password=secrets.token_urlsafe(24)
        )
        keys.append(key)
    return Room(cooperative_id, book_id, keys[0], keys[1], [])


def _fill_cash(room: Room, first: date) -> None:
    bank, cash = room.place("bank"), room.place("cash_on_hand")
    gift = Move(bank, "grants", Money(_GRANT), first, "Hibah pembinaan (latihan)")
    desk = room.desk(first)
    cashbook.receive(desk=desk, request_id=room.request(), move=gift, category="grant")
    move = Move(bank, cash, Money(_TILL), first, "Pengisian kas kantor")
    cashbook.transfer(desk=desk, request_id=room.request(), move=move)


def _admit(room: Room, setup: SetUp, i: int, group: int) -> int:
    person, on = MEMBERS[i], Month.of(_opened(room)).first + timedelta(days=i % 3)
    facts = MemberFacts(
        name=person.name, group_id=group, sex=person.sex, birth_year=1975 + i, joined_on=on,
        phone=f"0810-1000-{i:04d}", address=f"RT {1 + i % 4:02d} RW 01",
    )  # fmt: skip
    admission = savings.Admission(
        facts, on, room.place("cash_on_hand"), setup.pokok, setup.wajib, despite_double=True
    )
    act = savings.admit_with_payment(
        desk=room.desk(on), admission=admission, request_id=room.request()
    )
    if saved := _saved(room, i, on):
        place = room.place("bank" if i == RICH else "cash_on_hand")
        payment = Payment(act.member_id, on, place, (Part(SUKARELA, Money(saved)),))
        savings.deposit(desk=room.desk(on), payment=payment, request_id=room.request())
    return act.member_id


def _opened(room: Room) -> date:
    days = ledger.days(book_id=room.book_id)
    assert days is not None  # noqa: S101 - the grant is booked
    return days[0]


def _saved(room: Room, i: int, on: date) -> int:
    if i != RICH:
        return MEMBERS[i].saved
    most = auth.limit(limits.WITHDRAWAL, cooperative_id=room.cooperative_id, on=on)
    return MEMBERS[i].saved + most + _BEYOND


def _lend(room: Room, on: date, *, first_due: date) -> int:
    terms = ProductTerms(
        rate=Rate(percent=Decimal("1.5"), per=Per.MONTH, method=Method.FLAT),
        min_principal=Money(100_000), max_principal=Money(5_000_000), min_months=3, max_months=24,
    )  # fmt: skip
    desk = room.desk(on)
    product = lending.add_product(desk=desk, name="Pinjaman latihan")
    new = lending.NewTerms(on.replace(day=1), terms, "Ruang latihan")
    lending.set_terms(desk=desk, product_id=product, new=new)
    wish = Application(
        member_id=room.members[BORROWER], product_id=product, principal=Money(_LOAN),
        months=_LOAN_MONTHS, purpose="Bibit dan pupuk", applied_on=on, documents=("identity",),
        budget=(
            BudgetLine(INCOME, "Hasil kebun", Money(1_500_000)),
            BudgetLine(EXPENSE, "Belanja rumah", Money(800_000)),
        ),
    )  # fmt: skip
    alone = replace(desk, approved_by=None)
    loan = lending.apply(desk=alone, application=wish, request_id=room.request())
    lending.recommend(desk=alone, loan_id=loan, text="Usaha sudah dilihat.")
    lending.approve(desk=desk, loan_id=loan, text="Disetujui.")
    payout = Payout(loan_id=loan, paid_on=on, place_id=room.place("bank"), first_due=first_due)
    lending.disburse(desk=desk, payout=payout, request_id=room.request())
    return loan


def _live(room: Room, setup: SetUp, month: Month, loan: int) -> None:
    for day, category, amount, words, paper in _OFFICE:
        _move(
            room,
            "cash_on_hand",
            category,
            month.first + timedelta(days=day - 1),
            (amount, words, paper),
        )
    for day, category, amount, words, paper in _BANK:
        _move(room, "bank", category, month.first + timedelta(days=day - 1), (amount, words, paper))
    if month.first > _opened(room):
        _meet(room, setup, month.first + timedelta(days=5))
        paid = LoanPayment(
            loan_id=loan,
            paid_on=month.first,
            amount=Money(_INSTALMENT),
            place_id=room.place("cash_on_hand"),
        )
        lending.repay(desk=room.desk(month.first), payment=paid, request_id=room.request())


def _meet(room: Room, setup: SetUp, on: date) -> None:
    """The second month's dues of most members."""
    for i, member_id in enumerate(room.members):
        if i % 4 and setup.wajib:
            payment = Payment(
                member_id, on, room.place("cash_on_hand"), (Part(WAJIB, setup.wajib),)
            )
            savings.deposit(desk=room.desk(on), payment=payment, request_id=room.request())


def _move(room: Room, place: str, category: str, on: date, what: tuple[int, str, str]) -> None:
    amount, words, paper = what
    chosen = categories()[category]
    act = cashbook.receive if chosen.direction == "in" else cashbook.spend
    move = Move(room.place(place), chosen.role, Money(amount), on, words)
    act(desk=room.desk(on), request_id=room.request(), move=move, category=category, evidence=paper)
