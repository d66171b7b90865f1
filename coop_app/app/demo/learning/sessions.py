"""A year of training sessions in the demonstration: three programmes, ten villages, couples among the people."""

from datetime import date, timedelta
from random import Random

from coop_app.app.demo.house import House
from coop_app.app.demo.people import VILLAGES, a_name
from coop_app.auth import queries as accounts
from coop_app.auth import rules as roles
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import PeopleFilter, Person
from coop_app.literacy.rules.sessions.people import Facts
from coop_app.literacy.rules.sessions.planning import FACE, REMOTE, Plan
from coop_app.literacy.service import sessions as service
from coop_app.literacy.service.sessions import Line
from coop_app.members import queries as members
from coop_app.members.service import ProgrammeFacts, save_programme

#: name, partner, who pays; partners are invented
PROGRAMMES = (
    ("Desmigratif", "Dinas Tenaga Kerja (contoh)", "Kementerian (contoh)"),
    ("Inklusi", "Yayasan Mitra Desa (contoh)", "Dana Kemitraan (contoh)"),
    ("Desa Migran Emas", "Kantor Pelindungan (contoh)", "Kementerian (contoh)"),
)
#: what the first, second and third visit to a village teaches, by turns
VISITS = (
    (("tujuan", 60), ("ke-mana-uang", 80)),
    (("anggaran", 90), ("menabung", 60)),
    (("kiriman", 80), ("meminjam", 80), ("harga-pokok", 90)),
)
_KINDS = ("edukasi", "bimbingan", "edukasi")
#: what makes things is practised; one village asks those abroad to the lesson by telephone
_SKILL, _ABROAD, _FROM_AFAR = "harga-pokok", "kiriman", 3
_MONTHS, _EVERY = 12, 4
_MOST_MEMBERS, _COUPLES, _AHEAD = 12, 5, 12
_COUNTRIES = ("Hong Kong", "Taiwan", "Malaysia", "Singapura")


def begin(house: House, first: date) -> None:
    """Who carries the programmes with the cooperative, and who pays for them."""
    known = {one.name: one for one in members.list_programmes(house.cooperative_id)}
    for name, partner, funder in PROGRAMMES:
        card = known.get(name)
        facts = ProgrammeFacts(
            name=name, valid_from=card.valid_from if card else first, partner=partner, funder=funder
        )
        save_programme(
            facts, programme_id=card.id if card else None, cooperative_id=house.cooperative_id,
            by=house.treasurer,
        )  # fmt: skip


