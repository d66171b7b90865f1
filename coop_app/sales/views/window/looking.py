"""What anybody may see: open windows, their products, their photos; nothing else."""

from flask import abort, current_app, request
from werkzeug.wrappers import Response

from coop_app import auth, clock, filing, pictures
from coop_app.auth import queries as access
from coop_app.products.queries import catalogue
from coop_app.sales.queries import window as queries
from coop_app.sales.queries.window import WindowCard
from coop_app.sales.rules.window.showing import A_PAGE
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.window.presenting import ShownGoods, public_house, shown_goods
from coop_app.web.access import actor, pace, public
from coop_app.web.pages import found_or_404, page, send_lasting

#: a market day behind one address; a person reads slower
READING = "120 per minute"
_PICTURES = "600 per minute"


def open_window(slug: str) -> WindowCard:
    """The open window at an address, or 404."""
    card = queries.find_published(slug[:60])
    if card is None:
        abort(404)
    public_house(card)
    return card


@bp.get("/warung")
@public
@pace.limit(READING)
def windows() -> Response:
    """The open windows of a cooperative; of several, the visitor chooses."""
    asked = request.args.get("koperasi", type=int)
    open_ones = queries.open_cooperatives()
    if asked is None:
        person, only = actor(), access.only_cooperative()
        asked = person.cooperative_id if person else only.id if only else None
    if asked is None:
        houses = [auth.cooperative(key) for key in open_ones]
        return page("sales/windows.html", houses=houses, cards=None)
    if asked not in open_ones:
        return page("sales/windows.html", houses=[], cards=[])
    cards = [
        (card, _face(card) if place < A_PAGE else None)
        for place, card in enumerate(queries.published(asked))
    ]
    return page("sales/windows.html", houses=[], cards=cards)


def _face(card: WindowCard) -> ShownGoods | None:
    """The first product with a photo."""
    goods = shown_goods(card, clock.today())
    return next((one for one in goods if one.photo), None)


@bp.get("/warung/<slug>")
@public
@pace.limit(READING)
def window(slug: str) -> Response:
    """A shop: its story and a page of its products."""
    card = open_window(slug)
    goods = shown_goods(card, clock.today())
    pages = max(-(-len(goods) // A_PAGE), 1)
    number = min(max(request.args.get("hal", 1, type=int), 1), pages)
    start = (number - 1) * A_PAGE
    house = catalogue.photos_of(card.book_id, [None])[None]
    return page(
        "sales/window.html", card=card, goods=goods[start : start + A_PAGE], number=number,
        pages=pages, house=house[0] if house and number == 1 else None,
    )  # fmt: skip


@bp.get("/warung/<slug>/<int:item_id>")
@public
@pace.limit(READING)
def window_product(slug: str, item_id: int) -> Response:
    """One product, with its larger photo."""
    card = open_window(slug)
    found = [one for one in shown_goods(card, clock.today()) if one.goods.item.id == item_id]
    if not found:
        abort(404)
    return page("sales/window_product.html", card=card, one=found[0], facts=found[0].goods.facts)


@bp.get("/warung/foto/<token>/<size>")
@public
@pace.limit(_PICTURES)
def window_photo(token: str, size: str) -> Response:
    """A photo that lies in an open window; a phone fetches it once."""
    photo = catalogue.find_photo(token[:60])
    card = queries.find_published_of(photo.book_id) if photo else None
    if photo is None or card is None or not queries.photo_is_public(card, photo):
        abort(404)
    key = found_or_404({"kecil": photo.thumb_key, "sedang": photo.medium_key}.get(size))
    try:
        content = filing.file_content(folder=current_app.extensions["settings"].files, file_key=key)
    except FileNotFoundError:
        abort(404)
    return send_lasting(content, kind=pictures.WEBP, public=True)
