"""A promise for thirty days, and what is heard of it after one and three months."""

from datetime import date, timedelta

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.literacy.models.lessons import LearningPromise, PromiseFollowUp
from coop_app.literacy.rules.lessons import promises as rules
from coop_app.literacy.rules.lessons.promises import Given, Heard
from coop_app.literacy.service.lessons.once import check_takes_part, done_before
from coop_app.literacy.service.sessions.noting import locked
from coop_app.refusal import NotFound, RequestReused


def promise(*, given: Given, request_id: str) -> None:
    """Keep one action of one person; until it is asked after, another one replaces it.

    Raises `PromiseMissing`, `AskedAlready`, `RequestReused`, `NotFound`.
    """
    locked(given.cooperative_id, given.session_id)
    check_takes_part(
        cooperative_id=given.cooperative_id, session_id=given.session_id,
        participant_id=given.participant_id,
    )  # fmt: skip
    if done_before(
        cooperative_id=given.cooperative_id, request_id=request_id, act="promise", facts=given
    ):
        return
    text = rules.promise_text(given.suggested, given.own)
    row = _made(given)
    if row is None:
        row = LearningPromise(
            cooperative_id=given.cooperative_id, session_id=given.session_id,
            participant_id=given.participant_id, made_on=given.on,
        )  # fmt: skip
        session.add(row)
    elif _asked(row.id):
        raise rules.AskedAlready
    row.suggested = given.suggested if text != given.own.strip() else rules.OWN
    row.text, row.made_by, row.made_at = text, given.by, clock.now()
    session.flush()


def _made(given: Given) -> LearningPromise | None:
    return session.scalar(
        sa.select(LearningPromise).where(
            LearningPromise.session_id == given.session_id,
            LearningPromise.participant_id == given.participant_id,
        )
    )


def _asked(promise_id: int) -> bool:
    query = sa.select(PromiseFollowUp.id).where(PromiseFollowUp.promise_id == promise_id)
    return session.scalar(query.limit(1)) is not None


def follow_up(*, desk: Desk, promise_id: int, months: int, heard: Heard, request_id: str) -> None:
    """Write down what was heard, once for each promise and time.

    Raises `AnswersMissing`, `TooEarly`, `AskedAlready`, `RequestReused`, `NotFound`.
    """
    row = _locked(desk.cooperative_id, promise_id)
    mark = fingerprint((promise_id, months, heard))
    if _heard_before(desk.cooperative_id, request_id, mark):
        return
    clean = rules.checked(heard)
    _check_time(row, months, desk.today)
    session.add(
        PromiseFollowUp(
            cooperative_id=desk.cooperative_id, promise_id=promise_id, months=months,
            asked_on=desk.today, way=clean.way, reached=clean.reached,
            kept_budget=clean.kept_budget, saved=clean.saved, compared=clean.compared,
            promise_kept=clean.promise_kept, request_id=request_id, fingerprint=mark,
            made_by=desk.user_id, made_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()


def _locked(cooperative_id: int, promise_id: int) -> LearningPromise:
    row = session.scalar(
        sa.select(LearningPromise)
        .where(LearningPromise.id == promise_id, LearningPromise.cooperative_id == cooperative_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    return row


def _heard_before(cooperative_id: int, request_id: str, mark: str) -> bool:
    known = session.scalar(
        sa.select(PromiseFollowUp.fingerprint).where(
            PromiseFollowUp.cooperative_id == cooperative_id,
            PromiseFollowUp.request_id == request_id,
        )
    )
    if known is not None and known != mark:
        raise RequestReused
    return known is not None


def _check_time(row: LearningPromise, months: int, today: date) -> None:
    if months not in rules.AFTER:
        raise NotFound
    earliest = rules.due_on(row.made_on, months) - timedelta(days=rules.EARLY_DAYS)
    if today < earliest:
        raise rules.TooEarly(on=earliest)
    asked = sa.select(PromiseFollowUp.id).where(
        PromiseFollowUp.promise_id == row.id, PromiseFollowUp.months == months
    )
    if session.scalar(asked) is not None:
        raise rules.AskedAlready
