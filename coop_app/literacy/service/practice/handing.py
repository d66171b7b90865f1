"""Handing over: the old treasurer's notes, the minutes, the new one's test."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.literacy.models.practice import Handover, HandoverNote, HandoverTest
from coop_app.literacy.rules.practice import questions as rules
from coop_app.literacy.rules.practice.questions import Question
from coop_app.refusal import N_, NotFound, Refused, RequestReused


class NoteMissing(Refused):
    """An empty note helps nobody."""

    message = N_("Write what the next treasurer should know.")
    field = "body"


class SamePeople(Refused):
    """A handover has two sides."""

    message = N_("Who hands over and who takes over are two different people.")
    field = "incoming"


class DayToCome(Refused):
    """Figures of a day to come are not known."""

    message = N_("Choose today or an earlier day.")
    field = "on_date"


class TestFinished(Refused):
    """Answers are given once."""

    message = N_("This test was already marked. Begin a new one.")


@dataclass(frozen=True, slots=True)
class Minutes:
    """Who hands over to whom, before whom, on which day."""

    on_date: date
    outgoing: str
    incoming: str
    chair: str
    supervisor: str


def add_note(*, desk: Desk, topic: str, body: str, request_id: str) -> int:
    """Write a note for whoever comes next; returns its key. Raises `NoteMissing`, `RequestReused`."""
    if not body.strip():
        raise NoteMissing
    same = sa.select(HandoverNote).where(
        HandoverNote.cooperative_id == desk.cooperative_id, HandoverNote.request_id == request_id
    )
    if earlier := session.scalar(same):
        if (earlier.topic, earlier.body) != (topic.strip(), body.strip()):
            raise RequestReused
        return earlier.id
    row = HandoverNote(
        cooperative_id=desk.cooperative_id, topic=topic.strip(), body=body.strip(),
        written_by=desk.user_id, written_at=clock.now(), request_id=request_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def cross_out(*, desk: Desk, note_id: int) -> None:
    """A note that no longer holds; it stays in the database. Raises `NotFound`."""
    row = session.get(HandoverNote, note_id)
    if row is None or row.cooperative_id != desk.cooperative_id:
        raise NotFound
    if row.crossed_at is None:
        row.crossed_by, row.crossed_at = desk.user_id, clock.now()
        session.flush()


def hand_over(*, desk: Desk, minutes: Minutes, figures: Any, request_id: str) -> int:
    """Keep the minutes with the figures as they are read now; returns their key.

    Raises `DayToCome`, `SamePeople`, `RequestReused`.
    """
    if minutes.on_date > desk.today:
        raise DayToCome
    if minutes.outgoing.strip().casefold() == minutes.incoming.strip().casefold():
        raise SamePeople
    facts = {name: getattr(minutes, name).strip() for name in _NAMES} | {"on_date": minutes.on_date}
    same = sa.select(Handover).where(
        Handover.cooperative_id == desk.cooperative_id, Handover.request_id == request_id
    )
    if earlier := session.scalar(same):
        if any(getattr(earlier, name) != fact for name, fact in facts.items()):
            raise RequestReused
        return earlier.id
    row = Handover(
        cooperative_id=desk.cooperative_id, figures=json.dumps(figures), made_by=desk.user_id,
        made_at=clock.now(), request_id=request_id, **facts,
    )  # fmt: skip
    session.add(row)
    session.flush()
    auth.audit_trail(
        "literacy.handed_over", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"handover:{row.id}", after={"on": minutes.on_date},
    )  # fmt: skip
    return row.id


_NAMES = ("outgoing", "incoming", "chair", "supervisor")


def begin_test(*, desk: Desk, asked: list[Question], request_id: str) -> int:
    """Keep the questions as they are asked; returns the test's key."""
    same = sa.select(HandoverTest.id).where(
        HandoverTest.cooperative_id == desk.cooperative_id, HandoverTest.request_id == request_id
    )
    if earlier := session.scalar(same):
        return earlier
    row = HandoverTest(
        cooperative_id=desk.cooperative_id, user_id=desk.user_id, request_id=request_id,
        questions=json.dumps(rules.packed(asked)), asked=len(asked), begun_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def finish_test(*, desk: Desk, test_id: int, answers: Mapping[str, int | None]) -> int:
    """Mark the answers; returns how many are right. Raises `NotFound`, `TestFinished`."""
    row = session.get(HandoverTest, test_id, with_for_update=True)
    if row is None or (row.cooperative_id, row.user_id) != (desk.cooperative_id, desk.user_id):
        raise NotFound
    if row.finished_at is not None:
        raise TestFinished
    asked = rules.unpacked(json.loads(row.questions))
    right = sum(one.is_right for one in rules.marked(asked, answers))
    row.answers, row.right_answers, row.finished_at = json.dumps(dict(answers)), right, clock.now()
    session.flush()
    return right
