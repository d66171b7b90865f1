"""Acts of a household on both databases: kept once, under a name, and never in another household."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from coop_app.auth import rules
from coop_app.db import session, transaction
from coop_app.literacy.models import HouseholdInvite, HouseholdPerson
from coop_app.literacy.queries import family
from coop_app.literacy.queries.family import months
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.households import find_person, get_home, invites_of
from coop_app.literacy.queries.family.notes import notes_of
from coop_app.literacy.rules.family import keeping
from coop_app.literacy.rules.family.envelopes import Wanted
from coop_app.literacy.rules.family.keeping import Keeper, hashed
from coop_app.literacy.rules.family.notes import INCOME, SPENDING, Note
from coop_app.literacy.service.family import deleting, envelopes, joining, planning, writing
from coop_app.literacy.service.family.opening import open_household
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from tests.make import TODAY, make_cooperative
from tests.make_family import (
    earn,
    keeper_of,
    let_in,
    make_envelope,
    make_household,
    move,
    once,
    plan,
    spend,
)
from tests.people import add_person


@dataclass
class Kitchen:
    """A household with an envelope, and another one in the same cooperative."""

    coop: int
    keeper: Keeper
    food: int
    other: Keeper
    their_food: int

    @property
    def home(self) -> family.Home:
        return get_home(self.coop, self.keeper.household_id)

    @property
    def now(self) -> months.Standing:
        return list(months.standings_of(self.home).values())[-1]


@pytest.fixture
def kitchen(either: Flask) -> Iterator[Kitchen]:
    with either.app_context():
        coop = make_cooperative()
        keeper = keeper_of(coop, make_household(coop))
        other = keeper_of(coop, make_household(coop, "Keluarga Lain"))
        yield Kitchen(coop, keeper, make_envelope(keeper), other, make_envelope(other))


def test_the_key_is_kept_as_a_mark_only(kitchen: Kitchen) -> None:
    opened = make_household(kitchen.coop, "Baru")
    kept = session.scalars(sa.select(HouseholdPerson.key_hash)).all()
    assert opened.key not in kept
    assert hashed(opened.key) in kept


def test_opening_twice_with_one_request_opens_once(kitchen: Kitchen) -> None:
    facts = {"cooperative_id": kitchen.coop, "name": "Sekali", "request_id": "r", "today": TODAY}
    with transaction():
        first = open_household(**facts)
    with transaction():
        again = open_household(**facts)
    assert (first.household_id, first.person_id) == (again.household_id, again.person_id)
    # the lost answer's key is dead, the new one works
    assert find_person(key_hash=hashed(first.key)) is None
    assert find_person(key_hash=hashed(again.key)) is not None


def test_a_household_of_another_cooperative_is_not_found(kitchen: Kitchen) -> None:
    other = make_cooperative("Koperasi Tetangga")
    with pytest.raises(NotFound):
        get_home(other, kitchen.keeper.household_id)
    keys = [kitchen.keeper.household_id]
    assert family.habits(other, keys, TODAY, TODAY) == {}


def test_both_write_and_each_note_has_its_name(kitchen: Kitchen) -> None:
    budi = keeper_of(kitchen.coop, let_in(kitchen.keeper))
    spend(kitchen.keeper, kitchen.food, 1_000)
    spend(budi, kitchen.food, 2_000)
    wrote = {one.person_id: one.note.amount for one in notes_of(kitchen.keeper.household_id)}
    assert wrote == {kitchen.keeper.person_id: 1_000, budi.person_id: 2_000}


def test_a_link_works_once(kitchen: Kitchen) -> None:
    with transaction():
        key = joining.invite(keeper=kitchen.keeper, request_id=once())
    with transaction():
        first = joining.join(key=key, name="Budi", request_id="b", today=TODAY)
    with transaction():
        again = joining.join(key=key, name="Budi", request_id="b", today=TODAY)
    assert again.person_id == first.person_id
    with pytest.raises(keeping.KeyUnknown), transaction():
        joining.join(key=key, name="Orang Lain", request_id="c", today=TODAY)


@pytest.mark.parametrize("end", ["old", "taken back", "newer link", "wrong"])
def test_a_link_that_lets_nobody_in(kitchen: Kitchen, end: str) -> None:
    with transaction():
        key = joining.invite(keeper=kitchen.keeper, request_id=once())
    day = TODAY
    if end == "old":
        day += keeping.INVITE_LASTS + timedelta(days=1)
    if end == "taken back":
        (link,) = invites_of(kitchen.keeper.household_id, TODAY)
        with transaction():
            joining.take_invite_back(keeper=kitchen.keeper, invite_id=link.id)
    if end == "newer link":
        with transaction():
            joining.invite(keeper=kitchen.keeper, request_id=once())
    if end == "wrong":
        key = key[:-1] + ("A" if key[-1] != "A" else "B")
    with pytest.raises(keeping.KeyUnknown), transaction():
        joining.join(key=key, name="Budi", request_id=once(), today=day)


def test_a_fifth_person_does_not_fit(kitchen: Kitchen) -> None:
    for name in ("Budi", "Rini", "Joko"):
        let_in(kitchen.keeper, name)
    with pytest.raises(keeping.TooManyPersons), transaction():
        joining.invite(keeper=kitchen.keeper, request_id=once())


def test_room_is_counted_when_somebody_comes_in(kitchen: Kitchen) -> None:
    let_in(kitchen.keeper, "Budi")
    let_in(kitchen.keeper, "Rini")
    with transaction():
        key = joining.invite(keeper=kitchen.keeper, request_id=once())
        session.add(
            HouseholdPerson(
                household_id=kitchen.keeper.household_id, name="Joko", joined_on=TODAY,
                request_id=once(),
            )
        )  # fmt: skip
    with pytest.raises(keeping.TooManyPersons), transaction():
        joining.join(key=key, name="Ani", request_id=once(), today=TODAY)


def test_who_is_taken_out_has_no_key_and_the_notes_stay(kitchen: Kitchen) -> None:
    opened = let_in(kitchen.keeper)
    spend(keeper_of(kitchen.coop, opened), kitchen.food, 2_000)
    with transaction():
        joining.take_out(keeper=kitchen.keeper, person_id=opened.person_id)
    assert find_person(key_hash=hashed(opened.key)) is None
    assert notes_of(kitchen.keeper.household_id)[0].person_id == opened.person_id
    with pytest.raises(keeping.LastPerson), transaction():
        joining.take_out(keeper=kitchen.keeper, person_id=kitchen.keeper.person_id)


def test_nobody_takes_out_people_of_another_household(kitchen: Kitchen) -> None:
    let_in(kitchen.other)
    with pytest.raises(NotFound), transaction():
        joining.take_out(keeper=kitchen.keeper, person_id=kitchen.other.person_id)


def test_one_account_keeps_one_household(kitchen: Kitchen) -> None:
    user_id, _name = add_person(kitchen.coop, rules.ANGGOTA)
    with transaction():
        joining.tie_to_account(keeper=kitchen.keeper, user_id=user_id)
    with pytest.raises(keeping.AlreadyInside), transaction():
        joining.tie_to_account(keeper=kitchen.other, user_id=user_id)
    with transaction():
        key = joining.invite(keeper=kitchen.other, request_id=once())
    with pytest.raises(keeping.AlreadyInside), transaction():
        joining.join(key=key, name="Siti", request_id=once(), today=TODAY, user_id=user_id)


def test_a_note_is_kept_once_and_other_contents_are_refused(kitchen: Kitchen) -> None:
    note = Note(kind=SPENDING, on=TODAY, amount=Money(5_000), envelope_id=kitchen.food)
    for _again in range(2):
        with transaction():
            writing.write(keeper=kitchen.keeper, note=note, request_id="n")
    assert len(notes_of(kitchen.keeper.household_id)) == 1
    with pytest.raises(RequestReused), transaction():
        writing.write(keeper=kitchen.keeper, note=replace(note, amount=Money(6)), request_id="n")


def test_the_database_keeps_a_request_once(kitchen: Kitchen) -> None:
    twice = [
        HouseholdInvite(
            household_id=kitchen.keeper.household_id, key_hash=mark, request_id="twice",
            made_by=kitchen.keeper.person_id, made_on=TODAY, ends_on=TODAY,
        )
        for mark in ("x", "y")
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction():
        session.add_all(twice)


def test_nothing_goes_out_of_another_familys_envelope(kitchen: Kitchen) -> None:
    with pytest.raises(NotFound):
        spend(kitchen.keeper, kitchen.their_food, 1_000)
    with pytest.raises(NotFound):
        move(kitchen.keeper, kitchen.food, kitchen.their_food, 1_000)
    note = spend(kitchen.other, kitchen.their_food, 1_000)
    with pytest.raises(NotFound), transaction():
        writing.strike(keeper=kitchen.keeper, note_id=note)
    with pytest.raises(NotFound), transaction():
        envelopes.put_away(keeper=kitchen.keeper, envelope_id=kitchen.their_food)
    with pytest.raises(NotFound):
        plan(kitchen.keeper, **{f"_{kitchen.their_food}": 1})


def test_income_comes_from_somewhere_we_know(kitchen: Kitchen) -> None:
    with pytest.raises(NotFound):
        earn(kitchen.keeper, 1_000, source="lottery")


def test_struck_through_counts_no_longer(kitchen: Kitchen) -> None:
    note = spend(kitchen.keeper, kitchen.food, 1_000)
    with transaction():
        writing.strike(keeper=kitchen.keeper, note_id=note)
    assert kitchen.now.spent == 0
    assert notes_of(kitchen.keeper.household_id)[0].undone_by == kitchen.keeper.person_id


def test_a_new_month_begins_by_itself_with_the_plan_of_the_last(kitchen: Kitchen) -> None:
    plan(kitchen.keeper, date(2026, 7, 3), **{f"_{kitchen.food}": 500_000})
    spend(kitchen.keeper, kitchen.food, 1_000)
    found = months.periods_of(kitchen.home)
    assert [one.starts_on for one in found] == [date(2026, 7, 1), date(2026, 8, 1)]
    assert kitchen.now.filled[kitchen.food].planned == 500_000


def test_a_late_note_goes_into_its_own_month(kitchen: Kitchen) -> None:
    spend(kitchen.keeper, kitchen.food, 1_000)
    spend(kitchen.keeper, kitchen.food, 7_000, date(2026, 6, 30))
    standings = list(months.standings_of(kitchen.home).values())
    assert [one.spent for one in standings] == [7_000, 1_000]


def test_from_one_remittance_to_the_next(kitchen: Kitchen) -> None:
    with transaction():
        joining.rename(keeper=kitchen.keeper, name="Siti", rhythm="remittance", person="Siti")
    for day in (date(2026, 6, 12), date(2026, 7, 28)):
        with transaction():
            planning.begin_period(keeper=kitchen.keeper, starts_on=day)
    spend(kitchen.keeper, kitchen.food, 1_000, date(2026, 7, 27))
    spend(kitchen.keeper, kitchen.food, 2_000, date(2026, 8, 1))
    first, second = months.periods_of(kitchen.home)
    assert (first.last, second.last) == (date(2026, 7, 27), None)
    assert [one.spent for one in months.standings_of(kitchen.home).values()] == [1_000, 2_000]


def test_beginning_a_month_twice_is_beginning_it_once(kitchen: Kitchen) -> None:
    for _again in range(2):
        with transaction():
            planning.begin_period(keeper=kitchen.keeper, starts_on=TODAY)
    assert len(months.periods_of(kitchen.home)) == 1


def test_the_family_plans_on_its_lowest_month(kitchen: Kitchen) -> None:
    for day, amount in ((date(2026, 6, 5), 900), (date(2026, 7, 5), 500)):
        earn(kitchen.keeper, amount, day)
    period = plan(kitchen.keeper, **{f"_{kitchen.food}": 450})
    with transaction():
        planning.choose_base(keeper=kitchen.keeper, period_id=period, basis="lowest")
    assert (kitchen.now.divided, kitchen.now.unallocated) == (500, 50)
    with transaction():
        planning.choose_base(keeper=kitchen.keeper, period_id=period, basis="average")
    assert kitchen.now.divided == 700


def test_what_was_brought_along_is_no_income_of_its_own(kitchen: Kitchen) -> None:
    earn(kitchen.keeper, 900, date(2026, 6, 5))
    earn(kitchen.keeper, 300, date(2026, 7, 5), source="left_over")
    found = months.past_of(months.standings_of(kitchen.home), TODAY)
    assert found.months == (900,)


def test_an_envelope_put_away_keeps_its_notes(kitchen: Kitchen) -> None:
    spend(kitchen.keeper, kitchen.food, 1_000)
    with transaction():
        envelopes.put_away(keeper=kitchen.keeper, envelope_id=kitchen.food)
    assert envelopes_of(kitchen.keeper.household_id) == []
    assert kitchen.now.spent == 1_000


def test_an_envelope_is_made_once_and_changed(kitchen: Kitchen) -> None:
    wanted = Wanted(name="Sekolah", kind="need")
    keys = set()
    for _again in range(2):
        with transaction():
            keys.add(envelopes.add_envelope(keeper=kitchen.keeper, wanted=wanted, request_id="e"))
    (key,) = keys
    with transaction():
        envelopes.change_envelope(
            keeper=kitchen.keeper, envelope_id=key, wanted=replace(wanted, name="SPP", months=6)
        )
    found = envelopes_of(kitchen.keeper.household_id)[-1]
    assert (found.name, found.months, found.carries) == ("SPP", 6, True)


def test_habits_count_months_and_goals(kitchen: Kitchen) -> None:
    make_envelope(kitchen.keeper, "Motor", key="goal", kind="future")
    plan(kitchen.keeper, date(2026, 7, 3), **{f"_{kitchen.food}": 500})
    spend(kitchen.keeper, kitchen.food, 1_000)
    key = kitchen.keeper.household_id
    found = family.habits(kitchen.coop, [key], date(2026, 7, 1), TODAY)
    assert found == {key: family.Habit(months_planned=2, months_noted=1, goals=1, linked_goals=0)}
    assert family.habits(kitchen.coop, [key], date(2025, 1, 1), date(2025, 2, 1))[key].months_noted == 0  # fmt: skip


def test_deleting_leaves_an_empty_row_and_nobody_elses_data_goes(kitchen: Kitchen) -> None:
    spend(kitchen.keeper, kitchen.food, 1_000)
    spend(kitchen.other, kitchen.their_food, 2_000)
    forgotten: list[int] = []
    deleting.also_forget(forgotten.append)
    try:
        with transaction():
            deleting.delete_household(keeper=kitchen.keeper, agreed=True)
    finally:
        deleting._ALSO.remove(forgotten.append)
    assert forgotten == [kitchen.keeper.household_id]
    with pytest.raises(NotFound):
        get_home(kitchen.coop, kitchen.keeper.household_id)
    assert len(notes_of(kitchen.other.household_id)) == 1


def test_a_deleted_household_says_nothing_of_income(kitchen: Kitchen) -> None:
    note = Note(kind=INCOME, on=TODAY, amount=Money(1_000), source="salary")
    with transaction():
        writing.write(keeper=kitchen.keeper, note=note, request_id=once())
        deleting.delete_household(keeper=kitchen.keeper, agreed=True)
    assert notes_of(kitchen.keeper.household_id) == []
