"""What lies in a window, as the public may see it: prices, stock in words, photos, valid permits only."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coop_app.products import queries as products
from coop_app.products.queries import Item, Price, catalogue
from coop_app.products.queries.catalogue import Photo
from coop_app.products.rules.catalogue.facts import Facts
from coop_app.products.rules.catalogue.labels import valid_claims
from coop_app.products.rules.items import Kind
from coop_app.products.rules.prices import MEMBER, OTHER
from coop_app.sales.queries.trade import lying
from coop_app.sales.queries.window.windows import WindowCard, shown_in
from coop_app.sales.rules.window.ordering import Offered
from coop_app.sales.rules.window.showing import Shown, There, there

_SHOWABLE = (Kind.PRODUCT, Kind.GOODS)


@dataclass(frozen=True, slots=True)
class Goods:
    """One product of a window."""

    item: Item
    facts: Facts
    photos: tuple[Photo, ...]
    #: for everybody; None when the price is to be asked
    price: Price | None
    member_price: Price | None
    there: There
    #: the numbers of permits that hold today
    claims: tuple[str, ...]
    #: the member whose product it is agreed to nothing here, so the maker is not named
    names_maker: bool

    @property
    def offered(self) -> Offered:
        """As an order reads it."""
        unit, factor = self.item.shown_unit.name, self.item.shown_unit.factor
        price = None
        if self.price:
            unit, factor, price = self.price.unit, self.price.per, self.price.amount
        return Offered(
            self.item.id, self.item.name, unit, factor, price,
            available=self.there is not There.NONE,
        )  # fmt: skip


def candidates(book_id: int) -> list[Item]:
    """What may be put into the window of a book: its products and goods."""
    return products.list_items(book_id, kinds=_SHOWABLE)


def goods_in(card: WindowCard, on: date) -> list[Goods]:
    """What lies in a window on a day, in its order; what is no longer made is left out."""
    shown = {one.item_id: one for one in shown_in(card.id)}
    items = products.items_of(card.book_id, shown)
    keys = [key for key in shown if key in items and items[key].active]
    facts = catalogue.facts_of(card.book_id, keys)
    photos = catalogue.photos_of(card.book_id, keys)
    prices = {who: _prices(card.book_id, items, who, on) for who in (MEMBER, OTHER)}
    present = _present(card)
    permits = [held.permit for held in catalogue.list_permits([card.book_id])]
    return [
        Goods(
            items[key], facts.get(key, Facts()), tuple(photos[key]),
            prices[OTHER].get(key), prices[MEMBER].get(key), _there(shown[key], present[key]),
            valid_claims([held for held in permits if held.item_id in (None, key)], on),
            items[key].owner_member_id is None,
        )
        for key in keys
    ]  # fmt: skip


def _prices(book_id: int, items: Mapping[int, Item], audience: str, on: date) -> dict[int, Price]:
    """As the till sells: an owner's goods at the price agreed with the owner, for everybody."""
    found = products.prices_on(book_id, audience, on, items.keys())
    owned = {key for key, item in items.items() if item.consigned}
    for key, agreed in lying.agreed_prices(book_id, owned).items():
        unit = agreed.unit or items[key].base_unit
        found[key] = Price(key, audience, on, agreed.price, agreed.factor, unit, 0)
    return found


def photo_is_public(card: WindowCard, photo: Photo) -> bool:
    """Whether a photo lies in this window: of a product in it, or of the business itself."""
    if photo.book_id != card.book_id:
        return False
    return photo.item_id is None or photo.item_id in {one.item_id for one in shown_in(card.id)}


def _present(card: WindowCard) -> dict[int, int]:
    """Base units by product: own stock, and what members left at our own points to be sold."""
    present: dict[int, int] = defaultdict(int)
    for here in products.on_hand(card.book_id):
        present[here.item.id] += here.quantity
    elsewhere = {shop.point_id for shop in lying.list_shops(card.cooperative_id, card.book_id)}
    for left in lying.lying(card.book_id):
        if left.point_id not in elsewhere:
            present[left.item.id] += left.quantity
    return present


def _there(shown: Shown, quantity: int) -> There:
    return there(shown.supply, quantity, shown.few_below)
