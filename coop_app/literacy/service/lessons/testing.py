"""The test before and after: opened, answered on the phone, on paper or aloud, closed, mended with a reason."""

from collections.abc import Mapping

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.literacy.models.lessons import (
    KnowledgeAnswer,
    KnowledgeCorrection,
    KnowledgePhase,
    KnowledgeSitting,
)
from coop_app.literacy.rules.lessons import items, testing
from coop_app.literacy.rules.lessons.testing import Manner, Taking
from coop_app.literacy.service.lessons.once import check_takes_part, done_before
from coop_app.literacy.service.sessions.noting import locked
from coop_app.refusal import NotFound, RequestReused


def open_phase(*, desk: Desk, session_id: int, phase: str) -> None:
    """Let the room take one of the tests; an open one stays open. Raises `AnswersFixed`, `NotFound`."""
    over = locked(desk.cooperative_id, session_id)
    testing.check_may_open(over.state, phase)
    row = session.get(KnowledgePhase, (session_id, phase))
    if row is not None and row.closed_at is not None:
        raise testing.AnswersFixed
    if row is None:
        session.add(
            KnowledgePhase(
                session_id=session_id, phase=phase, cooperative_id=desk.cooperative_id,
                opened_by=desk.user_id, opened_at=clock.now(), closed_by=None, closed_at=None,
            )
        )  # fmt: skip
        session.flush()


def close_phase(*, desk: Desk, session_id: int, phase: str) -> None:
    """Fix the answers; a closed test stays closed. Raises `NotFound`."""
    row = _phase(desk.cooperative_id, session_id, phase)
    if row.closed_at is None:
        row.closed_by, row.closed_at = desk.user_id, clock.now()
        session.flush()


def take(*, taking: Taking, item: str, choice: int, request_id: str) -> None:
    """Keep the answer to one item; until the test is closed it may be changed.

    Raises `NotAChoice`, `AnswersFixed`, `TakenOtherwise`, `RequestReused`, `NotFound`.
    """
    row = _phase(taking.cooperative_id, taking.session_id, taking.phase)
    facts = (taking, item, choice)
    if done_before(
        cooperative_id=taking.cooperative_id, request_id=request_id, act="item", facts=facts
    ):
        return
    items.check_choice(item, choice)
    sitting = _sitting(row, taking)
    _write(sitting, {item: choice})


def write_paper(*, taking: Taking, answers: Mapping[str, int], request_id: str) -> None:
    """Keep all answers of a paper at once; typing it again replaces what was typed.

    Raises `AnswersFixed`, `TakenOtherwise`, `RequestReused`, `NotFound`.
    """
    row = _phase(taking.cooperative_id, taking.session_id, taking.phase)
    facts = (taking, sorted(answers.items()))
    if done_before(
        cooperative_id=taking.cooperative_id, request_id=request_id, act="paper", facts=facts
    ):
        return
    for item, choice in answers.items():
        items.check_choice(item, choice)
    _write(_sitting(row, taking), answers, whole=True)


def correct(
    *, desk: Desk, sitting_id: int, item: str, choice: int, reason: str, request_id: str
) -> None:
    """Mend a slip of typing in a closed test, with a reason that stays.

    Raises `NotAChoice`, `CorrectionReasonMissing`, `OwnAnswer`, `AnswersStillOpen`, `RequestReused`, `NotFound`.
    """
    sitting = session.get(KnowledgeSitting, sitting_id)
    if sitting is None or sitting.cooperative_id != desk.cooperative_id:
        raise NotFound
    phase = _phase(desk.cooperative_id, sitting.session_id, sitting.phase)
    why, mark = reason.strip()[:300], fingerprint((sitting_id, item, choice, reason.strip()[:300]))
    if _corrected(desk.cooperative_id, request_id, mark):
        return
    items.check_choice(item, choice)
    testing.check_correction(sitting.manner, why, is_closed=phase.closed_at is not None)
    kept = session.get(KnowledgeAnswer, (sitting_id, item))
    session.add(
        KnowledgeCorrection(
            cooperative_id=desk.cooperative_id, sitting_id=sitting_id, item=item,
            was=_said(kept), choice=choice, reason=why, request_id=request_id,
            fingerprint=mark, made_by=desk.user_id, made_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    _write(sitting, {item: choice})
    auth.audit_trail(
        "literacy.test_corrected", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"knowledge_sitting:{sitting_id}", reason=why, after={"item": item},
    )  # fmt: skip


def _said(kept: KnowledgeAnswer | None) -> int | None:
    """None for a blank."""
    return None if kept is None or kept.choice == items.EMPTIED else kept.choice


def _corrected(cooperative_id: int, request_id: str, mark: str) -> bool:
    known = session.scalar(
        sa.select(KnowledgeCorrection.fingerprint).where(
            KnowledgeCorrection.cooperative_id == cooperative_id,
            KnowledgeCorrection.request_id == request_id,
        )
    )
    if known is not None and known != mark:
        raise RequestReused
    return known is not None


def _phase(cooperative_id: int, session_id: int, phase: str) -> KnowledgePhase:
    """A test of a session; answers and its closing queue here until commit. Raises `NotFound`."""
    row = session.scalar(
        sa.select(KnowledgePhase)
        .where(
            KnowledgePhase.session_id == session_id,
            KnowledgePhase.phase == phase,
            KnowledgePhase.cooperative_id == cooperative_id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    return row


def _sitting(phase: KnowledgePhase, taking: Taking) -> KnowledgeSitting:
    """The person's sitting, begun now when it is the first answer."""
    if phase.closed_at is not None:
        raise testing.AnswersFixed
    check_takes_part(
        cooperative_id=taking.cooperative_id, session_id=taking.session_id,
        participant_id=taking.participant_id,
    )  # fmt: skip
    kept = session.scalar(
        sa.select(KnowledgeSitting).where(
            KnowledgeSitting.session_id == taking.session_id,
            KnowledgeSitting.phase == taking.phase,
            KnowledgeSitting.participant_id == taking.participant_id,
        )
    )
    if kept is not None:
        testing.check_manner(Manner(kept.manner), taking.manner)
        return kept
    kept = KnowledgeSitting(
        cooperative_id=taking.cooperative_id, session_id=taking.session_id, phase=taking.phase,
        participant_id=taking.participant_id, manner=taking.manner.value, made_by=taking.made_by,
        made_at=clock.now(),
    )  # fmt: skip
    session.add(kept)
    session.flush()
    return kept


def _write(sitting: KnowledgeSitting, answers: Mapping[str, int], *, whole: bool = False) -> None:
    """`whole`: what is not among these answers was left empty."""
    rows = session.scalars(
        sa.select(KnowledgeAnswer).where(KnowledgeAnswer.sitting_id == sitting.id)
    )
    known = {row.item: row for row in rows}
    for item in known.keys() - answers.keys() if whole else ():
        known[item].choice, known[item].answered_at = items.EMPTIED, clock.now()
    for item, choice in answers.items():
        kept = known.get(item)
        if kept is None:
            kept = KnowledgeAnswer(
                sitting_id=sitting.id, item=item, cooperative_id=sitting.cooperative_id
            )
            session.add(kept)
        kept.choice, kept.answered_at = choice, clock.now()
    session.flush()
