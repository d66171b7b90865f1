"""What is typed to sell: the basket's quantities beside the form, and how the buyer pays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO, Money, parse_rupiah
from coop_app.products.rules.items import Item
from coop_app.products.rules.units import Typed, parse_quantity
from coop_app.refusal import Refused
from coop_app.sales.rules.till.acts import WAYS, Buyer, Selling, Way, Wish
from coop_app.web.forms import DayField, RupiahField, TextField, say

_LONG = Length(max=200, message=_l("This is too long."))
_WAYS = [SelectChoice(way.value, _l(label)) for way, label in WAYS.items()]


class TillForm(SecondPersonForm):
    """Who buys, how they pay, what is taken off."""

    buyer = TextField(
        _l("Buyer"), [Optional(), _LONG], render_kw={"list": "pembeli", "autocomplete": "off"}
    )
    way = RadioField(_l("Way of paying"), [InputRequired()], choices=_WAYS, default=Way.CASH.value)
    received = RupiahField(_l("Money received"), [Optional()])
    discount = RupiahField(_l("Discount on the whole"), [Optional()])
    reason = TextField(_l("Why it is cheaper"), [Optional(), _LONG])
    on = DayField(_l("Date"), [InputRequired(_l("Choose the day."))])
    seen_total = RupiahField(_l("Total"), [Optional()])
    memo = TextField(_l("Note"), [Optional(), _LONG])

    def selling(self, point_id: int, buyer: Buyer, wishes: Sequence[Wish]) -> Selling:
        """What is asked for."""
        way = Way(self.way.data)
        return Selling(
            point_id=point_id, sold_on=self.facts["on"], way=way, wishes=tuple(wishes),
            buyer=buyer, received=self.received.data if way is Way.CASH else None,
            discount=self.discount.data or ZERO, reason=self.reason.data or "",
            seen_total=self.seen_total.data, memo=self.memo.data or "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """What was typed for one item."""

    quantity: str = ""
    unit: str = ""
    discount: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Typing:
    """What was typed for each item, what it means, and what is wrong with it."""

    cells: dict[int, Cell] = field(default_factory=dict)
    wishes: list[Wish] = field(default_factory=list)
    errors: dict[int, str] = field(default_factory=dict)

    def cell(self, item_id: int) -> Cell:
        """What was typed for one item."""
        return self.cells.get(item_id, Cell())


def read_basket(sent: Mapping[str, str], items: Mapping[int, Item]) -> Typing:
    """The quantities (`q-7`, unit `u-7`) and discounts (`d-7`, `r-7`) of these items."""
    typing = Typing()
    for key, item in items.items():
        cell = Cell(*(sent.get(f"{name}-{key}", "").strip()[:60] for name in ("q", "u", "d", "r")))
        if cell.quantity in {"", "0"}:
            continue
        typing.cells[key] = cell
        try:
            typing.wishes.append(_wish(item, cell))
        except Refused as refusal:
            typing.errors[key] = say(refusal)
    return typing


def _wish(item: Item, cell: Cell) -> Wish:
    typed = parse_quantity(cell.quantity)
    quantity = item.base_of(typed if typed.unit else Typed(typed.number, cell.unit))
    discount: Money = parse_rupiah(cell.discount) if cell.discount else ZERO
    return Wish(item.id, quantity, discount, cell.reason)


def basket_errors(typing: Typing, items: Mapping[int, Item]) -> list[str]:
    """Each wrong quantity with the item's name in front."""
    return [
        gettext("%(item)s: %(error)s", item=items[key].name, error=error)
        for key, error in typing.errors.items()
    ]
