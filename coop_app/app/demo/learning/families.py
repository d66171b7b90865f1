"""A year of family budgets in the demonstration: a dozen kitchens, most with two who write."""

from datetime import date
from decimal import Decimal
from random import Random

from flask_babel import gettext as _

from coop_app.app.demo.house import House
from coop_app.app.demo.people import a_name
from coop_app.auth import queries as accounts
from coop_app.dates import Month, long_date
from coop_app.db import transaction
from coop_app.literacy.queries.family import households as queries
from coop_app.literacy.queries.family.consents import consents_of
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.households import Home
from coop_app.literacy.rules.family import income, showing
from coop_app.literacy.rules.family.envelopes import SUGGESTIONS
from coop_app.literacy.rules.family.keeping import Keeper
from coop_app.literacy.rules.family.notes import INCOME, SPENDING, Note
from coop_app.literacy.service.family import envelopes, joining, planning, sharing, writing
from coop_app.literacy.service.family.opening import open_household
from coop_app.literacy.service.family.sharing import Shown
from coop_app.money import Money

_MONTHS, _FAMILIES, _FIRST = 12, 12, 2
#: envelope → its share of what is divided, in percent
_SHARES = {"food": 36, "school": 12, "energy": 8, "loan": 12, "emergency": 10, "goal": 9, "fun": 5}
#: what is noted each month: all of it by a few families, food and light by the others
_NOTED, _DILIGENT = ("food", "energy", "school", "loan"), 3
#: what one unit brought in rupiah, invented
_RATES = {"HKD": 2_080, "TWD": 505, "MYR": 3_690}
_THOUSAND = 1_000


def each_month(house: House, month: Month, today: date) -> None:
    """Families begin one after another and keep a year's budget; the newest month is half noted."""
    age = (today.year - month.year) * 12 + today.month - month.number
    if not 0 <= age < _MONTHS:
        return
    with transaction():
        homes = _homes(house, month.first, _FIRST + _MONTHS - 1 - age)
        for number, home in enumerate(homes[:_FAMILIES]):
            _live(house, home, number, (month, today))
        if not age:
            _show(house, homes[0], today)


def _homes(house: House, on: date, wanted: int) -> list[Home]:
    """Households that training opened first, then those that begin by themselves; the member's own leads."""
    member = next(
        (one for one in accounts.users(house.cooperative_id) if one.role == "anggota"), None
    )
    if member is not None:
        opened = open_household(
            cooperative_id=house.cooperative_id, name=f"Keluarga {member.display_name.split()[0]}",
            request_id="demo-keluarga-anggota", user_id=member.id, today=on,
            person=member.display_name.split()[0],
        )  # fmt: skip
    homes = queries.all_homes(house.cooperative_id)
    for number in range(len(homes), min(wanted, _FAMILIES)):
        name = a_name("P", Random(f"keluarga-{number}")).split()[0]  # noqa: S311 - for invented people
        open_household(
            cooperative_id=house.cooperative_id, name=f"Keluarga {name}", person=name,
            request_id=f"demo-keluarga-{number}", today=on,
        )  # fmt: skip
    homes = queries.all_homes(house.cooperative_id)
    return sorted(
        homes, key=lambda home: (member is None or home.id != opened.household_id, home.id)
    )


