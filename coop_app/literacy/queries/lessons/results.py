"""What changed from the first test to the last, for each person and for a class; promises and follow-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.lessons.knowledge import SittingRow, sittings_of
from coop_app.literacy.queries.lessons.promises import (
    FollowUpRow,
    PromiseRow,
    follow_ups_of,
    promises_of,
)
from coop_app.literacy.queries.sessions import SessionFilter, SessionRow
from coop_app.literacy.rules.lessons import items, scoring
from coop_app.literacy.rules.lessons.items import POST, PRE, Item
from coop_app.literacy.rules.lessons.scoring import ClassGain, Pair


@dataclass(frozen=True, slots=True)
class Outcome:
    """One participant over the asked sessions; None for a test not taken."""

    participant_id: int
    #: points of the first test before and of the last test after, of `most`
    pre: int | None
    post: int | None
    most: int
    #: normalised; None without both tests, and where nothing was missing before
    gain: Fraction | None
    #: the newest promise, and what was heard of it by months
    promise: PromiseRow | None
    follow_ups: dict[int, FollowUpRow]
    #: how each test was taken: phone, paper, oral; "" when not
    pre_manner: str = ""
    post_manner: str = ""

    @property
    def pair(self) -> Pair:
        """Both tests."""
        return Pair(self.pre, self.post)


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One question: how many had it right before and after, of those who took each test."""

    item: Item
    before: int
    of_before: int
    after: int
    of_after: int


@dataclass(frozen=True, slots=True)
class CourseResult:
    """A class: its people, its questions, its gain."""

    outcomes: dict[int, Outcome]
    items: tuple[ItemResult, ...]
    gain: ClassGain


def results(cooperative_id: int, session_ids: Sequence[int]) -> dict[int, Outcome]:
    """Everybody who took a test or promised something in these sessions, by participant."""
    before, after = _firsts_and_lasts(cooperative_id, session_ids)
    promises = {one.participant_id: one for one in promises_of(cooperative_id, session_ids)}
    heard = follow_ups_of(cooperative_id, [one.id for one in promises.values()])
    everybody = sorted({*before, *after, *promises})
    return {
        key: _outcome(key, before.get(key), after.get(key), promises.get(key), heard)
        for key in everybody
    }


def _firsts_and_lasts(
    cooperative_id: int, session_ids: Sequence[int]
) -> tuple[dict[int, SittingRow], dict[int, SittingRow]]:
    before: dict[int, SittingRow] = {}
    after: dict[int, SittingRow] = {}
    for row in sorted(sittings_of(cooperative_id, session_ids), key=_when):
        if row.phase == PRE:
            before.setdefault(row.participant_id, row)
        elif row.phase == POST:
            after[row.participant_id] = row
    return before, after


def _when(row: SittingRow) -> tuple[object, int]:
    return row.made_at, row.id


def _outcome(
    key: int,
    before: SittingRow | None,
    after: SittingRow | None,
    promise: PromiseRow | None,
    heard: dict[int, dict[int, FollowUpRow]],
) -> Outcome:
    bank = items.items()
    pre = scoring.score(bank, before.answers) if before else None
    post = scoring.score(bank, after.answers) if after else None
    most = len(bank)
    gained = scoring.gain(pre, post, most) if pre is not None and post is not None else None
    return Outcome(
        key, pre, post, most, gained, promise, heard.get(promise.id, {}) if promise else {},
        before.manner if before else "", after.manner if after else "",
    )  # fmt: skip


def course_result(over: SessionRow) -> CourseResult:
    """The class of a session: its people, with their tests in all sessions of the same programme."""
    people = {row.participant_id for row in training.attendances(over.id)}
    ids = sessions_of_course(over)
    before, after = _firsts_and_lasts(over.cooperative_id, ids)
    known = results(over.cooperative_id, ids)
    mine = {key: known[key] for key in known if key in people and (key in before or key in after)}
    bank = items.items()
    right_before = [scoring.right_items(bank, before[key].answers) for key in mine if key in before]
    right_after = [scoring.right_items(bank, after[key].answers) for key in mine if key in after]
    rows = tuple(
        ItemResult(
            item, sum(item.key in right for right in right_before), len(right_before),
            sum(item.key in right for right in right_after), len(right_after),
        )
        for item in bank
    )  # fmt: skip
    gain = scoring.class_gain([one.pair for one in mine.values()], len(bank))
    return CourseResult(mine, rows, gain)


def sessions_of_course(over: SessionRow) -> list[int]:
    """The sessions whose tests belong together: of one programme and village, else this one alone."""
    if over.programme_id is None:
        return [over.id]
    wanted = SessionFilter(programme_id=over.programme_id, village_group_id=over.village_group_id)
    rows = training.list_sessions(over.cooperative_id, wanted)
    same = [row.id for row in rows if row.village_group_id == over.village_group_id]
    return same or [over.id]
