"""What came of the training in the demonstration: pillars, equipment that was given, visits and their next steps."""

from datetime import date, timedelta
from random import Random

from coop_app.app.demo.house import House
from coop_app.auth import queries as accounts
from coop_app.auth import rules as roles
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.effect import PillarRow
from coop_app.literacy.queries.sessions import SessionFilter
from coop_app.literacy.rules.effect.giving import (
    MEMBER,
    ActivityFacts,
    GrantFacts,
    VisitFacts,
    Whom,
)
from coop_app.literacy.service import effect as service
from coop_app.members import queries as members
from coop_app.money import Money

_PROGRAMME = "Desmigratif"
_MONTHS, _FIRST_DAY = 12, 12
#: what a month's gift is, by turns: thing, giver, value
_GIFTS = (
    ("Mesin pres plastik", "Dinas Tenaga Kerja (contoh)", 450_000),
    ("Timbangan digital 30 kg", "Kementerian (contoh)", 385_000),
    ("Wajan gula semut 80 cm", "Dinas Tenaga Kerja (contoh)", 1_250_000),
    ("Oven listrik", "Kementerian (contoh)", 1_875_000),
)
_FOUND = ("used", "used", "used", "idle", "repair")
_PURPOSES = (
    ("Melihat pemakaian alat", "Alat dipakai tiga kali seminggu, tempatnya bersih."),
    ("Mendampingi catatan usaha", "Uang usaha dan uang rumah sudah dipisah, harga pokok belum dihitung."),
    ("Menghitung harga jual", "Harga jual di bawah harga pokok, sudah dihitung bersama."),
)  # fmt: skip
_STEPS = ("Hitung harga pokok bersama", "Bawa catatan satu bulan", "Urus NIB dan P-IRT")


def begin(house: House, first: date) -> None:
    """The four pillars of the programme, on the first day."""
    programmes = {one.name: one.id for one in members.list_programmes(house.cooperative_id)}
    service.add_usual_pillars(
        desk=_desk(house, first), programme_id=programmes[_PROGRAMME], request_id=house.request()
    )


def each_month(house: House, month: Month, today: date) -> None:
    """In the last year: sessions get their pillar, one visit a month, a gift every third."""
    age = (Month.of(today).year - month.year) * 12 + Month.of(today).number - month.number
    on = month.first.replace(day=_FIRST_DAY)
    if age >= _MONTHS or on > today:
        return
    pillars = [
        one for one in queries.list_pillars(house.cooperative_id) if one.programme == _PROGRAMME
    ]
    people = [one for one in members.all_cards(house.cooperative_id) if one.status == "active"]
    if len(pillars) < 4 or not people:
        return
    random = Random(f"dampak-{month}")  # noqa: S311 - for invented people
    with transaction():
        _tag_sessions(house, month, pillars)
        _help(house, (random.choice(people).id, on), pillars, age)


def _desk(house: House, on: date) -> Desk:
    trainer = next(
        one.id for one in accounts.users(house.cooperative_id) if one.role == roles.PELATIH
    )
    return Desk(house.cooperative_id, house.book_id, trainer, on)


def _tag_sessions(house: House, month: Month, pillars: list[PillarRow]) -> None:
    """Sessions about the enterprise belong to the second pillar, those about saving to the fourth."""
    wanted = SessionFilter(start=month.first, end=month.last)
    for one in training.list_sessions(house.cooperative_id, wanted):
        pillar = pillars[1] if one.module == "harga-pokok" else pillars[3]
        service.tag_session(
            desk=_desk(house, one.held_on), session_id=one.id, pillar_ids=[pillar.id]
        )


def _help(house: House, whom: tuple[int, date], pillars: list[PillarRow], age: int) -> None:
    member_id, on = whom
    desk, productive = _desk(house, on), pillars[1].id
    if age % 3 == 2:
        thing, giver, value = _GIFTS[(age // 3) % len(_GIFTS)]
        gift = GrantFacts(
            whom=Whom(MEMBER, member_id), item=thing, quantity=1, source=giver, handed_on=on,
            value=Money(value), programme_id=pillars[1].programme_id,
        )  # fmt: skip
        service.record_grant(
            desk=desk, facts=gift, pillar_id=productive, request_id=house.request()
        )
    if age % 5 == 1:
        fair = ActivityFacts(
            held_on=on, title="Belajar bersama anak", place="Balai desa", people=24
        )
        service.record_activity(
            desk=desk, facts=fair, pillar_id=pillars[2].id, request_id=house.request()
        )
    visit_id = _visit(house, desk, member_id, (productive, age))
    for grant in queries.list_grants(house.cooperative_id):
        if grant.handed_on < on and age % 2 == 0:
            seen = service.Seen(
                seen_on=on, state=_FOUND[(age + grant.id) % len(_FOUND)], visit_id=visit_id
            )
            service.note_condition(
                desk=desk, grant_id=grant.id, seen=seen, request_id=house.request()
            )


def _visit(house: House, desk: Desk, member_id: int, turn: tuple[int, int]) -> int:
    """Takes the oldest step that is due, else goes to the member; agrees on another step."""
    pillar_id, age = turn
    due = queries.due_steps(house.cooperative_id, desk.today)
    purpose, findings = _PURPOSES[age % len(_PURPOSES)]
    facts = VisitFacts(
        whom=Whom(due[0].whom.kind, due[0].whom.id) if due else Whom(MEMBER, member_id),
        visited_on=desk.today, purpose=purpose, findings=findings,
        next_step=_STEPS[age % len(_STEPS)] if age % 2 or age == 0 else "",
        next_on=desk.today + timedelta(days=7 if age == 0 else 25) if age % 2 or age == 0 else None,
        follows_id=due[0].id if due else None,
    )  # fmt: skip
    return service.record_visit(
        desk=desk, facts=facts, pillar_id=pillar_id, request_id=house.request()
    )
