"""The wall: one thing at a time, large and calm; next and back by button or arrow key."""

from flask import jsonify, request, url_for
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.lessons import MoveForm
from coop_app.literacy.rules.lessons import promises, rounds
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.room.showing import look, name_of, right_text
from coop_app.literacy.views.lessons.shared import bare_page, desk_here, session_here, square
from coop_app.refusal import Refused
from coop_app.web.access import requires
from coop_app.web.pages import see_other

#: seconds after which a wall without script looks again, when it is asked to
_AGAIN = (5, 60)


@bp.get("/pelatihan/<int:session_id>/layar")
@requires("literacy.teach")
def screen(session_id: int) -> Response:
    """What the room looks at; `?segar=10` looks again every ten seconds, without a script."""
    over = session_here(session_id)
    view = look(over)
    wanted = request.args.get("segar", type=int)
    refresh = min(max(wanted, _AGAIN[0]), _AGAIN[1]) if wanted else None
    address = url_for("literacy.class_phone", code=over.join_code, _external=True)
    return bare_page(
        "literacy/screen.html", over=over, view=view, form=MoveForm(formdata=None),
        refresh=refresh, address=_spoken(url_for("literacy.join_code_form", _external=True)),
        square=square(address), name_of=name_of,
        right=right_text(view.scene.exercise) if view.scene.exercise else "",
        enough=rounds.ENOUGH, promises=promises.suggested(),
    )  # fmt: skip


def _spoken(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("http://").removeprefix("https://")


@bp.get("/pelatihan/<int:session_id>/layar/keadaan")
@requires("literacy.teach")
def screen_state(session_id: int) -> Response:
    """Two short words: which slide, and whether a figure on it changed."""
    view = look(session_here(session_id))
    return jsonify(at=view.at, live=view.live)


@bp.post("/pelatihan/<int:session_id>/layar")
@requires("literacy.teach")
def move_screen(session_id: int) -> Response:
    """Show another slide; the same slide twice is once."""
    form = MoveForm.from_request()
    place = "remote_control" if form.remote.data else "screen"
    if form.ok:
        try:
            with transaction():
                service.show(
                    desk=desk_here(), session_id=session_id, key=form.to.data or "",
                    again=form.again.data or 0,
                )  # fmt: skip
        except Refused:
            session_here(
                session_id
            )  # another cooperative's session is not here; an old button shows what is
    return see_other(f"literacy.{place}", session_id=session_id)