def each_month(house: House, month: Month, today: date) -> None:
    """Two or three villages are visited a month, for a year; what is near is planned, what is past is closed."""
    age = (Month.of(today).year - month.year) * 12 + Month.of(today).number - month.number
    if age >= _MONTHS:
        return
    step = _MONTHS - 1 - age
    for turn, (code, village, _district) in enumerate(VILLAGES):
        held_on = _day(month, turn)
        if turn % _EVERY == step % _EVERY and held_on <= today + timedelta(days=_AHEAD):
            with transaction():
                _visit(house, (code, village), step // _EVERY, held_on, today)


def _day(month: Month, turn: int) -> date:
    """A Saturday or Sunday of the month."""
    weekend = [day for day in range(1, 29) if month.first.replace(day=day).weekday() > 4]
    return month.first.replace(day=weekend[turn % len(weekend)])


def _visit(house: House, where: tuple[str, str], visit: int, held_on: date, today: date) -> None:
    code, village = where
    turn = [known for known, *_rest in VILLAGES].index(code)
    random = Random(f"{code}-{visit}")  # noqa: S311 - for invented people
    desk = Desk(house.cooperative_id, house.book_id, _trainer(house), held_on)
    module, minutes = VISITS[visit][turn % len(VISITS[visit])]
    programmes = {one.name: one.id for one in members.list_programmes(house.cooperative_id)}
    plan = Plan(
        programme_id=programmes[PROGRAMMES[turn % len(PROGRAMMES)][0]], module=module,
        kind="pelatihan" if module == _SKILL else _KINDS[visit],
        manner=REMOTE if (module, turn) == (_ABROAD, _FROM_AFAR) else FACE, held_on=held_on,
        starts_at=("09:00", "13:30")[turn % 2], minutes=minutes,
        village_group_id=house.groups[code], place="Balai desa",
        trainer_id=desk.user_id,
    )  # fmt: skip
    key = service.plan_session(desk=desk, plan=plan, request_id=house.request())
    cards = members.members_of_group(house.cooperative_id, house.groups[code])[:_MOST_MEMBERS]
    guests = _guests(house, village)
    if cards or guests:
        service.invite(
            desk=desk, session_id=key, member_ids=[card.id for card in cards],
            participant_ids=[one.id for one in guests], request_id=house.request(),
        )  # fmt: skip
    if held_on <= today:
        _hold(house, desk, key, random, () if guests else _newcomers(village, cards, random))
        if not guests:
            _pair(house, desk, village)


def _guests(house: House, village: str) -> list[Person]:
    found = queries.list_people(house.cooperative_id, PeopleFilter(village=village))
    return [one for one in found if one.member_id is None]


def _newcomers(village: str, cards: list[members.MemberCard], random: Random) -> tuple[Facts, ...]:
    """A husband for each of some members, and women who want to go, or have somebody abroad."""
    count = max(min(_COUPLES, len(cards)), 1)
    husbands = [
        Facts(
            name=f"{a_name('L', random).split()[0]} {card.name.split()[-1]}", sex="M",
            birth_year=random.randint(1966, 1994), village=village, migrant_status="family",
        )
        for card in cards[:count]
    ]  # fmt: skip
    others = [
        Facts(
            name="" if status == "abroad" else a_name("P", random), sex="F",
            birth_year=random.randint(1975, 2006), village=village, migrant_status=status, country=random.choice(_COUNTRIES),
            disability="sulit melihat tulisan kecil" if random.random() < 0.08 else "",
        )
        for status in ("prospective", "family", "returned", "abroad")
    ]  # fmt: skip
    return (*husbands, *others)


def _hold(house: House, desk: Desk, key: int, random: Random, newcomers: tuple[Facts, ...]) -> None:
    """Open, note who came, close; one in ten leaves early, one in seven who was invited stays away."""
    service.open_session(desk=desk, session_id=key, request_id=house.request())
    lines = [
        Line(
            key=f"e{row.participant_id}", participant_id=row.participant_id,
            present=random.random() < 0.86, agreed=True,
            minutes=random.choice((30, 45)) if random.random() < 0.1 else None,
        )
        for row in queries.attendances(key)
    ]  # fmt: skip
    lines += [
        Line(key=f"n{place}", facts=facts, agreed=bool(facts.name), despite_double=True)
        for place, facts in enumerate(newcomers)
    ]
    if lines:
        service.save_list(desk=desk, session_id=key, lines=lines, request_id=house.request())
        service.close_session(desk=desk, session_id=key, request_id=house.request())


def _pair(house: House, desk: Desk, village: str) -> None:
    """Husband and wife by the second name they share."""
    people = queries.list_people(house.cooperative_id, PeopleFilter(village=village))
    wives = {one.name.split()[-1]: one for one in people if one.member_id and one.sex == "F"}
    for one in people:
        wife = (
            wives.pop(one.name.split()[-1], None) if one.sex == "M" and not one.member_id else None
        )
        if wife is not None:
            service.keep_house_together(
                desk=desk, participant_id=wife.id, other_id=one.id, request_id=house.request()
            )


def _trainer(house: House) -> int:
    found = accounts.users(house.cooperative_id)
    return next((one.id for one in found if one.role == roles.PELATIH), house.treasurer)
