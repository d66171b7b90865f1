"""The owner's side: writing the window, choosing products, opening and closing it."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.products.forms.catalogue import PhotoForm
from coop_app.products.queries import catalogue
from coop_app.products.views.catalogue.workplace import desk_at, my_books
from coop_app.refusal import N_, NotFound, Refused
from coop_app.sales.forms.window import GoodsForm, OpenForm, WindowForm, goods_in
from coop_app.sales.queries import window as queries
from coop_app.sales.rules.window import address
from coop_app.sales.rules.window.showing import Supply
from coop_app.sales.service import window as service
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.window.presenting import shown_goods, shown_phone
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other

#: what the owner agrees to; kept word by word with the day
CONSENT = N_(
    "I agree that anybody on the internet can see this shop window: its name, story, place, WhatsApp number,"
    " photos, products, prices and valid permits. I can close it again at any time."
)
SUPPLIES = {
    Supply.STOCK: N_("from the stock"),
    Supply.TO_ORDER: N_("made to order"),
    Supply.SOLD_OUT: N_("sold out for now"),
}


def desk_here(book_id: int) -> Desk:
    """The person's desk at a book of their own. Raises `NotFound` for everybody else's."""
    if book_id not in my_books():
        raise NotFound
    return desk_at(book_id)


@bp.get("/warung-saya")
@requires("sales.window")
def own_windows() -> Response:
    """The windows of the person's books, and how many orders wait in each."""
    books = my_books()
    cards = {key: queries.find_window(desk_at(key).cooperative_id, key) for key in books}
    new = queries.count_new([card.id for card in cards.values() if card])
    rows = [(key, name, cards[key], _waiting(cards[key], new)) for key, name in books.items()]
    if len(rows) == 1 and not request.args:
        return see_other("sales.own_window", book_id=rows[0][0])
    return page("sales/own_windows.html", rows=rows)


def _waiting(card: queries.WindowCard | None, new: dict[int, int]) -> int:
    return new.get(card.id, 0) if card else 0


@bp.get("/warung-saya/<int:book_id>")
@requires("sales.window")
def own_window(book_id: int, **blamed: Any) -> Response:
    """One window: whether it is open, its words, its products, its papers."""
    desk = desk_here(book_id)
    card = queries.find_window(desk.cooperative_id, book_id)
    goods = shown_goods(card, clock.today()) if card else []
    return page(
        "sales/own_window.html", book_id=book_id, name=my_books()[book_id], card=card, goods=goods,
        items=queries.candidates(book_id), supplies=SUPPLIES, consent=_(CONSENT),
        shown={one.item_id: one for one in queries.shown_in(card.id)} if card else {},
        said=queries.consents(card.id)[:5] if card else [],
        waiting=queries.count_new([card.id]).get(card.id, 0) if card else 0,
        words=blamed.get("words") or _words_form(card, my_books()[book_id]),
        opening=blamed.get("opening") or OpenForm(formdata=None),
        photo=blamed.get("photo") or PhotoForm(formdata=None),
        hung=catalogue.photos_of(book_id, [None])[None][:1],
        products=blamed.get("products") or GoodsForm(formdata=None), status=422 if blamed else 200,
    )  # fmt: skip


def _words_form(card: queries.WindowCard | None, name: str) -> WindowForm:
    if card is None:
        return WindowForm(formdata=None, title=name, slug=address.proposed(name))
    form = WindowForm(formdata=None, obj=card.window)
    form.phone.data = shown_phone(card)
    return form


@bp.post("/warung-saya/<int:book_id>")
@requires("sales.window")
def save_window(book_id: int) -> Response:
    """Keep the words."""
    desk, form = desk_here(book_id), WindowForm.from_request()
    if not form.ok:
        return own_window(book_id, words=form)
    try:
        with transaction():
            service.save_window(desk=desk, new=form.typed)
    except Refused as refusal:
        return own_window(book_id, words=form.blame(refusal))
    return see_other("sales.own_window", book_id=book_id, _anchor="barang")


@bp.post("/warung-saya/<int:book_id>/barang")
@requires("sales.window")
def lay_out(book_id: int) -> Response:
    """Keep which products lie there."""
    desk, form = desk_here(book_id), GoodsForm.from_request()
    if not form.ok:
        return own_window(book_id, products=form)
    goods = goods_in(request.form, queries.candidates(book_id))
    try:
        with transaction():
            service.lay_out(desk=desk, goods=goods)
    except Refused as refusal:
        return own_window(book_id, products=form.blame(refusal))
    return see_other("sales.own_window", book_id=book_id, _anchor="buka")


@bp.post("/warung-saya/<int:book_id>/buka")
@requires("sales.window")
def open_own_window(book_id: int) -> Response:
    """Show it to everybody, when its owner says so."""
    desk, form = desk_here(book_id), OpenForm.from_request()
    if not form.ok:
        return own_window(book_id, opening=form)
    try:
        with transaction():
            service.publish(desk=desk, agreed=bool(form.agree.data), words=_(CONSENT))
    except Refused as refusal:
        return own_window(book_id, opening=form.blame(refusal))
    return see_other("sales.own_window", book_id=book_id)


@bp.post("/warung-saya/<int:book_id>/tutup")
@requires("sales.window")
def close_own_window(book_id: int) -> Response:
    """Take it back at once."""
    desk = desk_here(book_id)
    with transaction():
        service.withdraw(desk=desk)
    return see_other("sales.own_window", book_id=book_id)
