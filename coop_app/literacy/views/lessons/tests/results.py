"""What changed: for each question, for the class in words, and for whoever may see names, for each person."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.db import transaction
from coop_app.literacy.forms.lessons import CorrectionForm
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.lessons import CourseResult
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import items, scoring
from coop_app.literacy.rules.lessons.items import PHASES
from coop_app.literacy.rules.lessons.testing import MANNERS, Manner
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.shared import desk_here, session_here, session_title
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond


@bp.get("/pelatihan/<int:session_id>/uji/hasil")
@requires("literacy.read")
def test_results(session_id: int) -> Response:
    """The class: each question before and after, and the gain in one sentence; no names."""
    over = session_here(session_id)
    found = queries.course_result(over)
    gain = found.gain
    says = _(scoring.sentence(gain), percent=scoring.in_hundredths(gain.gain), most=gain.most)
    columns = [
        Column("number", _("No."), "count", width=4), Column("question", _("Question"), width=40),
        Column("before", _("Before"), width=10), Column("after", _("After"), width=10),
    ]  # fmt: skip
    place = f"{session_title(over)} · {over.where}"
    notes = (place, says, _("How many answered each question right"))
    table = Table(_("Test before and after"), columns, _item_rows(found), notes, name="hasil-uji")
    return respond(
        table, "literacy/test_results.html", over=over, found=found, says=says,
        mean_before=scoring.tenths(gain.mean_before), mean_after=scoring.tenths(gain.mean_after),
        corrections=queries.corrections_of(over.cooperative_id, over.id),
    )  # fmt: skip


def _item_rows(found: CourseResult) -> list[dict[str, Any]]:
    """Counts of fewer than three people stay out."""
    return [
        {
            "number": number, "question": row.item.question,
            "before": _of(row.before, row.of_before), "after": _of(row.after, row.of_after),
        }
        for number, row in enumerate(found.items, 1)
    ]  # fmt: skip


def _of(right: int, everybody: int) -> str:
    if everybody < scoring.SMALLEST_CLASS:
        return "–"
    return str(_("%(part)s of %(all)s", part=right, all=everybody))


@bp.get("/pelatihan/<int:session_id>/uji/hasil/peserta")
@requires("literacy.people")
def person_results(session_id: int) -> Response:
    """Each person's points and gain; "–" where a gain is not defined."""
    over = session_here(session_id)
    columns = [
        Column("name", _("Name"), width=24), Column("pre", _("Before"), "count", width=8),
        Column("post", _("After"), "count", width=8), Column("gain", _("Gain"), width=8),
        Column("manner", _("How"), width=16, minor=True),
    ]  # fmt: skip
    notes = (
        f"{session_title(over)} · {over.where}",
        _("Out of %(most)s points.", most=len(items.items())),
    )
    table = Table(
        _("Test of each participant"), columns, _person_rows(over), notes, name="uji-peserta"
    )
    return respond(table, "literacy/person_results.html", over=over)


def _person_rows(over: SessionRow) -> list[dict[str, Any]]:
    names = {row.participant_id: row.name for row in training.attendances(over.id)}
    here = queries.sittings_of(over.cooperative_id, [over.id])
    own = {row.participant_id: row.id for row in here}
    rows = []
    for key, one in queries.course_result(over).outcomes.items():
        percent = scoring.in_hundredths(one.gain)
        manners = {one.pre_manner, one.post_manner} - {""}
        row: dict[str, Any] = {
            "name": names.get(key) or _("without a name"), "pre": one.pre, "post": one.post,
            "gain": "–" if percent is None else f"{percent}%",
            "manner": ", ".join(_(MANNERS[Manner(way)]) for way in sorted(manners)),
        }  # fmt: skip
        if key in own:
            row["_url"] = url_for("literacy.one_test", session_id=over.id, sitting_id=own[key])
        rows.append(row)
    return sorted(rows, key=lambda row: str(row["name"]).casefold())


@bp.get("/pelatihan/<int:session_id>/uji/lembar/<int:sitting_id>")
@requires("literacy.people")
def one_test(session_id: int, sitting_id: int, form: CorrectionForm | None = None) -> Response:
    """One person's answers, and mending a slip of typing."""
    over = session_here(session_id)
    sitting = queries.get_sitting(over.cooperative_id, sitting_id)
    names = {row.participant_id: row.name for row in training.attendances(over.id)}
    said = queries.corrections_of(over.cooperative_id, over.id)
    return page(
        "literacy/one_test.html", over=over, sitting=sitting, title=PHASES[sitting.phase],
        name=names.get(sitting.participant_id, ""), items=items.items(), letter=items.letter_of,
        counted=scoring.right_items(items.items(), sitting.answers), manners=MANNERS,
        said=[one for one in said if one.participant_id == sitting.participant_id],
        by=auth.names_of(signed_in().cooperative_id, [one.made_by for one in said]),
        phases={row.phase: row for row in queries.phases_of(sitting.session_id)},
        form=form or CorrectionForm(formdata=None).offer(),
    )  # fmt: skip


@bp.post("/pelatihan/<int:session_id>/uji/lembar/<int:sitting_id>")
@requires("literacy.people")
def correct_test(session_id: int, sitting_id: int) -> Response:
    """Mend what was typed wrongly; the reason stays."""
    session_here(session_id)
    form = CorrectionForm().offer()
    if not form.ok:
        return one_test(session_id, sitting_id, form)
    try:
        with transaction():
            service.correct(
                desk=desk_here(), sitting_id=sitting_id, item=form.item.data,
                choice=int(form.choice.data), reason=form.reason.data or "",
                request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return one_test(session_id, sitting_id, form.blame(refusal))
    return see_other("literacy.one_test", session_id=session_id, sitting_id=sitting_id)
