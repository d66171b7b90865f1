"""Papers of a shop: the price list, and a poster with a code to scan."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.products.queries import Price
from coop_app.sales.queries import window as queries
from coop_app.sales.queries.window import Goods
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.window import papers
from coop_app.sales.views.window.owner import desk_here
from coop_app.sales.views.window.presenting import house_of
from coop_app.web.access import requires
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.pages import send_pdf
from coop_app.web.tables import Column, Table


@bp.get("/warung-saya/<int:book_id>/daftar-harga.pdf")
@requires("sales.window")
def window_price_list(book_id: int) -> Response:
    """What lies in the window with its prices; with `?anggota=1` those of members beside them."""
    desk = desk_here(book_id)
    card = queries.get_window(desk.cooperative_id, book_id)
    with_members = bool(request.args.get("anggota"))
    columns = [
        Column("name", _("Product"), width=30), Column("net", _("Content"), width=12),
        Column("claims", _("Permits"), width=28), Column("price", _("Price"), width=18),
    ]  # fmt: skip
    if with_members:
        columns.append(Column("member", _("Price for members"), width=18))
    today = clock.today()
    rows = [_row(one) for one in queries.goods_in(card, today)]
    notes = [_("Valid from %(day)s", day=long_day(today)), card.window.delivery]
    table = Table(_("Price list"), columns, rows, notes=[note for note in notes if note])
    return send_pdf(
        papers.price_list(table, _address(card) if card.is_open else "", house_of(card)),
        name="daftar-harga.pdf",
    )


def _address(card: queries.WindowCard) -> str:
    return url_for("sales.window", slug=card.window.slug, _external=True)


def _row(goods: Goods) -> dict[str, object]:
    def text(price: Price | None) -> str:
        if price is None:
            return str(_("ask for the price"))
        return f"{rupiah_text(price.amount)} / {price.unit}"

    return {
        "name": goods.item.name, "net": goods.facts.net_content, "claims": ", ".join(goods.claims),
        "price": text(goods.price), "member": text(goods.member_price or goods.price),
    }  # fmt: skip


@bp.get("/warung-saya/<int:book_id>/poster.pdf")
@requires("sales.window")
def window_poster(book_id: int) -> Response:
    """A page to hang up: the shop's name and a code that opens its window."""
    desk = desk_here(book_id)
    card = queries.get_window(desk.cooperative_id, book_id)
    names = [one.item.name for one in queries.goods_in(card, clock.today())]
    made = papers.poster(card.window, names, _address(card), house_of(card))
    return send_pdf(made, name="poster.pdf")
