"""Savings that are held: what, why, since when; hold more, or let go."""

from werkzeug.wrappers import Response

from coop_app.auth import queries as people
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.savings import queries, service
from coop_app.savings.forms import HoldForm, ReleaseForm
from coop_app.savings.queries import PlacedHold
from coop_app.savings.rules.products import SUKARELA
from coop_app.savings.views import agreeing, bp
from coop_app.savings.views.counter import desk, visible_member
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/anggota/<int:member_id>/ditahan")
@requires("savings.read")
def holds(member_id: int) -> Response:
    """What of a member's savings is held, and what was released."""
    visible_member(member_id)
    return _page(member_id, HoldForm(product=SUKARELA))


@bp.post("/anggota/<int:member_id>/ditahan")
@requires("savings.hold")
def place_hold(member_id: int) -> Response:
    """Hold part of a member's savings."""
    visible_member(member_id)
    form = _with_choices(HoldForm.from_request())
    if not form.ok:
        return _page(member_id, form)
    try:
        with transaction():
            new, request_id = form.new_hold(member_id), form.request_id.data
            service.place_hold(desk=desk(), new=new, request_id=request_id)
    except Refused as refusal:
        return _page(member_id, form.blame(refusal))
    return see_other("savings.holds", member_id=member_id)


@bp.get("/ditahan/<int:hold_id>/lepas")
@requires("savings.hold")
def release_form(hold_id: int) -> Response:
    """Ask why held savings may go."""
    return _release(_visible(hold_id), ReleaseForm())


@bp.post("/ditahan/<int:hold_id>/lepas")
@requires("savings.hold")
def release_hold(hold_id: int) -> Response:
    """Let held savings go; a second person agrees."""
    placed, form = _visible(hold_id), ReleaseForm.from_request()
    if not form.ok:
        return _release(placed, form)
    try:
        with transaction():
            service.release_hold(desk=desk(), hold_id=hold_id, why=form.why.data)
    except Refused as refusal:
        asked = agreeing.of_release(form, hold_id)
        return asking.answer(refusal, form, asked) or _release(placed, form)
    return see_other("savings.holds", member_id=placed.member_id)


def _visible(hold_id: int) -> PlacedHold:
    placed = queries.get_hold(signed_in().cooperative_id, hold_id)
    visible_member(placed.member_id)
    return placed


def _with_choices(form: HoldForm) -> HoldForm:
    known = queries.list_products(signed_in().cooperative_id)
    form.product.choices = [(kind.key, kind.name) for kind in known if kind.withdrawable]
    return form


def _page(member_id: int, form: HoldForm) -> Response:
    here = desk()
    placed = queries.list_holds(here.cooperative_id, member_id)
    who = [key for hold in placed for key in (hold.placed_by, hold.released_by) if key]
    return page(
        "savings/holds.html",
        form=_with_choices(form),
        saver=queries.member_page(here.cooperative_id, here.book_id, member_id, on=here.today),
        placed=placed,
        names=people.names_of(here.cooperative_id, who),
    )


def _release(placed: PlacedHold, form: ReleaseForm) -> Response:
    member = visible_member(placed.member_id)
    return page("savings/release_form.html", form=form, placed=placed, member=member)
