"""The practice room as a learner sees it: exercises, one exercise, progress."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock
from coop_app.literacy.forms.practice import AnswerForm, PressForm
from coop_app.literacy.queries import practice as queries
from coop_app.literacy.rules.practice import catalogue
from coop_app.literacy.rules.practice.shapes import Exercise
from coop_app.literacy.service.practice import rooms, trying
from coop_app.literacy.views.blueprint import bp
from coop_app.refusal import N_
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page
from coop_app.web.tables import Column, Table, respond

#: level → what it is called
LEVELS = {1: N_("First steps"), 2: N_("Everyday work"), 3: N_("With care")}


@bp.get("/latihan")
@requires("literacy.practice")
def practice() -> Response:
    """All exercises from easy to hard, and how far this person has come."""
    person = signed_in()
    done = queries.progress(person.cooperative_id, person.user_id)
    known = catalogue.exercises()
    levels = [
        (name, [one for one in known.values() if one.level == level])
        for level, name in LEVELS.items()
    ]
    return page(
        "literacy/practice.html", levels=levels, done=done, all=len(known), press=PressForm(),
        passed=sum(1 for one in done.values() if one.passed_at),
        room=rooms.current(person.cooperative_id, person.user_id), next=_next(known, done),
    )  # fmt: skip


def _next(known: Any, done: Any) -> Exercise | None:
    open_ones = (one for key, one in known.items() if not (key in done and done[key].passed_at))
    return next(open_ones, None)


@bp.get("/latihan/<key>")
@requires("literacy.practice")
def exercise(key: str, form: AnswerForm | None = None) -> Response:
    """The story with its paper, what to do, hints, and what the checker said."""
    person = signed_in()
    one = trying.exercise_of(key)
    attempt = queries.attempt(person.cooperative_id, person.user_id, key)
    checks = queries.checks_of(person.cooperative_id, attempt.id) if attempt else []
    return page(
        "literacy/exercise.html", exercise=one, attempt=attempt, checks=checks,
        form=form or AnswerForm(), press=PressForm(), shown=_shown(one, attempt),
        following=_following(key), today=clock.today(),
    )  # fmt: skip


def _shown(one: Exercise, attempt: queries.Attempt | None) -> dict[str, Any] | None:
    """The texts with this try's names and amounts; nothing before it is begun."""
    if attempt is None:
        return None
    facts = attempt.facts
    return {
        "story": catalogue.told(one.story, facts),
        "task": catalogue.told(one.task, facts),
        "hints": [catalogue.told(hint, facts) for hint in one.hints[: attempt.hints]],
        "papers": [
            {
                "title": paper.title,
                "kind": paper.kind,
                "rows": [(label, catalogue.told(words, facts)) for label, words in paper.rows],
                "signed": catalogue.told(paper.signed, facts),
            }
            for paper in one.papers
        ],
    }


def _following(key: str) -> Exercise | None:
    known = list(catalogue.exercises().values())
    at = [one.key for one in known].index(key)
    return known[at + 1] if at + 1 < len(known) else None


@bp.get("/latihan/peserta")
@requires("literacy.people")
def learners() -> Response:
    """How far everybody has come; for the trainer."""
    coop = signed_in().cooperative_id
    found, most = queries.learners(coop), len(catalogue.exercises())
    names = auth.names_of(coop, [one.user_id for one in found])
    rows = [
        {
            "name": names.get(one.user_id, ""), "passed": one.passed, "all": most,
            "tries": one.tries, "hints": one.hints, "last": one.last_at,
        }
        for one in found
    ]  # fmt: skip
    return respond(_table(rows), "literacy/learners.html", back=url_for("literacy.practice"))


def _table(rows: list[dict[str, Any]]) -> Table:
    columns = (
        Column("name", _("Name"), width=24),
        Column("passed", _("Exercises passed"), "count"),
        Column("all", _("of"), "count", 6),
        Column("tries", _("Tries"), "count"),
        Column("hints", _("Hints"), "count", minor=True),
        Column("last", _("Last exercise"), "moment", 14, minor=True),
    )
    return Table(_("Learners in the practice room"), columns, rows, name="peserta-latihan")
