"""Products and orders of a window in words; the text that opens WhatsApp."""

from dataclasses import dataclass
from datetime import date

from flask import g, url_for
from flask_babel import gettext as _

from coop_app import auth, clock
from coop_app.members.rules import phones
from coop_app.money import Money
from coop_app.products.queries import Item
from coop_app.products.queries.catalogue import Photo
from coop_app.sales.queries import window as queries
from coop_app.sales.queries.window import Goods, Order, WindowCard
from coop_app.sales.rules.window import ordering
from coop_app.sales.rules.window.ordering import Wanted
from coop_app.sales.rules.window.showing import THERE, There
from coop_app.web import whatsapp
from coop_app.web.access import Letterhead
from coop_app.web.filters import rupiah_text

CLASSES = {There.YES: "yes", There.FEW: "few", There.NONE: "none", There.TO_ORDER: "yes"}


@dataclass(frozen=True, slots=True)
class ShownGoods:
    """One product as the public reads it."""

    goods: Goods
    price: str
    there: str
    kind: str

    @property
    def photo(self) -> Photo | None:
        """The one that lists show."""
        return self.goods.photos[0] if self.goods.photos else None


def public_house(card: WindowCard) -> None:
    """Let the page bear the shop's name; the cooperative's where it is the cooperative's own."""
    facts = auth.cooperative(card.cooperative_id)
    g.letterhead = Letterhead(card.window.title, facts.short_name, is_demo=facts.is_demo)


def house_of(card: WindowCard) -> Letterhead:
    """The head of the shop's papers."""
    facts = auth.cooperative(card.cooperative_id)
    lines = (card.window.place, _("WhatsApp %(number)s", number=shown_phone(card)))
    return Letterhead(
        card.window.title, address=tuple(line for line in lines if line), is_demo=facts.is_demo
    )


def kept_days(card: WindowCard) -> int:
    """For how many days it is known who ordered."""
    return auth.limit("order_days", cooperative_id=card.cooperative_id, on=clock.today())


def shown_phone(card: WindowCard) -> str:
    """`0812-3456-7890`."""
    return phones.shown(card.window.phone)


def shown_goods(card: WindowCard, on: date) -> list[ShownGoods]:
    """What lies in the window, in words."""
    return [
        ShownGoods(one, price_text(one), _(THERE[one.there]), CLASSES[one.there])
        for one in queries.goods_in(card, on)
    ]


def price_text(goods: Goods) -> str:
    """`Rp12.000 / bungkus`, or that it is to be asked."""
    offer = goods.offered
    if offer.price is None:
        return str(_("ask for the price"))
    return f"{rupiah_text(offer.price)} / {offer.unit}"


def line_text(line: Wanted) -> str:
    """`2 bungkus Keripik = Rp24.000`."""
    text = f"{line.count} {line.offered.unit} {line.offered.name}"
    return text if line.amount is None else f"{text} = {rupiah_text(line.amount)}"


def total_text(order: Order) -> str:
    """The sum, and whether prices are still to be asked."""
    amount, complete = ordering.total(order.lines)
    return _total(amount, complete=complete)


def _total(amount: Money, *, complete: bool) -> str:
    if complete:
        return rupiah_text(amount)
    if not amount:
        return str(_("ask for the price"))
    return str(_("%(amount)s and what has no price here", amount=rupiah_text(amount)))


def order_lines(card: WindowCard, order: Order) -> list[str]:
    """What the buyer sends to the seller."""
    return [
        _("Hello %(shop)s, I am %(name)s.", shop=card.window.title, name=order.name),
        _("I would like to order (order no. %(number)s):", number=order.number),
        *(f"- {line_text(line)}" for line in order.lines),
        _("Total: %(total)s", total=total_text(order)),
        _("Message: %(note)s", note=order.note) if order.note else "",
    ]


def answer_lines(card: WindowCard, order: Order) -> list[str]:
    """What the seller sends back."""
    return [
        _("Hello %(name)s, thank you for order no. %(number)s at %(shop)s:",
          name=order.name, number=order.number, shop=card.window.title),
        *(f"- {line_text(line)}" for line in order.lines),
        _("Total: %(total)s", total=total_text(order)),
    ]  # fmt: skip


def to_seller(card: WindowCard, order: Order) -> str | None:
    """The link that opens WhatsApp with the order in it."""
    return whatsapp.link_to(card.window.phone, order_lines(card, order))


def public_page(item: Item) -> str | None:
    """The address of a product's public page while its window is open."""
    card = queries.find_window(item.cooperative_id, item.book_id)
    if card is None or not card.is_open:
        return None
    if item.id not in {one.item_id for one in queries.shown_in(card.id)}:
        return None
    return url_for("sales.window_product", slug=card.window.slug, item_id=item.id, _external=True)
