"""The trainer's own phone: what comes next, what to say, hands to count."""

from flask import request
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.lessons import HandsForm, MoveForm, hands_in
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.rules.lessons import rounds
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.room.showing import look, name_of, right_text
from coop_app.literacy.views.lessons.shared import desk_here, session_here
from coop_app.refusal import Refused
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other


@bp.get("/pelatihan/<int:session_id>/kendali")
@requires("literacy.teach")
def remote_control(session_id: int, hands: HandsForm | None = None) -> Response:
    """The slide on the wall, its notes for the trainer, next and back."""
    over = session_here(session_id)
    view = look(over)
    counted = queries.counts(view.scene.round.id)[1] if view.scene.round else {}
    exercise = view.scene.exercise
    return page(
        "literacy/remote_control.html", over=over, view=view, move=MoveForm(formdata=None),
        form=hands or HandsForm(formdata=None), counted=counted, name_of=name_of,
        right=right_text(exercise) if exercise else "", enough=rounds.ENOUGH,
        sent=hands_in(request.form),
    )  # fmt: skip


@bp.post("/pelatihan/<int:session_id>/tangan/<int:round_id>")
@requires("literacy.teach")
def count_hands(session_id: int, round_id: int) -> Response:
    """Keep the hands the trainer counted."""
    session_here(session_id)
    form = HandsForm.from_request()
    if not form.ok:
        return remote_control(session_id, form)
    try:
        with transaction():
            service.count_hands(
                desk=desk_here(), round_id=round_id, hands=hands_in(request.form),
                request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return remote_control(session_id, form.blame(refusal))
    return see_other("literacy.remote_control", session_id=session_id)
