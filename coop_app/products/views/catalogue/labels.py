"""Labels to print: chosen on a small page, made as PDF."""

from collections.abc import Callable
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.products import queries
from coop_app.products.forms.catalogue import LabelForm
from coop_app.products.queries import Item, catalogue
from coop_app.products.rules.catalogue import labels
from coop_app.products.rules.prices import OTHER
from coop_app.products.views.blueprint import bp
from coop_app.products.views.catalogue.papers import label_sheets
from coop_app.products.views.catalogue.workplace import item_here
from coop_app.refusal import N_
from coop_app.web.access import letterhead, requires
from coop_app.web.pages import page, send_pdf

_PAGE = "products.public_page"
_WORDS = {
    "net_content": N_("net content"),
    "ingredients": N_("ingredients"),
    "producer": N_("maker and place"),
    "best_before": N_("best before"),
}


def register_page(extensions: dict[str, Any], find: Callable[[Item], str | None]) -> None:
    """Tell where a product's public page is; its address stands on the label as a code."""
    extensions[_PAGE] = find


@bp.get("/<int:item_id>/label")
@requires("products.catalogue")
def label_form(item_id: int) -> Response:
    """Choose batch and number, look at what will stand there; with `?copies=` the PDF itself."""
    _desk, item = item_here(item_id)
    form = LabelForm(request.args if "copies" in request.args else None)
    batches = catalogue.batches([item.book_id], item_id=item_id)
    form.batch.choices = [(0, _("without a batch")), *((b.id, b.batch.number) for b in batches)]
    asked = "copies" in request.args
    good = asked and form.validate()
    if not asked and batches:
        form.batch.data = max(batches, key=lambda card: (card.batch.made_on, card.id)).id
    label = _label(item, form.batch.data or 0, with_price=bool(form.price.data))
    if good:
        sheets = label_sheets(label, form.copies.data, letterhead(), address=_address(item))
        return send_pdf(sheets, name=f"label-{item.id}.pdf")
    return page(
        "products/label_form.html", form=form, item=item, label=label, address=_address(item),
        missing=[_(_WORDS[name]) for name in labels.missing(label)],
        status=422 if asked else 200,
    )  # fmt: skip


def _label(item: Item, batch_id: int, *, with_price: bool) -> labels.Label:
    today, chosen = clock.today(), None
    for card in catalogue.batches([item.book_id], item_id=item.id):
        if card.id == batch_id:
            chosen = (card.batch.number, card.batch.best_before)
    price = queries.price_of(item.book_id, item.id, OTHER, today) if with_price else None
    return labels.label_of(
        item.name, catalogue.get_facts(item.book_id, item.id),
        [held.permit for held in catalogue.permits_of(item.book_id, item.id)],
        on=today, batch=chosen, price=price.amount if price else None,
    )  # fmt: skip


def _address(item: Item) -> str:
    find = current_app.extensions.get(_PAGE)
    return (find(item) if find else None) or ""
