"""The tests of a session: opening and closing them, who has taken them, the sheet to print."""

from flask import abort
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.lessons import PhaseForm
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import items
from coop_app.literacy.rules.lessons.items import PHASES
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.shared import desk_here, phase_or_404, session_here
from coop_app.literacy.views.lessons.tests.sheet import test_sheet
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires
from coop_app.web.pages import page, see_other, send_pdf

_ACTS = {"buka": service.open_phase, "tutup": service.close_phase}


@bp.get("/pelatihan/<int:session_id>/uji")
@requires("literacy.read")
def session_tests(session_id: int, form: PhaseForm | None = None) -> Response:
    """Both tests: open or closed, and how many have taken them."""
    over = session_here(session_id)
    return page(
        "literacy/session_tests.html", over=over, phases=PHASES, known=_known(over),
        form=form or PhaseForm(formdata=None), most=len(items.items()),
        people=len(training.attendances(over.id)),
    )  # fmt: skip


def _known(over: SessionRow) -> dict[str, tuple[queries.PhaseRow, int, int]]:
    """Test → its row, how many have begun, how many have answered everything."""
    most = len(items.items())
    found = {}
    for row in queries.phases_of(over.id):
        taken = queries.sittings_of(over.cooperative_id, [over.id], row.phase)
        found[row.phase] = (row, len(taken), sum(len(one.answers) == most for one in taken))
    return found


@bp.post("/pelatihan/<int:session_id>/uji/<phase>/<any(buka, tutup):act>")
@requires("literacy.teach")
def turn_test(session_id: int, phase: str, act: str) -> Response:
    """Open one of the tests, or close it for good."""
    session_here(session_id)
    form, turn = PhaseForm.from_request(), _ACTS[act]
    if not form.ok:
        return session_tests(session_id, form)
    try:
        with transaction():
            turn(desk=desk_here(), session_id=session_id, phase=phase_or_404(phase))
    except Refused as refusal:
        return session_tests(session_id, form.blame(refusal))
    return see_other("literacy.session_tests", session_id=session_id)


@bp.get("/pelatihan/<int:session_id>/uji/<any(lembar, kunci):what>.pdf")
@requires("literacy.teach")
def print_test(session_id: int, what: str) -> Response:
    """The sheet for pencil and paper, or the trainer's key."""
    over = session_here(session_id)
    if over.state == "cancelled":
        abort(404)
    content = test_sheet(over, letterhead(), with_answers=what == "kunci")
    return send_pdf(content, name=f"uji-{what}.pdf")
