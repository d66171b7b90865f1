"""How the plan of the demonstration becomes acts: each event calls the service a person would call."""

from datetime import date

from coop_app.app.demo import people, plan, surroundings
from coop_app.app.demo.house import House
from coop_app.cashbook import service as cashbook
from coop_app.cashbook.rules.recording import Move
from coop_app.chart.categories import categories
from coop_app.members import service as members
from coop_app.members.rules.facts import MemberFacts
from coop_app.money import Money
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Part, Payment, Withdrawal
from coop_app.savings.rules.products import SUKARELA, WAJIB

PRINCIPAL = 100_000
_GRANT = 15_000_000
_EQUIPMENT = 4_800_000
_REFILL = 500_000


def begin_books(house: House, first: date) -> None:
    gift = Move(
        house.bank, "grants", Money(_GRANT), first, "Hibah program pemberdayaan purna migran"
    )
    cashbook.receive(
        desk=house.desk(first),
        request_id=house.request(),
        move=gift,
        category="grant",
        evidence="SK hibah",
    )
    move = Move(house.bank, house.cash, Money(3_000_000), first, "Pengisian kas kantor")
    cashbook.transfer(desk=house.desk(first), request_id=house.request(), move=move)
    tool = Move(house.bank, "equipment", Money(_EQUIPMENT), first, "Laptop dan printer kantor")
    cashbook.spend(
        desk=house.desk(first), request_id=house.request(), move=tool, category="equipment_purchase",
        evidence="faktur",
    )  # fmt: skip


def admit(house: House, i: int, person: people.Person) -> None:
    sex = "F" if person.sex == "P" else "M"
    facts = MemberFacts(
        name=person.name, group_id=house.groups[person.village], sex=sex,
        birth_year=person.birth_year, phone=person.phone, joined_on=person.joined_on,
        address=f"RT {1 + i % 5:02d} RW {1 + i % 3:02d}",
        nik=surroundings.nik_of(i, person) if house.identity_key else None,
    )  # fmt: skip
    admission = savings.Admission(
        facts, person.joined_on, house.cash, Money(PRINCIPAL), Money(plan.DUES), despite_double=True
    )
    act = savings.admit_with_payment(
        desk=house.desk(person.joined_on), admission=admission, request_id=house.request(),
        identity_key=house.identity_key,
    )  # fmt: skip
    house.members[i] = act.member_id
    members.set_background(
        surroundings.background(house, i, person), member_id=act.member_id,
        cooperative_id=house.cooperative_id, by=house.treasurer, on=person.joined_on,
    )  # fmt: skip


def happen(house: House, event: plan.Event) -> None:
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
        if gift.person in house.gone:
            continue
        dues, saved = gift.dues_months * plan.DUES, gift.savings
        parts = [Part(WAJIB, Money(dues))] if dues else []
        parts += [Part(SUKARELA, Money(saved))] if saved else []
        rows.append(Payment(house.members[gift.person], meeting.on, house.cash, tuple(parts)))
    if rows:
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
        desk=house.desk(event.on), request_id=house.request(), move=move, category=event.category,
        evidence=event.evidence,
    )  # fmt: skip


def _can_pay(house: House, place: int, event: plan.Cash) -> bool:
    """Whether the money is there, fetched from the bank where the cash box is short of it."""
    if house.held(place, event.on) >= event.amount:
        return True
    if place == house.bank or house.held(house.bank, event.on) < event.amount + _REFILL:
        return False
    amount = Money(event.amount + _REFILL)
    move = Move(house.bank, house.cash, amount, event.on, "Ambil uang di bank untuk kas kantor")
    desk = house.desk(event.on)
    cashbook.transfer(desk=desk, request_id=house.request(), move=move, evidence="slip")
    return True


def _to_bank(house: House, event: plan.Transfer) -> None:
    amount = house.held(house.cash, event.on) * event.part // 100 // 50_000 * 50_000
    if amount > 0:
        move = Move(house.cash, house.bank, Money(amount), event.on, "Setor kas ke bank")
        cashbook.transfer(
            desk=house.desk(event.on), request_id=house.request(), move=move, evidence="slip"
        )


def _withdraw(house: House, event: plan.Withdrawal) -> None:
    if event.person in house.gone:
        return
    member_id = house.members[event.person]
    held = savings.free(desk=house.desk(event.on), member_id=member_id)
    amount = int(held) * event.percent // 100 // 5_000 * 5_000
    if amount >= 20_000 and house.held(house.cash, event.on) > amount:
        taken = Withdrawal(member_id, event.on, house.cash, SUKARELA, Money(amount))
        savings.withdraw(desk=house.desk(event.on), withdrawal=taken, request_id=house.request())
