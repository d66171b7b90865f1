"""Promises and what is heard of them; certificates, their numbers and their worth; on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.rules.lessons import certificates, promises
from coop_app.literacy.rules.lessons.certificates import Standing
from coop_app.literacy.rules.lessons.promises import Given, Heard
from coop_app.literacy.rules.sessions.presence import Presence
from coop_app.literacy.service import lessons as service
from coop_app.literacy.service import sessions as training
from coop_app.refusal import NotFound, RequestReused
from tests.make import TODAY, make_cooperative
from tests.make_lessons import HEARD, issue, make_class, make_promise, request_id
from tests.make_sessions import attend, close, make_participant, make_trainer


@pytest.fixture
def desk(either: Flask) -> Iterator[Desk]:
    with either.app_context():
        yield make_trainer(make_cooperative())


def heard(desk: Desk, key: int, months: int, said: Heard = HEARD, req: str = "") -> None:
    with transaction():
        service.follow_up(
            desk=desk, promise_id=key, months=months, heard=said, request_id=req or request_id()
        )


def test_a_promise_may_be_changed_until_it_is_asked_after(desk: Desk) -> None:
    over, people = make_class(desk, 1)
    key = make_promise(over, people[0], "tabung")
    assert make_promise(over, people[0], "catat") == key
    (made,) = queries.promises_of(desk.cooperative_id, [over.id])
    assert made.text == "Saya mencatat uang masuk dan uang keluar setiap hari."
    heard(replace(desk, today=TODAY + timedelta(days=31)), key, 1)
    with pytest.raises(promises.AskedAlready):
        make_promise(over, people[0], "tabung")


def test_a_promise_in_own_words_is_kept_once_for_one_form(desk: Desk) -> None:
    over, people = make_class(desk, 2)
    given = Given(
        cooperative_id=desk.cooperative_id, session_id=over.id, participant_id=people[0],
        suggested="sendiri", own="Saya berhenti merokok", on=TODAY,
    )  # fmt: skip
    for _tap in range(2):
        with transaction():
            service.promise(given=given, request_id="janji")
    (made,) = queries.promises_of(desk.cooperative_id, [over.id])
    assert (made.text, made.suggested) == ("Saya berhenti merokok", "sendiri")
    with pytest.raises(RequestReused), transaction():
        service.promise(given=replace(given, participant_id=people[1]), request_id="janji")
    with pytest.raises(NotFound), transaction():
        service.promise(given=replace(given, participant_id=999), request_id="lain")


def test_each_follow_up_is_recorded_once_and_not_before_its_time(desk: Desk) -> None:
    over, people = make_class(desk, 1)
    key = make_promise(over, people[0])
    assert queries.due(desk.cooperative_id, TODAY) == []
    with pytest.raises(promises.TooEarly):
        heard(desk, key, 1)
    later = replace(desk, today=date(2026, 9, 14))
    assert [one.months for one in queries.due(desk.cooperative_id, later.today)] == [1]
    for _tap in range(2):
        heard(later, key, 1, req="sekali")
    with pytest.raises(RequestReused):
        heard(later, key, 1, Heard(way="call", reached=False), req="sekali")
    with pytest.raises(promises.AskedAlready):
        heard(later, key, 1)
    with pytest.raises(NotFound):
        heard(later, key, 2)
    with pytest.raises(NotFound):
        heard(replace(later, cooperative_id=make_cooperative("Lain")), key, 1)
    assert queries.due(desk.cooperative_id, later.today) == []
    (after_three,) = queries.due(desk.cooperative_id, date(2026, 11, 29))
    assert (after_three.months, after_three.due_on) == (3, date(2026, 11, 14))
    assert after_three.is_late(date(2026, 11, 29))
    assert not after_three.is_late(date(2026, 11, 28))
    found = queries.results(desk.cooperative_id, [over.id])[people[0]]
    assert found.follow_ups[1].promise_kept == "yes"


def test_the_home_page_counts_what_the_list_holds(desk: Desk) -> None:
    over, people = make_class(desk, 3)
    keys = [make_promise(over, person) for person in people]
    heard(replace(desk, today=date(2026, 9, 20)), keys[0], 1)
    for day in range(0, 150, 3):
        today = TODAY + timedelta(days=day)
        found = queries.due(desk.cooperative_id, today)
        counted = queries.count_due(desk.cooperative_id, today, desk.user_id)
        assert counted == (len(found), sum(one.is_late(today) for one in found)), today


def test_due_of_one_trainer_and_without_those_who_took_consent_back(desk: Desk) -> None:
    over, people = make_class(desk, 2)
    for person in people:
        make_promise(over, person)
    later = TODAY + timedelta(days=40)
    assert queries.count_due(desk.cooperative_id, later, desk.user_id)[0] == 2
    assert queries.count_due(desk.cooperative_id, later, 999) == (0, 0)
    nobody = make_participant(desk, over.id, agreed=False)
    make_promise(over, nobody)
    assert queries.count_due(desk.cooperative_id, later, desk.user_id)[0] == 2
    assert queries.count_due(make_cooperative("Lain"), later) == (0, 0)
    with transaction():
        training.withdraw_here(
            cooperative_id=desk.cooperative_id, participant_id=people[0], today=later
        )
    assert queries.count_due(desk.cooperative_id, later, desk.user_id)[0] == 1
    assert [one.promise.participant_id for one in queries.due(desk.cooperative_id, later)] == [
        people[1]
    ]


def test_certificates_only_for_enough_minutes_of_a_closed_session(desk: Desk) -> None:
    over, people = make_class(desk, 4, minutes=80)
    attend(desk, over.id, people[0], minutes=60)
    attend(desk, over.id, people[1], minutes=59)
    with pytest.raises(certificates.SessionNotClosed):
        issue(desk, over)
    close(desk, over.id)
    assert issue(desk, over) == 3
    papers = queries.certificates_of(over)
    assert {one.participant_id for one in papers} == {people[0], people[2], people[3]}
    assert [one.number_text for one in papers] == [f"SERT/2026/000{n}" for n in (1, 2, 3)]
    assert all(one.standing is Standing.VALID for one in papers)
    assert len({one.code for one in papers}) == 3
    with pytest.raises(certificates.NobodyEarned):
        issue(desk, over)


def test_the_same_form_issues_once(desk: Desk) -> None:
    over, _people = make_class(desk, 1)
    close(desk, over.id)
    for expected in (1, 0):
        with transaction():
            made = service.issue(desk=desk, session_id=over.id, request_id="terbit")
        assert made == expected
    with pytest.raises(NotFound):
        issue(replace(desk, cooperative_id=make_cooperative("Lain")), over)


def test_a_corrected_attendance_takes_the_paper_s_worth_and_a_new_one_can_be_made(
    desk: Desk,
) -> None:
    over, people = make_class(desk, 2, minutes=80)
    close(desk, over.id)
    issue(desk, over)
    before = {one.participant_id: one for one in queries.certificates_of(over)}
    with transaction():
        training.correct(
            desk=desk, session_id=over.id, participant_id=people[0],
            now=Presence(present=True, minutes=70), reason="pulang lebih awal",
            request_id="koreksi",
        )  # fmt: skip
    after = {one.participant_id: one.standing for one in queries.certificates_of(over)}
    assert after == {people[0]: Standing.CORRECTED, people[1]: Standing.VALID}
    assert issue(desk, over) == 1
    found = queries.verify(before[people[0]].code)
    assert found is not None
    assert found.paper.standing is Standing.WITHDRAWN
    new = [one for one in queries.certificates_of(over) if one.standing is Standing.VALID]
    assert {(one.participant_id, one.minutes) for one in new} == {(people[0], 70), (people[1], 80)}


def test_a_paper_is_taken_back_with_a_reason(desk: Desk) -> None:
    over, _people = make_class(desk, 1)
    close(desk, over.id)
    issue(desk, over)
    (paper,) = queries.certificates_of(over)
    with pytest.raises(certificates.ReasonMissing), transaction():
        service.withdraw(desk=desk, certificate_id=paper.id, reason=" ")
    elsewhere = replace(desk, cooperative_id=make_cooperative("Lain"))
    with pytest.raises(NotFound), transaction():
        service.withdraw(desk=elsewhere, certificate_id=paper.id, reason="salah orang")
    with transaction():
        service.withdraw(desk=desk, certificate_id=paper.id, reason="salah orang")
    assert queries.certificates_of(over)[0].standing is Standing.WITHDRAWN
    assert issue(desk, over) == 1
    assert queries.verify("tidak-ada") is None


def test_whoever_took_consent_back_has_no_name_on_any_paper(desk: Desk) -> None:
    over, people = make_class(desk, 1)
    close(desk, over.id)
    issue(desk, over)
    with transaction():
        training.withdraw_here(
            cooperative_id=desk.cooperative_id, participant_id=people[0], today=TODAY
        )
    (paper,) = queries.certificates_of(over)
    assert (paper.standing, paper.name) == (Standing.WITHDRAWN, "")


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE certificate SET minutes = 999", "DELETE FROM certificate",
        "UPDATE certificate_series SET last = 0", "UPDATE promise_follow_up SET saved = 'most'",
        "DELETE FROM promise_follow_up",
    ],
)  # fmt: skip
def test_what_was_issued_and_heard_is_sealed_in_the_database(desk: Desk, attack: str) -> None:
    over, people = make_class(desk, 1)
    key = make_promise(over, people[0])
    heard(replace(desk, today=TODAY + timedelta(days=31)), key, 1)
    close(desk, over.id)
    issue(desk, over)
    with pytest.raises(sa.exc.DBAPIError), transaction():
        db.write_connection().exec_driver_sql(attack)
