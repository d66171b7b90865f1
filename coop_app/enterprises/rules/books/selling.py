"""What a sale comes to at the price that stood on the page when she tapped."""

from coop_app.money import Money
from coop_app.products.rules.items import Item
from coop_app.products.rules.prices import OTHER, check_price
from coop_app.products.rules.units import amount_for
from coop_app.refusal import N_, Refused


class PriceUnclear(Refused):
    """A price is for a unit of the item; anything else did not stand on the page."""

    message = N_("The price on this page is no longer right. Open the product anew.")
    field = "shown"


def amount_shown(item: Item, quantity: int, *, price: Money, per: int | None) -> Money:
    """What so many base units cost at the price shown; later prices change nothing of it.

    Raises `PriceUnclear`, `PriceNotPositive`, `AmountTooLarge`.
    """
    check_price(price, OTHER)
    if per not in {unit.factor for unit in item.units}:
        raise PriceUnclear
    return amount_for(quantity, price, per)
