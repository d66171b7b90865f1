"""People of a session and the budget that they keep on their own phones are one household."""

import re

import pytest
from flask import Flask

from coop_app.auth.queries import EventFilter, events
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import family
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.family.households import all_homes, is_unused
from coop_app.literacy.service import sessions as service
from coop_app.refusal import NotFound
from tests.make import TODAY, make_cooperative
from tests.make_family import Phone, keeper_of, make_envelope, make_household
from tests.make_sessions import make_participant, make_session, make_trainer

JOINING = {
    "agree": "y", "sex": "F", "age_band": "35-44", "village": "other", "other_village": "Kuripan",
    "migrant_status": "returned", "country": "Hong Kong",
}  # fmt: skip


@pytest.fixture
def desk(bare_app: Flask) -> Desk:
    with bare_app.app_context():
        return make_trainer(make_cooperative())


def join(phone: Phone, code: str, name: str) -> None:
    """Through the form on the own phone."""
    answer = phone.post(f"/ikut/{code}", f"/ikut/{code}", name=name, **JOINING)
    assert answer.status_code == 303


def begin(phone: Phone, name: str = "Keluarga Sri") -> None:
    """The exercise of the class becomes the family's own budget."""
    page = "/keluarga/mulai"
    answer = phone.post(page, page, name=name, person="Sri", envelopes=["food", "goal"], website="")
    assert answer.status_code == 303


def households(app: Flask, session_id: int) -> dict[str, int | None]:
    """Name → the household that reports count the person in."""
    with app.app_context():
        return {one.name: one.household_id for one in queries.attendances(session_id)}


def pair(app: Flask, desk: Desk, first: int, second: int) -> int:
    with app.app_context(), transaction():
        return service.keep_house_together(
            desk=desk, participant_id=first, other_id=second, request_id="rumah"
        )


def test_a_budget_begun_in_class_is_counted_for_whoever_began_it(
    bare_app: Flask, desk: Desk
) -> None:
    with bare_app.app_context():
        over = make_session(desk)
    phone = Phone(bare_app)
    join(phone, over.join_code, "Sri Lestari")
    assert households(bare_app, over.id) == {"Sri Lestari": None}
    begin(phone)
    household_id = households(bare_app, over.id)["Sri Lestari"]
    assert household_id is not None
    with bare_app.app_context():
        habit = family.habits(desk.cooperative_id, [household_id], TODAY, TODAY)[household_id]
    assert habit.goals == 1


def test_a_phone_that_two_joined_with_says_nothing_of_one_of_them(
    bare_app: Flask, desk: Desk
) -> None:
    with bare_app.app_context():
        over = make_session(desk)
    phone = Phone(bare_app)
    join(phone, over.join_code, "Sri Lestari")
    join(phone, over.join_code, "Tumini Rahayu")  # a neighbour without a phone
    begin(phone)
    assert households(bare_app, over.id) == {"Sri Lestari": None, "Tumini Rahayu": None}


def test_a_couple_linked_by_the_trainer_keeps_the_budget_of_its_own_phone(
    bare_app: Flask, desk: Desk
) -> None:
    with bare_app.app_context():
        over = make_session(desk)
        husband = make_participant(desk, over.id, "Budi", sex="M")
    phone = Phone(bare_app)
    join(phone, over.join_code, "Sri Lestari")
    with bare_app.app_context():
        wife = next(one.participant_id for one in queries.attendances(over.id) if one.participant_id != husband)  # fmt: skip
    shell = pair(bare_app, desk, husband, wife)
    begin(phone)
    found = households(bare_app, over.id)
    assert found["Sri Lestari"] == found["Budi"] != shell
    with bare_app.app_context():
        assert [one.name for one in all_homes(desk.cooperative_id)] == ["Keluarga Sri"]
        (line,) = events(desk.cooperative_id, EventFilter(action="literacy.household_del"), limit=9)
        assert (line.object, line.after) == (f"household:{shell}", f'{{"into":{found["Budi"]}}}')
        trained = queries.households_trained(desk.cooperative_id, [over.id])
    assert trained == {found["Budi"]: tuple(sorted((husband, wife)))}


def test_the_trainer_links_into_the_budget_that_is_kept(bare_app: Flask, desk: Desk) -> None:
    with bare_app.app_context():
        over = make_session(desk)
        husband = make_participant(desk, over.id, "Budi", sex="M")
        son = make_participant(desk, over.id, "Eko", sex="M")
    shell = pair(bare_app, desk, husband, son)
    phone = Phone(bare_app)
    join(phone, over.join_code, "Sri Lestari")
    begin(phone)
    with bare_app.app_context():
        wife = max(one.participant_id for one in queries.attendances(over.id))
    home = pair(bare_app, desk, husband, wife)
    assert home != shell
    with bare_app.app_context():
        wanted = EventFilter(user_id=desk.user_id, action="literacy.household_deleted")
        (line,) = events(desk.cooperative_id, wanted, limit=9)
    assert line.object == f"household:{shell}"
    assert set(households(bare_app, over.id).values()) == {home}


def test_the_second_phone_of_a_family_brings_its_person(bare_app: Flask, desk: Desk) -> None:
    with bare_app.app_context():
        over = make_session(desk)
    hers, his = Phone(bare_app), Phone(bare_app)
    join(hers, over.join_code, "Sri Lestari")
    join(his, over.join_code, "Budi Santoso")
    begin(hers)
    hers.post("/keluarga/orang/undang", "/keluarga/orang")
    link = re.search(r"/keluarga/gabung/[\w-]+", hers.text("/keluarga/orang"))
    assert link
    assert his.post(link[0], link[0], name="Budi", website="").status_code == 303
    found = households(bare_app, over.id)
    assert found["Sri Lestari"] == found["Budi Santoso"] is not None


def test_a_household_in_which_something_is_kept_never_gives_way(
    bare_app: Flask, desk: Desk
) -> None:
    with bare_app.app_context():
        coop = desk.cooperative_id
        over = make_session(desk)
        person = make_participant(desk, over.id, "Budi", sex="M")
        other = make_participant(desk, over.id, "Umi")
        first, second = make_household(coop), make_household(coop, "Lain")
        make_envelope(keeper_of(coop, first))
        with transaction():
            keys = [person, other]
            service.link_household(desk=desk, participant_ids=keys, household_id=first.household_id)
        with transaction():
            service.moved_in(
                cooperative_id=coop, participant_id=person, household_id=second.household_id, today=TODAY
            )  # fmt: skip
        assert not is_unused(first.household_id)
        assert {one.id for one in all_homes(coop)} == {first.household_id, second.household_id}
    assert households(bare_app, over.id) == {"Budi": second.household_id, "Umi": first.household_id}


def test_nobody_moves_into_a_household_of_another_cooperative(bare_app: Flask, desk: Desk) -> None:
    with bare_app.app_context():
        over = make_session(desk)
        person = make_participant(desk, over.id, "Budi", sex="M")
        theirs = make_household(make_cooperative("Koperasi Tetangga"))
        with pytest.raises(NotFound), transaction():
            service.moved_in(
                cooperative_id=desk.cooperative_id, participant_id=person, today=TODAY,
                household_id=theirs.household_id,
            )  # fmt: skip
