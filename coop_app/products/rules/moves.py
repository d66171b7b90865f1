"""Why stock moves, and what is said when it cannot."""

from enum import StrEnum

from coop_app.products.rules.stock import StockShort
from coop_app.refusal import N_, Refused


class MoveKind(StrEnum):
    """The occasions on which stock comes, goes or changes its cost."""

    OPENING = "opening"
    BOOKED = "booked"
    RECEIPT = "receipt"
    PURCHASE = "purchase"
    DISTRIBUTION = "distribution"
    SALE = "sale"
    RETURN = "return"
    SUPPLIER_RETURN = "supplier_return"
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"
    COUNT = "count"
    SPOILAGE = "spoilage"
    FREIGHT = "freight"
    PRICE = "price"
    MADE = "made"
    USED = "used"
    CONSIGNED = "consigned"
    OWN_USE = "own_use"
    REVERSAL = "reversal"


#: kind → its name on the screen (English message id)
MOVE_KINDS = {
    MoveKind.OPENING: N_("Opening stock"),
    MoveKind.BOOKED: N_("Goods bought through the cash book"),
    MoveKind.RECEIPT: N_("Goods received"),
    MoveKind.PURCHASE: N_("Purchase"),
    MoveKind.DISTRIBUTION: N_("Handed to members"),
    MoveKind.SALE: N_("Sale"),
    MoveKind.RETURN: N_("Returned by a buyer"),
    MoveKind.SUPPLIER_RETURN: N_("Returned to the supplier"),
    MoveKind.TRANSFER_OUT: N_("Moved to another point"),
    MoveKind.TRANSFER_IN: N_("Moved from another point"),
    MoveKind.COUNT: N_("Count difference"),
    MoveKind.SPOILAGE: N_("Spoiled or lost"),
    MoveKind.FREIGHT: N_("Freight"),
    MoveKind.PRICE: N_("Price correction"),
    MoveKind.MADE: N_("Produced"),
    MoveKind.USED: N_("Used in production"),
    MoveKind.CONSIGNED: N_("Left on consignment"),
    MoveKind.OWN_USE: N_("Own use"),
    MoveKind.REVERSAL: N_("Taken back"),
}


class ItemShort(StockShort):
    """More of an item was to go out than is at the point."""

    message = N_("Only %(there)s of %(item)s is at %(point)s. %(asked)s cannot go out.")
    field = "quantity"


class PointSwitchedOff(Refused):
    """Nothing new comes to a point that was switched off."""

    message = N_("%(point)s is switched off. Switch it on again first.")
    field = "point"
