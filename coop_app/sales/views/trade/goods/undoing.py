"""A report, a cost or a settlement is taken back, with a reason and by two persons."""

from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import NotFound, Refused
from coop_app.sales.forms.trade.owing import TakeBackForm
from coop_app.sales.service import trade
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade import second
from coop_app.sales.views.trade.goods.documents import Shown, shown_of
from coop_app.sales.views.trade.shared import desk
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other


@bp.get("/titip-jual/bukti/<int:act_id>/batal")
@requires("sales.consign")
def undo_paper_form(act_id: int) -> Response:
    """Why is it taken back?"""
    return _page(_undoable(act_id), TakeBackForm(formdata=None, on=desk().today))


@bp.post("/titip-jual/bukti/<int:act_id>/batal")
@requires("sales.consign")
def undo_paper(act_id: int) -> Response:
    """Put it before a second person."""
    shown, form = _undoable(act_id), TakeBackForm.from_request()
    if not form.ok:
        return _page(shown, form)
    facts = {"on": form.facts["on"], "why": form.facts["why"]}
    try:
        with transaction():
            trade.undo(desk=desk(), act_id=act_id, **facts)
    except Refused as refusal:
        to_ask = second.asked_undo(form, shown.act)
        return asking.answer(refusal, form, to_ask) or _page(shown, form)
    return see_other("sales.consignment_act", act_id=act_id)


def _undoable(act_id: int) -> Shown:
    """A paper that can still be taken back. Raises `NotFound`."""
    shown = shown_of(act_id)
    if not shown.may_undo:
        raise NotFound
    return shown


def _page(shown: Shown, form: TakeBackForm) -> Response:
    return page("sales/undo_paper_form.html", shown=shown, form=form)
