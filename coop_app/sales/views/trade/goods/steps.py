"""Goods of one owner at one place: moved, given back to the owner, spoiled."""

from dataclasses import dataclass

from flask import abort
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.members.queries import MemberCard
from coop_app.refusal import N_, Refused
from coop_app.sales.forms.trade.goods import StepForm, with_rows
from coop_app.sales.queries.trade import lying
from coop_app.sales.queries.trade.lying import Lying
from coop_app.sales.service import trade
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade import second
from coop_app.sales.views.trade.shared import desk, point_names, points, visible_member
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

#: the word in the address → kind of step, title (English message id)
STEPS = {
    "pindah": ("moved", N_("Move goods to another place")),
    "kembali": ("returned", N_("Give goods back to the owner")),
    "rusak": ("spoiled", N_("Goods spoiled or lost")),
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Goods of one owner at one place, and what happens to them."""

    member: MemberCard
    point_id: int
    word: str
    goods: list[Lying]

    @property
    def kind(self) -> str:
        """Kind of step."""
        return STEPS[self.word][0]


@bp.get("/titip-jual/<any(pindah, kembali, rusak):word>/<int:member_id>/<int:point_id>")
@requires("sales.consign")
def step_form(word: str, member_id: int, point_id: int) -> Response:
    """What lies there, and how much of it goes."""
    shelf = _shelf(word, member_id, point_id)
    return _page(shelf, _form(shelf)(formdata=None, on=desk().today))


@bp.post("/titip-jual/<any(pindah, kembali, rusak):word>/<int:member_id>/<int:point_id>")
@requires("sales.consign")
def step_goods(word: str, member_id: int, point_id: int) -> Response:
    """Write it down."""
    shelf = _shelf(word, member_id, point_id)
    form = _offered(shelf, _form(shelf).from_request())
    if not form.ok:
        return _page(shelf, form)
    try:
        asked = form.step(shelf.kind, member_id, point_id, [one.item for one in shelf.goods])
    except Refused as refusal:
        return _page(shelf, form.blame(refusal))
    try:
        with transaction():
            act = trade.step(desk=desk(), asked_step=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = second.asked(second.STEP, form, asked)
        return asking.answer(refusal, form, to_ask) or _page(shelf, form)
    return see_other("sales.consignment_act", act_id=act.id)


def _shelf(word: str, member_id: int, point_id: int) -> Shelf:
    if point_id not in point_names():
        abort(404)
    goods = lying.lying(signed_in().book_id, point_id=point_id, member_id=member_id)
    return Shelf(visible_member(member_id), point_id, word, goods)


def _form(shelf: Shelf) -> type[StepForm]:
    return with_rows(StepForm, [one.item for one in shelf.goods], "jumlah")


def _offered(shelf: Shelf, form: StepForm) -> StepForm:
    form.to_point.choices = points(but=shelf.point_id)
    return form


def _page(shelf: Shelf, form: StepForm) -> Response:
    title, place = STEPS[shelf.word][1], point_names()[shelf.point_id]
    return page(
        "sales/step_form.html", form=_offered(shelf, form), shelf=shelf, title=title, place=place
    )
