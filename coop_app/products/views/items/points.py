"""Stock points: the office, one for each village group, shops."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.money import ZERO, Money
from coop_app.products import queries, service
from coop_app.products.forms.items import PointForm, SwitchForm
from coop_app.products.rules.points import POINT_KINDS
from coop_app.products.service.neighbours import groups
from coop_app.products.views.blueprint import bp
from coop_app.products.views.counter import desk
from coop_app.products.views.counter import points as visible
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/tempat")
@requires("products.read")
def points() -> Response:
    """Where stock lies, and the form for another place."""
    return _page(PointForm(formdata=None))


def _page(form: PointForm) -> Response:
    here = desk()
    values: dict[int, Money] = {}
    counts: dict[int, int] = {}
    for lies in queries.on_hand(here.book_id):
        values[lies.point.id] = values.get(lies.point.id, ZERO) + lies.value
        counts[lies.point.id] = counts.get(lies.point.id, 0) + 1
    known = {one.group_id for one in queries.list_points(here.book_id, active_only=False)}
    missing = [name for key, name in groups(here.cooperative_id) if key not in known]
    return page(
        "products/points.html", form=form, points=visible(active_only=False), values=values,
        counts=counts, kinds=POINT_KINDS, missing=missing, switch=SwitchForm(formdata=None),
    )  # fmt: skip


@bp.post("/tempat")
@requires("products.write")
def add_point() -> Response:
    """Another place."""
    form = PointForm.from_request()
    if not form.ok:
        return _page(form)
    try:
        with transaction():
            service.add_point(desk=desk(), facts=form.point)
    except Refused as refusal:
        return _page(form.blame(refusal))
    return see_other("products.points")


@bp.post("/tempat/kelompok")
@requires("products.write")
def group_points() -> Response:
    """A point for every village group that has none yet."""
    form, here = SwitchForm.from_request(), desk()
    if not form.ok:
        return _page(PointForm(formdata=None))
    try:
        with transaction():
            for group_id, name in groups(here.cooperative_id):
                service.group_point(desk=here, group_id=group_id, name=name)
    except Refused as refusal:
        return _page(PointForm(formdata=None).blame(refusal))
    flash(_("Every village group has its stock point now."))
    return see_other("products.points")


@bp.get("/tempat/<int:point_id>/ubah")
@requires("products.write")
def point_form(point_id: int) -> Response:
    """Name and address of a place."""
    found = queries.get_point(signed_in().book_id, point_id)
    form = PointForm(formdata=None, name=found.name, address=found.address)
    return page("products/point_form.html", form=form, point=found)


@bp.post("/tempat/<int:point_id>/ubah")
@requires("products.write")
def change_point(point_id: int) -> Response:
    """Correct name and address."""
    form, found = PointForm.from_request(), queries.get_point(signed_in().book_id, point_id)
    form.kind.validate_choice = False
    if not form.ok:
        return page("products/point_form.html", form=form, point=found)
    facts = {"name": form.name.data or "", "address": form.address.data or ""}
    try:
        with transaction():
            service.change_point(desk=desk(), point_id=point_id, **facts)
    except Refused as refusal:
        return page("products/point_form.html", form=form.blame(refusal), point=found)
    return see_other("products.points")


@bp.post("/tempat/<int:point_id>/aktif")
@requires("products.write")
def switch_point(point_id: int) -> Response:
    """Close a place where nothing lies, or open it again."""
    found = queries.get_point(signed_in().book_id, point_id)
    form = SwitchForm.from_request()
    try:
        with transaction():
            if form.ok:
                service.switch_point(desk=desk(), point_id=point_id, active=not found.active)
    except Refused as refusal:
        return _page(PointForm(formdata=None).blame(refusal))
    return see_other("products.points")
