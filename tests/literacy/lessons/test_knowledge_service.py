"""The test before and after: three ways to take it, closed for good, mended with a reason; on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.rules.lessons.items import POST, PRE, UNKNOWN, NotAChoice
from coop_app.literacy.rules.lessons.testing import (
    AnswersFixed,
    AnswersStillOpen,
    CorrectionReasonMissing,
    Manner,
    OwnAnswer,
    TakenOtherwise,
    Taking,
)
from coop_app.literacy.service import lessons as service
from coop_app.refusal import NotFound, RequestReused
from tests.make import make_cooperative
from tests.make_lessons import (
    RIGHT,
    close_test,
    knowing,
    make_class,
    open_test,
    request_id,
    taking,
    write_test,
)
from tests.make_sessions import attend, make_programme, make_session, make_trainer

ADDED = """INSERT INTO knowledge_answer (sitting_id, item, cooperative_id, choice, answered_at)
    SELECT sitting_id, 'lain', cooperative_id, 0, answered_at FROM knowledge_answer LIMIT 1"""


@pytest.fixture
def desk(either: Flask) -> Iterator[Desk]:
    with either.app_context():
        yield make_trainer(make_cooperative())


def take(who: Taking, item: str, choice: int, request: str = "") -> None:
    with transaction():
        service.take(taking=who, item=item, choice=choice, request_id=request or request_id())


def test_a_test_is_taken_one_question_at_a_time(desk: Desk) -> None:
    over, people = make_class(desk, 1)
    who = taking(over, people[0])
    with pytest.raises(NotFound):
        take(who, "bagi-rata", 1)
    open_test(desk, over)
    take(who, "bagi-rata", 0, "satu")
    take(who, "bagi-rata", 1)
    take(who, "bagi-rata", 0, "satu")
    take(who, "tanpa-bunga", UNKNOWN)
    sitting = queries.find_sitting(over.cooperative_id, over.id, PRE, people[0])
    assert sitting is not None
    assert sitting.answers == {"bagi-rata": 1, "tanpa-bunga": UNKNOWN}
    assert sitting.manner == "phone"
    with pytest.raises(RequestReused):
        take(who, "bagi-rata", 2, "satu")
    with pytest.raises(NotAChoice):
        take(who, "bagi-rata", 4)


def test_answers_are_fixed_after_the_test_is_closed(desk: Desk) -> None:
    over, people = make_class(desk, 2)
    open_test(desk, over)
    write_test(over, people[0], RIGHT)
    for _tap in range(2):
        close_test(desk, over)
    with pytest.raises(AnswersFixed):
        write_test(over, people[0], knowing(0))
    with pytest.raises(AnswersFixed):
        take(taking(over, people[1]), "bagi-rata", 1)
    with pytest.raises(AnswersFixed):
        open_test(desk, over)


def test_one_person_takes_a_test_in_one_way(desk: Desk) -> None:
    over, people = make_class(desk, 1)
    open_test(desk, over)
    take(taking(over, people[0], manner=Manner.ORAL), "bagi-rata", 1)
    with pytest.raises(TakenOtherwise):
        write_test(over, people[0], RIGHT)
    with pytest.raises(TakenOtherwise):
        take(taking(over, people[0]), "bagi-rata", 1)


def test_strangers_and_other_houses_take_nothing(desk: Desk) -> None:
    over, people = make_class(desk, 1)
    _other, strangers = make_class(desk, 1)
    open_test(desk, over)
    with pytest.raises(NotFound):
        take(taking(over, strangers[0]), "bagi-rata", 1)
    elsewhere = make_cooperative("Koperasi Lain")
    with pytest.raises(NotFound):
        take(replace(taking(over, people[0]), cooperative_id=elsewhere), "bagi-rata", 1)
    with pytest.raises(NotFound):
        open_test(replace(desk, cooperative_id=elsewhere), over, POST)
    with pytest.raises(NotFound):
        open_test(desk, over, "lain")


def mend(desk: Desk, sitting: int, choice: int, reason: str = "salah ketik", req: str = "") -> None:
    with transaction():
        service.correct(
            desk=desk, sitting_id=sitting, item="bagi-rata", choice=choice, reason=reason,
            request_id=req or request_id(),
        )  # fmt: skip


def test_a_slip_of_typing_is_mended_with_a_reason_that_stays(desk: Desk) -> None:
    over, people = make_class(desk, 2)
    open_test(desk, over)
    write_test(over, people[0], knowing(0))
    take(taking(over, people[1]), "bagi-rata", 0)
    paper, phone = queries.sittings_of(over.cooperative_id, [over.id])
    with pytest.raises(AnswersStillOpen):
        mend(desk, paper.id, 1)
    close_test(desk, over)
    with pytest.raises(CorrectionReasonMissing):
        mend(desk, paper.id, 1, "  ")
    with pytest.raises(OwnAnswer):
        mend(desk, phone.id, 1)
    with pytest.raises(NotFound):
        mend(replace(desk, cooperative_id=make_cooperative("Lain")), paper.id, 1)
    for _tap in range(2):
        mend(desk, paper.id, 1, req="sekali")
    with pytest.raises(RequestReused):
        mend(desk, paper.id, 2, req="sekali")
    (said,) = queries.corrections_of(over.cooperative_id, over.id)
    assert (said.was, said.choice, said.reason) == (UNKNOWN, 1, "salah ketik")
    assert queries.get_sitting(over.cooperative_id, paper.id).answers["bagi-rata"] == 1


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE knowledge_answer SET choice = 3", "DELETE FROM knowledge_answer",
        "UPDATE knowledge_phase SET closed_at = NULL", "DELETE FROM knowledge_phase",
        "UPDATE knowledge_sitting SET manner = 'oral'",
        ADDED,
    ],
)  # fmt: skip
def test_a_closed_test_is_sealed_in_the_database(desk: Desk, attack: str) -> None:
    over, people = make_class(desk, 1)
    open_test(desk, over)
    write_test(over, people[0], RIGHT)
    close_test(desk, over)
    with pytest.raises(sa.exc.DBAPIError), transaction():
        db.write_connection().exec_driver_sql(attack)
    (row,) = queries.sittings_of(over.cooperative_id, [over.id])
    assert row.answers == RIGHT


def test_results_of_a_class(desk: Desk) -> None:
    over, people = make_class(desk, 5)
    open_test(desk, over)
    open_test(desk, over, POST)
    for person, before in zip(people, (2, 4, 10, 6), strict=False):
        write_test(over, person, knowing(before))
    for person, after in zip([*people[:3], people[4]], (6, 4, 10, 9), strict=True):
        write_test(over, person, knowing(after), POST)
    found = queries.course_result(over)
    rows = {key: (one.pre, one.post, one.gain) for key, one in found.outcomes.items()}
    assert rows == {
        people[0]: (2, 6, Fraction(1, 2)), people[1]: (4, 4, Fraction(0)),
        people[2]: (10, 10, None), people[3]: (6, None, None), people[4]: (None, 9, None),
    }  # fmt: skip
    gain = found.gain
    assert (gain.both, gain.only_before, gain.only_after) == (3, 1, 1)
    # means of the three: 16/3 before, 20/3 after, of 10
    assert gain.gain == Fraction(2, 7)
    first, compound = found.items[0], found.items[3]
    assert (first.before, first.of_before, first.after, first.of_after) == (4, 4, 4, 4)
    assert (compound.before, compound.after) == (3, 4)


def test_the_test_before_and_after_stand_in_different_sessions_of_a_programme(desk: Desk) -> None:
    programme = make_programme(desk.cooperative_id)
    first, people = make_class(desk, 2, programme_id=programme)
    last = make_session(desk, programme_id=programme)
    attend(desk, last.id, *people)
    open_test(desk, first)
    open_test(desk, last, POST)
    write_test(first, people[0], knowing(2))
    write_test(last, people[0], knowing(6), POST)
    for over in (first, last):
        found = queries.course_result(over).outcomes[people[0]]
        assert (found.pre, found.post, found.gain) == (2, 6, Fraction(1, 2))
    alone = queries.results(desk.cooperative_id, [first.id])[people[0]]
    assert (alone.pre, alone.post) == (2, None)
    assert queries.results(make_cooperative("Lain"), [first.id, last.id]) == {}


def test_a_blank_typed_over_a_letter_counts_as_no_answer_and_can_be_mended(desk: Desk) -> None:
    over, (person, *_rest) = make_class(desk)
    open_test(desk, over)
    write_test(over, person, knowing(3))
    write_test(over, person, {key: n for key, n in knowing(3).items() if key != "bagi-rata"})
    close_test(desk, over)
    (row,) = queries.sittings_of(desk.cooperative_id, [over.id])
    assert "bagi-rata" not in row.answers
    assert len(row.answers) == 9
    with transaction():
        service.correct(
            desk=desk, sitting_id=row.id, item="bagi-rata", choice=1, reason="lembarnya B",
            request_id="betul-1",
        )  # fmt: skip
    (said,) = queries.corrections_of(desk.cooperative_id, over.id)
    assert (said.was, said.choice) == (None, 1)
