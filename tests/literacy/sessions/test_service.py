"""Sessions from plan to closed list, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from coop_app.auth.rules.desk import Desk
from coop_app.db import session, transaction
from coop_app.ledger.seal.triggers import faults
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.rules.sessions import merging, people, planning, presence
from coop_app.literacy.rules.sessions.joining import JoinClosed
from coop_app.literacy.rules.sessions.listing import (
    ListHasErrors,
    NobodyListed,
    PossiblySame,
    SignatureMissing,
)
from coop_app.literacy.rules.sessions.planning import Plan
from coop_app.literacy.rules.sessions.presence import Presence
from coop_app.literacy.service import sessions as service
from coop_app.literacy.service.sessions import Line, Phone
from coop_app.refusal import NotFound, RequestReused
from tests.make import TODAY, make_cooperative, make_group, make_member
from tests.make_sessions import (
    attend,
    close,
    facts,
    make_participant,
    make_programme,
    make_session,
    make_trainer,
)

#: fifteen past nine in the morning in Wonosobo
MORNING = datetime(2026, 8, 14, 2, 15, tzinfo=UTC)


@pytest.fixture
def desk(either: Flask) -> Iterator[Desk]:
    """A trainer."""
    with either.app_context():
        yield make_trainer(make_cooperative())
        assert faults() == {}


def plan_of(desk: Desk, **more: object) -> Plan:
    known = {"title": "Uang", "held_on": TODAY, "place": "Balai", "trainer_id": desk.user_id}
    return Plan(**(known | more))  # type: ignore[arg-type]


def joined(desk: Desk, session_id: int, request: str = "j1", **more: object) -> int:
    phone = Phone(device_mark=str(more.pop("mark", "m1")), today=TODAY)
    with transaction():
        return service.join(
            cooperative_id=desk.cooperative_id, session_id=session_id, facts=facts(**more),  # type: ignore[arg-type]
            agreed=True, phone=phone, request_id=request,
        )  # fmt: skip


def test_a_plan_is_kept_once(desk: Desk) -> None:
    programme = make_programme(desk.cooperative_id)
    plan = plan_of(desk, programme_id=programme, module="anggaran", starts_at="9.30")
    with transaction():
        first = service.plan_session(desk=desk, plan=plan, request_id="a")
        again = service.plan_session(desk=desk, plan=plan, request_id="a")
    assert first == again
    kept = queries.get_session(desk.cooperative_id, first)
    assert (kept.programme, kept.starts_at, kept.state) == ("Inklusi Uji", "09:30", "planned")
    with pytest.raises(RequestReused), transaction():
        service.plan_session(desk=desk, plan=replace(plan, minutes=90), request_id="a")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title": " "}, planning.SessionUntitled),
        ({"place": ""}, planning.PlaceMissing),
        ({"minutes": 4}, planning.MinutesImpossible),
        ({"starts_at": "25.00"}, planning.TimeUnclear),
        ({"trainer_id": 999}, NotFound),
        ({"programme_id": 999}, NotFound),
        ({"village_group_id": 999}, NotFound),
    ],
)
def test_a_plan_is_refused(desk: Desk, wrong: dict[str, object], refusal: type) -> None:
    with pytest.raises(refusal), transaction():
        service.plan_session(desk=desk, plan=plan_of(desk, **wrong), request_id="a")


def test_another_house_sees_nothing(desk: Desk) -> None:
    held = make_session(desk)
    person = make_participant(desk, held.id)
    other = make_trainer(make_cooperative("Koperasi Lain"))
    with pytest.raises(NotFound):
        queries.get_session(other.cooperative_id, held.id)
    with pytest.raises(NotFound):
        queries.get_person(other.cooperative_id, person)
    for verb in (
        lambda: service.close_session(desk=other, session_id=held.id, request_id="x"),
        lambda: service.withdraw(desk=other, participant_id=person),
        lambda: service.change_session(desk=other, session_id=held.id, plan=plan_of(other)),
    ):
        with pytest.raises(NotFound), transaction():
            verb()
    assert queries.attendances_of(other.cooperative_id, [held.id]) == {held.id: []}


def test_it_opens_the_day_before_at_the_earliest(desk: Desk) -> None:
    held = make_session(desk, opened=False, held_on=TODAY + timedelta(days=2))
    with pytest.raises(planning.OpenedTooEarly), transaction():
        service.open_session(desk=desk, session_id=held.id, request_id="b")
    with transaction():
        tomorrow = replace(desk, today=TODAY + timedelta(days=1))
        service.open_session(desk=tomorrow, session_id=held.id, request_id="b")
        service.open_session(desk=tomorrow, session_id=held.id, request_id="b")
    assert [act.act for act in queries.acts_of(desk.cooperative_id, held.id)] == ["opened"]


def test_joining_by_phone_counts_once(desk: Desk) -> None:
    held = make_session(desk)
    first = joined(desk, held.id)
    assert joined(desk, held.id) == first
    with transaction():
        service.join_again(
            cooperative_id=desk.cooperative_id, session_id=held.id, participant_id=first
        )
    (row,) = queries.attendances(held.id)
    assert (row.name, row.present, row.way, row.consented) == ("Sri Lestari", True, "phone", True)
    assert [one.id for one in queries.find_by_device(["m1", "nobody"])] == [first]
    with pytest.raises(RequestReused):
        joined(desk, held.id, village="Gondang")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"sex": ""}, people.SexMissing),
        ({"village": " "}, people.VillageMissing),
        ({"birth_year": 2031}, people.BirthYearImpossible),
    ],
)
def test_joining_asks_for_what_reports_count(
    desk: Desk, wrong: dict[str, object], refusal: type
) -> None:
    held = make_session(desk)
    with pytest.raises(refusal):
        joined(desk, held.id, **wrong)


def test_nobody_joins_without_consent_or_through_a_shut_door(desk: Desk) -> None:
    held, phone = make_session(desk), Phone(device_mark="m1", today=TODAY)
    with pytest.raises(people.ConsentMissing), transaction():
        service.join(
            cooperative_id=desk.cooperative_id, session_id=held.id, facts=facts(), agreed=False,
            phone=phone, request_id="j",
        )  # fmt: skip
    shut = make_session(desk, opened=False)
    with pytest.raises(JoinClosed):
        joined(desk, shut.id)
    person = joined(desk, held.id, request="j2")
    close(desk, held.id)
    with pytest.raises(JoinClosed), transaction():
        service.join_again(
            cooperative_id=desk.cooperative_id, session_id=held.id, participant_id=person
        )


def test_a_member_who_signs_in_is_the_same_person_next_time(desk: Desk) -> None:
    card = make_member(desk.cooperative_id, make_group(desk.cooperative_id), "Tumini")
    first, second = make_session(desk), make_session(desk)
    known = {"member_id": card.id, "name": "Tumini"}
    one = joined(desk, first.id, "a", mark="m1", **known)
    two = joined(desk, second.id, "b", mark="m2", country="Taiwan", **known)
    assert one == two
    person = queries.get_person(desk.cooperative_id, one)
    assert (person.name, person.country) == ("Tumini", "Taiwan")
    assert queries.sessions_of(desk.cooperative_id, one) == [first.id, second.id]


def test_the_list_is_kept_whole_or_not_at_all(desk: Desk) -> None:
    held = make_session(desk)
    good = Line(key="n1", facts=facts("Umi Rahayu"), agreed=True)
    bad = Line(key="n2", facts=facts("Rina", sex=""), agreed=True, minutes=10)
    with pytest.raises(ListHasErrors) as said, transaction():
        service.save_list(desk=desk, session_id=held.id, lines=[good, bad], request_id="l")
    assert {key: type(why) for key, why in said.value.rows.items()} == {"n2": people.SexMissing}
    assert queries.attendances(held.id) == []
    with transaction():
        service.save_list(desk=desk, session_id=held.id, lines=[good], request_id="l")
        service.save_list(desk=desk, session_id=held.id, lines=[good], request_id="l")
    assert [row.name for row in queries.attendances(held.id)] == ["Umi Rahayu"]
    with pytest.raises(RequestReused), transaction():
        service.save_list(desk=desk, session_id=held.id, lines=[bad], request_id="l")
    with pytest.raises(NobodyListed), transaction():
        service.save_list(desk=desk, session_id=held.id, lines=[], request_id="l2")


def test_who_did_not_sign_is_counted_without_a_name(desk: Desk) -> None:
    held = make_session(desk)
    unsigned = Line(key="n1", facts=facts("Eko"), agreed=False)
    with pytest.raises(ListHasErrors) as said, transaction():
        service.save_list(desk=desk, session_id=held.id, lines=[unsigned], request_id="l")
    assert isinstance(said.value.rows["n1"], SignatureMissing)
    make_participant(desk, held.id, "Eko Prasetyo", agreed=False, sex="M", birth_year=1990)
    (row,) = queries.attendances(held.id)
    assert (row.name, row.sex, row.age_band, row.consented) == ("", "M", "35-44", False)


def test_the_same_name_from_the_same_village_is_asked_about(desk: Desk) -> None:
    first, second = make_session(desk), make_session(desk)
    known = make_participant(desk, first.id, "Soekarni")
    line = Line(key="n1", facts=facts("Sukarni"), agreed=True)
    with pytest.raises(ListHasErrors) as said, transaction():
        service.save_list(desk=desk, session_id=second.id, lines=[line], request_id="l")
    why = said.value.rows["n1"]
    assert isinstance(why, PossiblySame)
    assert why.known == (known,)
    other = replace(line, despite_double=True)
    with transaction():
        service.save_list(desk=desk, session_id=second.id, lines=[other], request_id="l")
    assert len(queries.doubles(desk.cooperative_id)) == 1


def test_two_rows_become_one_person_and_two_again(desk: Desk) -> None:
    first, second = make_session(desk), make_session(desk)
    keep = make_participant(desk, first.id, country="")
    other = make_participant(desk, second.id, country="Taiwan")
    with transaction():
        service.merge(desk=desk, keep_id=keep, other_id=other)
    assert queries.sessions_of(desk.cooperative_id, keep) == [first.id, second.id]
    assert [row.participant_id for row in queries.attendances(second.id)] == [keep]
    assert queries.get_person(desk.cooperative_id, keep).country == "Taiwan"
    assert queries.doubles(desk.cooperative_id) == []
    with pytest.raises(merging.SamePersonAlready), transaction():
        service.merge(desk=desk, keep_id=keep, other_id=other)
    with transaction():
        service.part(desk=desk, other_id=other)
    assert [row.participant_id for row in queries.attendances(second.id)] == [other]
    with pytest.raises(merging.NotMerged), transaction():
        service.part(desk=desk, other_id=other)


def test_two_members_are_never_one_person(desk: Desk) -> None:
    group = make_group(desk.cooperative_id)
    cards = [make_member(desk.cooperative_id, group, name) for name in ("Umi", "Umi Kalsum")]
    held = make_session(desk)
    with transaction():
        ids = [card.id for card in cards]
        assert service.invite(desk=desk, session_id=held.id, member_ids=ids, request_id="u") == 2
        assert service.invite(desk=desk, session_id=held.id, member_ids=ids, request_id="u") == 0
    one, two = (row.participant_id for row in queries.attendances(held.id))
    with pytest.raises(merging.TwoMembers), transaction():
        service.merge(desk=desk, keep_id=one, other_id=two)


def test_closing_fixes_minutes_and_drops_names_without_consent(desk: Desk) -> None:
    held = make_session(desk, minutes=90, starts_at="08:00")
    with time_machine.travel(MORNING, tick=False):
        late = joined(desk, held.id, name="Datang Telat")
    full = make_participant(desk, held.id, "Datang Awal")
    early = make_participant(desk, held.id, "Pulang Awal", minutes=40)
    card = make_member(desk.cooperative_id, make_group(desk.cooperative_id), "Diundang Saja")
    with transaction():
        service.invite(desk=desk, session_id=held.id, member_ids=[card.id], request_id="u")
    close(desk, held.id)
    rows = {row.participant_id: row for row in queries.attendances(held.id)}
    assert {key: rows[key].minutes for key in (late, full, early)} == {
        late: 15,
        full: 90,
        early: 40,
    }
    (absent,) = [row for row in rows.values() if not row.present]
    assert (absent.invited, absent.minutes, absent.name) == (True, None, "Diundang Saja")
    with pytest.raises(planning.SessionOver), transaction():
        service.save_list(
            desk=desk, session_id=held.id, lines=[Line(key="e", participant_id=full)],
            request_id="z",
        )  # fmt: skip


def test_an_empty_session_is_not_closed_but_given_up(desk: Desk) -> None:
    held = make_session(desk)
    with pytest.raises(presence.NobodyPresent):
        close(desk, held.id)
    with pytest.raises(planning.ReasonMissing), transaction():
        service.cancel_session(desk=desk, session_id=held.id, reason=" ", request_id="c")
    with transaction():
        service.cancel_session(desk=desk, session_id=held.id, reason="hujan", request_id="c")
        service.cancel_session(desk=desk, session_id=held.id, reason="hujan", request_id="c")
    with pytest.raises(planning.StepNotPossible), transaction():
        service.open_session(desk=desk, session_id=held.id, request_id="d")


def test_the_database_keeps_a_closed_list(desk: Desk) -> None:
    held = make_session(desk)
    make_participant(desk, held.id)
    close(desk, held.id)
    for statement in (
        "UPDATE attendance SET minutes = 5",
        "DELETE FROM attendance",
        "UPDATE training_session SET minutes = 5",
        "DELETE FROM training_session",
        "UPDATE session_act SET reason = 'x'",
        "DELETE FROM participant",
    ):
        with pytest.raises(sa.exc.DBAPIError), transaction():
            session.execute(sa.text(statement))


def test_a_correction_stands_beside_the_closed_list(desk: Desk) -> None:
    held = make_session(desk, minutes=60)
    here, away = (
        make_participant(desk, held.id),
        make_participant(desk, held.id, "Umi", present=False),
    )
    with pytest.raises(planning.StepNotPossible), transaction():
        service.correct(
            desk=desk, session_id=held.id, participant_id=here, now=Presence(present=False),
            reason="salah", request_id="k0",
        )  # fmt: skip
    close(desk, held.id)

    def correct(person: int, now: Presence, request: str, reason: str = "salah ketik") -> None:
        with transaction():
            service.correct(
                desk=desk, session_id=held.id, participant_id=person, now=now, reason=reason,
                request_id=request,
            )  # fmt: skip

    correct(here, Presence(present=True, minutes=30), "k1")
    correct(here, Presence(present=True, minutes=30), "k1")
    correct(away, Presence(present=True), "k2")
    rows = {row.participant_id: row for row in queries.attendances(held.id)}
    assert [(rows[key].minutes, rows[key].corrected) for key in (here, away)] == [
        (30, True),
        (60, True),
    ]
    said = queries.corrections_of(desk.cooperative_id, held.id)
    assert [(one.was.minutes, one.now.minutes, one.reason) for one in said] == [
        (60, 30, "salah ketik"), (None, 60, "salah ketik"),
    ]  # fmt: skip
    with pytest.raises(presence.NothingToCorrect):
        correct(here, Presence(present=True, minutes=30), "k3")
    with pytest.raises(planning.ReasonMissing):
        correct(here, Presence(present=False), "k4", reason=" ")
    with pytest.raises(RequestReused):
        correct(here, Presence(present=False), "k1")


def test_whoever_takes_consent_back_leaves_only_a_count(desk: Desk) -> None:
    held, later = make_session(desk), make_session(desk)
    person = make_participant(
        desk, held.id, "Rina Utami", birth_year=1980, disability="kurang dengar"
    )
    again = make_participant(desk, later.id, "Rina Utami")
    close(desk, held.id)
    with transaction():
        service.merge(desk=desk, keep_id=person, other_id=again)
        service.withdraw(desk=desk, participant_id=person)
    kept = queries.get_person(desk.cooperative_id, person)
    assert (kept.name, kept.search_text, kept.disability, kept.birth_year) == ("", "", "", None)
    assert (kept.sex, kept.age_band, kept.village, kept.withdrawn_on) == (
        "F",
        "45-59",
        "Kuripan",
        TODAY,
    )
    assert queries.get_person(desk.cooperative_id, again).name == ""
    (row,) = queries.attendances(held.id)
    assert (row.name, row.present, row.consented) == ("", True, False)
    with pytest.raises(merging.AlreadyForgotten), transaction():
        service.change_person(desk=desk, participant_id=person, facts=facts(), agreed=True)
    with pytest.raises(sa.exc.DBAPIError), transaction():
        session.execute(sa.text("UPDATE participant SET name = 'Rina'"))


def test_a_pair_is_trained_when_both_came_to_any_of_the_sessions(desk: Desk) -> None:
    first, second = make_session(desk), make_session(desk)
    wife = make_participant(desk, first.id, "Sri")
    husband = make_participant(desk, second.id, "Budi", sex="M", migrant_status="family")
    alone = make_participant(desk, first.id, "Umi")
    absent = make_participant(desk, first.id, "Joko", sex="M", present=False)
    with transaction():
        service.link_household(desk=desk, participant_ids=[wife, husband], household_id=7)
        service.link_household(desk=desk, participant_ids=[alone, absent], household_id=8)
    both = queries.households_trained(desk.cooperative_id, [first.id, second.id])
    assert both == {7: (wife, husband)}
    assert queries.households_trained(desk.cooperative_id, [first.id]) == {}
    attend(desk, first.id, absent)
    assert queries.households_trained(desk.cooperative_id, [first.id]) == {8: (alone, absent)}
