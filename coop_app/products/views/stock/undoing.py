"""A document of stock that was entered wrong: ask why, and put it before a second person."""

from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.products import queries, service
from coop_app.products.forms.stock import TakeBackForm
from coop_app.products.queries import Act
from coop_app.products.rules.documents import DOCUMENTS
from coop_app.products.views.blueprint import bp
from coop_app.products.views.counter import desk, may_see
from coop_app.products.views.stock.second import asked_back
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/dokumen/<int:act_id>/batal")
@requires("products.stock")
def take_document_back_form(act_id: int) -> Response:
    """Why is it taken back?"""
    return _page(_visible(act_id), TakeBackForm(formdata=None, on=desk().today))


@bp.post("/dokumen/<int:act_id>/batal")
@requires("products.stock")
def take_document_back(act_id: int) -> Response:
    """Put it before a second person."""
    form, act = TakeBackForm.from_request(), _visible(act_id)
    if not form.ok:
        return _page(act, form)
    on, why = form.facts["on"], form.facts["why"]
    try:
        with transaction():
            service.reverse_act(desk=desk(), act_id=act_id, on=on, why=why)
    except Refused as refusal:
        return asking.answer(refusal, form, asked_back(act, on, why)) or _page(act, form)
    return see_other("products.stock_act", act_id=act_id)


def _visible(act_id: int) -> Act:
    person = signed_in()
    act = queries.get_act(person.book_id, act_id)
    if not may_see(queries.get_point(person.book_id, act.point_id)):
        raise NotFound
    return act


def _page(act: Act, form: TakeBackForm) -> Response:
    book = signed_in().book_id
    names = [queries.get_point(book, key).name for key in (act.point_id, act.to_point_id) if key]
    return page(
        "products/take_document_back_form.html", act=act, form=form, names=names, kinds=DOCUMENTS
    )
