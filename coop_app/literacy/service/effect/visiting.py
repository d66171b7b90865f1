"""Mentoring visits, and the step that was agreed for the next time."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from coop_app import clock, filing, pictures
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.filing import Upload
from coop_app.literacy.models import MentoringVisit, VisitDone
from coop_app.literacy.rules.effect.giving import VisitFacts
from coop_app.literacy.rules.effect.refusals import HowMissing, StepDone
from coop_app.literacy.service.effect import writing
from coop_app.literacy.service.effect.pillars import tag
from coop_app.literacy.service.trailing import trail
from coop_app.members.rules.names import tidy
from coop_app.pictures import FileKindUnknown
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of the visit and the folder where pictures lie."""

    upload: Upload
    folder: Path


def record_visit(
    *,
    desk: Desk,
    facts: VisitFacts,
    request_id: str,
    pillar_id: int | None = None,
    photo: Photo | None = None,
) -> int:
    """Write down a visit; one that follows another takes that one's step off the list.

    Raises what `VisitFacts.check` raises, what `pictures.prepare` refuses, `RequestReused`, `NotFound`.
    """  # fmt: skip
    facts = _tidied(facts)
    if earlier := writing.made_before(MentoringVisit, desk, request_id, (facts, pillar_id)):
        return earlier
    _check(desk, facts)
    row = _row(desk, facts, photo, writing.made(desk, request_id, (facts, pillar_id)))
    session.add(row)
    session.flush()
    if pillar_id is not None:
        tag(desk, pillar_id, visit_id=row.id)
    trail(desk, "visit_recorded", object=f"visit:{row.id}")
    return row.id


def _row(
    desk: Desk, facts: VisitFacts, photo: Photo | None, made: dict[str, Any]
) -> MentoringVisit:
    return MentoringVisit(
        programme_id=facts.programme_id, visited_on=facts.visited_on, visitor_id=desk.user_id,
        place=facts.place, purpose=facts.purpose, findings=facts.findings,
        next_step=facts.next_step, next_on=facts.next_on, follows_id=facts.follows_id,
        file_key=_kept(desk, photo), **writing.whom_columns(desk, facts.whom),
        **made,
    )  # fmt: skip


def _check(desk: Desk, facts: VisitFacts) -> None:
    facts.check(desk.today)
    writing.check_programme(desk, facts.programme_id)
    if (
        facts.follows_id is not None
        and writing.row_of(MentoringVisit, desk, facts.follows_id).voided_on
    ):
        raise NotFound


def _kept(desk: Desk, photo: Photo | None) -> str | None:
    if photo is None:
        return None
    kept = pictures.prepare(photo.upload.content)
    if kept.content_type == pictures.PDF:
        raise FileKindUnknown
    return filing.keep_file(
        folder=photo.folder, cooperative_id=desk.cooperative_id, content=kept.content,
        ending=kept.ending,
    )  # fmt: skip


def _tidied(facts: VisitFacts) -> VisitFacts:
    return replace(
        facts, place=tidy(facts.place)[:120], purpose=tidy(facts.purpose)[:200],
        findings=tidy(facts.findings)[:800], next_step=tidy(facts.next_step)[:200],
    )  # fmt: skip


def finish_step(*, desk: Desk, visit_id: int, note: str) -> None:
    """The agreed step was done without another visit; the same again changes nothing.

    Raises `HowMissing`, `StepDone`, `NotFound`.
    """
    visit = writing.row_of(MentoringVisit, desk, visit_id)
    if visit.next_on is None or visit.voided_on is not None:
        raise NotFound
    said = tidy(note)[:300]
    if not said:
        raise HowMissing
    done = session.get(VisitDone, visit_id)
    if done is not None and (done.made_by, done.note) == (desk.user_id, said):
        return
    if done is not None or _followed(desk, visit_id):
        raise StepDone
    session.add(
        VisitDone(
            visit_id=visit_id, cooperative_id=desk.cooperative_id, done_on=desk.today, note=said,
            made_by=desk.user_id, made_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    trail(desk, "step_done", object=f"visit:{visit_id}")


def _followed(desk: Desk, visit_id: int) -> bool:
    query = sa.select(MentoringVisit.id).where(
        MentoringVisit.cooperative_id == desk.cooperative_id,
        MentoringVisit.follows_id == visit_id,
        MentoringVisit.voided_on.is_(None),
    )
    return session.scalar(query.limit(1)) is not None


def strike_out_visit(*, desk: Desk, visit_id: int, reason: str) -> None:
    """It was written by mistake. Raises `WhyMissing`, `StruckOut`, `NotFound`."""
    writing.strike_out(MentoringVisit, desk=desk, key=visit_id, reason=reason)
