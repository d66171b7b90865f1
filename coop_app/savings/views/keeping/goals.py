"""Goals of a member: at the counter, and on the member's own phone."""

from flask import abort, request
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.refusal import NotFound, Refused
from coop_app.savings import queries, service
from coop_app.savings.forms import GoalForm
from coop_app.savings.rules.goals import GoalEnded
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk, visible_member
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import CoopForm
from coop_app.web.pages import page, see_other


@bp.get("/anggota/<int:member_id>/tujuan")
@requires("savings.read")
def goals(member_id: int) -> Response:
    """What a member saves for, and how far it is."""
    visible_member(member_id)
    return _page(member_id, GoalForm())


@bp.post("/anggota/<int:member_id>/tujuan")
@requires("savings.goals")
def add_goal(member_id: int) -> Response:
    """Name a goal for a member who asks for it at the counter."""
    visible_member(member_id)
    form = GoalForm.from_request()
    done = _add(member_id, form)
    return see_other("savings.goals", member_id=member_id) if done else _page(member_id, form)


@bp.post("/tujuan/<int:goal_id>/selesai")
@requires("savings.goals")
def end_goal(goal_id: int) -> Response:
    """Save for it no longer."""
    member_id = queries.get_goal(signed_in().cooperative_id, goal_id).member_id
    visible_member(member_id)
    _end(goal_id)
    return see_other("savings.goals", member_id=member_id)


@bp.get("/saya/tujuan")
@requires("own.goals")
def own_goals() -> Response:
    """What I save for; a new goal can come filled in from the address."""
    return _page(_me(), GoalForm.offered(request.args))


@bp.post("/saya/tujuan")
@requires("own.goals")
def add_own_goal() -> Response:
    """Name a goal of my own."""
    form = GoalForm.from_request()
    return see_other("savings.own_goals") if _add(_me(), form) else _page(_me(), form)


@bp.post("/saya/tujuan/<int:goal_id>/selesai")
@requires("own.goals")
def end_own_goal(goal_id: int) -> Response:
    """Save for it no longer."""
    if queries.get_goal(signed_in().cooperative_id, goal_id).member_id != _me():
        raise NotFound
    _end(goal_id)
    return see_other("savings.own_goals")


def _me() -> int:
    member_id = signed_in().member_id
    if member_id is None:
        abort(404)
    return member_id


def _add(member_id: int, form: GoalForm) -> bool:
    if not form.ok:
        return False
    try:
        with transaction():
            request_id = form.request_id.data
            service.add_goal(
                desk=desk(), member_id=member_id, wish=form.wish, request_id=request_id
            )
    except Refused as refusal:
        form.blame(refusal)
        return False
    return True


def _end(goal_id: int) -> None:
    """Ended twice is ended once."""
    if not CoopForm.from_request().ok:
        return
    try:
        with transaction():
            service.end_goal(desk=desk(), goal_id=goal_id)
    except GoalEnded:
        return


def _page(member_id: int, form: GoalForm) -> Response:
    here, mine = desk(), signed_in().member_id == member_id
    return page(
        "savings/goals.html",
        form=form,
        press=CoopForm(formdata=None),
        saver=queries.member_page(here.cooperative_id, here.book_id, member_id, on=here.today),
        shown=queries.goal_progress(here.cooperative_id, here.book_id, member_id, on=here.today),
        mine=mine and not signed_in().may("savings.read"),
    )
