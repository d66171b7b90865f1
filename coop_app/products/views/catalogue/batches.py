"""Batches: written down, finished, and the list of what expires soon."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.products import queries
from coop_app.products.forms.catalogue import BatchForm
from coop_app.products.queries import catalogue
from coop_app.products.rules.catalogue import freshness
from coop_app.products.rules.catalogue.freshness import Batch, Freshness
from coop_app.products.service import catalogue as service
from coop_app.products.views.blueprint import bp
from coop_app.products.views.catalogue.presenting import ShownBatch, shown_batch
from coop_app.products.views.catalogue.shelf import catalogue_item
from coop_app.products.views.catalogue.workplace import desk_at, item_here, my_books
from coop_app.refusal import Refused
from coop_app.web.access import requires
from coop_app.web.pages import see_other
from coop_app.web.tables import Column, Table, respond


@bp.post("/<int:item_id>/batch")
@requires("products.catalogue")
def add_batch(item_id: int) -> Response:
    """Write a batch down."""
    desk, item = item_here(item_id)
    form = BatchForm.from_request()
    if not form.ok:
        return catalogue_item(item_id, batch=form)
    try:
        new = Batch(
            item_id, form.number.data or "", form.facts["made_on"], form.best_before.data,
            form.quantity.base_of(item), form.note.data or "",
        )  # fmt: skip
        with transaction():
            service.add_batch(desk=desk, new=new, request_id=form.facts["request_id"])
    except Refused as refusal:
        return catalogue_item(item_id, batch=form.blame(refusal))
    return see_other("products.catalogue_item", item_id=item_id, _anchor="batch")


@bp.post("/batch/<int:batch_id>/habis")
@requires("products.catalogue")
def finish_batch(batch_id: int) -> Response:
    """Nothing of it is left."""
    card = catalogue.get_batch(my_books(), batch_id)
    with transaction():
        service.finish_batch(desk=desk_at(card.book_id), batch_id=batch_id)
    return see_other("products.catalogue_item", item_id=card.batch.item_id, _anchor="batch")


@bp.get("/kedaluwarsa")
@requires("products.catalogue")
def expiring() -> Response:
    """What goes off soon, the first at the top."""
    books, wanted = my_books(), request.args.get("status", "")
    shown = [_shown(card) for card in catalogue.batches(books)]
    near = [one for one in shown if _wanted(one, wanted)]
    columns = [
        Column("item", _("Product"), width=20),
        Column("best_before", _("Until"), "date", width=10),
        Column("state", _("State"), width=16),
        Column("number", _("Batch number"), width=12, minor=True),
        Column("quantity", _("Made"), width=10, minor=True),
        Column("whose", _("Whose"), width=14, minor=True),
    ]
    rows = [_row(one, books) for one in near]
    table = Table(_("What expires soon"), columns, rows, name="kedaluwarsa")
    return respond(table, "products/expiring.html", wanted=wanted)


def _wanted(one: ShownBatch, wanted: str) -> bool:
    state = freshness.freshness(one.card.batch.best_before, clock.today())
    if wanted == "semua":
        return True
    return state is Freshness.EXPIRED if wanted == "lewat" else state is not Freshness.KEEPS


def _shown(card: catalogue.BatchCard) -> ShownBatch:
    item = queries.get_item(card.book_id, card.batch.item_id)
    return shown_batch(card, item, clock.today())


def _row(one: ShownBatch, books: dict[int, str]) -> dict[str, object]:
    batch = one.card.batch
    return {
        "best_before": batch.best_before,
        "item": queries.get_item(one.card.book_id, batch.item_id).name,
        "number": batch.number, "quantity": one.quantity, "state": one.state,
        "whose": books[one.card.book_id],
        "_url": url_for("products.catalogue_item", item_id=batch.item_id, _anchor="batch"),
    }  # fmt: skip
