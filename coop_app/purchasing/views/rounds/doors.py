"""Which buttons a round's page offers in which state; features of receiving put theirs here."""

from dataclasses import dataclass

from coop_app.purchasing.rules.rounds import life
from coop_app.refusal import N_


@dataclass(frozen=True, slots=True)
class Door:
    """A page that leads on: its endpoint takes `round_id`."""

    endpoint: str
    permission: str
    label: str
    icon: str
    states: tuple[str, ...]
    #: the one thing to do next
    main: bool = False


DOORS: list[Door] = [
    Door("purchasing.change_form", "purchasing.manage", N_("Change the plan"), "settings",
         (life.DRAFT,)),
    Door("purchasing.order_sheet", "purchasing.order", N_("Order for members"), "clipboard-list",
         life.TAKES_ORDERS, main=True),
    Door("purchasing.close_form", "purchasing.manage", N_("Close for orders"), "lock",
         life.TAKES_ORDERS),
    Door("purchasing.place_form", "purchasing.manage", N_("Order at the supplier"), "truck",
         (life.CLOSED,), main=True),
    Door("purchasing.round_receipt", "purchasing.receive", N_("Goods received"), "truck",
         (life.ORDERED,), main=True),
    Door("purchasing.sharing", "purchasing.read", N_("Share and hand over"), "shopping-basket",
         (life.RECEIVED, life.DISTRIBUTED, life.SETTLED), main=True),
    Door("purchasing.round_account", "purchasing.read", N_("Account of the round"), "scale",
         (life.RECEIVED, life.DISTRIBUTED, life.SETTLED)),
    Door("purchasing.allocation", "purchasing.read", N_("Who gets how much"), "list-checks",
         (life.CLOSED, life.ORDERED, life.RECEIVED, life.DISTRIBUTED, life.SETTLED)),
    Door("purchasing.order_pdf", "purchasing.read", N_("Order to the supplier (PDF)"), "printer",
         (life.ORDERED, life.RECEIVED, life.DISTRIBUTED, life.SETTLED)),
    Door("purchasing.extend_form", "purchasing.manage", N_("Give more time"), "calendar",
         (life.OPEN, life.FILLING, life.CLOSED)),
    Door("purchasing.cancel_form", "purchasing.manage", N_("Cancel the round"), "x",
         (life.DRAFT, life.OPEN, life.FILLING, life.CLOSED, life.ORDERED)),
]  # fmt: skip
