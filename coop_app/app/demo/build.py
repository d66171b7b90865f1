"""Fill a new database with the demonstration cooperative, through the same services as real work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from flask import current_app

from coop_app import clock, ledger
from coop_app.app.demo import confirming, lending, people, plan, thrift, turns, waiting
from coop_app.app.demo.events import admit, begin_books, happen
from coop_app.app.demo.house import House
from coop_app.app.demo.learning import months as learning
from coop_app.app.demo.trade import months as goods
from coop_app.app.first_start import Answers, begin
from coop_app.auth import service as auth
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.members import service as members

_OPEN_MONTHS = 2
#: sign-in name → role and the name on papers
OFFICERS = {
    "ketua": ("ketua", "Sri Wahyuni (contoh)"),
    "pengawas": ("pengawas", "Bambang Riyadi (contoh)"),
    "pelatih": ("pelatih", "Ratna Kurniasih (contoh)"),
    "admin": ("admin", "Operator Contoh"),
}
Progress = Callable[[int, int], None]


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
    random = Random(wish.seed)  # noqa: S311 - for invented people
    last = Month.of(wish.today)
    months = _first_month(last, wish.years).until(last)
    folk = people.invent(wish.members, first=months[0].first, last=wish.today, random=random)
    with transaction():
        house = _found(wish, months[0])
    goods.begin(house, months[0].first)
    learning.begin(house, months[0].first)
    for i, month in enumerate(months):
        _live_through(house, month, folk, random, wish.today)
        with transaction():
            turns.end_month(house, month, folk, turns.Calendar(tuple(months), wish.today))
        goods.live_through(house, month, months[0], wish.today)
        if i == 0:
            _let_members_sign_in(house, folk, wish.password)
        learning.live_through(house, month, wish.today)
        progress(i + 1, len(months))
    goods.finish(house, wish.today)
    for month in months[-_OPEN_MONTHS - 1 : -1]:
        with transaction():
            confirming.go_round(house, confirming.Round(month, wish.today, random))
    _close(house, months[:-_OPEN_MONTHS])
    with transaction():
        waiting.ask_for_loans(house, folk, wish.today)
    learning.finish(house, wish.today)
    return house


def _first_month(last: Month, years: int) -> Month:
    """January, so that book years are calendar years; the running year counts from June on."""
    return Month(last.year - years + (1 if last.number >= 6 else 0), 1)


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
    book_id = ledger.main_book(cooperative_id)
    cash = ledger.account(book_id=book_id, role="cash_on_hand").id
    bank = ledger.account(book_id=book_id, role="bank").id
    house = House(cooperative_id, book_id, treasurer, cash, bank)
    house.identity_key = current_app.extensions["settings"].identity_key
    for code, village, district in people.VILLAGES:
        group = members.GroupFacts(name=village, code=code, village=village, district=district)
        house.groups[code] = members.add_group(group, cooperative_id=cooperative_id, by=treasurer)
    for name, (role, shown) in OFFICERS.items():
        key = _add(house, auth.NewUser(name, role, shown), wish.password)
        house.chair = key if role == "ketua" else house.chair
    begin_books(house, first.first)
    turns.begin_group_box(house, first.first)
    lending.open_counter(house, first.first)
    thrift.decide_rates(house, first.first)
    return house


def _live_through(
    house: House, month: Month, folk: list[people.Person], random: Random, today: date
) -> None:
    with transaction():
        for i, person in enumerate(folk):
            if Month.of(person.joined_on) == month and person.joined_on <= today:
                admit(house, i, person)
    # one commit a month: each waits for the disk, and the whole is built or thrown away anyway
    with transaction():
        for event in plan.events_of(month, folk, random):
            if event.on <= today:
                happen(house, event)


def _add(house: House, new: auth.NewUser, password: str) -> int:
    key, _password = auth.add_user(
        new, cooperative_id=house.cooperative_id, by=house.treasurer, now=clock.now(),
        password=password,
    )  # fmt: skip
    return key


def _let_members_sign_in(house: House, folk: list[people.Person], password: str) -> None:
    """One member and one group's coordinator, tied to people of the register."""
    position, member_id = next(iter(house.members.items()))
    person = folk[position]
    group_id = house.groups[person.village]
    roles = {"anggota": None, "koordinator": group_id}
    with transaction():
        for role, group in roles.items():
            shown = f"{person.name} ({role})"
            _add(house, auth.NewUser(role, role, shown, member_id, group), password)


def _close(house: House, months: list[Month]) -> None:
    for month in months:
        with transaction():
            ledger.close_month(book_id=house.book_id, month=month, by=house.treasurer)
    if months:
        with transaction():
            waiting.ask_to_reopen(house, months[-1])
