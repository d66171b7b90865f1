"""What was learned in the demonstration: tests before and after, live answers, promises, certificates."""

from datetime import date, timedelta
from random import Random

from coop_app.app.demo.house import House
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.sessions import SessionFilter, SessionRow
from coop_app.literacy.rules.lessons import items, promises, rounds
from coop_app.literacy.rules.lessons.items import POST, PRE, UNKNOWN
from coop_app.literacy.rules.lessons.promises import Given, Heard
from coop_app.literacy.rules.lessons.slides import Kind, exercise_of
from coop_app.literacy.rules.lessons.testing import Manner, Taking
from coop_app.literacy.service import lessons as service

#: the test after is taken with these modules, which end a village's year; the test before with all others
_LAST = ("kiriman", "meminjam", "harga-pokok")
_CLASS = 10
_ASKED = 4


def each_month(house: House, month: Month, today: date) -> None:
    """What this month's sessions left behind, and who was asked after a promise."""
    wanted = SessionFilter(start=month.first, end=min(month.last, today), states=("closed",))
    with transaction():
        for over in reversed(training.list_sessions(house.cooperative_id, wanted)):
            _teach(house, over)
            _certify(house, over)
        _ask_after(house, min(month.last, today))


def _desk(house: House, over: SessionRow, on: date) -> Desk:
    return Desk(house.cooperative_id, house.book_id, over.trainer_id, on)


def _teach(house: House, over: SessionRow) -> None:
    random = Random(f"kelas-{over.id}")  # noqa: S311 - for invented people
    here = [row.participant_id for row in training.attendances(over.id) if row.present and row.name]
    people, desk = here[:_CLASS], _desk(house, over, over.held_on)
    known = queries.course_result(over).outcomes
    tested = [key for key in people if key not in known or known[key].pre is None]
    if over.module not in _LAST and tested:
        _test(house, desk, over, PRE, tested)
    if over.module in _LAST:
        _test(house, desk, over, POST, people)
    _ask_the_room(house, desk, over, people, random)
    for person in people:
        if random.random() < 0.8:
            _promise(house, over, person, random)


def _test(house: House, desk: Desk, over: SessionRow, phase: str, people: list[int]) -> None:
    service.open_phase(desk=desk, session_id=over.id, phase=phase)
    for place, person in enumerate(people):
        manner = Manner.ORAL if place % 5 == 4 else Manner.PAPER
        taking = Taking(
            cooperative_id=over.cooperative_id, session_id=over.id, phase=phase,
            participant_id=person, manner=manner, made_by=desk.user_id,
        )  # fmt: skip
        service.write_paper(
            taking=taking, answers=_answers(person, phase), request_id=house.request()
        )
    service.close_phase(desk=desk, session_id=over.id, phase=phase)


def _answers(person: int, phase: str) -> dict[str, int]:
    """The same person knows the same things; after the course some more."""
    random = Random(f"uji-{person}")  # noqa: S311 - for invented people
    knows = random.randint(2, 5) + (random.randint(1, 4) if phase == POST else 0)
    order = random.sample([item.key for item in items.items()], len(items.items()))
    right = set(order[:knows])
    return {
        item.key: item.right if item.key in right else _wrong(item, random)
        for item in items.items()
    }


def _wrong(item: items.Item, random: Random) -> int:
    other = [place for place in range(len(item.choices)) if place != item.right]
    return random.choice([*other, UNKNOWN, UNKNOWN])


def _ask_the_room(
    house: House, desk: Desk, over: SessionRow, people: list[int], random: Random
) -> None:
    """The first exercise that phones can answer, asked and closed."""
    scene = queries.scene(over.id)
    asked = [(slide, exercise_of(scene.module, slide)) for slide in scene.slides]
    for slide, exercise in asked:
        if slide.kind is Kind.ASK and exercise and exercise.choices:
            break
    else:
        return
    service.show(desk=desk, session_id=over.id, key=slide.key)
    opened = queries.scene(over.id).round
    right = rounds.right_value(exercise)
    for person in people if opened else ():
        other = random.randrange(len(exercise.choices))
        value = right if right is not None and random.random() < 0.6 else other
        service.answer(
            cooperative_id=over.cooperative_id, round_id=opened.id if opened else 0,
            participant_id=person, value=value, request_id=house.request(),
        )  # fmt: skip
    service.show(desk=desk, session_id=over.id, key=scene.slides[-1].key)


def _promise(house: House, over: SessionRow, person: int, random: Random) -> None:
    given = Given(
        cooperative_id=over.cooperative_id, session_id=over.id, participant_id=person,
        suggested=random.choice(promises.suggested()).key, on=over.held_on,
    )  # fmt: skip
    service.promise(given=given, request_id=house.request())


def _certify(house: House, over: SessionRow) -> None:
    if queries.earners(over)[0]:
        desk = _desk(house, over, over.held_on + timedelta(days=1))
        service.issue(desk=desk, session_id=over.id, request_id=house.request())


def _ask_after(house: House, on: date) -> None:
    """Most are asked in time; a few wait for the next visit."""
    known = {one.id: one for one in training.list_sessions(house.cooperative_id)}
    for turn, due in enumerate(queries.due(house.cooperative_id, on)):
        random = Random(f"janji-{due.promise.id}-{due.months}")  # noqa: S311 - for invented people
        if turn % _ASKED == _ASKED - 1:
            continue
        over = known[due.promise.session_id]
        asked_on = min(due.due_on + timedelta(days=random.randint(0, 9)), on)
        service.follow_up(
            desk=_desk(house, over, asked_on), promise_id=due.promise.id, months=due.months,
            heard=_heard(random), request_id=house.request(),
        )  # fmt: skip


def _heard(random: Random) -> Heard:
    way = random.choice(tuple(promises.WAYS))
    if random.random() < 0.12:
        return Heard(way=way, reached=False)
    return Heard(
        way=way, reached=True, kept_budget=random.random() < 0.65,
        saved=random.choice(tuple(promises.BANDS)), compared=random.random() < 0.5,
        promise_kept=random.choice((promises.YES, promises.YES, promises.PARTLY, promises.NO)),
    )  # fmt: skip