def _live(house: House, home: Home, number: int, when: tuple[Month, date]) -> None:
    """One month of one family: plan, income, spending, by one hand or two."""
    month, today = when
    random = Random(f"{home.id}-{month}")  # noqa: S311 - for invented people
    persons = [one for one in queries.persons_of(home.id) if one.writes]
    keepers = [Keeper(home.id, house.cooperative_id, one.id, month.first) for one in persons]
    if not envelopes_of(home.id):
        keepers += _begin(keepers[0], number)
    used = {one.key: one.id for one in envelopes_of(home.id)}
    came = _earn(keepers[0], number, month, random)
    period = planning.period_for(keeper=keepers[0], on=month.first)
    plans = {used[key]: _round(int(came) * share // 100) for key, share in _SHARES.items()}
    planning.save_plan(keeper=keepers[0], period_id=period.id, plans=plans)
    for turn, key in enumerate(_NOTED if number < _DILIGENT else _NOTED[:2]):
        on = month.first.replace(day=3 + 6 * turn)
        if on <= today:
            part = random.randint(70, 104)
            amount = _round(int(plans[used[key]]) * part // 100)
            note = Note(kind=SPENDING, on=on, amount=amount, envelope_id=used[key])
            _write(random.choice(keepers), note, f"{month}-{turn}")


def _begin(keeper: Keeper, number: int) -> list[Keeper]:
    """Envelopes, and in two families of three the second person."""
    chosen = [(one, _(one.name)) for one in SUGGESTIONS]
    envelopes.add_suggested(keeper=keeper, chosen=chosen, request_id="demo-amplop")
    if number % 3 == 2 or len(queries.persons_of(keeper.household_id)) > 1:
        return []
    name = a_name("L", Random(f"keluarga-{keeper.household_id}")).split()[0]  # noqa: S311 - for invented people
    key = joining.invite(keeper=keeper, request_id="demo-undang")
    joined = joining.join(key=key, name=name, request_id="demo-gabung", today=keeper.today)
    return [Keeper(keeper.household_id, keeper.cooperative_id, joined.person_id, keeper.today)]


def _earn(keeper: Keeper, number: int, month: Month, random: Random) -> Money:
    """A remittance in the money of another country, or wages and what the business gave."""
    day = month.first.replace(day=2)
    if number % 2:
        amount = _round(random.randint(2_400, 4_200) * _THOUSAND)
        source = income.SALARY if number % 4 == 1 else income.DRAW
        _write(keeper, Note(kind=INCOME, on=day, amount=amount, source=source), f"{month}-masuk")
        return amount
    currency = sorted(_RATES)[number % len(_RATES)]
    rate = Decimal(_RATES[currency] + random.randint(-9, 9))
    wanted = random.randint(3_200, 5_600) * _THOUSAND
    units = Decimal(wanted // int(rate) // 50 * 50)
    sent = income.Sent(currency=currency, amount=units, rate=rate, rate_on=day, fee=Decimal(20))
    note = Note(
        kind=INCOME, on=day, amount=income.arrived(sent), source=income.SENT, currency=currency,
        sent=f"{units:f}", fee="20", fee_mode=sent.fee_mode.value, rate=f"{rate:f}", rate_on=day,
    )  # fmt: skip
    _write(keeper, note, f"{month}-masuk")
    return note.amount


def _write(keeper: Keeper, note: Note, mark: str) -> None:
    writer = Keeper(keeper.household_id, keeper.cooperative_id, keeper.person_id, note.on)
    writing.write(keeper=writer, note=note, request_id=f"demo-{mark}")


def _show(house: House, home: Home, today: date) -> None:
    """The member with an account links the own goals and lets an application read the means."""
    person = next((one for one in queries.persons_of(home.id) if one.user_id), None)
    user = (
        accounts.find_user(person.user_id, house.cooperative_id)
        if person and person.user_id
        else None
    )
    if user is None or user.member_id is None or person is None or consents_of(home.id):
        return
    keeper = Keeper(home.id, house.cooperative_id, person.id, today)
    sharing.link(
        keeper=keeper,
        member_id=user.member_id,
        shown=Shown(goals=True, payments=True, business=True),
    )
    words = _(showing.WORDS, name=user.display_name, until=long_date(today + showing.LASTS))
    sharing.consent(
        keeper=keeper, member_id=user.member_id, months=6, agreed=True, words=str(words),
        request_id="demo-izin",
    )  # fmt: skip


def _round(rupiah: int) -> Money:
    """To thousands, at least one."""
    return Money(max(rupiah // _THOUSAND, 1) * _THOUSAND)
