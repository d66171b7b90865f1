"""Opening stock, spoilage and transfers: choose the point, fill in the sheet, look at the journal, save."""

from flask import request
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.products import queries, service
from coop_app.products.forms.stock import DocumentForm, document_form
from coop_app.products.queries import Item, Point
from coop_app.products.rules.documents import BOOKED, COSTED, OPENING, SPOILAGE, TRANSFER, Document
from coop_app.products.views.blueprint import bp
from coop_app.products.views.counter import desk, journal_of, point_of, points
from coop_app.products.views.stock.second import asked_for
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/saldo-awal")
@requires("ledger.opening")
def opening_form() -> Response:
    """What lay there before this book began."""
    return _empty(OPENING)


@bp.post("/saldo-awal")
@requires("ledger.opening")
def record_opening() -> Response:
    """Show the journal, then ask the second person."""
    return _record(OPENING)


@bp.get("/rinci")
@requires("products.stock")
def booked_form() -> Response:
    """Which goods the cash book bought."""
    return _empty(BOOKED)


@bp.post("/rinci")
@requires("products.stock")
def record_booked() -> Response:
    """Show the journal first, or save."""
    return _record(BOOKED)


@bp.get("/rusak")
@requires("products.stock")
def spoilage_form() -> Response:
    """What is spoiled, lost or stolen."""
    return _empty(SPOILAGE)


@bp.post("/rusak")
@requires("products.stock")
def record_spoilage() -> Response:
    """Show the journal first, or save."""
    return _record(SPOILAGE)


@bp.get("/pindah")
@requires("products.stock")
def transfer_form() -> Response:
    """What goes to another point."""
    return _empty(TRANSFER)


@bp.post("/pindah")
@requires("products.stock")
def record_transfer() -> Response:
    """Show the journal first, or save."""
    return _record(TRANSFER)


def _chosen_point() -> Point | None:
    every = points()
    wanted = request.args.get("tempat", type=int)
    if wanted is not None:
        return point_of(wanted)
    return every[0] if len(every) == 1 else None


def _items(kind: str, point: Point | None) -> list[Item]:
    """Opening stock may be of anything; only what lies there can spoil or leave."""
    if point is None:
        return []
    if kind in COSTED:
        return [item for item in queries.list_items(point.book_id) if not item.consigned]
    return [one.item for one in queries.on_hand(point.book_id, point.id)]


def _empty(kind: str) -> Response:
    point = _chosen_point()
    form = document_form(kind, _items(kind, point))(formdata=None, on=desk().today)
    return _form(kind, form, point)


def _form(
    kind: str, form: DocumentForm, point: Point | None, document: Document | None = None
) -> Response:
    sentences: list[str] = []
    lines: list[dict[str, object]] = []
    if document is not None:
        sentences, lines = journal_of(service.preview(desk=desk(), document=document))
    others = [one for one in points() if point is None or one.id != point.id]
    form.to_point.flags.required = kind == TRANSFER
    form.to_point.choices = [(one.id, one.name) for one in others]
    there = {} if point is None else _there(point)
    return page(
        f"products/{kind}_form.html", form=form, point=point, points=points(), others=others,
        items=_items(kind, point), there=there, sentences=sentences, lines=lines,
        shown=document is not None, kind=kind, costed=kind in COSTED,
    )  # fmt: skip


def _there(point: Point) -> dict[int, str]:
    found = queries.on_hand(point.book_id, point.id)
    return {one.item.id: one.item.text(one.quantity) for one in found}


def _record(kind: str) -> Response:
    point = _chosen_point()
    items = _items(kind, point)
    form = document_form(kind, items).from_request()
    if point is None or not form.ok:
        return _form(kind, form, point)
    document = None
    try:
        document = form.document(kind, point.id, items)
        if request.form.get("step") == "preview" and not asking.pressed():
            return _form(kind, form, point, document)
        with transaction():
            act = service.record(
                desk=desk(), document=document, request_id=form.request_id.data or ""
            )
    except Refused as refusal:
        return _refused(kind, form, (refusal, point, document))
    return see_other("products.stock_act", act_id=act.id)


def _refused(
    kind: str, form: DocumentForm, what: tuple[Refused, Point, Document | None]
) -> Response:
    refusal, point, document = what
    if document is None:
        return _form(kind, form.blame(refusal), point)
    content = {
        "book_id": signed_in().book_id, "document": auth.packed(document),
        "request_id": form.request_id.data,
    }  # fmt: skip
    asked = asked_for(content, subject=f"stock_point:{point.id}", reason=document.memo)
    return asking.answer(refusal, form, asked) or _again(kind, form, (point, document))


def _again(kind: str, form: DocumentForm, what: tuple[Point, Document]) -> Response:
    """The form once more, with the journal where that can still be shown."""
    point, document = what
    try:
        return _form(kind, form, point, document)
    except Refused:
        return _form(kind, form, point)
