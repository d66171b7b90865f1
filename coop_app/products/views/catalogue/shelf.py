"""The catalogue: what each product says of itself, and what is still missing."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.products import queries
from coop_app.products.forms.catalogue import BatchForm, FactsForm, PhotoForm, packaging_choices
from coop_app.products.queries import Item
from coop_app.products.queries import catalogue as facts_queries
from coop_app.products.rules.catalogue import freshness, pirt
from coop_app.products.rules.catalogue.facts import MOST_PHOTOS, Facts
from coop_app.products.rules.items import Kind
from coop_app.products.service import catalogue as service
from coop_app.products.views.blueprint import bp
from coop_app.products.views.catalogue.presenting import shown_batch, shown_permits
from coop_app.products.views.catalogue.workplace import item_here, my_books
from coop_app.refusal import Refused
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other


@bp.get("/katalog")
@requires("products.catalogue")
def catalogue() -> Response:
    """All products that the person may work on, each with its picture and what is missing."""
    text, books = request.args.get("cari", "").strip()[:60], my_books()
    shelves = [
        (name, [_card(item) for item in _products(book_id, text)])
        for book_id, name in books.items()
    ]
    return page("products/catalogue.html", shelves=shelves, text=text)


def _products(book_id: int, text: str) -> list[Item]:
    return queries.list_items(book_id, kinds=(Kind.PRODUCT, Kind.GOODS), text=text)


def _card(item: Item) -> dict[str, Any]:
    facts = facts_queries.get_facts(item.book_id, item.id)
    photos = facts_queries.photos_of(item.book_id, [item.id])[item.id]
    permits, advice = shown_permits(item, facts, clock.today())
    lacks = [
        word
        for word, there in (
            (_("photo"), photos), (_("description"), facts.description),
            (_("net content"), facts.net_content),
        )
        if not there
    ]  # fmt: skip
    warnings = sum(len(one.findings) for one in permits) + len(advice)
    return {"item": item, "photo": photos[0] if photos else None, "lacks": lacks,
            "warnings": warnings}  # fmt: skip


@bp.get("/<int:item_id>/katalog")
@requires("products.catalogue")
def catalogue_item(
    item_id: int, photo: PhotoForm | None = None, batch: BatchForm | None = None
) -> Response:
    """One product: words, photos, permits, batches."""
    _desk, item = item_here(item_id)
    facts, today = facts_queries.get_facts(item.book_id, item_id), clock.today()
    permits, advice = shown_permits(item, facts, today)
    batches = facts_queries.batches([item.book_id], item_id=item_id)
    return page(
        "products/catalogue_item.html", item=item, facts=facts, permits=permits, advice=advice,
        photos=facts_queries.photos_of(item.book_id, [item_id])[item_id], most=MOST_PHOTOS,
        batches=[shown_batch(card, item, today) for card in batches], packagings=pirt.PACKAGINGS,
        photo=photo or PhotoForm(formdata=None), batch=batch or new_batch_form(item, facts),
        status=422 if photo or batch else 200,
    )  # fmt: skip


def new_batch_form(item: Item, facts: Facts) -> BatchForm:
    """A batch of today with a free number and the last good day that the shelf life gives."""
    today = clock.today()
    taken = facts_queries.batch_numbers(item.book_id, item.id)
    return BatchForm(
        formdata=None, number=freshness.next_number(item.name, today, taken), made_on=today,
        best_before=freshness.last_good_day(today, facts.shelf_life_days),
    )  # fmt: skip


@bp.get("/<int:item_id>/keterangan")
@requires("products.catalogue")
def facts_form(item_id: int, form: FactsForm | None = None) -> Response:
    """The words on packaging and window."""
    _desk, item = item_here(item_id)
    form = form or FactsForm(formdata=None, obj=facts_queries.get_facts(item.book_id, item_id))
    form.packaging.choices = packaging_choices()
    return page("products/facts_form.html", form=form, item=item)


@bp.post("/<int:item_id>/keterangan")
@requires("products.catalogue")
def save_facts(item_id: int) -> Response:
    """Keep them."""
    desk, _item = item_here(item_id)
    form = FactsForm.from_request()
    form.packaging.choices = packaging_choices()
    if not form.ok:
        return facts_form(item_id, form)
    try:
        with transaction():
            service.save_facts(desk=desk, item_id=item_id, new=form.typed)
    except Refused as refusal:
        return facts_form(item_id, form.blame(refusal))
    return see_other("products.catalogue_item", item_id=item_id)
