"""What the page of the till offers: what lies at the point, in its units, at its two prices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item, Point, Price
from coop_app.products.rules.units import amount_for
from coop_app.sales.forms.till.selling import Cell, Typing
from coop_app.sales.queries import trade
from coop_app.web.filters import rupiah_text


@dataclass(frozen=True, slots=True)
class Row:
    """One item on the shelf and what was typed for it; prices are rupiah for `per` base units."""

    item: Item
    quantity: int
    #: audience → (rupiah, base units)
    prices: Mapping[str, tuple[int, int]]
    cell: Cell
    error: str = ""

    @property
    def there(self) -> str:
        """`62,5 kg`."""
        return self.item.text(self.quantity)

    @property
    def is_chosen(self) -> bool:
        """Whether something was typed."""
        return bool(self.cell.quantity)

    @property
    def unit(self) -> str:
        """The unit that is chosen."""
        return self.cell.unit or self.item.shown_unit.name

    def price_text(self, audience: str) -> str:
        """`Rp18.000 / kg`, in the unit the item is shown in."""
        found = self.prices.get(audience)
        if found is None:
            return "–"
        amount, per = found
        unit = self.item.shown_unit
        if (amount * unit.factor) % per:
            return f"{rupiah_text(amount)}/{self.item.text(per)}"
        return f"{rupiah_text(amount_for(unit.factor, Money(amount), per))}/{unit.name}"


def shelf(point: Point, on: date, typing: Typing, text: str = "") -> list[Row]:
    """What can be sold here, chosen items first, then by name; narrowed down by a part of the name."""
    lies = {one.item.id: one.quantity for one in products.on_hand(point.book_id, point.id)}
    lies |= trade.on_shelf(point.cooperative_id, point.id)
    keys = lies.keys() | typing.cells.keys()
    items = products.items_of(point.book_id, keys)
    prices = {
        name: products.prices_on(point.book_id, name, on, keys) for name in ("member", "other")
    }
    rows = [
        Row(
            item, lies.get(key, 0), _prices(point.book_id, item, prices), typing.cell(key),
            typing.errors.get(key, ""),
        )
        for key, item in items.items()
        if item.active and (key in typing.cells or text.casefold() in item.name.casefold())
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (not row.is_chosen, row.item.name.casefold()))


def _prices(
    book_id: int, item: Item, prices: Mapping[str, Mapping[int, Price]]
) -> dict[str, tuple[int, int]]:
    agreed = trade.agreed_price(book_id, item.id) if item.consigned else None
    if agreed is not None:
        return dict.fromkeys(("member", "other"), (int(agreed.price), agreed.factor))
    held = {name: found.get(item.id) for name, found in prices.items()}
    return {name: (int(one.amount), one.per) for name, one in held.items() if one is not None}


def sellable(point: Point) -> dict[int, Item]:
    """Every item whose quantity may have been typed on the page."""
    return {item.id: item for item in products.list_items(point.book_id)}
